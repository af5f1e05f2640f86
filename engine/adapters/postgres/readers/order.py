"""In which order a list is read, and how a page goes on after the last row of the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, tuple_


class Order(StrEnum):
    """How a list of named things is sorted."""

    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a list is asked for: how many rows, after which values of the order's columns, with which columns (None for all)."""

    first: int
    after: tuple[Any, ...] | None = None
    columns: frozenset[str] | None = None


def in_window(statement: Select[Any], columns: Sequence[Any], window: Window, *, is_descending: bool) -> Select[Any]:
    """The rows of a window and one more; the columns together must be unique."""
    if window.after is not None:
        place, here = tuple_(*columns), tuple_(*window.after)
        statement = statement.where(place < here if is_descending else place > here)
    return statement.order_by(*(column.desc() if is_descending else column for column in columns)).limit(window.first + 1)


def containing(text: str) -> str:
    """The pattern of `ilike`, with a backslash as escape, for everything that contains a text."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
