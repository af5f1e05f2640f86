"""Port: holding requests back from a provider that fails again and again."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """What a request says of its provider: that it works (also where it says no), that it does not, or nothing."""

    WORKED = "worked"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Passing:
    """A request that may be sent; whoever sends it writes down what came of it."""

    outcome: Outcome = Outcome.UNKNOWN


class CircuitOpen(Exception):
    """No request may be sent now: the provider failed so many times in a row, and is left alone for some seconds more."""

    def __init__(self, failures: int, seconds: float) -> None:
        """Take both."""
        super().__init__(f"the provider failed {failures} times in a row; no request is sent for {seconds:.0f} s more")
        self.seconds = seconds


class CircuitBreakers(Protocol):
    """One breaker for each provider and account, over all workers."""

    def request(self, provider: str, account: str) -> AbstractAsyncContextManager[Passing]:
        """Send a request inside the context. Raises CircuitOpen, before it is entered."""
        ...

    def open_count(self, provider: str) -> int:
        """For how many accounts this process knows that requests are held back now."""
        ...


class ClosedCircuits:
    """Holds nothing back."""

    @asynccontextmanager
    async def request(self, provider: str, account: str) -> AsyncIterator[Passing]:
        """Let it pass."""
        del provider, account
        yield Passing()

    def open_count(self, provider: str) -> int:
        """None."""
        del provider
        return 0
