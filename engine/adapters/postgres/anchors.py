"""Anchors and their history: read, replaced and confirmed by people; found anchors are written by the result store."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, Select, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.page import Page, Window, newest_first
from engine.adapters.postgres.readers.records import AnchorRecord
from engine.adapters.postgres.tables import AnchorRow
from engine.domain.errors import Fault, InvalidInput
from engine.domain.job import Scope
from engine.domain.report import Anchor

_TABLE = AnchorRow.__table__  # type: ignore[attr-defined]
_LOCK = text("select pg_advisory_xact_lock(hashtextextended(:name, 0))")


@dataclass(frozen=True, slots=True)
class NewAnchor:
    """An anchor that a person chose: of which contract version, from which job, and why."""

    contract_id: UUID
    job_id: UUID
    anchor: Anchor
    reason: str


@dataclass(frozen=True, slots=True)
class AnchorSelection:
    """Which anchors to list; None selects all."""

    contract_id: UUID | None = None
    is_present: bool | None = None


async def anchors_page(database: Database, scope: Scope, window: Window, selection: AnchorSelection) -> Page[AnchorRecord]:
    """The organization's anchors, present and past, newest first."""
    statement = _own(scope)
    if selection.contract_id is not None:
        statement = statement.where(_TABLE.c.contract_id == selection.contract_id)
    if selection.is_present is not None:
        statement = statement.where(_TABLE.c.replaced_by.is_(None) == selection.is_present)
    async with database.transaction(scope) as connection:
        return await newest_first(connection, statement, AnchorRow, window, _made)


async def anchors_by_id(database: Database, scope: Scope, ids: Sequence[UUID]) -> list[AnchorRecord]:
    """The organization's anchors among these ids, in no order."""
    return await _read(database, scope, _own(scope).where(_TABLE.c.id.in_(ids)))


async def anchors_of_contracts(database: Database, scope: Scope, contract_ids: Sequence[UUID]) -> list[AnchorRecord]:
    """All anchors that the organization had for these contract versions, the present one of each first, then the newest."""
    order = (_TABLE.c.contract_id, _TABLE.c.replaced_by.is_not(None), _TABLE.c.created_at.desc())
    return await _read(database, scope, _own(scope).where(_TABLE.c.contract_id.in_(contract_ids)).order_by(*order))


async def replace_anchor(database: Database, scope: Scope, new: NewAnchor) -> UUID:
    """Put a new anchor in the place of the present one, which stays in the history; answers with the new one's id.

    Raises InvalidInput when the present anchor is this output already.
    """
    key = uuid4()
    current = (_TABLE.c.organization_id == scope.organization_id, _TABLE.c.contract_id == new.contract_id, _TABLE.c.replaced_by.is_(None))
    async with database.transaction(scope) as connection:
        await connection.execute(_LOCK, {"name": f"anchor:{scope.organization_id}:{new.contract_id}"})
        standing = (await connection.execute(select(_TABLE.c.raw_output).where(*current).with_for_update())).scalar_one_or_none()
        if standing == new.anchor.raw_output:
            raise InvalidInput([Fault("this output is the anchor already", "$.runIndex")], "Choose a run with another output.")
        await connection.execute(update(_TABLE).where(*current).values(replaced_by=key))
        await connection.execute(insert(AnchorRow).values(_values(scope, key, new)))
    return key


async def confirm_anchor(database: Database, scope: Scope, key: UUID) -> bool:
    """Note who confirmed the present anchor, and when; the first one stays. Whether the organization has this anchor and it is present."""
    own = (_TABLE.c.organization_id == scope.organization_id, _TABLE.c.id == key, _TABLE.c.replaced_by.is_(None))
    values = {"confirmed_at": func.coalesce(_TABLE.c.confirmed_at, func.now()), "confirmed_by": _first_confirmer(scope)}
    async with database.transaction(scope) as connection:
        return (await connection.execute(update(_TABLE).where(*own).values(values))).rowcount > 0


def _first_confirmer(scope: Scope) -> Any:  # noqa: ANN401 - SQLAlchemy's own expression type
    return func.coalesce(_TABLE.c.confirmed_by, scope.user_id)


def _values(scope: Scope, key: UUID, new: NewAnchor) -> dict[str, Any]:
    return {
        "id": key,
        "organization_id": scope.organization_id,
        "contract_id": new.contract_id,
        "raw_output": new.anchor.raw_output,
        "canonical_output": new.anchor.canonical_output,
        "pass_rate": new.anchor.pass_rate,
        "source_job_id": new.job_id,
        "source_run_index": new.anchor.run_index,
        "established_by": scope.user_id,
        "reason": new.reason,
    }


def _own(scope: Scope) -> Select[Any]:
    return select(_TABLE).where(_TABLE.c.organization_id == scope.organization_id)


async def _read(database: Database, scope: Scope, statement: Select[Any]) -> list[AnchorRecord]:
    async with database.transaction(scope) as connection:
        return [_record(row) for row in await connection.execute(statement)]


def _record(row: Row[Any]) -> AnchorRecord:
    return _made(**row._mapping)


def _made(organization_id: UUID, **values: Any) -> AnchorRecord:  # noqa: ANN401 - the columns of a row
    return AnchorRecord(**values)
