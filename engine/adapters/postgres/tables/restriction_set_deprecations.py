"""Deprecations of restriction sets: versions never change, so that one is no longer to be used stands beside it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import moment


class RestrictionSetDeprecationRow(SQLModel, table=True):
    """Why one version of an organization's own restriction set is no longer to be used."""

    __tablename__ = "restriction_set_deprecations"

    restriction_set_id: UUID = Field(primary_key=True, foreign_key="restriction_sets.id", ondelete="CASCADE")
    organization_id: UUID = Field(foreign_key="organizations.id", ondelete="CASCADE", index=True)
    deprecated_by: UUID | None = Field(default=None, foreign_key="users.id", ondelete="SET NULL")
    reason: str = Field(sa_type=Text)
    deprecated_at: datetime = moment(is_filled=True)
