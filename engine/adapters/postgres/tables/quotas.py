"""Quotas: an organization's tier, limits of its own, and how much of them is spent."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Text, text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import moment


class QuotaRow(SQLModel, table=True):
    """One organization's tier; a limit that is not null replaces the tier's. The application reads it only."""

    __tablename__ = "quotas"
    __table_args__ = (CheckConstraint("tier in ('free', 'pro', 'enterprise')", name="tier"),)

    organization_id: UUID = Field(primary_key=True, foreign_key="organizations.id", ondelete="CASCADE")
    tier: str = Field(default="free", sa_type=Text, sa_column_kwargs={"server_default": text("'free'")})
    runs_per_day: int | None = None
    runs_per_month: int | None = None
    concurrent_jobs: int | None = None
    requests_per_minute: int | None = None
    updated_at: datetime = moment(is_filled=True)


class QuotaCountRow(SQLModel, table=True):
    """Runs ordered in one day or month (UTC)."""

    __tablename__ = "quota_counts"
    __table_args__ = (CheckConstraint("period in ('day', 'month')", name="period"),)

    organization_id: UUID = Field(primary_key=True, foreign_key="organizations.id", ondelete="CASCADE")
    period: str = Field(primary_key=True, sa_type=Text)
    starts_on: date = Field(primary_key=True)
    runs: int
