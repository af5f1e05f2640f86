"""The port Admission over Redis: how much may be asked of a provider at once and per minute, over all workers."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

from engine.adapters.redis.budget import Budget
from engine.adapters.redis.leased_tokens import LeasedTokens
from engine.domain.pins import Pins

NO_PLACE_SECONDS = 0.1
UNPINNED_TOKENS = 4_096


@dataclass(frozen=True, slots=True)
class ProviderLimits:
    """What an organization may ask of a provider: questions at once, questions and tokens per minute. None sets no limit."""

    at_once: int | None = None
    requests_per_minute: float | None = None
    tokens_per_minute: float | None = None


class RedisAdmission:
    """Waits for a place and for the budgets of the provider, each apart for every organization, as provider keys are."""

    def __init__(self, tokens: LeasedTokens, budget: Budget, limits: Mapping[str, ProviderLimits]) -> None:
        """Take the shared places and budgets, and the limits by provider; a provider without limits is asked freely."""
        self._tokens, self._budget, self._limits = tokens, budget, limits

    @asynccontextmanager
    async def asking(self, organization_id: UUID, pins: Pins) -> AsyncIterator[None]:
        """Wait until a question may be asked; the place is given back at the end of the context."""
        limits, key = self._limits.get(pins.provider, ProviderLimits()), f"skyt:asking:{pins.provider}:{organization_id}"
        await self._wait_for_budget(_costs(limits, pins, key))
        if limits.at_once is None:
            yield
            return
        while True:
            async with self._tokens.place(key, limits.at_once) as has_place:
                if has_place:
                    yield
                    return
            await asyncio.sleep(NO_PLACE_SECONDS)

    async def _wait_for_budget(self, costs: dict[str, float]) -> None:
        """No event can tell that time has passed: the budget itself says how long to wait before asking again."""
        seconds = await self._budget.spend(costs)
        while seconds:
            await asyncio.sleep(seconds)
            seconds = await self._budget.spend(costs)


def _costs(limits: ProviderLimits, pins: Pins, key: str) -> dict[str, float]:
    """Seconds of each budget that a question takes; tokens are reckoned at the most that the pins allow, before they are known."""
    costs = {}
    if limits.requests_per_minute is not None:
        costs[f"{key}:requests"] = 60 / limits.requests_per_minute
    if limits.tokens_per_minute is not None:
        costs[f"{key}:tokens"] = 60 * (pins.max_tokens or UNPINNED_TOKENS) / limits.tokens_per_minute
    return costs
