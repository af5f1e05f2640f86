"""Runs: one generation of a job each, and what was found out about it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import Document, ExactText, key, moment, words
from engine.domain.run import EvidenceLevel, GenerationStatus


class RunRow(SQLModel, table=True):
    """One run: the generation, then its output's analysis, then (when the job completes) where it stands to the anchor."""

    __tablename__ = "runs"
    __table_args__ = (
        UniqueConstraint("job_id", "run_index"),
        CheckConstraint("run_index >= 0", name="run_index"),
        CheckConstraint(f"status in ({words(GenerationStatus)})", name="status"),
        CheckConstraint(f"evidence in ({words(EvidenceLevel)})", name="evidence"),
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organizations.id", ondelete="CASCADE")
    job_id: UUID = Field(foreign_key="jobs.id", ondelete="CASCADE")
    run_index: int
    status: str = Field(sa_type=Text)
    raw_output: str | None = Field(default=None, sa_type=ExactText)
    error_message: str | None = Field(default=None, sa_type=ExactText)
    usage: Any = Field(sa_type=Document, nullable=False)
    provider_data: Any = Field(sa_type=Document, nullable=False)
    taken_from: UUID | None = None
    generated_at: datetime = moment(is_filled=True)
    analysis: Any = Field(default=None, sa_type=Document, nullable=True)
    canonical_output: str | None = Field(default=None, sa_type=ExactText)
    canonical_hash: str | None = Field(default=None, sa_type=Text)
    oracle_passed: bool | None = None
    analysed_at: datetime | None = moment()
    repaired_output: str | None = Field(default=None, sa_type=ExactText)
    evidence: str | None = Field(default=None, sa_type=Text)
    behaviour_class: int | None = None
    distance_pre: float | None = None
    distance_post: float | None = None
    property_differences: Any = Field(default=None, sa_type=Document, nullable=True)
