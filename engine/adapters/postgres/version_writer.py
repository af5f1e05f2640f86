"""Writing contracts and restriction sets of an organization: new ones, new versions, deprecations."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from engine.adapters.postgres.contracts import contract_values
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.restriction_sets import restriction_set_values
from engine.adapters.postgres.tables import ContractDeprecationRow, ContractRow, RestrictionSetDeprecationRow, RestrictionSetRow
from engine.adapters.postgres.versioned import VersionedRow, version_order, visible
from engine.domain.contract import Contract, Source
from engine.domain.errors import Fault, InvalidInput, NotFound
from engine.domain.job import Scope
from engine.domain.restriction import RestrictionSet

_LOCK = text("select pg_advisory_xact_lock(hashtextextended(:name, 0))")


class Versioned(Protocol):
    """What has an id and a version."""

    @property
    def id(self) -> str:
        """The name that all versions share."""
        ...

    @property
    def version(self) -> str:
        """The version's number."""
        ...


T = TypeVar("T", bound=Versioned)


@dataclass(frozen=True, slots=True)
class Noun(Generic[T]):
    """What is written: its name for people, its tables, the column of deprecations that names it, and its columns."""

    name: str
    table: VersionedRow
    deprecations: type[ContractDeprecationRow] | type[RestrictionSetDeprecationRow]
    key: str
    values: Callable[[T, Source], dict[str, Any]]


CONTRACTS: Noun[Contract] = Noun("contract", ContractRow, ContractDeprecationRow, "contract_id", contract_values)
RESTRICTION_SETS: Noun[RestrictionSet] = Noun(
    "restriction set", RestrictionSetRow, RestrictionSetDeprecationRow, "restriction_set_id", restriction_set_values
)


async def add_first_version(database: Database, scope: Scope, noun: Noun[T], content: T) -> UUID:
    """Store the first version of something new. Raises InvalidInput when the organization or the presets have one of this id."""
    async with database.transaction(scope) as connection:
        if await _versions(connection, scope, noun, content.id):
            fault = Fault(f"there is a {noun.name} '{content.id}' already", "$.id")
            raise InvalidInput([fault], "Give it another id, or make a new version of the one that exists.")
        return await _insert(connection, scope, noun, content)


async def add_version(database: Database, scope: Scope, noun: Noun[T], key: UUID, content: T) -> UUID:
    """Store a new version of the organization's own, of which `key` is one version.

    Raises NotFound when the organization has none, InvalidInput when the id differs or the version is not above the newest.
    """
    async with database.transaction(scope) as connection:
        name = await _own_name(connection, scope, noun, key)
        if name != content.id:
            raise InvalidInput([Fault(f"the id is '{content.id}', but this is a version of '{name}'", "$.id")], "Keep the id.")
        newest = max(await _versions(connection, scope, noun, name), key=_order)
        if _order(content.version) <= _order(newest):
            fault = Fault(f"the version is {content.version}; it must be above the newest, {newest}", "$.version")
            raise InvalidInput([fault], "Versions never change: give the new content a higher version.")
        return await _insert(connection, scope, noun, content)


async def deprecate(database: Database, scope: Scope, noun: Noun[T], key: UUID, reason: str) -> None:
    """Note that one version is no longer to be used; the first reason stays. Raises NotFound when the organization does not own it."""
    async with database.transaction(scope) as connection:
        await _own_name(connection, scope, noun, key)
        row = {noun.key: key, "organization_id": scope.organization_id, "deprecated_by": scope.user_id, "reason": reason}
        await connection.execute(insert(noun.deprecations).values(row).on_conflict_do_nothing())


def _order(version: str) -> tuple[list[tuple[int, int, str]], bool, list[tuple[int, int, str]]]:
    """The order of semantic versions: one with a suffix comes before the one without."""
    release, _, suffix = version.partition("-")
    return version_order(release), not suffix, version_order(suffix)


async def _own_name(connection: AsyncConnection, scope: Scope, noun: Noun[T], key: UUID) -> str:
    own = (col(noun.table.id) == key, col(noun.table.organization_id) == scope.organization_id)
    name = (await connection.execute(select(col(noun.table.name)).where(*own))).scalar_one_or_none()
    if name is None:
        raise NotFound(noun.name, str(key), "presets cannot be changed: copy one under your own id")
    return str(name)


async def _versions(connection: AsyncConnection, scope: Scope, noun: Noun[T], name: str) -> list[str]:
    """The versions that exist; from here to the transaction's end nobody else adds one of this name in the organization."""
    await connection.execute(_LOCK, {"name": f"{noun.name}:{scope.organization_id}:{name}"})
    statement = select(col(noun.table.version)).where(visible(noun.table, scope), col(noun.table.name) == name)
    return [str(row.version) for row in await connection.execute(statement)]


async def _insert(connection: AsyncConnection, scope: Scope, noun: Noun[T], content: T) -> UUID:
    row = {"organization_id": scope.organization_id, "created_by": scope.user_id, "is_public": False} | noun.values(content, Source.USER)
    added = await connection.execute(insert(noun.table).values(row).returning(col(noun.table.id)))
    return UUID(str(added.scalar_one()))
