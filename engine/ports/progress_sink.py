"""Port: who is told about a job's events."""

from typing import Protocol

from engine.domain.job import JobEvent


class ProgressSink(Protocol):
    """Tells listeners that an event was committed. Losing a call is harmless: listeners re-read the store."""

    async def publish(self, event: JobEvent) -> None:
        """Announce one committed event."""
        ...
