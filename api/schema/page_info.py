"""Relay's information about a page."""

from collections.abc import Sequence
from typing import Protocol

import strawberry


@strawberry.type
class PageInfo:
    """Whether there is more, and where to go on."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


class Edge(Protocol):
    """What every edge has."""

    cursor: str


def page_info(edges: Sequence[Edge], *, has_more: bool, is_continued: bool) -> PageInfo:
    """The information about a page made of these edges; `is_continued` when it was asked for with a cursor."""
    start, end = (edges[0].cursor, edges[-1].cursor) if edges else (None, None)
    return PageInfo(has_next_page=has_more, has_previous_page=is_continued, start_cursor=start, end_cursor=end)
