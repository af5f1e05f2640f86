"""Provider and model of a job as columns, so that lists can be narrowed to them without reading configurations."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for name in ("provider", "model"):
        said = sa.Computed(f"config #>> '{{pins,{name}}}'", persisted=True)
        op.add_column("jobs", sa.Column(name, sa.Text(), said, nullable=True))


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.drop_column("jobs", "model")
    op.drop_column("jobs", "provider")
