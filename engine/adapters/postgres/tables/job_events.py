"""Events of jobs, numbered from 1 without gaps."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import Document, moment, words
from engine.domain.job import EventKind


class JobEventRow(SQLModel, table=True):
    """One thing that happened to a job; the payload holds ids and counters only."""

    __tablename__ = "job_events"
    __table_args__ = (
        CheckConstraint(f"kind in ({words(EventKind)})", name="kind"),
        CheckConstraint("number >= 1", name="number"),
    )

    job_id: UUID = Field(primary_key=True, foreign_key="jobs.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    organization_id: UUID = Field(foreign_key="organizations.id", ondelete="CASCADE")
    kind: str = Field(sa_type=Text)
    payload: Any = Field(sa_type=Document, nullable=False)
    created_at: datetime = moment(is_filled=True)
