"""The connection to PostgreSQL: one pool, transactions that carry the scope they may touch."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import Row, TextClause, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from engine.adapters.postgres.reading import Lookup, Reading, ReadingPool, ReadRow
from engine.domain.errors import StoreUnavailable
from engine.domain.job import Scope

T = TypeVar("T")
_SCOPE = (
    "select set_config('app.organization_id', :organization, true)::uuid as organization_id, set_config('app.user_id', :user, true), "
    "set_config('app.api_key_id', :api_key, true), set_config('app.address', :address, true), "
    "set_config('app.trace_parent', :trace_parent, true)"
)
_SET_SCOPE = text(_SCOPE)
_CONNECT_ERRORS = (
    OSError,
    TimeoutError,
    PoolTimeoutError,
    InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
)
_DRIVER_ERRORS = (
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
)
_UNAVAILABLE_STATES = ("08", "28", "3D", "53", "57P")


def _none() -> None:
    """No span."""


class Database:
    """A pool of connections as one role.

    No statement is sent to clean a connection when it goes back to the pool: every transaction is ended by its context
    manager, and the scope is local to the transaction.
    """

    def __init__(
        self, url: str, *, pool_size: int = 10, statement_timeout_seconds: float = 30.0, trace_parent: Callable[[], str | None] = _none
    ) -> None:
        """Take the address (`postgresql+asyncpg://...`); nothing is connected before the first transaction.

        `trace_parent` tells the present span, which jobs that are submitted now are part of.
        """
        self._trace_parent = trace_parent
        self.url = make_url(url)
        settings = {
            "application_name": "skyt",
            "jit": "off",
            "timezone": "UTC",
            "statement_timeout": str(int(statement_timeout_seconds * 1000)),
        }
        self.engine = create_async_engine(
            self.url,
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_timeout=10,
            pool_recycle=1800,
            connect_args={"timeout": 5, "server_settings": settings},
        )
        self._readers = ReadingPool(self.url, pool_size, settings)

    async def read(self, scope: Scope, reading: Reading, **parameters: object) -> Sequence[ReadRow]:
        """Run one reading in one round trip, confined to a scope. Raises StoreUnavailable."""
        return await self._read(scope, reading, parameters, ReadRow)

    async def read_as(self, kind: type[T], scope: Scope, reading: Reading, **parameters: object) -> list[T]:
        """As `read`, with rows of a kind (see `later`). Raises StoreUnavailable."""
        return await self._read(scope, reading, parameters, kind)

    async def _read(self, scope: Scope, reading: Reading, parameters: dict[str, object], kind: type[T]) -> list[T]:
        try:
            return await self._readers.read(reading, scope, parameters, kind)
        except (*_CONNECT_ERRORS, *_DRIVER_ERRORS) as error:
            raise self._unavailable(error) from error

    async def look_up(self, lookup: Lookup, given: str) -> ReadRow | None:
        """The one row that a look-up finds, in one round trip; None when there is none. Raises StoreUnavailable."""
        return next(iter(await self.look_up_all(lookup, given)), None)

    async def look_up_all(self, lookup: Lookup, *given: object) -> list[ReadRow]:
        """The rows that a look-up finds, in one round trip. Raises StoreUnavailable."""
        try:
            return await self._readers.look_up(lookup, given)
        except (*_CONNECT_ERRORS, *_DRIVER_ERRORS) as error:
            raise self._unavailable(error) from error

    @asynccontextmanager
    async def transaction(self, scope: Scope) -> AsyncIterator[AsyncConnection]:
        """One transaction that row-level security confines to a scope. Raises StoreUnavailable."""
        async with self.unscoped_transaction() as connection:
            await connection.execute(_SET_SCOPE, self._scope_parameters(scope))
            yield connection

    @asynccontextmanager
    async def transaction_after(
        self, scope: Scope, first: TextClause, parameters: dict[str, object]
    ) -> AsyncIterator[tuple[AsyncConnection, Row[Any] | None]]:
        """As `transaction`, with a statement made by `scoped` in the round trip that sets the scope; also answers with its row."""
        async with self.unscoped_transaction() as connection:
            found = await connection.execute(first, self._scope_parameters(scope) | parameters)
            yield connection, found.one_or_none()

    @asynccontextmanager
    async def unscoped_transaction(self) -> AsyncIterator[AsyncConnection]:
        """One transaction that sees presets only, unless the role owns the tables. Raises StoreUnavailable."""
        try:
            async with self.engine.begin() as connection:
                yield connection
        except (*_CONNECT_ERRORS, *_DRIVER_ERRORS) as error:
            raise self._unavailable(error) from error
        except OperationalError as error:
            raise self._unavailable(error) from error
        except DBAPIError as error:
            if error.connection_invalidated or _state(error).startswith(_UNAVAILABLE_STATES):
                raise self._unavailable(error) from error
            raise

    async def check(self) -> None:
        """Ask for a sign of life. Raises StoreUnavailable."""
        async with asyncio.timeout(5), self.unscoped_transaction() as connection:
            await connection.execute(text("select 1"))

    async def close(self) -> None:
        """Close every connection."""
        await self._readers.close()
        await self.engine.dispose()

    def _scope_parameters(self, scope: Scope) -> dict[str, object]:
        return {
            "organization": str(scope.organization_id),
            "user": str(scope.user_id or ""),
            "api_key": str(scope.api_key_id or ""),
            "address": scope.address or "",
            "trace_parent": self._trace_parent() or "",
        }

    def _unavailable(self, error: BaseException) -> StoreUnavailable:
        reason = str(getattr(error, "orig", None) or error or type(error).__name__).splitlines()[:1]
        return StoreUnavailable(
            f"the database at {place(self.url)} does not answer ({''.join(reason) or type(error).__name__}); "
            "check that PostgreSQL runs there and that SKYT_DATABASE_URL is right"
        )


def scoped(statement: str) -> TextClause:
    """A selection of at most one row that sets its scope first, as readings do; it must compare with `scope.organization_id`."""
    return text(f"with scope as materialized ({_SCOPE}) select found.* from scope cross join lateral ({statement}) found")  # noqa: S608


def place(url: URL) -> str:
    """Where an address points, without user and password."""
    host = url.host or str(url.query.get("host") or "localhost")
    return f"{host}{f':{url.port}' if url.port else ''}/{url.database or ''}"


def _state(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlstate", "") or "")
