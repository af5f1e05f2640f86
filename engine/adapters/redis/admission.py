"""The port Admission over Redis: how much may be asked of a provider at once and per minute, over all workers."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from engine.adapters.redis.budget import Budget
from engine.adapters.redis.leased_tokens import LeasedTokens
from engine.ports.admission import Admitted, Asking

NO_PLACE_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class ProviderLimits:
    """What may be asked of a provider on an account: questions at once, requests and tokens per minute. None sets no limit."""

    at_once: Annotated[int, Field(ge=1)] | None = None
    requests_per_minute: Annotated[float, Field(gt=0)] | None = None
    tokens_per_minute: Annotated[float, Field(gt=0)] | None = None


class RedisAdmission:
    """Waits for one of the account's places at the provider, which organizations that share it divide among them, and for its budgets."""

    def __init__(self, tokens: LeasedTokens, budget: Budget, limits: Mapping[str, ProviderLimits]) -> None:
        """Take the shared places and budgets, and the limits by provider; a provider without limits is asked freely."""
        self._tokens, self._budget, self._limits = tokens, budget, limits

    @asynccontextmanager
    async def asking(self, asking: Asking) -> AsyncIterator[Admitted]:
        """Wait until a question may be asked; the place is given back at the end of the context."""
        limits = self._limits.get(asking.provider, ProviderLimits())
        admitted = BudgetedQuestion(self._budget, limits, asking)
        async with self._place(asking, limits.at_once):
            await admitted.again()
            yield admitted

    @asynccontextmanager
    async def _place(self, asking: Asking, at_once: int | None) -> AsyncIterator[None]:
        """One of the places of the account."""
        key, who = f"skyt:asking:{asking.provider}:{asking.account}", str(asking.organization_id)
        while at_once is not None:
            async with self._tokens.place(key, at_once, who) as has_place:
                if has_place:
                    yield
                    return
            await asyncio.sleep(NO_PLACE_SECONDS)
        yield


class BudgetedQuestion(Admitted):
    """A question whose every request is paid from the account's budgets: at the most that it may take, until that is known."""

    def __init__(self, budget: Budget, limits: ProviderLimits, asking: Asking) -> None:
        """Take the budgets, their limits, and the question."""
        self._budget, self._limits, self._asking = budget, limits, asking
        self._key = f"skyt:budget:{asking.provider}:{asking.account}"

    async def again(self) -> None:
        """Wait until a request may be sent. No event can tell that time has passed: the budget itself says how long to wait."""
        costs = self._costs(1, self._asking.tokens)
        seconds = await self._budget.spend(costs)
        while seconds:
            await asyncio.sleep(seconds)
            seconds = await self._budget.spend(costs)

    async def took(self, tokens: int) -> None:
        """Give back what the last request did not take, or take what it took more."""
        await self._budget.correct(self._costs(0, tokens - self._asking.tokens))

    def _costs(self, requests: int, tokens: int) -> dict[str, float]:
        """Seconds of each budget that has a limit."""
        costs = {}
        if requests and self._limits.requests_per_minute is not None:
            costs[f"{self._key}:requests"] = 60 * requests / self._limits.requests_per_minute
        if tokens and self._limits.tokens_per_minute is not None:
            costs[f"{self._key}:tokens"] = 60 * tokens / self._limits.tokens_per_minute
        return costs
