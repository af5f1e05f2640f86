"""A job remembers the request that it was submitted in (W3C traceparent), so that its runs are part of that request's trace."""

from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

# The application sets it for a transaction, as it does the scope; where nothing is traced it is not set.
PRESENT = "nullif(current_setting('app.trace_parent', true), '')"
FORM = "trace_parent ~ '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$'"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("alter table jobs add column trace_parent text")
    op.execute(f"alter table jobs alter column trace_parent set default {PRESENT}")
    op.execute(f"alter table jobs add constraint ck_jobs_trace_parent check ({FORM})")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("alter table jobs drop column trace_parent")
