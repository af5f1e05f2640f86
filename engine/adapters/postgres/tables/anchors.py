"""Anchors: the reference outputs of contract versions, one at a time per organization."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import ExactText, key, moment


class AnchorRow(SQLModel, table=True):
    """One anchor and the run that it came from; `replaced_by` names its successor."""

    __tablename__ = "anchors"
    __table_args__ = (
        Index("uq_anchors_current", "organization_id", "contract_id", unique=True, postgresql_where=text("replaced_by is null")),
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organizations.id", ondelete="CASCADE")
    contract_id: UUID = Field(foreign_key="contracts.id", ondelete="CASCADE")
    raw_output: str = Field(sa_type=ExactText)
    canonical_output: str = Field(sa_type=ExactText)
    pass_rate: float | None = None
    source_job_id: UUID | None = Field(default=None, foreign_key="jobs.id", ondelete="SET NULL")
    source_run_index: int | None = None
    replaced_by: UUID | None = Field(default=None, foreign_key="anchors.id")
    created_at: datetime = moment(is_filled=True)
