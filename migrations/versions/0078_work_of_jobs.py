"""Jobs know how long their turns were, for a ceiling over all of them; workers see how many runs an organization has left."""

import sqlalchemy as sa
from alembic import op

revision = "0078"
down_revision = "0076"
branch_labels = None
depends_on = None

# One job per organization: its oldest that can go on. Organizations with the fewest running jobs come first, then who waited longest.
NEXT_JOBS = """
create function next_jobs(fruitless integer, tiers text[], at_most integer)
returns table (organization_id uuid, id uuid{column}) as $$
  with active as (
    select j.organization_id, j.id, j.created_at, j.turn_started_at, j.num_runs - j.generated_count - j.unanswered_count as runs_left,
      j.status = 'running' and j.lease_expires_at >= now() as is_busy,
      j.tier = any(tiers) and j.deadline_at > now() and (
        (j.status = 'queued' and coalesce(j.not_before, now()) <= now() and (j.started_at is not null or j.expires_at > now()))
        or (j.status = 'running' and j.lease_expires_at < now() and j.fruitless_attempts < fruitless)) as is_ready
    from jobs j where j.status in ('queued', 'running')
  ), organization as (
    select a.organization_id, count(*) filter (where is_busy) as busy, max(turn_started_at) as served, sum(runs_left) as runs_left
    from active a group by 1
  ), oldest as (
    select distinct on (a.organization_id) a.organization_id, a.id
    from active a where is_ready order by a.organization_id, a.created_at, a.id
  )
  select o.organization_id, o.id{value} from oldest o join organization g using (organization_id)
  order by g.busy, g.served nulls first limit at_most
$$ language sql stable security definer set search_path = public, pg_temp
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.add_column("jobs", sa.Column("worked_seconds", sa.Float(), server_default=sa.text("0"), nullable=False))
    replace_next_jobs(column=", runs_left bigint", value=", g.runs_left")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    replace_next_jobs(column="", value="")
    op.drop_column("jobs", "worked_seconds")


def replace_next_jobs(column: str, value: str) -> None:
    op.execute("drop function next_jobs")
    op.execute(NEXT_JOBS.format(column=column, value=value))
    op.execute("revoke all on function next_jobs from public")
    op.execute("grant execute on function next_jobs to skyt_app")
