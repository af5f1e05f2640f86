"""API keys, invitations, refresh tokens in families, and what is known of a session."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

ORGANIZATION = "(select nullif(current_setting('app.organization_id', true), '')::uuid)"
USER = "(select nullif(current_setting('app.user_id', true), '')::uuid)"
IN_ORGANIZATION = f"organization_id = {ORGANIZATION}"
IS_MEMBER = f"exists (select from memberships m where m.organization_id = {ORGANIZATION} and m.user_id = {USER})"

# table: (granted privileges, its rows)
TABLES = {
    "api_keys": ("select, insert, update", IN_ORGANIZATION),
    "invitations": ("select, insert, update", IN_ORGANIZATION),
    "token_families": ("select, insert, update", f"user_id = {USER}"),
    "refresh_tokens": ("select, insert, update", f"user_id = {USER}"),
}
AUDITED = {
    "api_keys": "'api_key', 'id', 'name,prefix,scope', 'last_used_at'",
    "invitations": "'invitation', 'id', 'email,role', ''",
    "token_families": "'token_family', 'id', 'revoked_because', ''",
}
OF_BROWSERS = (
    (
        "create trigger audit_sign_in after insert on sessions for each row when (new.family_id is null) "
        "execute function record_change('session', 'id', '', '')"
    ),
    (
        "create trigger audit_switch after update of organization_id on sessions for each row "
        "execute function record_change('session', 'id', '', 'last_used_at')"
    ),
    (
        "create trigger audit_sign_out after delete on sessions for each row when (old.family_id is null and old.expires_at > now()) "
        "execute function record_change('session', 'id', '', '')"
    ),
)
OF_ALL = (
    "create trigger audit_sign_in after insert on sessions for each row execute function record_change('session', 'id', '', '')",
    (
        "create trigger audit_sign_out after delete on sessions for each row when (old.expires_at > now()) "
        "execute function record_change('session', 'id', '', '')"
    ),
)


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    create_api_keys()
    create_invitations()
    create_token_families()
    create_refresh_tokens()
    widen_sessions()
    op.add_column("users", sa.Column("email_verified_at", sa.DateTime(timezone=True), nullable=True))
    for table, (privileges, rows) in TABLES.items():
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy owner on {table} to current_user using (true) with check (true)")
        op.execute(f"create policy scope on {table} to skyt_app using ({rows}) with check ({rows})")
        op.execute(f"grant {privileges} on {table} to skyt_app")
    for table, arguments in AUDITED.items():
        op.execute(
            f"create trigger audit after insert or update or delete on {table} for each row execute function record_change({arguments})"
        )


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.drop_column("users", "email_verified_at")
    narrow_sessions()
    for table in ("refresh_tokens", "token_families", "invitations", "api_keys"):
        op.drop_table(table)


def widen_sessions() -> None:
    op.add_column("sessions", sa.Column("family_id", sa.Uuid(), nullable=True))
    op.add_column("sessions", sa.Column("address", sa.Text(), nullable=True))
    op.add_column("sessions", sa.Column("user_agent", sa.Text(), nullable=True))
    op.add_column("sessions", sa.Column("last_used_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False))
    op.create_foreign_key(op.f("fk_sessions_family_id"), "sessions", "token_families", ["family_id"], ["id"], ondelete="CASCADE")
    op.create_index(op.f("ix_sessions_family_id"), "sessions", ["family_id"])
    op.execute("drop trigger audit_sign_in on sessions")
    op.execute("drop trigger audit_sign_out on sessions")
    for statement in OF_BROWSERS:
        op.execute(statement)
    op.execute("drop policy scope_updates on sessions")
    op.execute(
        f"create policy scope_updates on sessions for update to skyt_app using (user_id = {USER}) "
        f"with check (user_id = {USER} and {IN_ORGANIZATION} and {IS_MEMBER})"
    )
    op.execute("drop policy scope_deletes on sessions")
    op.execute(f"create policy scope_deletes on sessions for delete to skyt_app using (user_id = {USER})")
    op.execute("grant update on sessions to skyt_app")


def narrow_sessions() -> None:
    op.execute("revoke update on sessions from skyt_app")
    op.execute("drop policy scope_deletes on sessions")
    op.execute(f"create policy scope_deletes on sessions for delete to skyt_app using (user_id = {USER} and {IN_ORGANIZATION})")
    op.execute("drop policy scope_updates on sessions")
    own = f"user_id = {USER} and {IN_ORGANIZATION}"
    op.execute(f"create policy scope_updates on sessions for update to skyt_app using ({own}) with check ({own})")
    for trigger in ("audit_sign_in", "audit_switch", "audit_sign_out"):
        op.execute(f"drop trigger {trigger} on sessions")
    for statement in OF_ALL:
        op.execute(statement)
    op.drop_index(op.f("ix_sessions_family_id"), "sessions")
    op.drop_constraint(op.f("fk_sessions_family_id"), "sessions", type_="foreignkey")
    for name in ("last_used_at", "user_agent", "address", "family_id"):
        op.drop_column("sessions", name)


def create_api_keys() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("key_hash", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("scope in ('read', 'submit', 'manage')", name=op.f("ck_api_keys_scope")),
        sa.CheckConstraint("length(name) between 1 and 200", name=op.f("ck_api_keys_name")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_api_keys_organization_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_api_keys_created_by"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_api_keys_key_hash")),
    )
    by_time = ["organization_id", sa.literal_column("created_at desc"), sa.literal_column("id desc")]
    op.create_index("ix_api_keys_organization_created", "api_keys", by_time)


def create_invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by", sa.Uuid(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role in ('admin', 'maintainer', 'viewer')", name=op.f("ck_invitations_role")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_invitations_organization_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_invitations_created_by"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["accepted_by"], ["users.id"], name=op.f("fk_invitations_accepted_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitations_token_hash")),
    )
    by_time = ["organization_id", sa.literal_column("created_at desc"), sa.literal_column("id desc")]
    op.create_index("ix_invitations_organization_created", "invitations", by_time)


def create_token_families() -> None:
    op.create_table(
        "token_families",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("user_agent", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_because", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_token_families_organization_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_token_families_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token_families")),
    )
    op.create_index(op.f("ix_token_families_user_id"), "token_families", ["user_id"])


def create_refresh_tokens() -> None:
    op.create_table(
        "refresh_tokens",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["family_id"], ["token_families.id"], name=op.f("fk_refresh_tokens_family_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_refresh_tokens_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refresh_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_refresh_tokens_token_hash")),
    )
    op.create_index(op.f("ix_refresh_tokens_family_id"), "refresh_tokens", ["family_id"])
