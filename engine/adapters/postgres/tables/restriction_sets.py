"""Restriction sets: versions, which never change (a trigger sees to it). Presets belong to no organization."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from engine.adapters.postgres.tables.columns import Document, key, moment, words
from engine.domain.contract import Source


class RestrictionSetRow(SQLModel, table=True):
    """One version of a restriction set; `name` is its id in the domain and `content` all that it says."""

    __tablename__ = "restriction_sets"
    __table_args__ = (
        UniqueConstraint("organization_id", "name", "version", postgresql_nulls_not_distinct=True),
        CheckConstraint(f"source in ({words(Source)})", name="source"),
        CheckConstraint("(source = 'preset') = (organization_id is null)", name="presets_have_no_organization"),
    )

    id: UUID = key()
    organization_id: UUID | None = Field(default=None, foreign_key="organizations.id", ondelete="CASCADE")
    created_by: UUID | None = Field(default=None, foreign_key="users.id", ondelete="SET NULL")
    name: str = Field(sa_type=Text)
    version: str = Field(sa_type=Text)
    title: str = Field(sa_type=Text)
    source: str = Field(sa_type=Text)
    content: Any = Field(sa_type=Document, nullable=False)
    content_hash: str = Field(sa_type=Text)
    is_public: bool = False
    created_at: datetime = moment(is_filled=True)
