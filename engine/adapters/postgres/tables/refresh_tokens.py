"""Refresh tokens of API clients. Each is good once; all that follow from one sign-in are a family."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import key, moment


class TokenFamilyRow(SQLModel, table=True):
    """One sign-in of an API client."""

    __tablename__ = "token_families"

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organizations.id", ondelete="CASCADE")
    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    address: str | None = Field(default=None, sa_type=Text)
    user_agent: str | None = Field(default=None, sa_type=Text)
    created_at: datetime = moment(is_filled=True)
    revoked_at: datetime | None = moment()
    revoked_because: str | None = Field(default=None, sa_type=Text)


class RefreshTokenRow(SQLModel, table=True):
    """One token of a family; used ones stay, so that a second use is noticed."""

    __tablename__ = "refresh_tokens"

    id: UUID = key()
    family_id: UUID = Field(foreign_key="token_families.id", ondelete="CASCADE", index=True)
    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE")
    token_hash: str = Field(sa_type=Text, unique=True)
    created_at: datetime = moment(is_filled=True)
    expires_at: datetime = Field(sa_type=DateTime(timezone=True))
    used_at: datetime | None = moment()
