"""Queries about who asks."""

import strawberry

from api.context import Info
from api.schema.accounts.types import SignInOptions, Viewer


@strawberry.type
class AccountQueries:
    """Open to everybody, signed in or not."""

    @strawberry.field(description="Who is signed in; null when nobody is.")
    def viewer(self, info: Info) -> Viewer | None:
        """Show the viewer."""
        account = info.context.viewer
        return None if account is None else Viewer.of(account)

    @strawberry.field(description="How one can sign in; a provider is reached at /auth/oidc/NAME/login?return_to=/PATH.")
    def sign_in_options(self, info: Info) -> SignInOptions:
        """Show the ways to sign in."""
        settings = info.context.services.settings
        providers = [provider.name for provider in settings.oidc_providers]
        return SignInOptions(password=True, providers=providers, registration=settings.registration)
