"""Deprecations of contracts, inside their organization only; who put an anchor where it is, when and why."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0051"
branch_labels = None
depends_on = None

TABLE = "contract_deprecations"
ORGANIZATION = "(select nullif(current_setting('app.organization_id', true), '')::uuid)"
IN_ORGANIZATION = f"organization_id = {ORGANIZATION}"
OWN_CONTRACT = f"{IN_ORGANIZATION} and exists (select from contracts c where c.id = contract_id and c.organization_id = {ORGANIZATION})"
FIXED = "organization_id, contract_id, raw_output, canonical_output"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    create_deprecations()
    for column in ("established_by", "confirmed_by"):
        op.add_column("anchors", sa.Column(column, sa.Uuid(), nullable=True))
        op.create_foreign_key(op.f(f"fk_anchors_{column}"), "anchors", "users", [column], ["id"], ondelete="SET NULL")
    op.add_column("anchors", sa.Column("reason", sa.Text(), nullable=True))
    op.add_column("anchors", sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_anchors_contract_created", "anchors", ["contract_id", sa.literal_column("created_at desc")])
    replaced_by(is_deferred=True)
    anchors_never_change(f"{FIXED}, pass_rate, reason")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    anchors_never_change(FIXED)
    replaced_by(is_deferred=False)
    op.drop_index("ix_anchors_contract_created", "anchors")
    for column in ("confirmed_at", "reason", "confirmed_by", "established_by"):
        op.drop_column("anchors", column)
    op.drop_table(TABLE)


def create_deprecations() -> None:
    op.create_table(
        TABLE,
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("deprecated_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("deprecated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f(f"fk_{TABLE}_contract_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f(f"fk_{TABLE}_organization_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["deprecated_by"], ["users.id"], name=op.f(f"fk_{TABLE}_deprecated_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("contract_id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(op.f(f"ix_{TABLE}_organization_id"), TABLE, ["organization_id"])
    op.execute(f"alter table {TABLE} enable row level security")
    op.execute(f"alter table {TABLE} force row level security")
    op.execute(f"create policy owner on {TABLE} to current_user using (true) with check (true)")
    op.execute(f"create policy scope_reads on {TABLE} for select to skyt_app using ({IN_ORGANIZATION})")
    op.execute(f"create policy scope_inserts on {TABLE} for insert to skyt_app with check ({OWN_CONTRACT})")
    op.execute(f"grant select, insert on {TABLE} to skyt_app")
    op.execute(
        f"create trigger audit after insert or update or delete on {TABLE} for each row "
        "execute function record_change('contract_deprecation', 'contract_id', 'reason', '')"
    )


def replaced_by(*, is_deferred: bool) -> None:
    """The successor is written in the same transaction, after its predecessor has made room for it."""
    op.drop_constraint(op.f("fk_anchors_replaced_by"), "anchors", type_="foreignkey")
    timing = {"deferrable": True, "initially": "DEFERRED"} if is_deferred else {}
    op.create_foreign_key(op.f("fk_anchors_replaced_by"), "anchors", "anchors", ["replaced_by"], ["id"], **timing)


def anchors_never_change(columns: str) -> None:
    names = columns.split(", ")
    old, new = (", ".join(f"{row}.{name}" for name in names) for row in ("old", "new"))
    op.execute("drop trigger anchors_never_change on anchors")
    op.execute(
        "create trigger anchors_never_change before update on anchors for each row "
        f"when (({old}) is distinct from ({new})) execute function forbid_change()"
    )
