"""What must be found before a scope is known: who signs in, whose session a token is, which jobs wait without a worker.

Each function runs with its owner's rights and answers with as little as its caller needs.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ACCOUNT = (
    "user_id uuid, email text, display_name text, user_created_at timestamptz, "
    "organization_id uuid, organization_name text, is_personal boolean, role text"
)
ACCOUNT_COLUMNS = "u.id, u.email, u.display_name, u.created_at, o.id, o.name, o.is_personal, m.role"

FUNCTIONS = {
    "account_of_email(sought text)": f"""
      returns table ({ACCOUNT}, password_hash text) as $$
        select {ACCOUNT_COLUMNS}, u.password_hash
        from users u join memberships m on m.user_id = u.id join organizations o on o.id = m.organization_id
        where lower(u.email) = lower(sought)
        order by o.is_personal desc, m.created_at, o.id
        limit 1
      $$""",
    "account_of_identity(sought_issuer text, sought_subject text)": f"""
      returns table ({ACCOUNT}) as $$
        select {ACCOUNT_COLUMNS}
        from user_identities i join users u on u.id = i.user_id
        join memberships m on m.user_id = u.id join organizations o on o.id = m.organization_id
        where i.issuer = sought_issuer and i.subject = sought_subject
        order by o.is_personal desc, m.created_at, o.id
        limit 1
      $$""",
    "account_of_session(sought_hash text)": f"""
      returns table ({ACCOUNT}, session_id uuid, expires_at timestamptz) as $$
        select {ACCOUNT_COLUMNS}, s.id, s.expires_at
        from sessions s join users u on u.id = s.user_id
        join memberships m on m.user_id = u.id and m.organization_id = s.organization_id
        join organizations o on o.id = s.organization_id
        where s.token_hash = sought_hash and s.expires_at > now()
      $$""",
    "due_jobs(queued_seconds double precision, at_most integer)": """
      returns table (organization_id uuid, id uuid) as $$
        select j.organization_id, j.id from jobs j
        where (j.status = 'queued' and j.queued_at <= now() - make_interval(secs => queued_seconds))
           or (j.status = 'running' and j.lease_expires_at < now())
        order by j.created_at
        limit at_most
      $$""",
}


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for signature, body in FUNCTIONS.items():
        op.execute(f"create function {signature} {body} language sql stable security definer set search_path = public, pg_temp")
        op.execute(f"revoke all on function {_name(signature)} from public")
        op.execute(f"grant execute on function {_name(signature)} to skyt_app")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for signature in reversed(FUNCTIONS):
        op.execute(f"drop function {_name(signature)}")


def _name(signature: str) -> str:
    return signature.split("(", maxsplit=1)[0]
