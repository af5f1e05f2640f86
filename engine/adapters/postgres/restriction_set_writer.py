"""Writing restriction sets of an organization: new ones, new versions, deprecations."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.restriction_sets import RESTRICTION_SET
from engine.adapters.postgres.tables import RestrictionSetDeprecationRow, RestrictionSetRow
from engine.adapters.postgres.versioned import version_order, visible
from engine.domain.contract import Source
from engine.domain.errors import Fault, InvalidInput, NotFound
from engine.domain.experiment import restriction_set_hash
from engine.domain.job import Scope
from engine.domain.restriction import RestrictionSet

_LOCK = text("select pg_advisory_xact_lock(hashtextextended(:name, 0))")


async def add_restriction_set(database: Database, scope: Scope, restriction_set: RestrictionSet) -> UUID:
    """Store the first version of a new restriction set. Raises InvalidInput when the organization or the presets have one of this id."""
    async with database.transaction(scope) as connection:
        if await _versions(connection, scope, restriction_set.id):
            message = f"there is a restriction set '{restriction_set.id}' already"
            raise InvalidInput([Fault(message, "$.id")], "Give it another id, or make a new version of the one that exists.")
        return await _insert(connection, scope, restriction_set)


async def add_restriction_set_version(database: Database, scope: Scope, key: UUID, restriction_set: RestrictionSet) -> UUID:
    """Store a new version of an organization's own restriction set, of which `key` is one version.

    Raises NotFound when the organization has none, InvalidInput when the id differs or the version is not above the newest.
    """
    async with database.transaction(scope) as connection:
        name = await _own_name(connection, scope, key)
        if name != restriction_set.id:
            raise InvalidInput([Fault(f"the id is '{restriction_set.id}', but this is a version of '{name}'", "$.id")], "Keep the id.")
        newest = max(await _versions(connection, scope, name), key=_order)
        if _order(restriction_set.version) <= _order(newest):
            fault = Fault(f"the version is {restriction_set.version}; it must be above the newest, {newest}", "$.version")
            raise InvalidInput([fault], "Versions never change: give the new content a higher version.")
        return await _insert(connection, scope, restriction_set)


async def deprecate_restriction_set(database: Database, scope: Scope, key: UUID, reason: str) -> None:
    """Note that one version is no longer to be used; the first reason stays. Raises NotFound when the organization does not own it."""
    async with database.transaction(scope) as connection:
        await _own_name(connection, scope, key)
        row = {"restriction_set_id": key, "organization_id": scope.organization_id, "deprecated_by": scope.user_id, "reason": reason}
        await connection.execute(insert(RestrictionSetDeprecationRow).values(row).on_conflict_do_nothing())


def _order(version: str) -> tuple[list[tuple[int, int, str]], bool, list[tuple[int, int, str]]]:
    """The order of semantic versions: one with a suffix comes before the one without."""
    release, _, suffix = version.partition("-")
    return version_order(release), not suffix, version_order(suffix)


async def _own_name(connection: AsyncConnection, scope: Scope, key: UUID) -> str:
    own = (col(RestrictionSetRow.id) == key, col(RestrictionSetRow.organization_id) == scope.organization_id)
    name = (await connection.execute(select(col(RestrictionSetRow.name)).where(*own))).scalar_one_or_none()
    if name is None:
        raise NotFound("restriction set", str(key), "presets cannot be changed: copy one under your own id")
    return str(name)


async def _versions(connection: AsyncConnection, scope: Scope, name: str) -> list[str]:
    """The versions that exist; from here to the transaction's end nobody else adds one of this name in the organization."""
    await connection.execute(_LOCK, {"name": f"restriction-set:{scope.organization_id}:{name}"})
    statement = select(col(RestrictionSetRow.version)).where(visible(RestrictionSetRow, scope), col(RestrictionSetRow.name) == name)
    return [str(row.version) for row in await connection.execute(statement)]


async def _insert(connection: AsyncConnection, scope: Scope, restriction_set: RestrictionSet) -> UUID:
    own = replace(restriction_set, source=Source.USER)
    row = {
        "organization_id": scope.organization_id,
        "created_by": scope.user_id,
        "name": own.id,
        "version": own.version,
        "title": own.title,
        "source": Source.USER,
        "content": RESTRICTION_SET.dump_python(own, mode="json"),
        "content_hash": restriction_set_hash(own),
        "is_public": False,
    }
    added = await connection.execute(insert(RestrictionSetRow).values(row).returning(col(RestrictionSetRow.id)))
    return UUID(str(added.scalar_one()))
