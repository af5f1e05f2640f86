"""Anchors: the reference outputs of contract versions, one at a time per organization."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, ForeignKey, Index, Text, Uuid, text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import ExactText, key, moment


def _successor() -> ForeignKey:
    # Checked at the end of the transaction: the predecessor makes room before its successor is written.
    return ForeignKey("anchors.id", deferrable=True, initially="DEFERRED")


class AnchorRow(SQLModel, table=True):
    """One anchor and the run that it came from; `replaced_by` names its successor.

    `established_by` and `reason` are set where a person chose it; `confirmed_by` and `confirmed_at` where a person confirmed it.
    """

    __tablename__ = "anchors"
    __table_args__ = (
        Index("uq_anchors_current", "organization_id", "contract_id", unique=True, postgresql_where=text("replaced_by is null")),
        Index("ix_anchors_contract_created", "contract_id", text("created_at desc")),
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organizations.id", ondelete="CASCADE")
    contract_id: UUID = Field(foreign_key="contracts.id", ondelete="CASCADE")
    raw_output: str = Field(sa_type=ExactText)
    canonical_output: str = Field(sa_type=ExactText)
    pass_rate: float | None = None
    source_job_id: UUID | None = Field(default=None, foreign_key="jobs.id", ondelete="SET NULL")
    source_run_index: int | None = None
    established_by: UUID | None = Field(default=None, foreign_key="users.id", ondelete="SET NULL")
    reason: str | None = Field(default=None, sa_type=Text)
    confirmed_by: UUID | None = Field(default=None, foreign_key="users.id", ondelete="SET NULL")
    confirmed_at: datetime | None = moment()
    replaced_by: UUID | None = Field(default=None, sa_column=Column(Uuid, _successor(), nullable=True))
    created_at: datetime = moment(is_filled=True)
