"""Port: who may ask a provider now."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol
from uuid import UUID

from engine.domain.pins import Pins


class Admission(Protocol):
    """Bounds how many questions are asked at once and per minute, over all workers."""

    def asking(self, organization_id: UUID, pins: Pins) -> AbstractAsyncContextManager[None]:
        """Wait until a question may be asked; what it takes is given back at the end of the context."""
        ...


class FreeAdmission:
    """Lets everybody ask at once."""

    @asynccontextmanager
    async def asking(self, organization_id: UUID, pins: Pins) -> AsyncIterator[None]:
        """Do not wait."""
        del organization_id, pins
        yield
