"""Webhooks: targets that are told of an organization's usage, and what was delivered to them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import key, moment


class WebhookRow(SQLModel, table=True):
    """One target; `sealed_secret` is what its events are signed with, sealed by the key ring."""

    __tablename__ = "webhooks"
    __table_args__ = (
        UniqueConstraint("organization_id", "url"),
        CheckConstraint("length(url) between 1 and 2000", name="url"),
        CheckConstraint("period in ('day', 'month')", name="period"),
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organizations.id", ondelete="CASCADE")
    url: str = Field(sa_type=Text)
    period: str = Field(sa_type=Text)
    sealed_secret: str = Field(sa_type=Text)
    created_by: UUID | None = Field(default=None, foreign_key="users.id", ondelete="SET NULL")
    created_at: datetime = moment(is_filled=True)


class WebhookDeliveryRow(SQLModel, table=True):
    """One event for one target: its key is the event's id, which stays the same however often it is sent."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (UniqueConstraint("webhook_id", "period_start", "period_end"),)

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organizations.id", ondelete="CASCADE")
    webhook_id: UUID = Field(foreign_key="webhooks.id", ondelete="CASCADE")
    period_start: date
    period_end: date
    attempts: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    next_attempt_at: datetime = moment(is_filled=True)
    delivered_at: datetime | None = moment()
    last_status: int | None = None
    last_error: str | None = Field(default=None, sa_type=Text)
    created_at: datetime = moment(is_filled=True)
