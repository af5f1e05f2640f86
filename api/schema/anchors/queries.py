"""Queries about anchors."""

import strawberry

from api.context import Info
from api.problems import invalid_input
from api.schema.anchors.types import Anchor
from api.schema.connection import Connection, connection_of, window_of
from api.schema.node import key_of
from engine.adapters.postgres.anchors import AnchorSelection, anchors_page

AnchorConnection = Connection[Anchor]


@strawberry.input
class AnchorFilter:
    """Which anchors to list: those of one contract version, only the present ones or only past ones."""

    contract_id: strawberry.ID | None = None
    is_present: bool | None = None

    def selection(self) -> AnchorSelection:
        """What to look for. Raises a GraphQLError for what is no contract's id."""
        key = None if self.contract_id is None else key_of(self.contract_id, "Contract")
        if self.contract_id is not None and key is None:
            raise invalid_input("filter.contractId is not the id of a contract")
        return AnchorSelection(key, self.is_present)


@strawberry.type
class AnchorQueries:
    """For everybody who is signed in."""

    @strawberry.field(description="The organization's anchors, present and past, newest first.")
    async def anchors(
        self,
        info: Info,
        first: int | None = 50,
        after: str | None = None,
        filter: AnchorFilter | None = None,  # noqa: A002 - the argument's name in the schema
    ) -> AnchorConnection:
        """Load a page."""
        scope, selection = info.context.signed_in.scope, AnchorSelection() if filter is None else filter.selection()
        page = await anchors_page(info.context.services.database, scope, window_of(first, after), selection)
        return connection_of(page, Anchor.of, is_continued=after is not None)
