"""Memberships: who belongs to which organization, in which role."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import moment


class MembershipRow(SQLModel, table=True):
    """One user's role in one organization."""

    __tablename__ = "memberships"
    __table_args__ = (CheckConstraint("role in ('admin', 'maintainer', 'viewer')", name="role"),)

    organization_id: UUID = Field(primary_key=True, foreign_key="organizations.id", ondelete="CASCADE")
    user_id: UUID = Field(primary_key=True, foreign_key="users.id", ondelete="CASCADE", index=True)
    role: str = Field(sa_type=Text)
    created_at: datetime = moment(is_filled=True)
