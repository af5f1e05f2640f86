"""The port CircuitBreakers over Redis: what one worker learns of a provider holds for all of them (Nygard 2007, "Release It!")."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import uuid4

from redis.asyncio import Redis
from redis.exceptions import RedisError

from engine.ports.circuit_breakers import CircuitOpen, Outcome, Passing

FAILURES_TO_OPEN = 8
OPEN_SECONDS = 20.0
FORGOTTEN_SECONDS = 600
_PRESENT = """
local now = redis.call('TIME')
local present = tonumber(now[1]) + tonumber(now[2]) / 1000000
local function hold(seconds)
  redis.call('HSET', KEYS[1], 'until', string.format('%.6f', present + seconds))
  redis.call('EXPIRE', KEYS[1], ARGV[1])
end
"""
_ENTER = f"""{_PRESENT}
local open = tonumber(redis.call('HGET', KEYS[1], 'until') or '')
local failures = redis.call('HGET', KEYS[1], 'failures') or '0'
if not open then return {{'closed', failures, '0'}} end
if open > present then return {{'open', failures, tostring(open - present)}} end
hold(tonumber(ARGV[3]))
redis.call('HSET', KEYS[1], 'trial', ARGV[2])
return {{'trial', failures, '0'}}
"""
_RENEW = f"""{_PRESENT}
if redis.call('HGET', KEYS[1], 'trial') == ARGV[2] then hold(tonumber(ARGV[3])) end
return '0'
"""
_LEAVE = f"""{_PRESENT}
local is_open = redis.call('HEXISTS', KEYS[1], 'until') == 1
local is_trial = redis.call('HGET', KEYS[1], 'trial') == ARGV[2]
if ARGV[4] == 'worked' then
  if is_trial or not is_open then redis.call('DEL', KEYS[1]) end
  return '0'
end
if ARGV[4] == 'failed' then
  local failures = redis.call('HINCRBY', KEYS[1], 'failures', 1)
  redis.call('EXPIRE', KEYS[1], ARGV[1])
  if not is_trial and (is_open or failures < tonumber(ARGV[5])) then return '0' end
  hold(tonumber(ARGV[3]))
  redis.call('HDEL', KEYS[1], 'trial')
  return ARGV[3]
end
if is_trial then
  hold(0)
  redis.call('HDEL', KEYS[1], 'trial')
end
return '0'
"""


@dataclass(frozen=True, slots=True)
class Bounds:
    """After how many failures in a row a breaker opens, and for how many seconds; a trial may take longer, and is then renewed."""

    failures: int = FAILURES_TO_OPEN
    seconds: float = OPEN_SECONDS


class RedisCircuitBreakers:
    """A breaker opens after several failures in a row; some seconds later one request of all workers may try.

    Its answer closes the breaker, its failure opens it again, and where it says nothing another may try; a worker that is killed over
    it holds the others up until its lease ends. Times are the server's. While Redis is away every request may be sent.
    """

    def __init__(self, client: "Redis", bounds: Bounds = Bounds()) -> None:
        """Take the connection and the bounds."""
        self._client, self._bounds = client, bounds
        self._held: dict[tuple[str, str], float] = {}

    @asynccontextmanager
    async def request(self, provider: str, account: str) -> AsyncIterator[Passing]:
        """Send a request inside the context. Raises CircuitOpen, before it is entered."""
        key, token, passing = f"skyt:circuit:{provider}:{account}", uuid4().hex, Passing()
        state, failures, seconds = await self._enter(key, token)
        self._note(provider, account, self._bounds.seconds if state == "trial" else seconds)
        if state == "open":
            raise CircuitOpen(failures, seconds)
        renewing = asyncio.create_task(self._renew_for_ever(key, token)) if state == "trial" else None
        try:
            yield passing
        finally:
            if renewing is not None:
                renewing.cancel()
            if state == "trial" or failures or passing.outcome is Outcome.FAILED:
                seconds = await asyncio.shield(self._leave(key, token, passing.outcome))
                self._note(provider, account, seconds)

    def open_count(self, provider: str) -> int:
        """For how many accounts this process knows that requests are held back now."""
        return sum(name == provider and time.monotonic() < until for (name, _), until in self._held.items())

    def _note(self, provider: str, account: str, seconds: float) -> None:
        self._held.pop((provider, account), None)
        if seconds:
            self._held[provider, account] = time.monotonic() + seconds

    async def _enter(self, key: str, token: str) -> tuple[str, int, float]:
        try:
            state, failures, seconds = await self._client.eval(_ENTER, 1, key, *self._arguments(token))
        except (RedisError, OSError):
            return "closed", 0, 0.0
        return state.decode(), int(failures), float(seconds)

    async def _leave(self, key: str, token: str, outcome: Outcome) -> float:
        arguments = (*self._arguments(token), outcome.value, str(self._bounds.failures))
        try:
            return float(await self._client.eval(_LEAVE, 1, key, *arguments))
        except (RedisError, OSError):
            return 0.0

    async def _renew_for_ever(self, key: str, token: str) -> None:
        while True:
            await asyncio.sleep(self._bounds.seconds / 3)
            with contextlib.suppress(RedisError, OSError):
                await self._client.eval(_RENEW, 1, key, *self._arguments(token))

    def _arguments(self, token: str) -> tuple[str, str, str]:
        return str(FORGOTTEN_SECONDS), token, str(self._bounds.seconds)
