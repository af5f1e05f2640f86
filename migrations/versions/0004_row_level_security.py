"""The application's role, and which rows it sees: those of the organization and user named in its transaction.

The role is one for the whole cluster, so it is made only when it is missing, and it stays when the tables go. The owner keeps its
own policy: where it is no superuser, the functions that it defines must still see every row.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CREATE_ROLE = """
do $$
begin
  if not exists (select from pg_roles where rolname = 'skyt_app') then
    create role skyt_app login nosuperuser nocreatedb nocreaterole nobypassrls;
  end if;
exception when duplicate_object or unique_violation then
  null;
end $$;
"""

ORGANIZATION = "(select nullif(current_setting('app.organization_id', true), '')::uuid)"
USER = "(select nullif(current_setting('app.user_id', true), '')::uuid)"
IN_ORGANIZATION = f"organization_id = {ORGANIZATION}"

# table: (granted privileges, visible rows, rows that may be written)
TABLES = {
    "organizations": ("select, insert, update", f"id = {ORGANIZATION}", f"id = {ORGANIZATION}"),
    "users": (
        "select, insert, update",
        f"id = {USER} or exists (select from memberships where memberships.user_id = users.id and memberships.{IN_ORGANIZATION})",
        f"id = {USER}",
    ),
    "user_identities": ("select, insert, delete", f"user_id = {USER}", f"user_id = {USER}"),
    "memberships": ("select, insert, update, delete", IN_ORGANIZATION, IN_ORGANIZATION),
    "sessions": ("select, insert, delete", f"user_id = {USER}", f"user_id = {USER} and {IN_ORGANIZATION}"),
    "contracts": ("select, insert", f"source = 'preset' or {IN_ORGANIZATION}", IN_ORGANIZATION),
    "restriction_sets": ("select, insert", f"source = 'preset' or {IN_ORGANIZATION}", IN_ORGANIZATION),
    "jobs": ("select, insert, update", IN_ORGANIZATION, IN_ORGANIZATION),
    "runs": ("select, insert, update", IN_ORGANIZATION, IN_ORGANIZATION),
    "job_results": ("select, insert", IN_ORGANIZATION, IN_ORGANIZATION),
    "job_events": ("select, insert", IN_ORGANIZATION, IN_ORGANIZATION),
    "anchors": ("select, insert, update", IN_ORGANIZATION, IN_ORGANIZATION),
}


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(CREATE_ROLE)
    op.execute("grant usage on schema public to skyt_app")
    for table, (privileges, visible, writable) in TABLES.items():
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy owner on {table} to current_user using (true) with check (true)")
        op.execute(f"create policy scope_reads on {table} for select to skyt_app using ({visible})")
        op.execute(f"create policy scope_inserts on {table} for insert to skyt_app with check ({writable})")
        op.execute(f"create policy scope_updates on {table} for update to skyt_app using ({writable}) with check ({writable})")
        op.execute(f"create policy scope_deletes on {table} for delete to skyt_app using ({writable})")
        op.execute(f"grant {privileges} on {table} to skyt_app")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table in reversed(TABLES):
        op.execute(f"revoke all on {table} from skyt_app")
        for policy in ("scope_deletes", "scope_updates", "scope_inserts", "scope_reads", "owner"):
            op.execute(f"drop policy {policy} on {table}")
        op.execute(f"alter table {table} no force row level security")
        op.execute(f"alter table {table} disable row level security")
    op.execute("revoke usage on schema public from skyt_app")
