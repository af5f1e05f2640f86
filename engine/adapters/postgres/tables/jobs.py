"""Jobs: one row is the truth about one experiment; its lease says which worker may write."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Column, Computed, Index, Text, Uuid, text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import Document, ExactText, key, moment, words
from engine.domain.job import EndReason, JobStatus

_PRESENT_TRACE = "nullif(current_setting('app.trace_parent', true), '')"
_ZERO = {"server_default": text("0")}


class JobRow(SQLModel, table=True):
    """One job with its whole configuration, its state, its lease and its counters."""

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint(f"status in ({words(JobStatus)})", name="status"),
        CheckConstraint("num_runs between 1 and 1000", name="num_runs"),
        CheckConstraint("temperature between 0 and 2", name="temperature"),
        CheckConstraint("(status = 'running') = (lease_token is not null)", name="only_running_jobs_are_leased"),
        CheckConstraint("(lease_token is null) = (lease_expires_at is null)", name="leases_end"),
        CheckConstraint("(completed_at is null) = (status in ('queued', 'running'))", name="final_jobs_have_an_end"),
        CheckConstraint("unanswered_count = failed_count + refused_count + timed_out_count", name="outcomes"),
        CheckConstraint("trace_parent ~ '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$'", name="trace_parent"),
        CheckConstraint("tier in ('free', 'pro', 'enterprise')", name="tier"),
        CheckConstraint(f"end_reason in ({words(EndReason)})", name="end_reason"),
        CheckConstraint("end_reason is null or status in ('failed', 'cancelled', 'expired')", name="only_ended_jobs_have_a_reason"),
        Index("uq_jobs_retry_of", "retry_of", unique=True, postgresql_where=text("retry_of is not null")),
        Index("uq_jobs_client_job_id", "organization_id", "client_job_id", unique=True, postgresql_where=text("client_job_id is not null")),
        Index("ix_jobs_organization_created", "organization_id", text("created_at desc"), text("id desc")),
        Index("ix_jobs_active", "organization_id", "created_at", postgresql_where=text("status in ('queued', 'running')")),
        Index("ix_jobs_status_created", "status", "created_at"),
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organizations.id", ondelete="CASCADE")
    created_by: UUID | None = Field(default=None, foreign_key="users.id", ondelete="SET NULL")
    client_job_id: str | None = Field(default=None, sa_type=ExactText)
    contract_id: UUID = Field(foreign_key="contracts.id", index=True)
    contract_version: str = Field(sa_type=Text)
    num_runs: int
    temperature: float
    restriction_ids: list[UUID] = Field(sa_type=ARRAY(Uuid))
    restriction_versions: list[str] = Field(sa_type=ARRAY(Text))
    config: Any = Field(sa_type=Document, nullable=False)
    config_hash: str = Field(sa_type=Text)
    provider: str | None = Field(default=None, sa_column=Column(Text, Computed("config #>> '{pins,provider}'", persisted=True)))
    model: str | None = Field(default=None, sa_column=Column(Text, Computed("config #>> '{pins,model}'", persisted=True)))
    status: str = Field(default=JobStatus.QUEUED, sa_type=Text, sa_column_kwargs={"server_default": text("'queued'")})
    retry_count: int = Field(default=0, sa_column_kwargs=_ZERO)
    error_message: str | None = Field(default=None, sa_type=ExactText)
    end_reason: str | None = Field(default=None, sa_type=Text)
    tier: str = Field(default="free", sa_type=Text, sa_column_kwargs={"server_default": text("'free'")})
    trace_parent: str | None = Field(default=None, sa_type=Text, sa_column_kwargs={"server_default": text(_PRESENT_TRACE)})
    retry_of: UUID | None = Field(default=None, foreign_key="jobs.id", ondelete="SET NULL")
    fruitless_attempts: int = Field(default=0, sa_column_kwargs=_ZERO)
    has_yielded: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    not_before: datetime | None = moment()
    expires_at: datetime = moment(default="now() + interval '1 day'")
    deadline_at: datetime = moment(default="now() + interval '3 days'")
    lease_token: UUID | None = None
    lease_expires_at: datetime | None = moment()
    last_event_number: int = Field(default=0, sa_column_kwargs=_ZERO)
    generated_count: int = Field(default=0, sa_column_kwargs=_ZERO)
    unanswered_count: int = Field(default=0, sa_column_kwargs=_ZERO)
    failed_count: int = Field(default=0, sa_column_kwargs=_ZERO)
    refused_count: int = Field(default=0, sa_column_kwargs=_ZERO)
    timed_out_count: int = Field(default=0, sa_column_kwargs=_ZERO)
    analysed_count: int = Field(default=0, sa_column_kwargs=_ZERO)
    created_at: datetime = moment(is_filled=True)
    queued_at: datetime = moment(is_filled=True)
    turn_started_at: datetime | None = moment()
    worked_seconds: float = Field(default=0.0, sa_column_kwargs=_ZERO)
    started_at: datetime | None = moment()
    completed_at: datetime | None = moment()
