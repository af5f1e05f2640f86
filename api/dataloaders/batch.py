"""Putting loaded records into the order of the keys asked for."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")


def in_order(keys: Sequence[K], records: Iterable[R], key_of: Callable[[R], K]) -> list[R | None]:
    """For each key its record, or None."""
    found = {key_of(record): record for record in records}
    return [found.get(key) for key in keys]


def grouped(keys: Sequence[K], records: Iterable[R], key_of: Callable[[R], K]) -> list[list[R]]:
    """For each key all its records, in their order."""
    found: dict[K, list[R]] = {key: [] for key in keys}
    for record in records:
        found[key_of(record)].append(record)
    return [found[key] for key in keys]
