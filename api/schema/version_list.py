"""What lists of contracts and of restriction sets have in common: filter, order, cursors."""

import strawberry

from api.schema.enums import Kind, Source
from api.schema.node import bounded, moment_cursor, name_cursor, parse_moment, parse_name
from api.schema.order import NamedOrder, bounded_text
from engine.adapters.postgres.readers.order import Order, Window
from engine.adapters.postgres.readers.page import Moment
from engine.adapters.postgres.readers.records import ContractRecord, RestrictionSetRecord
from engine.adapters.postgres.readers.version_list import VersionSelection


@strawberry.input
class VersionFilter:
    """Which versions to list; `search` is looked for in name and title, `newestOnly` leaves out older versions."""

    search: str | None = None
    kind: Kind | None = None
    source: Source | None = None
    newest_only: bool = False


def version_selection(wanted: VersionFilter | None, name: str | None) -> VersionSelection:
    """Read a filter, and a name. Raises a GraphQLError for a text that is too long or holds what no text here holds."""
    wanted, exactly = wanted or VersionFilter(), bounded_text("name", name, within="")
    return VersionSelection(bounded_text("search", wanted.search), wanted.kind, wanted.source, wanted.newest_only, exactly)


def version_window(first: int | None, after: str | None, order: NamedOrder) -> Window:
    """Which part of the list is asked for. Raises a GraphQLError for a cursor of another order."""
    count = bounded(first, 50)
    if order is NamedOrder.NAME:
        return Window(count, parse_name(after))
    place = parse_moment(after)
    return Window(count, None if place is None else (place.created_at, place.id))


def version_cursor(record: ContractRecord | RestrictionSetRecord, order: Order) -> str:
    """The cursor of one version in a list of this order."""
    if order is not Order.NAME:
        return moment_cursor(Moment(record.created_at, record.id))
    content = record.contract if isinstance(record, ContractRecord) else record.restriction_set
    return name_cursor(content.id, record.id)
