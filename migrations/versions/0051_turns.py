"""Turns, fairly given: which job comes next, how long the queues are, and what providers were asked."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

ORGANIZATION = "(select nullif(current_setting('app.organization_id', true), '')::uuid)"
IN_ORGANIZATION = f"organization_id = {ORGANIZATION}"
OPTIONS = "language sql stable security definer set search_path = public, pg_temp"

# One job per organization: its oldest that can go on. Organizations with the fewest running jobs come first, then who waited longest.
NEXT_JOBS = f"""
create function next_jobs(fruitless integer, tiers text[], at_most integer)
returns table (organization_id uuid, id uuid) as $$
  with active as (
    select j.organization_id, j.id, j.created_at, j.turn_started_at,
      j.status = 'running' and j.lease_expires_at >= now() as is_busy,
      j.tier = any(tiers) and j.deadline_at > now() and (
        (j.status = 'queued' and coalesce(j.not_before, now()) <= now() and (j.started_at is not null or j.expires_at > now()))
        or (j.status = 'running' and j.lease_expires_at < now() and j.fruitless_attempts < fruitless)) as is_ready
    from jobs j where j.status in ('queued', 'running')
  ), organization as (
    select a.organization_id, count(*) filter (where is_busy) as busy, max(turn_started_at) as served from active a group by 1
  ), oldest as (
    select distinct on (a.organization_id) a.organization_id, a.id
    from active a where is_ready order by a.organization_id, a.created_at, a.id
  )
  select o.organization_id, o.id from oldest o join organization g using (organization_id)
  order by g.busy, g.served nulls first limit at_most
$$ {OPTIONS}
"""
QUEUES = f"""
create function queues() returns table (tier text, waiting bigint, oldest_seconds double precision) as $$
  select j.tier, count(*), extract(epoch from now() - min(j.queued_at))::double precision
  from jobs j where j.status = 'queued' group by 1
$$ {OPTIONS}
"""
DUE_JOBS = """
create function due_jobs(queued_seconds double precision, at_most integer{argument})
returns table (organization_id uuid, id uuid{column}) as $$
  select j.organization_id, j.id{value} from jobs j
  where {condition}((j.status = 'queued' and j.queued_at <= now() - make_interval(secs => queued_seconds)
         and (j.not_before is null or j.not_before <= now()))
     or (j.status = 'running' and j.lease_expires_at < now()))
  order by j.created_at
  limit at_most
$$ language sql stable security definer set search_path = public, pg_temp
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.add_column("jobs", sa.Column("turn_started_at", sa.DateTime(timezone=True), nullable=True))
    active = sa.text("status in ('queued', 'running')")
    op.create_index("ix_jobs_active", "jobs", ["organization_id", "created_at"], postgresql_where=active)
    op.execute("drop function due_jobs")
    by_tier = {"argument": ", tiers text[]", "column": ", tier text", "value": ", j.tier", "condition": "j.tier = any(tiers) and "}
    for name, body in (("next_jobs", NEXT_JOBS), ("queues", QUEUES), ("due_jobs", DUE_JOBS.format(**by_tier))):
        op.execute(body)
        grant(name)
    create_run_requests()


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.drop_table("run_requests")
    for name in ("next_jobs", "queues", "due_jobs"):
        op.execute(f"drop function {name}")
    op.execute(DUE_JOBS.format(argument="", column="", value="", condition=""))
    grant("due_jobs")
    op.drop_index("ix_jobs_active", "jobs")
    op.drop_column("jobs", "turn_started_at")


def grant(function: str) -> None:
    op.execute(f"revoke all on function {function} from public")
    op.execute(f"grant execute on function {function} to skyt_app")


def create_run_requests() -> None:
    op.create_table(
        "run_requests",
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("run_index", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("asked_count", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("first_asked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("last_asked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("asked_count >= 1", name=op.f("ck_run_requests_asked_count")),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_run_requests_job_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_run_requests_organization_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("job_id", "run_index", name=op.f("pk_run_requests")),
    )
    op.execute("alter table run_requests enable row level security")
    op.execute("alter table run_requests force row level security")
    op.execute("create policy owner on run_requests to current_user using (true) with check (true)")
    op.execute(f"create policy scope_reads on run_requests for select to skyt_app using ({IN_ORGANIZATION})")
    op.execute(f"create policy scope_inserts on run_requests for insert to skyt_app with check ({IN_ORGANIZATION})")
    op.execute(f"create policy scope_updates on run_requests for update to skyt_app using ({IN_ORGANIZATION})")
    op.execute("grant select, insert, update on run_requests to skyt_app")
