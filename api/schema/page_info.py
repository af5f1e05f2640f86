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


def page_info(edges: Sequence[Edge | str], *, has_more: bool, is_continued: bool) -> PageInfo:
    """The information about a page made of these edges, or with these cursors; `is_continued` when it was asked for with a cursor."""
    cursors = [edge if isinstance(edge, str) else edge.cursor for edge in (*edges[:1], *edges[-1:])]
    start, end = (cursors[0], cursors[-1]) if cursors else (None, None)
    return PageInfo(has_next_page=has_more, has_previous_page=is_continued, start_cursor=start, end_cursor=end)
