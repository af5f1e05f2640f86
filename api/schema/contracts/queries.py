"""Queries about contracts."""

import strawberry

from api.context import Info
from api.schema.contracts.types import Contract, ContractConnection
from api.schema.node import bounded, key_of, parse_moment
from engine.adapters.postgres.readers.versions import contracts_page


@strawberry.type
class ContractQueries:
    """For everybody who is signed in."""

    @strawberry.field(description="One contract.")
    async def contract(self, info: Info, id: strawberry.ID) -> Contract | None:  # noqa: A002 - the argument's name in the schema
        """Load a contract."""
        loaders, key = info.context.loaders, key_of(id, "Contract")
        record = None if key is None else await loaders.contracts.load(key)
        return None if record is None else Contract.of(record)

    @strawberry.field(description="The organization's contracts and the presets, oldest first.")
    async def contracts(self, info: Info, first: int | None = 50, after: str | None = None) -> ContractConnection:
        """Load a page."""
        viewer, count, place = info.context.signed_in, bounded(first, 50), parse_moment(after)
        page = await contracts_page(info.context.services.database, viewer.scope, count, place)
        return ContractConnection.of(page, is_continued=after is not None)
