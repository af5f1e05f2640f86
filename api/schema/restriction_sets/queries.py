"""Queries about restriction sets."""

import strawberry

from api.context import Info
from api.schema.node import bounded, parse_moment
from api.schema.restriction_sets.types import RestrictionSetConnection
from engine.adapters.postgres.readers.versions import restriction_sets_page


@strawberry.type
class RestrictionSetQueries:
    """For everybody who is signed in."""

    @strawberry.field(description="The organization's restriction sets and the presets, oldest first.")
    async def restriction_sets(self, info: Info, first: int | None = 50, after: str | None = None) -> RestrictionSetConnection:
        """Load a page."""
        viewer, count, place = info.context.signed_in, bounded(first, 50), parse_moment(after)
        page = await restriction_sets_page(info.context.services.database, viewer.scope, count, place)
        return RestrictionSetConnection.of(page, is_continued=after is not None)
