"""Taking a job's lease, running it, and ending it in an orderly way whatever happens."""

import asyncio
import contextlib
from uuid import UUID

from engine.domain.errors import LeaseLost, SkytError, StoreUnavailable
from engine.domain.job import LeasedJob, Scope
from engine.pipeline.job_pipeline import Pipeline
from engine.ports.result_store import ResultStore

LEASE_SECONDS = 60.0
INTERNAL_ERROR = "an internal error of Skyt ({name}); the operators can find it in the worker's log"


class JobExecutor:
    """Executes jobs by id; safe to call twice for the same job."""

    def __init__(self, store: ResultStore, pipeline: Pipeline, lease_seconds: float = LEASE_SECONDS) -> None:
        """Take the store, the pipeline and how long a lease lasts without a sign of life."""
        self._store, self._pipeline, self._lease_seconds = store, pipeline, lease_seconds

    async def execute(self, scope: Scope, job_id: UUID) -> bool:
        """Run a job to its end; False when there was nothing to do or another worker took over.

        A job that cannot be done ends as failed, with a message fit for its owner. On cancellation the job goes back to the queue with
        its stored runs. Raises StoreUnavailable, and after ending the job as failed any error that is not Skyt's own.
        """
        claimed = await self._store.claim(scope, job_id, self._lease_seconds)
        if claimed is None:
            return False
        job, event = claimed
        await self._pipeline.publish(event)
        try:
            await self._run_with_heartbeat(job)
        except LeaseLost:
            return False
        except StoreUnavailable:
            raise
        except SkytError as error:
            await self._fail(job, str(error))
        except asyncio.CancelledError:
            with contextlib.suppress(LeaseLost):
                await asyncio.shield(self._store.release(job))
            raise
        except Exception as error:
            await self._fail(job, INTERNAL_ERROR.format(name=type(error).__name__))
            raise
        return True

    async def _fail(self, job: LeasedJob, message: str) -> None:
        await self._pipeline.publish(await self._store.fail(job, message))

    async def _run_with_heartbeat(self, job: LeasedJob) -> None:
        """Run the job while another task keeps the lease; whichever ends first ends the other."""
        work = asyncio.create_task(self._pipeline.run_job(job))
        heartbeat = asyncio.create_task(self._keep_lease(job))
        try:
            done, _ = await asyncio.wait({work, heartbeat}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            work.cancel()
            heartbeat.cancel()
            await asyncio.gather(work, heartbeat, return_exceptions=True)
        for task in (work, heartbeat):
            if task in done:
                task.result()

    async def _keep_lease(self, job: LeasedJob) -> None:
        while True:
            await asyncio.sleep(self._lease_seconds / 3)
            await self._store.extend_lease(job, self._lease_seconds)
