"""Deprecations of restriction sets, inside their organization only."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLE = "restriction_set_deprecations"
ORGANIZATION = "(select nullif(current_setting('app.organization_id', true), '')::uuid)"
IN_ORGANIZATION = f"organization_id = {ORGANIZATION}"
OWN_SET = (
    f"{IN_ORGANIZATION} and exists (select from restriction_sets s where s.id = restriction_set_id and s.organization_id = {ORGANIZATION})"
)


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.create_table(
        TABLE,
        sa.Column("restriction_set_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("deprecated_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("deprecated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["restriction_set_id"], ["restriction_sets.id"], name=op.f(f"fk_{TABLE}_restriction_set_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f(f"fk_{TABLE}_organization_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["deprecated_by"], ["users.id"], name=op.f(f"fk_{TABLE}_deprecated_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("restriction_set_id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(op.f(f"ix_{TABLE}_organization_id"), TABLE, ["organization_id"])
    op.execute(f"alter table {TABLE} enable row level security")
    op.execute(f"alter table {TABLE} force row level security")
    op.execute(f"create policy owner on {TABLE} to current_user using (true) with check (true)")
    op.execute(f"create policy scope_reads on {TABLE} for select to skyt_app using ({IN_ORGANIZATION})")
    op.execute(f"create policy scope_inserts on {TABLE} for insert to skyt_app with check ({OWN_SET})")
    op.execute(f"grant select, insert on {TABLE} to skyt_app")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.drop_table(TABLE)
