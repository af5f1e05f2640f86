"""Rules that hold whoever writes: legal job transitions, contents that never change."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

JOB_TRANSITIONS = """
create function forbid_illegal_job_transition() returns trigger language plpgsql as $$
begin
  if (old.status, new.status) not in (
    ('queued', 'running'), ('queued', 'cancelled'), ('queued', 'expired'),
    ('running', 'queued'), ('running', 'completed'), ('running', 'failed'), ('running', 'cancelled')
  ) then
    raise exception 'a job cannot go from % to %', old.status, new.status using errcode = 'check_violation';
  end if;
  return new;
end $$
"""

LEGAL_TRANSITIONS = """
create trigger legal_transitions before update of status on jobs
  for each row when (old.status is distinct from new.status) execute function forbid_illegal_job_transition();
"""

FORBID_CHANGE = """
create function forbid_change() returns trigger language plpgsql as $$
begin
  raise exception 'a row of % never changes; write a new version instead', tg_table_name using errcode = 'restrict_violation';
end $$;
"""

VERSIONED = ("contracts", "restriction_sets")


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(JOB_TRANSITIONS)
    op.execute(LEGAL_TRANSITIONS)
    op.execute(FORBID_CHANGE)
    for table in VERSIONED:
        op.execute(
            f"create trigger contents_never_change before update on {table} for each row "
            "when ((old.organization_id, old.name, old.version, old.title, old.source, old.content, old.content_hash) "
            "is distinct from (new.organization_id, new.name, new.version, new.title, new.source, new.content, new.content_hash)) "
            "execute function forbid_change()"
        )
        op.execute(f"create trigger versions_stay before delete on {table} for each row execute function forbid_change()")
    op.execute(
        "create trigger anchors_never_change before update on anchors for each row "
        "when ((old.organization_id, old.contract_id, old.raw_output, old.canonical_output) "
        "is distinct from (new.organization_id, new.contract_id, new.raw_output, new.canonical_output)) execute function forbid_change()"
    )
    op.execute("create trigger events_never_change before update on job_events for each row execute function forbid_change()")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop trigger events_never_change on job_events")
    op.execute("drop trigger anchors_never_change on anchors")
    for table in VERSIONED:
        op.execute(f"drop trigger versions_stay on {table}")
        op.execute(f"drop trigger contents_never_change on {table}")
    op.execute("drop trigger legal_transitions on jobs")
    op.execute("drop function forbid_change()")
    op.execute("drop function forbid_illegal_job_transition()")
