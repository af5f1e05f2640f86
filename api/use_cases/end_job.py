"""Cancelling a job: end its row at once; its worker notices by a message, and within a second without one."""

from uuid import UUID

from api.dataloaders import DataLoaders
from api.services import Services
from engine.adapters.postgres import endings
from engine.adapters.postgres.readers.records import JobRecord
from engine.domain.errors import NotFound, NotPossible
from engine.domain.job import JobStatus, Scope


async def cancel_job(services: Services, loaders: DataLoaders, scope: Scope, job_id: UUID) -> JobRecord:
    """Cancel a job and answer with it. Raises NotFound for one that the scope does not see, NotPossible for one that ended otherwise."""
    event = await endings.cancel_job(services.database, scope, job_id)
    if event is not None:
        await services.sink.publish(event)
    record = await loaders.jobs.load(job_id)
    if record is None:
        raise NotFound("job", str(job_id))
    if record.status is not JobStatus.CANCELLED:
        raise NotPossible(f"the job has ended already: it is {record.status}", "nothing is left to cancel")
    return record
