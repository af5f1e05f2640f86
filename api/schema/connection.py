"""Relay's connections, for every noun that is listed newest first."""

from collections.abc import Callable
from datetime import datetime
from typing import Generic, Protocol, TypeVar
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


RecordType = TypeVar("RecordType", bound=Record)


@strawberry.type
class Edge(Generic[NodeType]):
    """One entry of a list."""

    cursor: str
    node: NodeType


@strawberry.type
class Connection(Generic[NodeType]):
    """A page of a list, newest first; `nodes` are the edges' nodes."""

    edges: list[Edge[NodeType]]
    nodes: list[NodeType]
    page_info: PageInfo


def window_of(first: int | None, after: str | None) -> Window:
    """The part of a list that is asked for, 50 unless said. Raises a GraphQLError for what is no number of rows or no cursor."""
    return Window(bounded(first, 50), parse_moment(after))


def connection_of(page: Page[RecordType], show: Callable[[RecordType], NodeType], *, is_continued: bool) -> Connection[NodeType]:
    """Show a page of records; `is_continued` when it was asked for with a cursor."""
    edges = [Edge(cursor=moment_cursor(Moment(item.created_at, item.id)), node=show(item)) for item in page.items]
    return Connection(
        edges=edges, nodes=[edge.node for edge in edges], page_info=page_info(edges, has_more=page.has_more, is_continued=is_continued)
    )
