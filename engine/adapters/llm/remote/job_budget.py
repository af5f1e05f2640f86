"""What one job may spend at a provider: requests, seconds, money."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from engine.adapters.llm.remote.failure import ProviderFailed
from engine.domain.job import Used
from engine.ports.llm_client import NOTHING_USED


@dataclass(frozen=True, slots=True)
class Ceilings:
    """The most that one job may use; money only where there is a limit."""

    max_requests: int
    max_seconds: float
    max_cost_usd: float | None = None


class JobBudget:
    """Counts requests, money and time at work of one job over all its turns. What a request may cost is set aside while it is under way."""

    def __init__(self, ceilings: Ceilings, used: Used = NOTHING_USED, now: Callable[[], float] = time.monotonic) -> None:
        """Take the ceilings, what earlier turns used up, and a clock in seconds."""
        self._ceilings, self._now, self._start = ceilings, now, now() - used.seconds
        self._requests, self._under_way, self.spent_usd, self._aside = used.requests, 0, used.usd, 0.0
        self._changed = asyncio.Condition()

    @asynccontextmanager
    async def request(self, may_cost_usd: float) -> AsyncIterator[None]:
        """One request; waits while others that are under way might use up the money. Raises ProviderFailed when a ceiling is reached."""
        async with self._changed:
            await self._changed.wait_for(lambda: not self._under_way or self._is_affordable(may_cost_usd))
            self._check(may_cost_usd)
            self._requests += 1
            self._under_way += 1
            self._aside += may_cost_usd
        try:
            yield
        finally:
            async with self._changed:
                self._under_way -= 1
                self._aside = self._aside - may_cost_usd if self._under_way else 0.0
                self._changed.notify_all()

    def spend(self, cost_usd: float) -> None:
        """Count what an answer cost."""
        self.spent_usd += cost_usd

    def _is_affordable(self, may_cost_usd: float) -> bool:
        limit = self._ceilings.max_cost_usd
        return limit is None or self.spent_usd + self._aside + may_cost_usd <= limit + 1e-12

    def _check(self, may_cost_usd: float) -> None:
        ceilings = self._ceilings
        if self._requests >= ceilings.max_requests:
            raise _reached(f"{ceilings.max_requests} requests")
        if self._now() - self._start > ceilings.max_seconds:
            raise _reached(f"{ceilings.max_seconds:.0f} s at work")
        if not self._is_affordable(may_cost_usd):
            raise _reached(f"{ceilings.max_cost_usd} USD: {self.spent_usd:.6f} are spent and one more request may cost {may_cost_usd:.6f}")


def _reached(what: str) -> ProviderFailed:
    return ProviderFailed(f"the job's ceiling is reached, {what}", "ceiling", is_fatal=True)
