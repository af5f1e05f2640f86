"""The one retry policy: which failures are asked again, how long to wait, when to give up."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from engine.adapters.llm.remote.failure import ProviderFailed

Value = TypeVar("Value")
LATE = "waiting {wait:.0f} s more would pass the time allowed for a run"
SPENT = "no more attempts are allowed"


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Exponential back-off with full jitter (Brooker 2015, "Exponential Backoff And Jitter"), bounded in attempts and seconds per run."""

    max_attempts: int = 6
    max_seconds: float = 300.0
    first_wait_seconds: float = 0.5
    longest_wait_seconds: float = 30.0

    def wait_seconds(self, attempt: int, retry_after: float | None, draw: float) -> float:
        """How long to wait after the given attempt (from 1); `draw` is in [0, 1). Never less than what the provider asks for."""
        ceiling = min(self.longest_wait_seconds, self.first_wait_seconds * 2.0 ** (attempt - 1))
        return draw * ceiling if retry_after is None else retry_after + draw * self.first_wait_seconds


@dataclass(frozen=True, slots=True)
class Waiting:
    """The world as the policy needs it: a way to sleep, a clock in seconds, draws in [0, 1)."""

    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    now: Callable[[], float] = time.monotonic
    draw: Callable[[], float] = random.random


async def persistently(attempt: Callable[[int], Awaitable[Value]], policy: RetryPolicy, waiting: Waiting) -> Value:
    """Try until an attempt succeeds, its failure cannot be mended, or the policy's bounds are reached; `attempt` is told its number.

    Raises the last ProviderFailed that came from the provider itself, with what made the attempt the last.
    """
    start = waiting.now()
    said: ProviderFailed | None = None
    number = 1
    while True:
        try:
            return await attempt(number)
        except ProviderFailed as failure:
            wait = policy.wait_seconds(number, failure.retry_after, waiting.draw())
            is_late = waiting.now() + wait - start > policy.max_seconds
            if not failure.retryable:
                raise
            said = said if failure.is_held_back else failure
            if number >= policy.max_attempts or is_late:
                raise _given_up(said or failure, failure, number, LATE.format(wait=wait) if is_late else SPENT) from failure
        await waiting.sleep(wait)
        number += 1


def _given_up(said: ProviderFailed, last: ProviderFailed, number: int, why: str) -> ProviderFailed:
    tried = "1 attempt" if number == 1 else f"{number} attempts"
    held = "" if said is last else f"; {last}"
    return ProviderFailed(f"{said} (given up after {tried}: {why}{held})", said.kind, said.reason, exchange=said.exchange)
