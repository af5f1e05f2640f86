"""What happened to an organization's jobs, numbered without gaps over all of them; written by a trigger, whoever writes the event."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TABLE = "job_changes"
IN_ORGANIZATION = "organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)"
KINDS = "('run_generated', 'run_analysed')"

# The lock is held to the end of the transaction, so that numbers become visible in their order.
NUMBER_CHANGE = """
create function number_job_change() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('job changes of ' || new.organization_id, 0));
  insert into job_changes (organization_id, number, job_id, event_number, kind, created_at)
    select new.organization_id, coalesce(max(number), 0) + 1, new.job_id, new.number, new.kind, new.created_at
    from job_changes where organization_id = new.organization_id;
  return null;
end $$
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.create_table(
        TABLE,
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("event_number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f(f"fk_{TABLE}_organization_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f(f"fk_{TABLE}_job_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("organization_id", "number", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(op.f(f"ix_{TABLE}_job_id"), TABLE, ["job_id"])
    op.execute(f"alter table {TABLE} enable row level security")
    op.execute(f"alter table {TABLE} force row level security")
    op.execute(f"create policy owner on {TABLE} to current_user using (true) with check (true)")
    op.execute(f"create policy scope_reads on {TABLE} for select to skyt_app using ({IN_ORGANIZATION})")
    op.execute(f"create policy scope_inserts on {TABLE} for insert to skyt_app with check ({IN_ORGANIZATION})")
    op.execute(f"grant select, insert on {TABLE} to skyt_app")
    op.execute(NUMBER_CHANGE)
    op.execute(
        f"create trigger number_change after insert on job_events for each row when (new.kind not in {KINDS}) "
        "execute function number_job_change()"
    )


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop trigger number_change on job_events")
    op.execute("drop function number_job_change()")
    op.drop_table(TABLE)
