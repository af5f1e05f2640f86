"""What providers were asked: written before a question is sent, so that a crash leaves a trace of what may have been paid for."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import moment


class RunRequestRow(SQLModel, table=True):
    """How often one run was asked for. A run that was asked for and has no row in `runs` may have been answered: nobody can know."""

    __tablename__ = "run_requests"
    __table_args__ = (CheckConstraint("asked_count >= 1", name="asked_count"),)

    job_id: UUID = Field(primary_key=True, foreign_key="jobs.id", ondelete="CASCADE")
    run_index: int = Field(primary_key=True)
    organization_id: UUID = Field(foreign_key="organizations.id", ondelete="CASCADE")
    asked_count: int = Field(default=1, sa_column_kwargs={"server_default": text("1")})
    first_asked_at: datetime = moment(is_filled=True)
    last_asked_at: datetime = moment(is_filled=True)
