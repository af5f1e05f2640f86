"""Who a session, a key, a refresh token or an invitation belongs to, found before a scope is known, and with the organization's tier.

Each function runs with its owner's rights and answers with as little as its caller needs.
"""

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

ACCOUNT = (
    "user_id uuid, email text, display_name text, user_created_at timestamptz, "
    "organization_id uuid, organization_name text, is_personal boolean, role text, tier text, requests_per_minute integer"
)
COLUMNS = "u.id, u.email, u.display_name, u.created_at, o.id, o.name, o.is_personal, m.role, q.tier, q.requests_per_minute"
FROM_USER = (
    "join memberships m on m.user_id = u.id join organizations o on o.id = m.organization_id join quotas q on q.organization_id = o.id"
)
FIRST = "order by o.is_personal desc, m.created_at, o.id limit 1"
USER = "nullif(current_setting('app.user_id', true), '')::uuid"

FUNCTIONS = {
    "account_of_email(sought text)": f"""
      returns table ({ACCOUNT}, password_hash text, is_verified boolean) as $$
        select {COLUMNS}, u.password_hash, u.email_verified_at is not null from users u {FROM_USER}
        where lower(u.email) = lower(sought) {FIRST}
      $$""",
    "account_of_identity(sought_issuer text, sought_subject text)": f"""
      returns table ({ACCOUNT}) as $$
        select {COLUMNS} from user_identities i join users u on u.id = i.user_id {FROM_USER}
        where i.issuer = sought_issuer and i.subject = sought_subject {FIRST}
      $$""",
    "account_of_session(sought_hash text)": f"""
      returns table ({ACCOUNT}, session_id uuid, expires_at timestamptz, last_used_at timestamptz) as $$
        select {COLUMNS}, s.id, s.expires_at, s.last_used_at
        from sessions s join users u on u.id = s.user_id {FROM_USER} and m.organization_id = s.organization_id
        where s.token_hash = sought_hash and s.expires_at > now()
      $$""",
    "account_of_key(sought_hash text)": f"""
      returns table ({ACCOUNT}, api_key_id uuid, scope text, last_used_at timestamptz) as $$
        select {COLUMNS}, k.id, k.scope, k.last_used_at
        from api_keys k join users u on u.id = k.created_by {FROM_USER} and m.organization_id = k.organization_id
        where k.key_hash = sought_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
      $$""",
    "account_of_refresh_token(sought_hash text)": f"""
      returns table ({ACCOUNT}, refresh_token_id uuid, family_id uuid) as $$
        select {COLUMNS}, t.id, f.id
        from refresh_tokens t join token_families f on f.id = t.family_id
        join users u on u.id = f.user_id {FROM_USER} and m.organization_id = f.organization_id
        where t.token_hash = sought_hash and t.expires_at > now() and f.revoked_at is null
      $$""",
    "account_in(sought_organization uuid)": f"""
      returns table ({ACCOUNT}) as $$
        select {COLUMNS} from users u {FROM_USER} where u.id = {USER} and o.id = sought_organization
      $$""",
    "organizations_of_user()": f"""
      returns table (id uuid, name text, is_personal boolean, role text) as $$
        select o.id, o.name, o.is_personal, m.role from memberships m join organizations o on o.id = m.organization_id
        where m.user_id = {USER} order by o.is_personal desc, o.name, o.id
      $$""",
    "invitation_of(sought_hash text)": """
      returns table (id uuid, organization_id uuid, organization_name text, email text, role text, expires_at timestamptz) as $$
        select i.id, o.id, o.name, i.email, i.role, i.expires_at from invitations i join organizations o on o.id = i.organization_id
        where i.token_hash = sought_hash and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
      $$""",
}
OLD_ACCOUNT = ACCOUNT.replace(", tier text, requests_per_minute integer", "")
OLD_COLUMNS = COLUMNS.replace(", q.tier, q.requests_per_minute", "")
OLD_FROM_USER = FROM_USER.replace(" join quotas q on q.organization_id = o.id", "")
OLD_FUNCTIONS = {
    "account_of_email(sought text)": f"""
      returns table ({OLD_ACCOUNT}, password_hash text) as $$
        select {OLD_COLUMNS}, u.password_hash from users u {OLD_FROM_USER} where lower(u.email) = lower(sought) {FIRST}
      $$""",
    "account_of_identity(sought_issuer text, sought_subject text)": f"""
      returns table ({OLD_ACCOUNT}) as $$
        select {OLD_COLUMNS} from user_identities i join users u on u.id = i.user_id {OLD_FROM_USER}
        where i.issuer = sought_issuer and i.subject = sought_subject {FIRST}
      $$""",
    "account_of_session(sought_hash text)": f"""
      returns table ({OLD_ACCOUNT}, session_id uuid, expires_at timestamptz) as $$
        select {OLD_COLUMNS}, s.id, s.expires_at
        from sessions s join users u on u.id = s.user_id {OLD_FROM_USER} and m.organization_id = s.organization_id
        where s.token_hash = sought_hash and s.expires_at > now()
      $$""",
}


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for signature in OLD_FUNCTIONS:
        op.execute(f"drop function {_name(signature)}")
    _create(FUNCTIONS)


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for signature in reversed(FUNCTIONS):
        op.execute(f"drop function {_name(signature)}")
    _create(OLD_FUNCTIONS)


def _create(functions: dict[str, str]) -> None:
    for signature, body in functions.items():
        op.execute(f"create function {signature} {body} language sql stable security definer set search_path = public, pg_temp")
        op.execute(f"revoke all on function {_name(signature)} from public")
        op.execute(f"grant execute on function {_name(signature)} to skyt_app")


def _name(signature: str) -> str:
    return signature.split("(", maxsplit=1)[0]
