"""What the engine finds out beyond metrics: behaviour classes with witnesses, fields of JSON answers, structural differences."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for column in ("behaviour_classes", "fields"):
        op.add_column("job_results", sa.Column(column, postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False))
    op.add_column("runs", sa.Column("property_differences", postgresql.JSONB(), nullable=True))
    op.add_column("anchors", sa.Column("pass_rate", sa.Float(), nullable=True))


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.drop_column("anchors", "pass_rate")
    op.drop_column("runs", "property_differences")
    op.drop_column("job_results", "fields")
    op.drop_column("job_results", "behaviour_classes")
