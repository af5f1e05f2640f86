"""Port: who counts what a worker does."""

from typing import Protocol
from uuid import UUID

from engine.domain.run import GenerationStatus


class Observer(Protocol):
    """Is told what happens; must not raise and must not wait. The bodies here count nothing."""

    def turn_started(self) -> None:
        """A job's turn began."""
        return

    def turn_ended(self) -> None:
        """A job's turn is over."""
        return

    def run_generated(self, provider: str, status: GenerationStatus) -> None:
        """A run came to something at a provider."""
        return

    def run_of_tenant(self, organization_id: UUID, contract: str, status: GenerationStatus) -> None:
        """The same run, by whose it is and of which contract."""
        return

    def lease_lost(self) -> None:
        """A job was taken over or ended while this worker ran it."""
        return

    def attempt_failed(self, reason: str) -> None:
        """An attempt broke down; `reason` is the type of the error."""
        return


class SilentObserver(Observer):
    """Counts nothing."""
