"""Relay's nodes: ids that are unique over all types, and opaque cursors."""

import hashlib
import json
import re
from binascii import Error as Base64Error
from binascii import b2a_base64
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry
from strawberry.relay import from_base64, to_base64

from api.problems import invalid_input
from engine.adapters.postgres.readers.page import Moment

MAX_FIRST = 200
UNSAFE = re.compile("[\x00\ud800-\udfff]")
_LARGEST = 2_147_483_647
_MOST_DIGITS = 10


@strawberry.interface(description="Something with an id that is unique over all types.")
class Node:
    """Relay's interface of things that can be fetched again by their id."""

    id: strawberry.ID


def node_id(type_name: str, *parts: object) -> strawberry.ID:
    """The id of a node: of a row's key, or of the parts that together say which thing is meant."""
    text = "/".join(str(part) for part in parts)
    return strawberry.ID(b2a_base64(f"{type_name}:{text}".encode(), newline=False).decode())


def parse_node_id(node: str) -> tuple[str, tuple[str, ...]] | None:
    """The type and the parts of an id; None for what is no id of ours."""
    try:
        type_name, text = from_base64(node)
    except (ValueError, Base64Error):
        return None
    return type_name, tuple(text.split("/"))


def key_of(node: str, type_name: str) -> UUID | None:
    """The key of an id of this type; None for everything else."""
    parsed = parse_node_id(node)
    return as_key(parsed[1]) if parsed is not None and parsed[0] == type_name else None


def as_key(parts: tuple[str, ...]) -> UUID | None:
    """The key of a row; None for what is none."""
    try:
        return UUID(parts[0]) if len(parts) == 1 else None
    except ValueError:
        return None


def as_number(text: str) -> int | None:
    """A number that counts from 0; None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS else None


def fingerprint(*values: object) -> str:
    """What tells contents apart inside an id: 32 hexadecimal digits."""
    return hashlib.sha256(json.dumps(values, default=str).encode()).hexdigest()[:32]


def bounded(first: int | None, default: int) -> int:
    """How many are asked for. Raises a GraphQLError when it is not between 1 and 200."""
    count = default if first is None else first
    if not 1 <= count <= MAX_FIRST:
        raise invalid_input(f"first is {count}; ask for 1 to {MAX_FIRST} at a time")
    return count


def moment_cursor(place: Moment) -> str:
    """An opaque cursor for a place in an order by time."""
    return to_base64("after", f"{place.created_at.isoformat()}|{place.id}")


def parse_moment(cursor: str | None) -> Moment | None:
    """The place of a cursor. Raises a GraphQLError for what is no cursor of ours."""
    if cursor is None:
        return None
    time, _, key = _parse(cursor, "after").partition("|")
    try:
        created_at, row = datetime.fromisoformat(time), UUID(key)
    except ValueError as error:
        raise _no_cursor() from error
    if created_at.tzinfo is None:
        raise _no_cursor()
    return Moment(created_at, row)


def name_cursor(name: str, key: UUID) -> str:
    """An opaque cursor for a place in an order by name."""
    return to_base64("name", f"{key}|{name}")


def parse_name(cursor: str | None) -> tuple[str, UUID] | None:
    """The place of a cursor. Raises a GraphQLError for what is no cursor of ours."""
    if cursor is None:
        return None
    key, _, name = _parse(cursor, "name").partition("|")
    row = as_key((key,))
    if row is None or not _is_storable(name):
        raise _no_cursor()
    return name, row


def index_cursor(index: int) -> str:
    """An opaque cursor for a place in an order by a number."""
    return to_base64("index", str(index))


def parse_index(cursor: str | None) -> int:
    """The number of a cursor, -1 without one. Raises a GraphQLError for what is no cursor of ours."""
    if cursor is None:
        return -1
    index = as_number(_parse(cursor, "index"))
    if index is None:
        raise _no_cursor()
    return index


def parts_cursor(kind: str, *parts: str | int) -> str:
    """An opaque cursor for a place in an order by several values."""
    return to_base64(kind, json.dumps(parts))


def parse_parts(cursor: str | None, kind: str, *kinds: type) -> list[Any] | None:
    """The values of a cursor, of these kinds. Raises a GraphQLError for what is no cursor of ours."""
    if cursor is None:
        return None
    try:
        values = json.loads(_parse(cursor, kind))
    except ValueError as error:
        raise _no_cursor() from error
    if not isinstance(values, list) or [type(value) for value in values] != list(kinds) or not all(map(_is_storable, values)):
        raise _no_cursor()
    return values


def _is_storable(value: str | int) -> bool:
    """Whether the database can compare with a value."""
    return abs(value) <= _LARGEST if isinstance(value, int) else UNSAFE.search(value) is None


def _parse(cursor: str, kind: str) -> str:
    try:
        found, text = from_base64(cursor)
    except (ValueError, Base64Error) as error:
        raise _no_cursor() from error
    if found != kind:
        raise _no_cursor()
    return text


def _no_cursor() -> Exception:
    return invalid_input("after is not a cursor of this list; use pageInfo.endCursor of the page before")
