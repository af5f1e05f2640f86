"""Queries about providers."""

import strawberry

from api.context import Info
from api.schema.providers.types import Provider


@strawberry.type
class ProviderQueries:
    """For everybody who is signed in."""

    @strawberry.field(description="Where answers can come from.")
    def providers(self, info: Info) -> list[Provider]:
        """Show the providers."""
        context = info.context
        assert context.signed_in
        return [Provider.of(client) for client in context.services.providers.values()]
