"""Port: how a worker is woken. A message is only a wake-up; the job row is the truth."""

from typing import Literal, Protocol
from uuid import UUID

RUN_JOB = "run_job"
TIERS: tuple[Literal["free", "pro", "enterprise"], ...] = ("free", "pro", "enterprise")
JOBS_QUEUE = "jobs"


def queue_of(tier: str) -> str:
    """The name of the queue that wakes the workers of a tier."""
    return JOBS_QUEUE if tier == "free" else f"{JOBS_QUEUE}.{tier}"


class JobQueue(Protocol):
    """Sends wake-ups named `run_job` with the payload (organization id, job id), both as text.

    The worker that is woken takes whichever job of the tier comes next, which need not be this one.
    """

    async def send_run_job(self, organization_id: UUID, job_id: UUID, tier: str = "free") -> None:
        """Wake a worker of this tier for this job. Raises StoreUnavailable when the queue does not answer."""
        ...
