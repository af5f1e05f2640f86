"""Port: an organization's keys for providers."""

from typing import Protocol

from engine.domain.job import Scope


class ProviderCredentials(Protocol):
    """Keeps keys sealed, and opens them for those who ask a provider in the organization's name."""

    async def load(self, scope: Scope, provider: str) -> str | None:
        """The organization's key for a provider, opened; None when it has none.

        The key goes to the provider and nowhere else: never into a log, a result, an event or an error. Raises StoreUnavailable, and
        SecretUnreadable when the key was sealed under a secret that this process was not told.
        """
        ...
