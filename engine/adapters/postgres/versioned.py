"""What contracts and restriction sets have in common in the database: content under a name and a version."""

import re
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlmodel import col

from engine.adapters.postgres.tables import ContractRow, RestrictionSetRow
from engine.domain.contract import Source
from engine.domain.job import Scope

VersionedRow = type[ContractRow] | type[RestrictionSetRow]


def visible(table: VersionedRow, scope: Scope) -> ColumnElement[bool]:
    """The rows that a scope may read: its own and the presets."""
    return or_(col(table.organization_id) == scope.organization_id, col(table.source) == Source.PRESET)


def named(table: VersionedRow, scope: Scope, name: str, version: str | None) -> Select[Any]:
    """The versions of a name that a scope may read; the organization's own before the presets."""
    statement = select(col(table.version), col(table.content)).where(visible(table, scope), col(table.name) == name)
    if version is not None:
        statement = statement.where(col(table.version) == version)
    return statement.order_by(col(table.organization_id).is_(None), col(table.created_at))


def version_order(version: str) -> list[tuple[int, int, str]]:
    """A key that sorts versions as people read them: numbers by value, so that 1.10 follows 1.9, words by letters."""
    parts = re.findall(r"\d+|[^\d.]+", version)
    return [(1, int(part), "") if part.isdigit() else (0, 0, part) for part in parts]
