"""Retrying a job: a new one, linked to the old, for the runs without an answer."""

from dataclasses import dataclass
from uuid import UUID

from api.dataloaders import DataLoaders
from api.services import Services
from api.use_cases.wake_worker import wake_worker
from engine.adapters.postgres import retries
from engine.adapters.postgres.readers.records import JobRecord
from engine.domain.errors import NotFound, NotPossible
from engine.domain.job import JobStatus, Scope


@dataclass(frozen=True, slots=True)
class Retry:
    """The new job, and whether it was added just now."""

    record: JobRecord
    is_new: bool


async def retry_job(services: Services, loaders: DataLoaders, scope: Scope, job_id: UUID) -> Retry:
    """Add the retry of an ended job and wake a worker; once only, however often it is asked for.

    Raises NotFound for a job that the scope does not see, NotPossible for one that goes on or has nothing to ask again, QuotaExceeded when
    the runs to be asked for do not fit.
    """
    retried = await retries.retry_job(services.database, scope, job_id, services.settings.tiers)
    if retried.job_id is None:
        raise _refusal(job_id, retried.status)
    record = await loaders.jobs.load(retried.job_id)
    if record is None:
        raise NotFound("job", str(retried.job_id))
    if retried.is_new:
        await wake_worker(services, scope, record.id, record.tier)
    return Retry(record, retried.is_new)


def _refusal(job_id: UUID, status: JobStatus | None) -> NotFound | NotPossible:
    if status is None:
        return NotFound("job", str(job_id))
    if status.is_final:
        return NotPossible("every run of this job has an answer; a refusal counts as one", "submit the experiment again for new answers")
    return NotPossible(f"the job has not ended: it is {status}", "cancel it, or wait for its end")
