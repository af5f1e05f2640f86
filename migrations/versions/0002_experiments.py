"""Contracts, restriction sets, jobs and their runs, results, events and anchors."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    create_contracts()
    create_restriction_sets()
    create_jobs()
    create_runs()
    create_job_results()
    create_job_events()
    create_anchors()


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.drop_table("anchors")
    op.drop_table("job_events")
    op.drop_table("job_results")
    op.drop_table("runs")
    op.drop_table("jobs")
    op.drop_table("restriction_sets")
    op.drop_table("contracts")


def create_contracts() -> None:
    op.create_table(
        "contracts",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("(source = 'preset') = (organization_id is null)", name=op.f("ck_contracts_presets_have_no_organization")),
        sa.CheckConstraint("kind in ('python', 'c', 'json', 'text')", name=op.f("ck_contracts_kind")),
        sa.CheckConstraint("source in ('user', 'preset')", name=op.f("ck_contracts_source")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_contracts_created_by"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_contracts_organization_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracts")),
        sa.UniqueConstraint(
            "organization_id",
            "name",
            "version",
            name=op.f("uq_contracts_organization_id_name_version"),
            postgresql_nulls_not_distinct=True,
        ),
    )


def create_restriction_sets() -> None:
    op.create_table(
        "restriction_sets",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "(source = 'preset') = (organization_id is null)",
            name=op.f("ck_restriction_sets_presets_have_no_organization"),
        ),
        sa.CheckConstraint("source in ('user', 'preset')", name=op.f("ck_restriction_sets_source")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_restriction_sets_created_by"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_restriction_sets_organization_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restriction_sets")),
        sa.UniqueConstraint(
            "organization_id",
            "name",
            "version",
            name=op.f("uq_restriction_sets_organization_id_name_version"),
            postgresql_nulls_not_distinct=True,
        ),
    )


def create_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("client_job_id", sa.Text(), nullable=True),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("contract_version", sa.Text(), nullable=False),
        sa.Column("num_runs", sa.Integer(), nullable=False),
        sa.Column("temperature", sa.Float(), nullable=False),
        sa.Column("restriction_ids", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("restriction_versions", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("config", postgresql.JSONB(), nullable=False),
        sa.Column("config_hash", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), server_default=sa.text("'queued'"), nullable=False),
        sa.Column("retry_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.Column("lease_token", sa.Uuid(), nullable=True),
        sa.Column("lease_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_event_number", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("generated_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("unanswered_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("analysed_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(completed_at is null) = (status in ('queued', 'running'))", name=op.f("ck_jobs_final_jobs_have_an_end")),
        sa.CheckConstraint("(status = 'running') = (lease_token is not null)", name=op.f("ck_jobs_only_running_jobs_are_leased")),
        sa.CheckConstraint(
            "status in ('queued', 'running', 'completed', 'failed', 'cancelled', 'expired')",
            name=op.f("ck_jobs_status"),
        ),
        sa.CheckConstraint("(lease_token is null) = (lease_expires_at is null)", name=op.f("ck_jobs_leases_end")),
        sa.CheckConstraint("num_runs between 1 and 1000", name=op.f("ck_jobs_num_runs")),
        sa.CheckConstraint("temperature between 0 and 2", name=op.f("ck_jobs_temperature")),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_jobs_contract_id")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_jobs_created_by"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_jobs_organization_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
    )
    op.create_index(op.f("ix_jobs_contract_id"), "jobs", ["contract_id"], unique=False)
    op.create_index(
        "ix_jobs_organization_created",
        "jobs",
        ["organization_id", sa.literal_column("created_at desc"), sa.literal_column("id desc")],
        unique=False,
    )
    op.create_index("ix_jobs_status_created", "jobs", ["status", "created_at"], unique=False)
    op.create_index(
        "uq_jobs_client_job_id",
        "jobs",
        ["organization_id", "client_job_id"],
        unique=True,
        postgresql_where=sa.text("client_job_id is not null"),
    )


def create_runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("run_index", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("raw_output", sa.Text(), nullable=True),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.Column("usage", postgresql.JSONB(), nullable=False),
        sa.Column("provider_data", postgresql.JSONB(), nullable=False),
        sa.Column("generated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("analysis", postgresql.JSONB(), nullable=True),
        sa.Column("canonical_output", sa.Text(), nullable=True),
        sa.Column("canonical_hash", sa.Text(), nullable=True),
        sa.Column("oracle_passed", sa.Boolean(), nullable=True),
        sa.Column("analysed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("repaired_output", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("behaviour_class", sa.Integer(), nullable=True),
        sa.Column("distance_pre", sa.Float(), nullable=True),
        sa.Column("distance_post", sa.Float(), nullable=True),
        sa.CheckConstraint("evidence in ('identical', 'canonical', 'checked', 'behavioural')", name=op.f("ck_runs_evidence")),
        sa.CheckConstraint("status in ('generated', 'failed', 'refused', 'timed_out')", name=op.f("ck_runs_status")),
        sa.CheckConstraint("run_index >= 0", name=op.f("ck_runs_run_index")),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_runs_job_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_runs_organization_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        sa.UniqueConstraint("job_id", "run_index", name=op.f("uq_runs_job_id_run_index")),
    )


def create_job_results() -> None:
    op.create_table(
        "job_results",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("engine_version", sa.Text(), nullable=False),
        sa.Column("metrics", postgresql.JSONB(), nullable=False),
        sa.Column("rules", postgresql.JSONB(), nullable=False),
        sa.Column("anchor", postgresql.JSONB(), nullable=True),
        sa.Column("notices", postgresql.JSONB(), nullable=False),
        sa.Column("config_snapshot", postgresql.JSONB(), nullable=False),
        sa.Column("artifacts_url", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_job_results_job_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_job_results_organization_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_results")),
    )
    op.create_index(
        "ix_job_results_job_created",
        "job_results",
        ["job_id", sa.literal_column("created_at desc"), sa.literal_column("id desc")],
        unique=False,
    )


def create_job_events() -> None:
    op.create_table(
        "job_events",
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("payload", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "kind in ('job_queued', 'job_started', 'run_generated', 'run_analysed', "
            "'job_resumed', 'job_completed', 'job_failed', 'job_cancelled')",
            name=op.f("ck_job_events_kind"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_job_events_number")),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_job_events_job_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_job_events_organization_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("job_id", "number", name=op.f("pk_job_events")),
    )


def create_anchors() -> None:
    op.create_table(
        "anchors",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("raw_output", sa.Text(), nullable=False),
        sa.Column("canonical_output", sa.Text(), nullable=False),
        sa.Column("source_job_id", sa.Uuid(), nullable=True),
        sa.Column("source_run_index", sa.Integer(), nullable=True),
        sa.Column("replaced_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_anchors_contract_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_anchors_organization_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["replaced_by"], ["anchors.id"], name=op.f("fk_anchors_replaced_by")),
        sa.ForeignKeyConstraint(["source_job_id"], ["jobs.id"], name=op.f("fk_anchors_source_job_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anchors")),
    )
    op.create_index(
        "uq_anchors_current",
        "anchors",
        ["organization_id", "contract_id"],
        unique=True,
        postgresql_where=sa.text("replaced_by is null"),
    )
