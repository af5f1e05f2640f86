"""The whole life of a job: tiers, ends with their reasons, times by which it must start and end, back-off, retries, outcomes apart.

Jobs that ended before have no reason that could be known; what their runs came to is counted from the runs.
"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0039"
branch_labels = None
depends_on = None

EVENT_KINDS = (
    "kind in ('job_queued', 'job_started', 'run_generated', 'run_analysed', "
    "'job_resumed', 'job_completed', 'job_failed', 'job_cancelled'{more})"
)
END_REASONS = (
    "end_reason in ('cancelled_by_user', 'not_started_in_time', 'deadline_passed', 'attempts_exhausted', "
    "'cannot_be_run', 'no_answers', 'internal_error')"
)
COUNT_OUTCOMES = """
update jobs set failed_count = c.failed, refused_count = c.refused, timed_out_count = c.timed_out
from (
  select job_id, count(*) filter (where status = 'failed') as failed, count(*) filter (where status = 'refused') as refused,
         count(*) filter (where status = 'timed_out') as timed_out
  from runs group by job_id
) c where c.job_id = jobs.id
"""
OUTCOMES = ("failed_count", "refused_count", "timed_out_count")

OVERDUE_JOBS = """
create function overdue_jobs(fruitless integer, at_most integer)
returns table (organization_id uuid, id uuid, reason text) as $$
  select o.organization_id, o.id, o.reason from (
    select j.organization_id, j.id, j.created_at, case
      when j.status = 'queued' and j.started_at is null and j.expires_at < now() then 'not_started_in_time'
      when j.deadline_at < now() then 'deadline_passed'
      when j.status = 'running' and j.lease_expires_at < now() and j.fruitless_attempts >= fruitless then 'attempts_exhausted'
    end as reason
    from jobs j where j.status in ('queued', 'running')
  ) o where o.reason is not null order by o.created_at limit at_most
$$ language sql stable security definer set search_path = public, pg_temp
"""
DUE_JOBS = """
create or replace function due_jobs(queued_seconds double precision, at_most integer)
returns table (organization_id uuid, id uuid) as $$
  select j.organization_id, j.id from jobs j
  where (j.status = 'queued' and j.queued_at <= now() - make_interval(secs => queued_seconds){and_ready})
     or (j.status = 'running' and j.lease_expires_at < now())
  order by j.created_at
  limit at_most
$$ language sql stable security definer set search_path = public, pg_temp
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    add_columns()
    op.execute(COUNT_OUTCOMES)
    op.create_check_constraint(op.f("ck_jobs_outcomes"), "jobs", "unanswered_count = failed_count + refused_count + timed_out_count")
    op.create_check_constraint(op.f("ck_jobs_tier"), "jobs", "tier in ('free', 'pro', 'enterprise')")
    op.create_check_constraint(op.f("ck_jobs_end_reason"), "jobs", END_REASONS)
    op.create_check_constraint(
        op.f("ck_jobs_only_ended_jobs_have_a_reason"), "jobs", "end_reason is null or status in ('failed', 'cancelled', 'expired')"
    )
    op.create_index("uq_jobs_retry_of", "jobs", ["retry_of"], unique=True, postgresql_where=sa.text("retry_of is not null"))
    replace_event_kinds(", 'job_expired', 'job_delayed'")
    op.execute(OVERDUE_JOBS)
    op.execute("revoke all on function overdue_jobs from public")
    op.execute("grant execute on function overdue_jobs to skyt_app")
    op.execute(DUE_JOBS.format(and_ready=" and (j.not_before is null or j.not_before <= now())"))


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(DUE_JOBS.format(and_ready=""))
    op.execute("drop function overdue_jobs")
    replace_event_kinds("")
    op.drop_index("uq_jobs_retry_of", "jobs")
    for name in ("only_ended_jobs_have_a_reason", "end_reason", "tier", "outcomes"):
        op.drop_constraint(op.f(f"ck_jobs_{name}"), "jobs")
    op.drop_constraint(op.f("fk_jobs_retry_of"), "jobs")
    op.drop_column("runs", "taken_from")
    added = ("retry_of", *OUTCOMES, "has_yielded", "fruitless_attempts", "not_before", "deadline_at", "expires_at", "end_reason", "tier")
    for name in added:
        op.drop_column("jobs", name)


def add_columns() -> None:
    op.add_column("jobs", sa.Column("tier", sa.Text(), server_default=sa.text("'free'"), nullable=False))
    op.add_column("jobs", sa.Column("end_reason", sa.Text(), nullable=True))
    one_day, three_days = sa.text("now() + interval '1 day'"), sa.text("now() + interval '3 days'")
    op.add_column("jobs", sa.Column("expires_at", sa.DateTime(timezone=True), server_default=one_day, nullable=False))
    op.add_column("jobs", sa.Column("deadline_at", sa.DateTime(timezone=True), server_default=three_days, nullable=False))
    op.add_column("jobs", sa.Column("not_before", sa.DateTime(timezone=True), nullable=True))
    op.add_column("jobs", sa.Column("has_yielded", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    for name in ("fruitless_attempts", *OUTCOMES):
        op.add_column("jobs", sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("jobs", sa.Column("retry_of", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_jobs_retry_of"), "jobs", "jobs", ["retry_of"], ["id"], ondelete="SET NULL")
    op.add_column("runs", sa.Column("taken_from", sa.Uuid(), nullable=True))


def replace_event_kinds(more: str) -> None:
    op.drop_constraint(op.f("ck_job_events_kind"), "job_events")
    if not more:
        op.execute("delete from job_events where kind in ('job_expired', 'job_delayed')")
    op.create_check_constraint(op.f("ck_job_events_kind"), "job_events", EVENT_KINDS.format(more=more))
