"""Loaders that answer at once what was fetched ahead."""

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from strawberry.dataloader import DataLoader

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")


class ReadyLoader(DataLoader[K, R], Generic[K, R]):
    """A loader with records that a look-ahead has fetched for a whole page; other keys are loaded as usual."""

    ready: dict[K, R]

    def keep(self, records: dict[K, R]) -> None:
        """Remember records that were fetched ahead."""
        self.__dict__.setdefault("ready", {}).update(records)

    def prepared(self, key: K) -> R:
        """A record that was fetched ahead. Raises KeyError where it was not."""
        return self.__dict__.get("ready", {})[key]  # type: ignore[no-any-return]

    def shown(self, key: K, show: Callable[[R], Any]) -> Any:  # noqa: ANN401 - what `show` makes, or an awaitable of it
        """What `show` makes of a key's record: at once when it is there, else awaitable."""
        ready = self.__dict__.get("ready")
        if ready is not None and key in ready:
            return show(ready[key])
        return self._shown_later(key, show)

    async def _shown_later(self, key: K, show: Callable[[R], Any]) -> Any:  # noqa: ANN401 - what `show` makes
        return show(await self.load(key))
