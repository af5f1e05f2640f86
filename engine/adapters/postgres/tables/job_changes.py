"""Changes of an organization's jobs, numbered over all of them; a trigger on job_events writes them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Text
from sqlmodel import Field, SQLModel


class JobChangeRow(SQLModel, table=True):
    """One event of a job that is not about a single run, under its number in the organization."""

    __tablename__ = "job_changes"

    organization_id: UUID = Field(primary_key=True, foreign_key="organizations.id", ondelete="CASCADE")
    number: int = Field(primary_key=True, sa_type=BigInteger)
    job_id: UUID = Field(foreign_key="jobs.id", ondelete="CASCADE", index=True)
    event_number: int
    kind: str = Field(sa_type=Text)
    created_at: datetime = Field(sa_type=DateTime(timezone=True))
