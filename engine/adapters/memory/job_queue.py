"""A job queue in memory."""

from uuid import UUID


class MemoryJobQueue:
    """Keeps the wake-ups that were sent."""

    def __init__(self) -> None:
        """Start without messages."""
        self.messages: list[tuple[UUID, UUID, str]] = []

    async def send_run_job(self, organization_id: UUID, job_id: UUID, tier: str = "free") -> None:
        """Keep one wake-up."""
        self.messages.append((organization_id, job_id, tier))
