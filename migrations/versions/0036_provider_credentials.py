"""Provider credentials of organizations, encrypted before they come here."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

TABLE = "provider_credentials"
IN_ORGANIZATION = "organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("last_four", sa.Text(), nullable=False),
        sa.Column("sealed_key", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(provider) between 1 and 100", name=op.f(f"ck_{TABLE}_provider")),
        sa.CheckConstraint("length(label) between 1 and 200", name=op.f(f"ck_{TABLE}_label")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f(f"fk_{TABLE}_organization_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f(f"fk_{TABLE}_created_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("organization_id", "provider", name=op.f(f"uq_{TABLE}_organization_id_provider")),
    )
    op.execute(f"alter table {TABLE} enable row level security")
    op.execute(f"alter table {TABLE} force row level security")
    op.execute(f"create policy owner on {TABLE} to current_user using (true) with check (true)")
    op.execute(f"create policy scope on {TABLE} to skyt_app using ({IN_ORGANIZATION}) with check ({IN_ORGANIZATION})")
    op.execute(f"grant select, insert, update, delete on {TABLE} to skyt_app")
    op.execute(
        f"create trigger audit after insert or update or delete on {TABLE} for each row "
        "execute function record_change('provider_credential', 'id', 'provider,label', 'last_used_at,sealed_key')"
    )


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.drop_table(TABLE)
