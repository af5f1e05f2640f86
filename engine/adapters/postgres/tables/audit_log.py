"""The audit log: one row for every change that somebody made. Triggers write it; nobody can change it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import Document, key, moment


class AuditEntryRow(SQLModel, table=True):
    """Who changed which row, from where, and the hashes of the row before and after. It outlives what it names."""

    __tablename__ = "audit_log"
    __table_args__ = (Index("ix_audit_log_organization_created", "organization_id", text("created_at desc"), text("id desc")),)

    id: UUID = key()
    organization_id: UUID
    user_id: UUID | None = None
    api_key_id: UUID | None = None
    address: str | None = Field(default=None, sa_type=Text)
    action: str = Field(sa_type=Text)
    subject: str = Field(sa_type=Text)
    details: Any = Field(sa_type=Document, nullable=False)
    before_hash: str | None = Field(default=None, sa_type=Text)
    after_hash: str | None = Field(default=None, sa_type=Text)
    created_at: datetime = moment(is_filled=True)
