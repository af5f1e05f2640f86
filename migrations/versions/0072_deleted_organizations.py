"""An admin can delete an organization with all that is in it; a user's first steps are put away once, on every device.

The application's role may delete no organization, contract or job itself: only all of the scope's own organization, by this function.
What was used (the ledger) and who did what (the audit log) stay; that it was deleted also stands in the log of where its admin goes on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0072"
down_revision = "0070"
branch_labels = None
depends_on = None

VERSIONED = ("contracts", "restriction_sets")
OPTIONS = "language plpgsql security definer set search_path = public, pg_temp"
USER_CHANGES = (
    "after insert or update or delete on users for each row execute function record_change('user', 'id', 'display_name', '{ignored}')"
)

# What belongs to no organization any more may go; the rest stays.
FORBID_REMOVAL = f"""
create function forbid_removal() returns trigger {OPTIONS} as $$
begin
  if old.organization_id is null or exists (select from organizations where id = old.organization_id) then
    raise exception 'a row of % never changes; write a new version instead', tg_table_name using errcode = 'restrict_violation';
  end if;
  return old;
end $$
"""
# Anchors and jobs refer to contracts, so they go first. The session and its family of tokens go on in the other organization.
DELETE_ORGANIZATION = f"""
create function delete_organization(home uuid, session uuid) returns void {OPTIONS} as $$
declare
  tenant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  person uuid := nullif(current_setting('app.user_id', true), '')::uuid;
  title text;
begin
  select o.name into title from organizations o join memberships m on m.organization_id = o.id
  where o.id = tenant and not o.is_personal and m.user_id = person and m.role = 'admin' for update of o;
  if title is null or not exists (select from memberships where organization_id = home and user_id = person and home <> tenant) then
    raise exception 'only an admin with another organization deletes one that is not personal' using errcode = 'insufficient_privilege';
  end if;
  if exists (select from jobs where organization_id = tenant and status in ('queued', 'running')) then
    raise exception 'jobs are under way' using errcode = 'restrict_violation';
  end if;
  update token_families f set organization_id = home from sessions s where s.id = session and s.user_id = person and f.id = s.family_id;
  update sessions set organization_id = home where id = session and user_id = person;
  delete from anchors where organization_id = tenant;
  delete from jobs where organization_id = tenant;
  delete from organizations where id = tenant;
  insert into audit_log (organization_id, user_id, address, action, subject, details) values (
    home, person, nullif(current_setting('app.address', true), ''), 'organization.removed', tenant::text, jsonb_build_object('name', title)
  );
end $$
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.add_column("users", sa.Column("first_steps_hidden_at", sa.DateTime(timezone=True), nullable=True))
    _audit_users(ignored="updated_at,first_steps_hidden_at")
    op.execute(FORBID_REMOVAL)
    op.execute(DELETE_ORGANIZATION)
    op.execute("revoke all on function delete_organization(uuid, uuid) from public")
    op.execute("grant execute on function delete_organization(uuid, uuid) to skyt_app")
    _keep_versions("forbid_removal()")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    _keep_versions("forbid_change()")
    op.execute("drop function delete_organization(uuid, uuid)")
    op.execute("drop function forbid_removal()")
    _audit_users(ignored="updated_at")
    op.drop_column("users", "first_steps_hidden_at")


def _audit_users(ignored: str) -> None:
    op.execute("drop trigger audit on users")
    op.execute(f"create trigger audit {USER_CHANGES.format(ignored=ignored)}")


def _keep_versions(function: str) -> None:
    for table in VERSIONED:
        op.execute(f"drop trigger versions_stay on {table}")
        op.execute(f"create trigger versions_stay before delete on {table} for each row execute function {function}")
