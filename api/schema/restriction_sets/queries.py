"""Queries about restriction sets."""

import strawberry

from api.context import Info
from api.problems import not_found
from api.schema.node import key_of
from api.schema.order import NamedOrder
from api.schema.restriction_sets.changes import RestrictionSetChanges
from api.schema.restriction_sets.types import RestrictionSetConnection
from api.schema.version_list import VersionFilter, version_selection, version_window
from engine.adapters.postgres.readers.order import Order
from engine.adapters.postgres.readers.version_list import restriction_sets_page
from engine.domain.restriction import RestrictionSet
from engine.restrictions.differences import set_differences


@strawberry.type
class RestrictionSetQueries:
    """For everybody who is signed in."""

    @strawberry.field(description="The organization's restriction sets and the presets, oldest first; with a name its versions only.")
    async def restriction_sets(  # noqa: PLR0913, PLR0917 - the arguments of a list and a name
        self,
        info: Info,
        first: int | None = 50,
        after: str | None = None,
        filter: VersionFilter | None = None,  # noqa: A002 - the argument's name in the schema
        order_by: NamedOrder = NamedOrder.OLDEST,
        name: str | None = None,
    ) -> RestrictionSetConnection:
        """Load a page."""
        scope, window = info.context.signed_in.scope, version_window(first, after, order_by)
        selection = version_selection(filter, name)
        order = Order(order_by.value)
        page = await restriction_sets_page(info.context.services.database, scope, window, selection, order)
        return RestrictionSetConnection.of(page, selection, order, is_continued=after is not None)

    @strawberry.field(description="What one version of a restriction set changed against another.")
    async def restriction_set_changes(self, info: Info, before: strawberry.ID, after: strawberry.ID) -> RestrictionSetChanges:
        """Load both and compare them."""
        return RestrictionSetChanges.of(set_differences(await _loaded(info, before), await _loaded(info, after)))


async def _loaded(info: Info, node: str) -> RestrictionSet:
    key = key_of(node, "RestrictionSet")
    record = await info.context.loaders.restriction_sets.load(key) if key is not None else None
    if record is None:
        raise not_found("restriction set")
    return record.restriction_set
