"""API keys: for programs, in the name of the member who made them. Only a hash is kept."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import key, moment


class ApiKeyRow(SQLModel, table=True):
    """One key; `prefix` is its harmless beginning, by which people tell keys apart."""

    __tablename__ = "api_keys"
    __table_args__ = (
        CheckConstraint("scope in ('read', 'submit', 'manage')", name="scope"),
        CheckConstraint("length(name) between 1 and 200", name="name"),
        Index("ix_api_keys_organization_created", "organization_id", text("created_at desc"), text("id desc")),
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organizations.id", ondelete="CASCADE")
    created_by: UUID = Field(foreign_key="users.id", ondelete="CASCADE")
    name: str = Field(sa_type=Text)
    prefix: str = Field(sa_type=Text)
    key_hash: str = Field(sa_type=Text, unique=True)
    scope: str = Field(sa_type=Text)
    created_at: datetime = moment(is_filled=True)
    expires_at: datetime | None = moment()
    last_used_at: datetime | None = moment()
    revoked_at: datetime | None = moment()
