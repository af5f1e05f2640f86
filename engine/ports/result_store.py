"""Port: where jobs, runs and results are kept. Each method is one transaction; events it returns are already committed."""

from typing import Protocol
from uuid import UUID

from engine.domain.job import EndReason, JobEvent, LeasedJob, Progress, Scope
from engine.domain.report import Anchor, JobReport
from engine.domain.run import Generation, OutputAnalysis


class ResultStore(Protocol):
    """Keeps the truth about jobs. Every write under a lease raises LeaseLost when the lease is somebody else's."""

    async def claim(self, scope: Scope, job_id: UUID, lease_seconds: float) -> tuple[LeasedJob, JobEvent | None] | None:
        """Take the lease on a job that is queued and ready, or running with an expired lease; None when there is nothing to do.

        There is no event when the job only goes on after its turn was over.
        """
        ...

    async def extend_lease(self, job: LeasedJob, lease_seconds: float) -> None:
        """Move the end of the lease to `lease_seconds` from now."""
        ...

    async def release(self, job: LeasedJob) -> None:
        """Give the job back to the queue, its stored runs kept (an orderly stop)."""
        ...

    async def yield_turn(self, job: LeasedJob) -> None:
        """Give the job back to the queue, so that others get their turn; it goes on without an event."""
        ...

    async def delay(self, job: LeasedJob, why: str) -> JobEvent | None:
        """Give a job back whose attempt broke down, to be tried again later; None when it was tried too often."""
        ...

    async def progress(self, job: LeasedJob) -> Progress:
        """How far the job's earlier turns came, and what they used up."""
        ...

    async def stored_generations(self, job: LeasedJob) -> tuple[Generation, ...]:
        """The generations already stored, in order of their run index."""
        ...

    async def note_request(self, job: LeasedJob, run_index: int) -> None:
        """Write down that a run is about to be asked for; written down before, it counts once more."""
        ...

    async def save_generation(self, job: LeasedJob, generation: Generation) -> JobEvent | None:
        """Store one generation; None when that run index was stored before, and then nothing changes."""
        ...

    async def save_analysis(self, job: LeasedJob, run_index: int, analysis: OutputAnalysis) -> JobEvent | None:
        """Store what was found out about one run's output; None when it was stored before."""
        ...

    async def current_anchor(self, job: LeasedJob) -> Anchor | None:
        """The anchor of the job's contract version, if the organization has one; `run_index` is set if it is of this job."""
        ...

    async def establish_anchor(self, job: LeasedJob, anchor: Anchor) -> Anchor:
        """Make this the contract version's anchor unless there is one already; answers with the one that holds."""
        ...

    async def complete(self, job: LeasedJob, report: JobReport) -> JobEvent:
        """Store the report and end the job as completed."""
        ...

    async def fail(self, job: LeasedJob, message: str, reason: EndReason = EndReason.INTERNAL_ERROR) -> JobEvent:
        """End the job as failed, with a message for its owner and the reason as a word for programs."""
        ...
