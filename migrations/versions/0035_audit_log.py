"""The audit log, written by triggers: whoever changes a row, through whatever door, leaves an entry, and nobody can forge or change one.

An entry names the organization, user and API key of the transaction, the network address, the row, and hashes of the row before and
after. Columns that change by themselves (counters, times of last use) are left out; only columns named as harmless are shown.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0035"
down_revision = "0020"
branch_labels = None
depends_on = None

IN_ORGANIZATION = "organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)"

RECORD_CHANGE = """
create function record_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  noun text := tg_argv[0];
  key_columns text[] := string_to_array(tg_argv[1], ',');
  shown text[] := string_to_array(tg_argv[2], ',');
  ignored text[] := string_to_array(tg_argv[3], ',');
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - ignored end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - ignored end;
  present jsonb := coalesce(after, before);
  organization uuid := coalesce(
    case when tg_table_name = 'organizations' then present ->> 'id' else present ->> 'organization_id' end,
    nullif(current_setting('app.organization_id', true), '')
  )::uuid;
begin
  if before is not distinct from after or organization is null then
    return null;
  end if;
  insert into audit_log (organization_id, user_id, api_key_id, address, action, subject, details, before_hash, after_hash) values (
    organization,
    nullif(current_setting('app.user_id', true), '')::uuid,
    nullif(current_setting('app.api_key_id', true), '')::uuid,
    nullif(current_setting('app.address', true), ''),
    noun || case tg_op when 'INSERT' then '.added' when 'UPDATE' then '.changed' else '.removed' end,
    (select string_agg(present ->> name, '/' order by place) from unnest(key_columns) with ordinality as keys (name, place)),
    coalesce((select jsonb_object_agg(key, value) from jsonb_each(present) where key = any (shown)), '{}'),
    encode(sha256(convert_to(before::text, 'UTF8')), 'hex'),
    encode(sha256(convert_to(after::text, 'UTF8')), 'hex')
  );
  return null;
end $$
"""

# table: (noun, key columns, columns shown in an entry, columns that are no change)
AUDITED = {
    "organizations": ("organization", "id", "name", "updated_at"),
    "users": ("user", "id", "display_name", "updated_at"),
    "user_identities": ("identity", "id", "issuer", ""),
    "memberships": ("member", "user_id", "role", ""),
    "contracts": ("contract", "id", "name,version", ""),
    "restriction_sets": ("restriction_set", "id", "name,version", ""),
    "restriction_set_deprecations": ("restriction_set_deprecation", "restriction_set_id", "reason", ""),
    "anchors": ("anchor", "id", "contract_id,source_job_id,source_run_index", ""),
}
SIGNED_IN = "create trigger audit_sign_in after insert on sessions for each row execute function record_change('session', 'id', '', '')"
SIGNED_OUT = (
    "create trigger audit_sign_out after delete on sessions for each row when (old.expires_at > now()) "
    "execute function record_change('session', 'id', '', '')"
)
SUBMITTED = (
    "create trigger audit_submission after insert on jobs for each row "
    "execute function record_change('job', 'id', 'client_job_id,contract_id,num_runs,status', '')"
)
CANCELLED = (
    "create trigger audit_cancellation after update of status on jobs for each row when (new.status = 'cancelled' and "
    "old.status <> 'cancelled') execute function record_change('job', 'id', 'client_job_id,contract_id,num_runs,status', '')"
)


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    create_audit_log()
    op.execute("alter table audit_log enable row level security")
    op.execute("alter table audit_log force row level security")
    op.execute("create policy owner on audit_log to current_user using (true) with check (true)")
    op.execute(f"create policy scope_reads on audit_log for select to skyt_app using ({IN_ORGANIZATION})")
    op.execute("grant select on audit_log to skyt_app")
    op.execute("create trigger entries_stay before update or delete on audit_log for each row execute function forbid_change()")
    op.execute(RECORD_CHANGE)
    op.execute("revoke all on function record_change from public")
    for table, arguments in AUDITED.items():
        texts = ", ".join(f"'{argument}'" for argument in arguments)
        op.execute(f"create trigger audit after insert or update or delete on {table} for each row execute function record_change({texts})")
    for statement in (SIGNED_IN, SIGNED_OUT, SUBMITTED, CANCELLED):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for trigger, table in (
        ("audit_cancellation", "jobs"),
        ("audit_submission", "jobs"),
        ("audit_sign_out", "sessions"),
        ("audit_sign_in", "sessions"),
        *(("audit", table) for table in AUDITED),
    ):
        op.execute(f"drop trigger {trigger} on {table}")
    op.execute("drop function record_change()")
    op.drop_table("audit_log")


def create_audit_log() -> None:
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("api_key_id", sa.Uuid(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("details", postgresql.JSONB(), nullable=False),
        sa.Column("before_hash", sa.Text(), nullable=True),
        sa.Column("after_hash", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
    )
    op.create_index(
        "ix_audit_log_organization_created",
        "audit_log",
        ["organization_id", sa.literal_column("created_at desc"), sa.literal_column("id desc")],
    )
