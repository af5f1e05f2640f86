"""The usage ledger: one line per run, written by a trigger in the run's own transaction. Nobody can change a line."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import BigInteger, Index, Numeric, Text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import moment


class UsageLineRow(SQLModel, table=True):
    """What one run used: tokens in and out and its cost in US dollars, null where the provider does not say. It outlives the run."""

    __tablename__ = "usage_ledger"
    __table_args__ = (Index("ix_usage_ledger_organization_created", "organization_id", "created_at"),)

    organization_id: UUID
    job_id: UUID = Field(primary_key=True)
    run_index: int = Field(primary_key=True)
    provider: str = Field(sa_type=Text)
    model: str = Field(sa_type=Text)
    status: str = Field(sa_type=Text)
    prompt_tokens: int | None = Field(default=None, sa_type=BigInteger)
    completion_tokens: int | None = Field(default=None, sa_type=BigInteger)
    cost_usd: Decimal | None = Field(default=None, sa_type=Numeric)
    created_at: datetime = moment(is_filled=True)
