"""Reading in one round trip: one statement that carries its scope, on a pool that sends nothing when a connection goes back.

The scope is set by the statement itself, before the first row of any table is looked at: `set_config` stands in a materialized CTE,
and what is read hangs on its value (a lateral subquery, which `offset 0` keeps whole). Were the order ever another, row-level
security would find no scope and hide every row.
"""

import asyncio
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

import asyncpg
import orjson
from sqlalchemy import Select, Uuid, literal_column
from sqlalchemy.dialects.postgresql import asyncpg as asyncpg_dialect
from sqlalchemy.engine import URL

from engine.adapters.postgres.stored_text import restore_json, restore_text
from engine.adapters.postgres.tables.columns import Document, ExactText
from engine.domain.job import Scope

SCOPE_ORGANIZATION: Any = literal_column("scope.organization_id", Uuid)
# A binary jsonb begins with its version.
_WITHOUT_VERSION = itemgetter(slice(1, None))
_ESCAPE = "\uf8ff".encode()
_DIALECT = asyncpg_dialect.dialect()  # type: ignore[no-untyped-call]
_SCOPED = """
with scope as materialized (
  select set_config('app.organization_id', ${organization}, true)::uuid as organization_id, set_config('app.user_id', ${user}, true)
)
select found.* from scope cross join lateral ({statement} offset 0) found
"""


class Reading:
    """A statement spelled once; its parameters are named in it (`bindparam`) and given when it runs.

    Its condition must compare with SCOPE_ORGANIZATION, which is the second belt beside row-level security and what makes it run
    after the scope is set.
    """

    def __init__(self, statement: "Select[*tuple[Any, ...]]") -> None:
        """Spell a statement. Raises ValueError when it does not name the scope."""
        compiled = statement.compile(dialect=_DIALECT)
        if "scope.organization_id" not in compiled.string:
            raise ValueError("a reading must compare with SCOPE_ORGANIZATION")
        self._names = tuple(compiled.positiontup or ())
        self._constants = {name: value for name, value in compiled.params.items() if value is not None}
        count = len(self._names)
        self.sql = _SCOPED.format(organization=count + 1, user=count + 2, statement=compiled.string)
        self.processors = {str(column.key): process for column in statement.selected_columns if (process := _processor(column.type))}

    def arguments(self, scope: Scope, given: dict[str, Any]) -> list[Any]:
        """The values of the statement's parameters, in their order."""
        values = [given[name] if name in given else self._constants[name] for name in self._names]
        return [*values, str(scope.organization_id), str(scope.user_id or "")]


class Lookup:
    """A call of one of the database's functions that look for something before a scope is known: who somebody is, which job is next."""

    def __init__(self, function: str, arguments: int = 1) -> None:
        """Take the function's name and how many arguments it has."""
        places = ", ".join(f"${number}" for number in range(1, arguments + 1))
        self.sql = f"select * from {function}({places})"  # noqa: S608 - names of our own functions only


class ReadRow:
    """One row; its columns are decoded when they are asked for."""

    __slots__ = ("_processors", "_record")

    def __init__(self, record: Any, processors: dict[str, Callable[[Any], Any]]) -> None:  # noqa: ANN401 - an asyncpg record
        self._record, self._processors = record, processors

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a column's value
        try:
            return self.decoded(name)
        except KeyError:
            raise AttributeError(name) from None

    def decoded(self, name: str) -> Any:  # noqa: ANN401 - a column's value
        """The value of a column. Raises KeyError."""
        value = self._record[name]
        process = self._processors.get(name)
        return value if process is None or value is None else process(value)

    def document(self, name: str) -> Any:  # noqa: ANN401 - JSON
        """A JSON column as it goes out: its bytes where they are as they were given, else its value."""
        stored: bytes | None = self._record[name]
        if stored is None:
            return None
        return _json(stored) if _ESCAPE in stored else orjson.Fragment(stored)


class ReadingPool:
    """Connections for reading; made at the first read, on the event loop that reads."""

    def __init__(self, url: URL, size: int, settings: dict[str, str]) -> None:
        """Take the address, the most connections, and the server's settings for them."""
        self._address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._size, self._settings = size, settings
        self._pool: Any = None
        self._making = asyncio.Lock()

    async def read(self, reading: Reading, scope: Scope, given: dict[str, Any], kind: Any) -> list[Any]:  # noqa: ANN401 - a class of rows
        """Run a reading, with rows of a kind. Raises what asyncpg raises."""
        processors = reading.processors
        return [kind(record, processors) for record in await self._fetch(reading.sql, reading.arguments(scope, given))]

    async def look_up(self, lookup: Lookup, given: Sequence[object]) -> list[ReadRow]:
        """Run a look-up. Raises what asyncpg raises."""
        return [ReadRow(record, {}) for record in await self._fetch(lookup.sql, given)]

    async def _fetch(self, sql: str, arguments: Sequence[object]) -> Any:  # noqa: ANN401 - asyncpg's records
        """Rows of one statement; the connection on which something failed is not used again.

        A server that shuts down ends a statement without ending the exchange: the next reader of that connection would wait in vain.
        """
        pool = self._pool or await self._make()
        async with pool.acquire() as connection:
            try:
                return await connection.fetch(sql, *arguments)
            except (asyncpg.PostgresError, asyncpg.InternalClientError, asyncpg.InterfaceError, OSError):
                connection.terminate()
                raise

    async def close(self) -> None:
        """Close every connection."""
        if self._pool is not None:
            await self._pool.close()

    async def _make(self) -> Any:  # noqa: ANN401 - asyncpg has no types
        async with self._making:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(
                    self._address,
                    min_size=0,
                    max_size=self._size,
                    timeout=5,
                    init=_keep_json_as_bytes,
                    reset=_nothing,
                    server_settings=self._settings,
                )
        return self._pool


async def _keep_json_as_bytes(connection: Any) -> None:  # noqa: ANN401 - as above
    await connection.set_type_codec("jsonb", schema="pg_catalog", format="binary", encoder=bytes, decoder=_WITHOUT_VERSION)


async def _nothing(_connection: Any) -> None:  # noqa: ANN401 - as above
    """Every statement is its own transaction, and its scope ends with it."""


def _processor(kind: object) -> Callable[[Any], Any] | None:
    if isinstance(kind, Document):
        return _json
    return restore_text if isinstance(kind, ExactText) else None


def _json(stored: bytes) -> Any:  # noqa: ANN401 - JSON
    value = orjson.loads(stored)
    return restore_json(value) if _ESCAPE in stored else value
