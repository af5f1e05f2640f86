"""Deprecations of contracts: versions never change, so that one is no longer to be used stands beside it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import moment


class ContractDeprecationRow(SQLModel, table=True):
    """Why one version of an organization's own contract is no longer to be used."""

    __tablename__ = "contract_deprecations"

    contract_id: UUID = Field(primary_key=True, foreign_key="contracts.id", ondelete="CASCADE")
    organization_id: UUID = Field(foreign_key="organizations.id", ondelete="CASCADE", index=True)
    deprecated_by: UUID | None = Field(default=None, foreign_key="users.id", ondelete="SET NULL")
    reason: str = Field(sa_type=Text)
    deprecated_at: datetime = moment(is_filled=True)
