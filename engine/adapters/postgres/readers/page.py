"""Keyset pages: each starts after the last row of the one before, however many rows were added meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

T = TypeVar("T")


class Listed(Protocol):
    """A table whose rows have a time and a key."""

    created_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class Moment:
    """A place in an order by time: a row's time and, where two are equal, its id."""

    created_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a list is asked for: how many rows, and after which place."""

    first: int
    after: Moment | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows in order, and whether there are more."""

    items: tuple[T, ...]
    has_more: bool


def page_of(rows: Sequence[T], first: int) -> Page[T]:
    """The page of `first` rows out of the up to `first + 1` rows that were asked for."""
    return Page(tuple(rows[:first]), len(rows) > first)


async def newest_first(
    connection: AsyncConnection, statement: Select[Any], table: type[Listed], window: Window, make: Callable[..., T]
) -> Page[T]:
    """A page of a table's rows, newest first; `make` takes a row's columns by their names."""
    order = (col(table.created_at), col(table.id))
    if window.after is not None:
        statement = statement.where(tuple_(*order) < (window.after.created_at, window.after.id))
    rows = await connection.execute(statement.order_by(*(column.desc() for column in order)).limit(window.first + 1))
    return page_of([make(**row._mapping) for row in rows], window.first)
