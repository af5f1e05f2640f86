"""Sessions: who is signed in. Only a hash of the token is kept."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import key, moment


class SessionRow(SQLModel, table=True):
    """One sign-in of a user into one organization: a browser's, or the access token of a family."""

    __tablename__ = "sessions"

    id: UUID = key()
    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    organization_id: UUID = Field(foreign_key="organizations.id", ondelete="CASCADE")
    token_hash: str = Field(sa_type=Text, unique=True)
    created_at: datetime = moment(is_filled=True)
    expires_at: datetime = Field(sa_type=DateTime(timezone=True), index=True)
    family_id: UUID | None = Field(default=None, foreign_key="token_families.id", ondelete="CASCADE", index=True)
    address: str | None = Field(default=None, sa_type=Text)
    user_agent: str | None = Field(default=None, sa_type=Text)
    last_used_at: datetime = moment(is_filled=True)
