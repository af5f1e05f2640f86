"""Provider credentials: an organization's keys for providers, sealed by the key ring before they are stored."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import key, moment


class ProviderCredentialRow(SQLModel, table=True):
    """One key for one provider; `sealed_key` can be opened with the key ring only, and for this organization and provider only."""

    __tablename__ = "provider_credentials"
    __table_args__ = (
        UniqueConstraint("organization_id", "provider"),
        CheckConstraint("length(provider) between 1 and 100", name="provider"),
        CheckConstraint("length(label) between 1 and 200", name="label"),
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organizations.id", ondelete="CASCADE")
    provider: str = Field(sa_type=Text)
    label: str = Field(sa_type=Text)
    last_four: str = Field(sa_type=Text)
    sealed_key: str = Field(sa_type=Text)
    created_by: UUID | None = Field(default=None, foreign_key="users.id", ondelete="SET NULL")
    created_at: datetime = moment(is_filled=True)
    last_used_at: datetime | None = moment()
