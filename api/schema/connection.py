"""Relay's connections, for every noun that has no fields of its own there."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

import strawberry

from api.schema.node import bounded, moment_cursor, parse_moment
from api.schema.page_info import PageInfo, page_info
from engine.adapters.postgres.readers.page import Moment, Page, Window

NodeType = TypeVar("NodeType")


class Record(Protocol):
    """What is listed by its time."""

    @property
    def id(self) -> UUID:
        """Its key."""
        ...

    @property
    def created_at(self) -> datetime:
        """Its time."""
        ...


Listed = TypeVar("Listed")


@strawberry.type
class Edge(Generic[NodeType]):
    """One entry of a list."""

    cursor: str
    node: NodeType


@strawberry.type
class Connection(Generic[NodeType]):
    """A page of a list; `nodes` are the edges' nodes."""

    edges: list[Edge[NodeType]]
    nodes: list[NodeType]
    page_info: PageInfo


def window_of(first: int | None, after: str | None) -> Window:
    """The part of a list that is asked for, 50 unless said. Raises a GraphQLError for what is no number of rows or no cursor."""
    return Window(bounded(first, 50), parse_moment(after))


def by_time(item: Record) -> str:
    """The cursor of a record in a list by time."""
    return moment_cursor(Moment(item.created_at, item.id))


def connection_of(
    page: Page[Listed], show: Callable[[Listed], NodeType], *, is_continued: bool, cursor: Callable[[Any], str] = by_time
) -> Connection[NodeType]:
    """Show a page of records; `is_continued` when it was asked for with a cursor, and `cursor` is that of one record."""
    edges = [Edge(cursor=cursor(item), node=show(item)) for item in page.items]
    return Connection(
        edges=edges, nodes=[edge.node for edge in edges], page_info=page_info(edges, has_more=page.has_more, is_continued=is_continued)
    )
