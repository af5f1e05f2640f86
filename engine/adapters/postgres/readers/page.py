"""Keyset pages: each starts after the last row of the one before, however many rows were added meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Moment:
    """A place in an order by time: a row's time and, where two are equal, its id."""

    created_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows in order, and whether there are more."""

    items: tuple[T, ...]
    has_more: bool


def page_of(rows: Sequence[T], first: int) -> Page[T]:
    """The page of `first` rows out of the up to `first + 1` rows that were asked for."""
    return Page(tuple(rows[:first]), len(rows) > first)
