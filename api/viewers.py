"""Who asks: sessions looked up once and then remembered for a moment.

What is remembered counts for `seconds` at most, which bounds how long another process's sign-out takes to be honoured; in this
process every operation that changes something forgets all of it at once (decision 0017).
"""

import time
from collections.abc import Awaitable, Callable

from engine.adapters.postgres.accounts import Account

_MAX_REMEMBERED = 10_000


class Viewers:
    """Accounts by token, for a moment."""

    def __init__(self, seconds: float) -> None:
        """Take how long an account is remembered; 0 remembers nothing."""
        self._seconds = seconds
        self._known: dict[tuple[str, str], tuple[float, Account]] = {}

    async def of(self, token: str | None, address: str, look_up: Callable[[str], Awaitable[Account | None]]) -> Account | None:
        """Who has this token, asking from this address. Nobody is not remembered: a fresh session counts at once. Raises as the look-up."""
        if token is None:
            return None
        now = time.monotonic()
        known = self._known.get((token, address))
        if known is not None and known[0] > now:
            return known[1]
        account = await look_up(token)
        if account is not None and self._seconds > 0:
            if len(self._known) >= _MAX_REMEMBERED:
                self._known.clear()
            self._known[token, address] = (now + self._seconds, account)
        return account

    def forget(self) -> None:
        """Look everybody up again."""
        self._known.clear()
