"""A progress sink in memory."""

from engine.domain.job import JobEvent


class MemoryProgressSink:
    """Keeps the events in the order in which they were announced."""

    def __init__(self) -> None:
        """Start without events."""
        self.events: list[JobEvent] = []

    async def publish(self, event: JobEvent) -> None:
        """Keep one committed event."""
        self.events.append(event)
