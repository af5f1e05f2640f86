"""Jobs: one row is the truth about one experiment; its lease says which worker may write."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Index, Text, Uuid, text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import Document, ExactText, key, moment, words
from engine.domain.job import JobStatus

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
        Index("uq_jobs_client_job_id", "organization_id", "client_job_id", unique=True, postgresql_where=text("client_job_id is not null")),
        Index("ix_jobs_organization_created", "organization_id", text("created_at desc"), text("id desc")),
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
    status: str = Field(default=JobStatus.QUEUED, sa_type=Text, sa_column_kwargs={"server_default": text("'queued'")})
    retry_count: int = Field(default=0, sa_column_kwargs=_ZERO)
    error_message: str | None = Field(default=None, sa_type=ExactText)
    lease_token: UUID | None = None
    lease_expires_at: datetime | None = moment()
    last_event_number: int = Field(default=0, sa_column_kwargs=_ZERO)
    generated_count: int = Field(default=0, sa_column_kwargs=_ZERO)
    unanswered_count: int = Field(default=0, sa_column_kwargs=_ZERO)
    analysed_count: int = Field(default=0, sa_column_kwargs=_ZERO)
    created_at: datetime = moment(is_filled=True)
    queued_at: datetime = moment(is_filled=True)
    started_at: datetime | None = moment()
    completed_at: datetime | None = moment()
