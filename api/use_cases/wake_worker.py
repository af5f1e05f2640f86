"""Waking a worker for a job that was stored."""

from uuid import UUID

import structlog

from api.services import Services
from engine.domain.errors import StoreUnavailable
from engine.domain.job import Scope

_LOG = structlog.get_logger(__name__)


async def wake_worker(services: Services, scope: Scope, job_id: UUID, tier: str) -> None:
    """Send the message; when it cannot be sent, the workers' sweeper finds the job."""
    try:
        await services.queue.send_run_job(scope.organization_id, job_id, tier)
    except StoreUnavailable as error:
        _LOG.warning("job_left_to_sweeper", job_id=str(job_id), error=str(error))
