"""Whoever remembers who somebody is (a session, a key, a role, a tier) is told when that changes, at the moment the change is committed."""

from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None

TELL = """
create function tell_viewers() returns trigger as $$
begin
  perform pg_notify('skyt_viewers', to_jsonb(old) ->> tg_argv[0]);
  return null;
end
$$ language plpgsql set search_path = public, pg_temp
"""
# Each table with the changes that matter and the column whose value is told: a user's id or an organization's.
CHANGES = {
    "sessions": ("delete or update of user_id, organization_id, token_hash, expires_at", "user_id"),
    "api_keys": ("delete or update of created_by, organization_id, key_hash, scope, expires_at, revoked_at", "created_by"),
    "memberships": ("delete or update", "user_id"),
    "users": ("delete or update of email, display_name", "id"),
    "organizations": ("delete or update of name, is_personal", "id"),
    "quotas": ("delete or update of tier, requests_per_minute", "organization_id"),
}
ACCOUNT = (
    "user_id uuid, email text, display_name text, user_created_at timestamptz, "
    "organization_id uuid, organization_name text, is_personal boolean, role text, tier text, requests_per_minute integer"
)
KEY = """
create function account_of_key(sought_hash text)
returns table ({account}, api_key_id uuid, scope text, {expires}last_used_at timestamptz) as $$
  select u.id, u.email, u.display_name, u.created_at, o.id, o.name, o.is_personal, m.role, q.tier, q.requests_per_minute,
    k.id, k.scope, {expiry}k.last_used_at
  from api_keys k join users u on u.id = k.created_by
  join memberships m on m.user_id = u.id and m.organization_id = k.organization_id
  join organizations o on o.id = m.organization_id join quotas q on q.organization_id = o.id
  where k.key_hash = sought_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
$$ language sql stable security definer set search_path = public, pg_temp
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(TELL)
    for table, (changes, column) in CHANGES.items():
        op.execute(f"create trigger tell_viewers after {changes} on {table} for each row execute function tell_viewers('{column}')")
    _replace_key(expires="expires_at timestamptz, ", expiry="k.expires_at, ")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table in CHANGES:
        op.execute(f"drop trigger tell_viewers on {table}")
    op.execute("drop function tell_viewers")
    _replace_key(expires="", expiry="")


def _replace_key(expires: str, expiry: str) -> None:
    op.execute("drop function account_of_key")
    op.execute(KEY.format(account=ACCOUNT, expires=expires, expiry=expiry))
    op.execute("revoke all on function account_of_key from public")
    op.execute("grant execute on function account_of_key to skyt_app")
