"""The actor that runs one job. Messages carry ids only and may come twice: the job's row and its lease decide."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import dramatiq
from dramatiq import Actor, Broker

from engine.domain.job import Scope
from engine.ports.job_queue import JOBS_QUEUE, RUN_JOB

Execute = Callable[[Scope, UUID], Awaitable[None]]

ONE_DAY_MS = 86_400_000


def declare_run_job(broker: Broker, execute: Execute) -> Actor[[str, str], None]:
    """Declare the actor `run_job(organization_id, job_id)` on a broker.

    An orderly stop cancels it and sends the message again after `min_backoff`, which must not be shorter: a worker that is
    just stopping would take it back.
    """

    @dramatiq.actor(
        actor_name=RUN_JOB,
        queue_name=JOBS_QUEUE,
        broker=broker,
        max_retries=3,
        min_backoff=5_000,
        max_backoff=60_000,
        time_limit=ONE_DAY_MS,
        notify_shutdown=True,
    )
    async def run_job(organization_id: str, job_id: str) -> None:
        await execute(Scope(UUID(organization_id)), UUID(job_id))

    return run_job
