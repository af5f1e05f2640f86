"""Users, and the identities that providers of OpenID Connect vouch for."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import key, moment


class UserRow(SQLModel, table=True):
    """One person; the password hash is null for those who only come through a provider.

    `email_changed_at` is when they chose another address than the one they came with.
    """

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("length(email) between 3 and 320", name="email"),
        Index("uq_users_email", text("lower(email)"), unique=True),
    )

    id: UUID = key()
    email: str = Field(sa_type=Text)
    display_name: str = Field(sa_type=Text)
    password_hash: str | None = Field(default=None, sa_type=Text)
    email_verified_at: datetime | None = moment()
    first_steps_hidden_at: datetime | None = moment()
    email_changed_at: datetime | None = moment()
    created_at: datetime = moment(is_filled=True)
    updated_at: datetime = moment(is_filled=True)


class UserIdentityRow(SQLModel, table=True):
    """One account at a provider (its issuer and subject) that signs a user in."""

    __tablename__ = "user_identities"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: UUID = key()
    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    issuer: str = Field(sa_type=Text)
    subject: str = Field(sa_type=Text)
    created_at: datetime = moment(is_filled=True)
