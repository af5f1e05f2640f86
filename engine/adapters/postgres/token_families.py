"""Refresh tokens: each is good once; whoever brings a used one ends its family (RFC 9700, section 4.14.2)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from engine.adapters.postgres.accounts import Account, account_of
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.sessions import Client
from engine.adapters.postgres.tables import RefreshTokenRow, SessionRow, TokenFamilyRow
from engine.domain.job import Scope

_BY_TOKEN = text("select * from account_of_refresh_token(:token_hash)")


@dataclass(frozen=True, slots=True)
class TokenPair:
    """The hashes of an access token and a refresh token, and when each runs out."""

    access_hash: str
    access_expires_at: datetime
    refresh_hash: str
    refresh_expires_at: datetime


async def start_family(database: Database, account: Account, pair: TokenPair, client: Client) -> None:
    """Begin a family with its first pair."""
    scope = account.scope
    values = {"organization_id": scope.organization_id, "user_id": scope.user_id}
    seen = {"address": client.address, "user_agent": client.user_agent}
    async with database.transaction(scope) as connection:
        family = (await connection.execute(insert(TokenFamilyRow).values(values | seen).returning(col(TokenFamilyRow.id)))).scalar_one()
        await _add(connection, scope, family, pair, client)


async def rotate(database: Database, refresh_hash: str, pair: TokenPair, client: Client) -> Account | None:
    """Exchange a refresh token for a new pair; None when it is unknown, ran out or was used before.

    One that was used before ends its family: either its owner or a thief holds the newer one, and nobody can tell which.
    """
    async with database.unscoped_transaction() as connection:
        row = (await connection.execute(_BY_TOKEN, {"token_hash": refresh_hash})).one_or_none()
    if row is None:
        return None
    account = account_of(row)
    async with database.transaction(account.scope) as connection:
        unused = (col(RefreshTokenRow.id) == row.refresh_token_id) & col(RefreshTokenRow.used_at).is_(None)
        used = await connection.execute(update(RefreshTokenRow).where(unused).values(used_at=func.now()))
        if used.rowcount == 0:
            await _end(connection, row.family_id)
            return None
        await connection.execute(delete(SessionRow).where(col(SessionRow.family_id) == row.family_id))
        await _add(connection, account.scope, row.family_id, pair, client)
    return account


async def _add(connection: AsyncConnection, scope: Scope, family_id: UUID, pair: TokenPair, client: Client) -> None:
    common = {"user_id": scope.user_id, "family_id": family_id}
    session = {"organization_id": scope.organization_id, "token_hash": pair.access_hash, "expires_at": pair.access_expires_at}
    seen = {"address": client.address, "user_agent": client.user_agent}
    await connection.execute(insert(SessionRow).values(common | session | seen))
    refresh = {"token_hash": pair.refresh_hash, "expires_at": pair.refresh_expires_at}
    await connection.execute(insert(RefreshTokenRow).values(common | refresh))


async def _end(connection: AsyncConnection, family_id: UUID) -> None:
    ended = {"revoked_at": func.now(), "revoked_because": "refresh token used twice"}
    await connection.execute(update(TokenFamilyRow).where(col(TokenFamilyRow.id) == family_id).values(ended))
    await connection.execute(delete(SessionRow).where(col(SessionRow.family_id) == family_id))
