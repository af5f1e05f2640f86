"""The actor that a message wakes. Messages carry ids only and may come twice: the jobs' rows and their leases decide."""

from collections.abc import Awaitable, Callable

import dramatiq
from dramatiq import Actor, Broker

from engine.ports.job_queue import JOBS_QUEUE, RUN_JOB, TIERS, queue_of

TakeTurns = Callable[[], Awaitable[None]]

ONE_DAY_MS = 86_400_000


def declare_run_job(broker: Broker, take_turns: TakeTurns) -> Actor[[str, str], None]:
    """Declare the actor `run_job(organization_id, job_id)` on a broker, with the queues of all tiers.

    It gives turns to whichever jobs come next until nothing can go on; the job in the message is only the reason why it was sent. An
    orderly stop cancels it and sends the message again after `min_backoff`, which must not be shorter: a worker that is just stopping
    would take it back.
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
        del organization_id, job_id
        await take_turns()

    for tier in TIERS:
        broker.declare_queue(queue_of(tier))
    return run_job
