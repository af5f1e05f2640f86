"""When a user changed their e-mail address by hand, so that nobody's account is given to whoever proves that address later."""

from alembic import op

revision = "0076"
down_revision = "0072"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("alter table users add column email_changed_at timestamptz")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("alter table users drop column email_changed_at")
