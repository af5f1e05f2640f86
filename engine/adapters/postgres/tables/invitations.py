"""Invitations into an organization. Only a hash of the link's token is kept."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Index, Text, text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import key, moment


class InvitationRow(SQLModel, table=True):
    """One invitation, good for one person; for the owner of an e-mail address only, where one is named."""

    __tablename__ = "invitations"
    __table_args__ = (
        CheckConstraint("role in ('admin', 'maintainer', 'viewer')", name="role"),
        Index("ix_invitations_organization_created", "organization_id", text("created_at desc"), text("id desc")),
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organizations.id", ondelete="CASCADE")
    created_by: UUID | None = Field(default=None, foreign_key="users.id", ondelete="SET NULL")
    email: str | None = Field(default=None, sa_type=Text)
    role: str = Field(sa_type=Text)
    token_hash: str = Field(sa_type=Text, unique=True)
    created_at: datetime = moment(is_filled=True)
    expires_at: datetime = Field(sa_type=DateTime(timezone=True))
    accepted_at: datetime | None = moment()
    accepted_by: UUID | None = Field(default=None, foreign_key="users.id", ondelete="SET NULL")
    revoked_at: datetime | None = moment()
