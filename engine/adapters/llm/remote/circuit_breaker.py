"""A circuit breaker per provider and key: while a provider fails again and again, nobody adds to its load (Nygard 2007, "Release It!")."""

import hashlib
import time
from collections.abc import Callable

from engine.adapters.llm.remote.failure import ProviderFailed

FAILURES_TO_OPEN = 8
OPEN_SECONDS = 20.0


class CircuitBreaker:
    """Opens after several failures in a row; some seconds later one request may try, and its outcome closes or opens it again."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Take a clock in seconds."""
        self._now = now
        self._failures = 0
        self._closed_from: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether requests are held back now."""
        return self._closed_from is not None and self._now() < self._closed_from

    def enter(self) -> None:
        """Ask to send a request. Raises ProviderFailed, which may be tried again later, while the breaker is open."""
        if self._closed_from is None:
            return
        remaining = self._closed_from - self._now()
        if remaining > 0:
            message = f"the provider failed {self._failures} times in a row; no request is sent for {remaining:.0f} s more"
            raise ProviderFailed(message, "circuit_open", retryable=True, retry_after=remaining)
        self._closed_from = self._now() + OPEN_SECONDS

    def succeeded(self) -> None:
        """An answer came, also one that says no: the provider works."""
        self._failures, self._closed_from = 0, None

    def failed(self) -> None:
        """The provider did not work."""
        self._failures += 1
        if self._failures >= FAILURES_TO_OPEN:
            self._closed_from = self._now() + OPEN_SECONDS


class CircuitBreakers:
    """The breakers of one process, by provider and key; keys are kept as hashes only."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Take a clock in seconds."""
        self._now = now
        self._breakers: dict[tuple[str, str], CircuitBreaker] = {}

    def of(self, provider: str, key: str | None) -> CircuitBreaker:
        """The breaker of a provider under a key."""
        place = (provider, hashlib.sha256((key or "").encode()).hexdigest())
        return self._breakers.setdefault(place, CircuitBreaker(self._now))

    def open_count(self, provider: str) -> int:
        """Under how many keys requests to a provider are held back now."""
        return sum(breaker.is_open for (name, _), breaker in self._breakers.items() if name == provider)
