"""Organizations: the tenants that own rows."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import key, moment


class OrganizationRow(SQLModel, table=True):
    """One organization; every user has a personal one."""

    __tablename__ = "organizations"
    __table_args__ = (CheckConstraint("length(name) between 1 and 200", name="name"),)

    id: UUID = key()
    name: str = Field(sa_type=Text)
    is_personal: bool = False
    created_at: datetime = moment(is_filled=True)
    updated_at: datetime = moment(is_filled=True)
