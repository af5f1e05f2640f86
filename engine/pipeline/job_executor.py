"""Taking a job's lease, giving it a turn, and ending that in an orderly way whatever happens."""

import asyncio
import contextlib
from uuid import UUID

from engine.domain.errors import InvalidInput, LeaseLost, NoAnswers, NotFound, SkytError, StoreUnavailable
from engine.domain.job import EndReason, LeasedJob, Scope
from engine.pipeline.job_pipeline import Pipeline
from engine.pipeline.persistence import persistently
from engine.pipeline.turn import Turn
from engine.ports.observer import Observer, SilentObserver
from engine.ports.result_store import ResultStore

LEASE_SECONDS = 60.0
NOTICE_SECONDS = 1.0
INTERNAL_ERROR = "an internal error of Skyt ({name}); the operators can find it in the worker's log"


class JobExecutor:
    """Gives jobs their turns by id; safe to call twice for the same job."""

    def __init__(
        self,
        store: ResultStore,
        pipeline: Pipeline,
        lease_seconds: float = LEASE_SECONDS,
        turn: Turn | None = None,
        observer: Observer | None = None,
    ) -> None:
        """Take the store, the pipeline, how long a lease lasts without a sign of life, and how long a turn is."""
        self._store, self._pipeline, self._lease_seconds = store, pipeline, lease_seconds
        self._turn, self._observer = turn or Turn(), observer or SilentObserver()
        self._look: dict[UUID, asyncio.Event] = {}
        self._turns_begun = 0

    async def execute(self, scope: Scope, job_id: UUID) -> bool:
        """Give a job a turn; False when there was nothing to do or the job was ended or taken over meanwhile.

        A job that is not done when its turn ends goes back to the queue. One that cannot be done ends as failed, with a message fit for
        its owner; one whose attempt broke down (a sandbox that does not work) is tried again later, a bounded number of times. When this
        is cancelled, the job goes back to the queue with its stored runs. Raises StoreUnavailable before the turn has begun, and
        after ending the job as failed any error that is not Skyt's own.
        """
        claimed = await self._store.claim(scope, job_id, self._lease_seconds)
        if claimed is None:
            return False
        job, event = claimed
        await self._pipeline.publish(event)
        self._observer.turn_started()
        self._turns_begun += 1
        try:
            await self._take_turn(job)
        except LeaseLost:
            self._observer.lease_lost()
            return False
        except asyncio.CancelledError:
            with contextlib.suppress(LeaseLost, StoreUnavailable):
                await asyncio.shield(self._store.release(job))
            raise
        finally:
            self._turns_begun -= 1
            self._observer.turn_ended()
        return True

    @property
    def is_busy(self) -> bool:
        """Whether a job has its turn here."""
        return self._turns_begun > 0

    def look(self, job_id: UUID) -> None:
        """Look at once whether this job, if it is run here, was ended."""
        if job_id in self._look:
            self._look[job_id].set()

    async def _take_turn(self, job: LeasedJob) -> None:
        try:
            is_done = await self._run_with_heartbeat(job)
        except (LeaseLost, StoreUnavailable):
            raise
        except (InvalidInput, NotFound) as error:
            await self._fail(job, str(error), EndReason.CANNOT_BE_RUN)
        except NoAnswers as error:
            await self._fail(job, str(error), EndReason.NO_ANSWERS)
        except SkytError as error:
            await self._delay(job, error)
        except Exception as error:
            self._observer.attempt_failed(type(error).__name__)
            await self._fail(job, INTERNAL_ERROR.format(name=type(error).__name__), EndReason.INTERNAL_ERROR)
            raise
        else:
            if not is_done:
                give_back = self._store.release if self._turn.stopping.is_set() else self._store.yield_turn
                await persistently(lambda: give_back(job))

    async def _fail(self, job: LeasedJob, message: str, reason: EndReason) -> None:
        await self._pipeline.publish(await persistently(lambda: self._store.fail(job, message, reason)))

    async def _delay(self, job: LeasedJob, error: SkytError) -> None:
        self._observer.attempt_failed(type(error).__name__)
        event = await persistently(lambda: self._store.delay(job, str(error)))
        if event is None:
            await self._fail(job, str(error), EndReason.ATTEMPTS_EXHAUSTED)
        await self._pipeline.publish(event)

    async def _run_with_heartbeat(self, job: LeasedJob) -> bool:
        """Work on the job while another task keeps the lease; whichever ends first ends the other. Whether the job is done."""
        self._look[job.id] = asyncio.Event()
        work = asyncio.create_task(self._pipeline.run_job(job, self._turn))
        heartbeat = asyncio.create_task(self._keep_lease(job, self._look[job.id]))
        try:
            done, _ = await asyncio.wait({work, heartbeat}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            del self._look[job.id]
            work.cancel()
            heartbeat.cancel()
            await asyncio.gather(work, heartbeat, return_exceptions=True)
        if work in done:
            return work.result() is not None
        heartbeat.result()
        return False

    async def _keep_lease(self, job: LeasedJob, look: asyncio.Event) -> None:
        """Keep the lease, and notice within a second, or at once when told to look, that the job was ended or taken over."""
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(look.wait(), min(self._lease_seconds / 3, NOTICE_SECONDS))
            look.clear()
            await persistently(lambda: self._store.extend_lease(job, self._lease_seconds))
