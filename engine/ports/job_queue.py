"""Port: how a worker is woken. A message is only a wake-up; the job row is the truth."""

from typing import Protocol
from uuid import UUID

RUN_JOB = "run_job"
JOBS_QUEUE = "jobs"


class JobQueue(Protocol):
    """Sends wake-ups named `run_job` with the payload (organization id, job id), both as text."""

    async def send_run_job(self, organization_id: UUID, job_id: UUID) -> None:
        """Wake a worker for this job. Raises StoreUnavailable when the queue does not answer."""
        ...
