"""Members of an organization and their roles; an organization never loses its last admin."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, Select, delete, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.page import Page, Window, page_of
from engine.adapters.postgres.readers.records import UserRecord
from engine.adapters.postgres.tables import MembershipRow, OrganizationRow, UserRow
from engine.domain.errors import Fault, InvalidInput, NotFound, NotPossible
from engine.domain.job import Scope

_ROW = MembershipRow
_OWN = text("select id, name, is_personal, role from organizations_of_user()")
_OWNER = text(
    "select m.user_id from memberships m join organizations o on o.id = m.organization_id "
    "where o.id = :organization and o.is_personal order by m.created_at, m.user_id limit 1"
)
_UNDER_WAY = text("select count(*) from jobs where organization_id = :organization and status in ('queued', 'running')")
_DELETE = text("select delete_organization(:home, :session)")
_DELETING_TAKES = "5min"
_NAMED: tuple[Any, ...] = (col(UserRow.id), col(UserRow.email), col(UserRow.display_name), col(UserRow.created_at).label("user_created_at"))
_COLUMNS: Select[Any] = select(col(_ROW.organization_id), col(_ROW.role), col(_ROW.created_at), *_NAMED).join(
    UserRow, col(UserRow.id) == col(_ROW.user_id)
)


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """A user's role in the organization; `id` is the user's."""

    id: UUID
    organization_id: UUID
    user: UserRecord
    role: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class OwnOrganization:
    """An organization that the user is a member of."""

    id: UUID
    name: str
    is_personal: bool
    role: str


async def members_page(database: Database, scope: Scope, window: Window) -> Page[MemberRecord]:
    """The organization's members, newest first."""
    order = (col(_ROW.created_at), col(_ROW.user_id))
    statement = _COLUMNS.where(col(_ROW.organization_id) == scope.organization_id)
    if window.after is not None:
        statement = statement.where(tuple_(*order) < (window.after.created_at, window.after.id))
    statement = statement.order_by(*(column.desc() for column in order)).limit(window.first + 1)
    async with database.transaction(scope) as connection:
        return page_of([_record(row) for row in await connection.execute(statement)], window.first)


async def member_by_id(database: Database, scope: Scope, user_id: UUID) -> MemberRecord | None:
    """The organization's member of this user id, or None."""
    async with database.transaction(scope) as connection:
        row = (await connection.execute(_COLUMNS.where(*_member(scope, user_id)))).one_or_none()
    return None if row is None else _record(row)


async def own_organizations(database: Database, scope: Scope) -> list[OwnOrganization]:
    """Every organization that the user is a member of, the personal one first."""
    async with database.transaction(scope) as connection:
        return [OwnOrganization(**row._mapping) for row in await connection.execute(_OWN)]


async def change_role(database: Database, scope: Scope, user_id: UUID, role: str) -> None:
    """Give a member another role. Raises NotFound, and InvalidInput when it would leave no admin."""
    async with database.transaction(scope) as connection:
        await _keep_an_admin(connection, scope, user_id, role)
        await connection.execute(update(_ROW).where(*_member(scope, user_id)).values(role=role))


async def remove_member(database: Database, scope: Scope, user_id: UUID) -> None:
    """Remove a member; their sessions in the organization and their keys for it count no more. Raises NotFound and InvalidInput."""
    async with database.transaction(scope) as connection:
        await _keep_an_admin(connection, scope, user_id, None)
        await connection.execute(delete(_ROW).where(*_member(scope, user_id)))


async def leave_organization(database: Database, scope: Scope, user_id: UUID) -> None:
    """Remove the user from the organization. Raises InvalidInput for the last admin, and for the first member of a personal one."""
    async with database.transaction(scope) as connection:
        await _keep_an_admin(connection, scope, user_id, None)
        if await connection.scalar(_OWNER, {"organization": scope.organization_id}) == user_id:
            raise InvalidInput([Fault("this is your personal organization", "$")], "switch to the organization that you want to leave")
        await connection.execute(delete(_ROW).where(*_member(scope, user_id)))


async def create_organization(database: Database, scope: Scope, name: str) -> UUID:
    """Make an organization with the user as its admin; answers with its id."""
    organization_id = uuid4()
    inside = Scope(organization_id, scope.user_id, scope.api_key_id, scope.address)
    async with database.transaction(inside) as connection:
        await connection.execute(insert(OrganizationRow).values(id=organization_id, name=name, is_personal=False))
        await connection.execute(insert(_ROW).values(organization_id=organization_id, user_id=scope.user_id, role="admin"))
    return organization_id


async def rename_organization(database: Database, scope: Scope, name: str) -> None:
    """Give the organization another name."""
    async with database.transaction(scope) as connection:
        await connection.execute(update(OrganizationRow).where(col(OrganizationRow.id) == scope.organization_id).values(name=name))


async def delete_organization(database: Database, scope: Scope, name: str, home: UUID, session_id: UUID) -> None:
    """Delete the organization with all that is in it, and let the session go on in `home`, another organization of the user.

    Raises InvalidInput where `name` is not the organization's or it is somebody's personal one, NotPossible while jobs are under way.
    """
    row = select(col(OrganizationRow.name), col(OrganizationRow.is_personal)).where(col(OrganizationRow.id) == scope.organization_id)
    async with database.transaction(scope) as connection:
        # With the row locked no job can be added until this is over.
        organization = (await connection.execute(row.with_for_update())).one()
        if organization.is_personal:
            raise InvalidInput([Fault("this is a personal organization", "$")], "switch to the organization that you want to delete")
        if name != organization.name:
            raise InvalidInput([Fault("this is not the name of the organization", "$.name")], "write it exactly as it stands")
        if under_way := await connection.scalar(_UNDER_WAY, {"organization": scope.organization_id}):
            jobs = "1 job is" if under_way == 1 else f"{under_way} jobs are"
            raise NotPossible(f"{jobs} queued or running", "cancel them, or wait for their end")
        await connection.execute(text(f"set local statement_timeout = '{_DELETING_TAKES}'"))
        await connection.execute(_DELETE, {"home": home, "session": session_id})


async def _keep_an_admin(connection: AsyncConnection, scope: Scope, user_id: UUID, role: str | None) -> None:
    """Lock the organization's memberships, so that two admins cannot remove each other at the same time, and look."""
    statement = select(col(_ROW.user_id), col(_ROW.role)).where(col(_ROW.organization_id) == scope.organization_id)
    roles = {row.user_id: row.role for row in await connection.execute(statement.order_by(col(_ROW.user_id)).with_for_update())}
    if user_id not in roles:
        raise NotFound("member", "of this id", "use an id that the API gave you")
    if "admin" not in (roles | {user_id: role}).values():
        raise InvalidInput([Fault("this is the last admin of the organization", "$.userId")], "make somebody else an admin first")


def _record(row: Row[Any]) -> MemberRecord:
    user = UserRecord(row.id, row.email, row.display_name, row.user_created_at)
    return MemberRecord(row.id, row.organization_id, user, row.role, row.created_at)


def _member(scope: Scope, user_id: UUID):  # type: ignore[no-untyped-def]  # noqa: ANN202 - SQLAlchemy's own expression type
    return col(_ROW.organization_id) == scope.organization_id, col(_ROW.user_id) == user_id
