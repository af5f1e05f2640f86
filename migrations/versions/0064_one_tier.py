"""An organization's tier stands in its quotas alone; the users' column was never read."""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

CHECK = "ck_users_subscription_tier"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.drop_constraint(op.f(CHECK), "users", type_="check")
    op.drop_column("users", "subscription_tier")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.add_column("users", sa.Column("subscription_tier", sa.Text(), server_default=sa.text("'free'"), nullable=False))
    op.create_check_constraint(op.f(CHECK), "users", "subscription_tier in ('free', 'pro', 'enterprise')")
