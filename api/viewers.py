"""Who asks: sessions and keys looked up once and then remembered for a moment (decision 0017).

PostgreSQL tells of every change to who somebody is, and what is remembered of them is forgotten. While it cannot be heard, an account
is remembered for two seconds at most.
"""

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from engine.adapters.postgres.accounts import Account

CHANNEL = "skyt_viewers"
_MAX_REMEMBERED = 10_000
_UNTOLD_SECONDS = 2.0


class Viewers:
    """Accounts by token, for a moment."""

    def __init__(self, seconds: float, is_told: Callable[[], bool] = lambda: False) -> None:
        """Take how long an account is remembered (0 remembers nothing), and how to know whether changes are heard of."""
        self._seconds, self._is_told = seconds, is_told
        self._known: dict[tuple[str, str], tuple[float, Account]] = {}
        self._changes = 0

    async def of(self, token: str | None, address: str, look_up: Callable[[str], Awaitable[Account | None]]) -> Account | None:
        """Who has this token, asking from this address. Nobody is not remembered: a fresh session counts at once. Raises as the look-up."""
        if token is None:
            return None
        known = self._known.get((token, address))
        if known is not None and known[0] > time.monotonic():
            return known[1]
        changes = self._changes
        account = await look_up(token)
        # Who changed while they were looked up may be remembered as they were.
        if account is not None and changes == self._changes:
            self._remember((token, address), account)
        return account

    def forget(self, key: str) -> None:
        """Look up again whoever is the user, or in the organization, with this id."""
        self._changes += 1
        self._known = {place: known for place, known in self._known.items() if key not in _ids(known[1])}

    def forget_all(self) -> None:
        """Look everybody up again."""
        self._changes += 1
        self._known = {}

    def _remember(self, place: tuple[str, str], account: Account) -> None:
        seconds = self._seconds if self._is_told() else min(self._seconds, _UNTOLD_SECONDS)
        if account.expires_at is not None:
            seconds = min(seconds, (account.expires_at - datetime.now(UTC)).total_seconds())
        if seconds > 0:
            if len(self._known) >= _MAX_REMEMBERED:
                self._known.clear()
            self._known[place] = (time.monotonic() + seconds, account)


def _ids(account: Account) -> tuple[str, str]:
    return str(account.user.id), str(account.organization_id)
