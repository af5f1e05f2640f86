"""Webhooks that tell of an organization's usage per period, and the log of their deliveries."""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0023"
branch_labels = None
depends_on = None

IN_ORGANIZATION = "organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)"

# Runs with its owner's rights: whoever sends has no scope of its own. It adds an event for every period that has closed since a webhook was
# made, takes those whose turn has come, and puts each off by a growing time, so that another sender leaves it alone and a lost one repeats.
TAKE = """
create function take_webhook_deliveries(at_most integer, most_attempts integer)
returns table (id uuid, organization_id uuid, webhook_id uuid, period_start date, period_end date, attempts integer) as $$
  insert into webhook_deliveries (organization_id, webhook_id, period_start, period_end)
    select w.organization_id, w.id, p.first::date, (p.first + ('1 ' || w.period)::interval - interval '1 day')::date
    from webhooks w cross join lateral generate_series(
      date_trunc(w.period, w.created_at at time zone 'UTC'),
      date_trunc(w.period, now() at time zone 'UTC') - ('1 ' || w.period)::interval,
      ('1 ' || w.period)::interval
    ) as p (first)
    on conflict (webhook_id, period_start, period_end) do nothing;
  update webhook_deliveries d
    set attempts = d.attempts + 1, next_attempt_at = now() + least(power(2, d.attempts) * interval '1 minute', interval '12 hours')
    where d.id in (
      select due.id from webhook_deliveries due
      where due.delivered_at is null and due.next_attempt_at <= now() and due.attempts < most_attempts
      order by due.next_attempt_at limit at_most for update skip locked
    )
    returning d.id, d.organization_id, d.webhook_id, d.period_start, d.period_end, d.attempts
$$ language sql volatile security definer set search_path = public, pg_temp
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    _create_webhooks()
    _create_deliveries()
    for table, rights in (("webhooks", "select, insert, delete"), ("webhook_deliveries", "select, update")):
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy owner on {table} to current_user using (true) with check (true)")
        op.execute(f"create policy scope on {table} to skyt_app using ({IN_ORGANIZATION}) with check ({IN_ORGANIZATION})")
        op.execute(f"grant {rights} on {table} to skyt_app")
    op.execute(
        "create trigger audit after insert or update or delete on webhooks for each row "
        "execute function record_change('webhook', 'id', 'url,period', 'sealed_secret')"
    )
    op.execute(TAKE)
    op.execute("revoke all on function take_webhook_deliveries from public")
    op.execute("grant execute on function take_webhook_deliveries to skyt_app")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop function take_webhook_deliveries")
    op.drop_table("webhook_deliveries")
    op.drop_table("webhooks")


def _create_webhooks() -> None:
    op.create_table(
        "webhooks",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("sealed_secret", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("length(url) between 1 and 2000", name=op.f("ck_webhooks_url")),
        sa.CheckConstraint("period in ('day', 'month')", name=op.f("ck_webhooks_period")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_webhooks_organization_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_webhooks_created_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhooks")),
        sa.UniqueConstraint("organization_id", "url", name=op.f("uq_webhooks_organization_id_url")),
    )


def _create_deliveries() -> None:
    table = "webhook_deliveries"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_status", sa.Integer(), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f(f"fk_{table}_organization_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhooks.id"], name=op.f(f"fk_{table}_webhook_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("webhook_id", "period_start", "period_end", name=op.f(f"uq_{table}_webhook_id_period_start_period_end")),
    )
