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
        context.signed_in  # noqa: B018 - nobody signed in is told so
        return [Provider.of(client) for client in context.services.providers.values()]
