"""Quotas with their counts, and the ledger of what every run used, written by a trigger in the run's own transaction."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

IN_ORGANIZATION = "organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)"
PRIVILEGES = {"quotas": "select", "quota_counts": "select, insert, update", "usage_ledger": "select"}

QUOTA_FOR_EVERYBODY = """
create function add_quota() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into quotas (organization_id) values (new.id) on conflict do nothing;
  return null;
end $$
"""
RECORD_USAGE = """
create function record_usage() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into usage_ledger
    (organization_id, job_id, run_index, provider, model, status, prompt_tokens, completion_tokens, cost_usd, created_at)
  select new.organization_id, new.job_id, new.run_index, j.config -> 'pins' ->> 'provider', j.config -> 'pins' ->> 'model', new.status,
    (new.usage ->> 'prompt_tokens')::bigint, (new.usage ->> 'completion_tokens')::bigint, (new.usage ->> 'cost_usd')::numeric,
    new.generated_at
  from jobs j where j.id = new.job_id
  on conflict do nothing;
  return null;
end $$
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    create_quotas()
    create_quota_counts()
    create_usage_ledger()
    for table, privileges in PRIVILEGES.items():
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy owner on {table} to current_user using (true) with check (true)")
        op.execute(f"create policy scope on {table} to skyt_app using ({IN_ORGANIZATION}) with check ({IN_ORGANIZATION})")
        op.execute(f"grant {privileges} on {table} to skyt_app")
    op.execute("insert into quotas (organization_id) select id from organizations")
    op.execute(
        "create trigger audit after insert or update or delete on quotas for each row "
        "execute function record_change('quota', 'organization_id', 'tier,runs_per_day,runs_per_month,concurrent_jobs', 'updated_at')"
    )
    op.execute(QUOTA_FOR_EVERYBODY)
    op.execute("create trigger has_quota after insert on organizations for each row execute function add_quota()")
    op.execute(RECORD_USAGE)
    op.execute("create trigger usage after insert on runs for each row execute function record_usage()")
    op.execute("create trigger lines_stay before update or delete on usage_ledger for each row execute function forbid_change()")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop trigger usage on runs")
    op.execute("drop function record_usage()")
    op.execute("drop trigger has_quota on organizations")
    op.execute("drop function add_quota()")
    for table in ("usage_ledger", "quota_counts", "quotas"):
        op.drop_table(table)


def create_quotas() -> None:
    op.create_table(
        "quotas",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("tier", sa.Text(), server_default=sa.text("'free'"), nullable=False),
        sa.Column("runs_per_day", sa.Integer(), nullable=True),
        sa.Column("runs_per_month", sa.Integer(), nullable=True),
        sa.Column("concurrent_jobs", sa.Integer(), nullable=True),
        sa.Column("requests_per_minute", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("tier in ('free', 'pro', 'enterprise')", name=op.f("ck_quotas_tier")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_quotas_organization_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("organization_id", name=op.f("pk_quotas")),
    )


def create_quota_counts() -> None:
    op.create_table(
        "quota_counts",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.CheckConstraint("period in ('day', 'month')", name=op.f("ck_quota_counts_period")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_quota_counts_organization_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organization_id", "period", "starts_on", name=op.f("pk_quota_counts")),
    )


def create_usage_ledger() -> None:
    op.create_table(
        "usage_ledger",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("run_index", sa.Integer(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("prompt_tokens", sa.BigInteger(), nullable=True),
        sa.Column("completion_tokens", sa.BigInteger(), nullable=True),
        sa.Column("cost_usd", sa.Numeric(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("job_id", "run_index", name=op.f("pk_usage_ledger")),
    )
    op.create_index("ix_usage_ledger_organization_created", "usage_ledger", ["organization_id", "created_at"])
