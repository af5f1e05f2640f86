"""Sessions of a user: browsers that are signed in, and families of tokens of API clients."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, delete, func, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.tables import SessionRow
from engine.domain.job import Scope

_FORGET_OLD = text("delete from sessions where user_id = :user and expires_at < now()")
_LIST = text(
    "select id, 'browser' as kind, created_at, last_used_at, expires_at, address, user_agent, "
    "id is not distinct from :present as is_current from sessions "
    "where user_id = :user and family_id is null and expires_at > now() "
    "union all "
    "select f.id, 'api', f.created_at, coalesce(s.last_used_at, f.created_at), t.expires_at, f.address, f.user_agent, "
    "exists (select from sessions where family_id = f.id and id = :present) "
    "from token_families f join lateral (select max(expires_at) as expires_at from refresh_tokens where family_id = f.id) t on true "
    "left join lateral (select max(last_used_at) as last_used_at from sessions where family_id = f.id) s on true "
    "where f.user_id = :user and f.revoked_at is null and t.expires_at > now() "
    "order by created_at desc, id desc limit 200"
).bindparams(bindparam("present", type_=Uuid))
_END_FAMILIES = (
    "update token_families set revoked_at = now(), revoked_because = :reason "
    "where user_id = :user and revoked_at is null {which} returning id"
)
_END_ONE = text(_END_FAMILIES.format(which="and id = :family"))
_END_ALL = text(_END_FAMILIES.format(which=""))
_END_SESSIONS_OF_FAMILY = text("delete from sessions where user_id = :user and family_id = :family")


@dataclass(frozen=True, slots=True)
class Client:
    """From where, and by which program, a session is used."""

    address: str | None = None
    user_agent: str | None = None


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One sign-in that still counts; kind `browser` or `api`."""

    id: UUID
    kind: str
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    address: str | None
    user_agent: str | None
    is_current: bool


async def add_session(database: Database, scope: Scope, token_hash: str, expires_at: datetime, client: Client | None = None) -> UUID:
    """Remember a signed-in user by the hash of their token, and forget those of their sessions that ran out."""
    known = client or Client()
    values = {
        "user_id": scope.user_id,
        "organization_id": scope.organization_id,
        "token_hash": token_hash,
        "expires_at": expires_at,
        "address": known.address,
        "user_agent": known.user_agent,
    }
    async with database.transaction(scope) as connection:
        await connection.execute(_FORGET_OLD, {"user": scope.user_id})
        added = await connection.execute(insert(SessionRow).values(values).returning(col(SessionRow.id)))
        return UUID(str(added.scalar_one()))


async def remove_session(database: Database, scope: Scope, token_hash: str) -> bool:
    """End the session of a token; whether there was one."""
    return await _delete(database, scope, col(SessionRow.token_hash) == token_hash) > 0


async def own_sessions(database: Database, scope: Scope, present: UUID | None = None) -> list[SessionRecord]:
    """The user's sessions in whatever organization, newest first, at most 200; the one that `present` names is current, or its family."""
    async with database.transaction(scope) as connection:
        return [SessionRecord(**row._mapping) for row in await connection.execute(_LIST, {"user": scope.user_id, "present": present})]


async def end_session(database: Database, scope: Scope, session_id: UUID) -> bool:
    """End one of the user's own sessions, or a family of tokens with all its sessions; whether there was one."""
    if await _delete(database, scope, (col(SessionRow.id) == session_id) & col(SessionRow.family_id).is_(None)):
        return True
    async with database.transaction(scope) as connection:
        parameters = {"user": scope.user_id, "family": session_id}
        ended = (await connection.execute(_END_ONE, parameters | {"reason": "signed out"})).all()
        await connection.execute(_END_SESSIONS_OF_FAMILY, parameters)
    return bool(ended)


async def end_all_sessions(database: Database, scope: Scope, reason: str, keep: UUID | None = None) -> int:
    """End every session and family of the user, but the session `keep`; how many sign-ins ended."""
    statement = delete(SessionRow).where(col(SessionRow.user_id) == scope.user_id)
    if keep is not None:
        statement = statement.where(col(SessionRow.id) != keep)
    async with database.transaction(scope) as connection:
        sessions = (await connection.execute(statement.returning(col(SessionRow.family_id)))).all()
        families = (await connection.execute(_END_ALL, {"user": scope.user_id, "reason": reason})).all()
    return sum(row.family_id is None for row in sessions) + len(families)


async def move_session(database: Database, scope: Scope, session_id: UUID) -> bool:
    """Let the user's session be one of the scope's organization from now on; whether there is such a session."""
    own = (col(SessionRow.user_id) == scope.user_id, col(SessionRow.id) == session_id)
    async with database.transaction(scope) as connection:
        moved = await connection.execute(update(SessionRow).where(*own).values(organization_id=scope.organization_id))
        return moved.rowcount > 0


async def touch_session(database: Database, scope: Scope, session_id: UUID) -> None:
    """Note that a session was used now."""
    own = (col(SessionRow.user_id) == scope.user_id, col(SessionRow.id) == session_id)
    async with database.transaction(scope) as connection:
        await connection.execute(update(SessionRow).where(*own).values(last_used_at=func.now()))


async def _delete(database: Database, scope: Scope, which: Any) -> int:  # noqa: ANN401 - SQLAlchemy's own expression type
    statement = delete(SessionRow).where(col(SessionRow.user_id) == scope.user_id, which)
    async with database.transaction(scope) as connection:
        return (await connection.execute(statement)).rowcount
