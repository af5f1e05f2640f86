"""Port: who may ask a provider now."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Asking:
    """A question before it is asked: who asks which provider, on whose account, and the most tokens that question and answer may take.

    `account` tells apart what the provider counts apart: one key, whoever asks with it.
    """

    organization_id: UUID
    provider: str
    account: str
    tokens: int


class Admitted:
    """A question that may be asked. What has a body here holds where nothing is bounded."""

    async def again(self) -> None:
        """Wait until one more request may be sent for it."""

    async def took(self, tokens: int) -> None:
        """Tell how many tokens it took in truth."""
        del tokens


class Noted(Admitted):
    """A question each of whose further requests is written down before it is sent, so that a crash hides none of them."""

    def __init__(self, admitted: Admitted, note: Callable[[], Awaitable[None]]) -> None:
        """Take the question, and how a request is written down."""
        self._admitted, self._note = admitted, note

    async def again(self) -> None:
        """Wait until one more request may be sent for it, and write it down."""
        await self._admitted.again()
        await self._note()

    async def took(self, tokens: int) -> None:
        """Tell how many tokens it took in truth."""
        await self._admitted.took(tokens)


ADMITTED: ContextVar[Admitted] = ContextVar("admitted", default=Admitted())  # noqa: B039 - it has no state
"""The question that is being asked: who asks a second time waits here."""


class Admission(Protocol):
    """Bounds how many questions are asked at once, and requests and tokens per minute, over all workers."""

    def asking(self, asking: Asking) -> AbstractAsyncContextManager[Admitted]:
        """Wait until a question may be asked; its place is given back at the end of the context."""
        ...


class FreeAdmission:
    """Lets everybody ask at once."""

    @asynccontextmanager
    async def asking(self, asking: Asking) -> AsyncIterator[Admitted]:
        """Do not wait."""
        del asking
        yield Admitted()
