"""Jobs, runs and results in memory."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from engine.adapters.memory.clock import SystemClock
from engine.domain.errors import LeaseLost, NotFound
from engine.domain.experiment import ExperimentConfig
from engine.domain.job import MAX_FRUITLESS_ATTEMPTS, EndReason, EventKind, JobEvent, JobStatus, LeasedJob, Progress, Scope, Used
from engine.domain.json_value import JsonObject
from engine.domain.report import Anchor, JobReport
from engine.domain.run import Generation, GenerationStatus, OutputAnalysis
from engine.ports.clock import Clock


@dataclass(slots=True)
class StoredJob:
    """Everything kept about one job."""

    scope: Scope
    config: ExperimentConfig
    status: JobStatus = JobStatus.QUEUED
    attempts: int = 0
    lease_token: UUID | None = None
    lease_until: datetime | None = None
    generations: dict[int, Generation] = field(default_factory=dict)
    asked: dict[int, int] = field(default_factory=dict)
    analyses: dict[int, OutputAnalysis] = field(default_factory=dict)
    events: list[JobEvent] = field(default_factory=list)
    report: JobReport | None = None
    error_message: str | None = None
    end_reason: EndReason | None = None
    has_yielded: bool = False
    fruitless_attempts: int = 0
    not_before: datetime | None = None
    turn_started: datetime | None = None
    worked_seconds: float = 0.0

    def outcomes(self) -> JsonObject:
        """How many runs came to what."""
        counts = {status.value: sum(item.status is status for item in self.generations.values()) for status in GenerationStatus}
        return {**counts, "unanswered": len(self.generations) - counts["generated"], "total": self.config.num_runs}


class MemoryResultStore:
    """Keeps jobs in this process; every method is atomic because none of them waits in the middle."""

    def __init__(self, clock: Clock | None = None) -> None:
        """Take the clock that leases run by."""
        self._clock = clock or SystemClock()
        self.jobs: dict[UUID, StoredJob] = {}
        self.anchors: dict[tuple[UUID, str, str], tuple[Anchor, UUID]] = {}

    def add_job(self, scope: Scope, config: ExperimentConfig) -> UUID:
        """Queue a job."""
        job_id = uuid4()
        self.jobs[job_id] = StoredJob(scope, config)
        self._append(job_id, EventKind.JOB_QUEUED, {"num_runs": config.num_runs})
        return job_id

    async def claim(self, scope: Scope, job_id: UUID, lease_seconds: float) -> tuple[LeasedJob, JobEvent | None] | None:
        """Take the lease on a job that is queued and ready, or running with an expired lease; None when there is nothing to do."""
        await asyncio.sleep(0)
        stored = self.jobs.get(job_id)
        if stored is None or stored.scope.organization_id != scope.organization_id or not self._is_free(stored):
            return None
        is_resumed, goes_on = stored.attempts > 0, stored.has_yielded
        if stored.status is JobStatus.RUNNING:
            stored.fruitless_attempts += 1
            stored.worked_seconds += _seconds(stored.turn_started, stored.lease_until)
        stored.turn_started = self._clock.now()
        stored.has_yielded = False
        stored.attempts, stored.status = stored.attempts + 1, JobStatus.RUNNING
        stored.lease_token, stored.lease_until = uuid4(), self._clock.now() + timedelta(seconds=lease_seconds)
        event = None if goes_on else self._append(job_id, EventKind.JOB_RESUMED if is_resumed else EventKind.JOB_STARTED, {})
        leased = LeasedJob(job_id, stored.scope, stored.lease_token, stored.config, is_resumed, worked_seconds=stored.worked_seconds)
        return leased, event

    def _is_free(self, stored: StoredJob) -> bool:
        now = self._clock.now()
        if stored.fruitless_attempts >= MAX_FRUITLESS_ATTEMPTS:
            return False
        if stored.status is JobStatus.QUEUED:
            return stored.not_before is None or stored.not_before <= now
        return stored.status is JobStatus.RUNNING and stored.lease_until is not None and stored.lease_until <= now

    def _leased(self, job: LeasedJob) -> StoredJob:
        stored = self.jobs.get(job.id)
        if stored is None:
            raise NotFound("job", str(job.id))
        if stored.status is not JobStatus.RUNNING or stored.lease_token != job.lease_token:
            raise LeaseLost(f"another worker owns job {job.id}")
        return stored

    def _append(self, job_id: UUID, kind: EventKind, payload: JsonObject) -> JobEvent:
        events = self.jobs[job_id].events
        event = JobEvent(job_id, len(events) + 1, kind, payload, self._clock.now())
        events.append(event)
        return event

    async def extend_lease(self, job: LeasedJob, lease_seconds: float) -> None:
        """Move the end of the lease to `lease_seconds` from now."""
        self._leased(job).lease_until = self._clock.now() + timedelta(seconds=lease_seconds)

    async def release(self, job: LeasedJob) -> None:
        """Give the job back to the queue, its stored runs kept."""
        self._give_back(self._leased(job))

    async def yield_turn(self, job: LeasedJob) -> None:
        """Give the job back to the queue, so that others get their turn; it goes on without an event."""
        stored = self._leased(job)
        stored.has_yielded = True
        self._give_back(stored)

    async def delay(self, job: LeasedJob, why: str) -> JobEvent | None:
        """Give a job back whose attempt broke down, to be tried again later; None when it was tried too often."""
        stored = self._leased(job)
        if stored.fruitless_attempts + 1 >= MAX_FRUITLESS_ATTEMPTS:
            return None
        stored.fruitless_attempts += 1
        seconds = min(5.0 * 2 ** (stored.fruitless_attempts - 1), 300.0)
        stored.not_before = self._clock.now() + timedelta(seconds=seconds)
        self._give_back(stored)
        return self._append(job.id, EventKind.JOB_DELAYED, {"message": why, "seconds": seconds})

    def _give_back(self, stored: StoredJob) -> None:
        stored.worked_seconds += _seconds(stored.turn_started, self._clock.now())
        _finish(stored, JobStatus.QUEUED)

    async def progress(self, job: LeasedJob) -> Progress:
        """How far the job's earlier turns came, and what they used up."""
        stored = self._leased(job)
        known = stored.generations
        lost = sum(max(0, count - (known[index].requests if index in known else 0)) for index, count in stored.asked.items())
        answered = sum(item.requests for item in known.values())
        usd = sum(item.usage.cost_usd or 0.0 for item in known.values())
        return Progress(frozenset(known), frozenset(stored.analyses), Used(answered + lost, usd, job.worked_seconds, lost))

    async def stored_generations(self, job: LeasedJob) -> tuple[Generation, ...]:
        """The generations already stored, in order of their run index."""
        generations = self._leased(job).generations
        return tuple(generations[index] for index in sorted(generations))

    async def note_request(self, job: LeasedJob, run_index: int) -> None:
        """Write down that a run is about to be asked for; written down before, it counts once more."""
        asked = self._leased(job).asked
        asked[run_index] = asked.get(run_index, 0) + 1

    async def save_generation(self, job: LeasedJob, generation: Generation) -> JobEvent | None:
        """Store one generation; None when that run index was stored before, and then nothing changes."""
        stored = self._leased(job)
        if generation.run_index in stored.generations:
            return None
        stored.generations[generation.run_index] = generation
        stored.fruitless_attempts = 0
        payload: JsonObject = stored.outcomes() | {"run_index": generation.run_index, "status": generation.status.value}
        return self._append(job.id, EventKind.RUN_GENERATED, payload)

    async def save_analysis(self, job: LeasedJob, run_index: int, analysis: OutputAnalysis) -> JobEvent | None:
        """Store what was found out about one run's output; None when it was stored before."""
        stored = self._leased(job)
        if run_index in stored.analyses:
            return None
        stored.analyses[run_index], stored.fruitless_attempts = analysis, 0
        payload: JsonObject = {
            "run_index": run_index,
            "canonical_hash": analysis.form_hash,
            "oracle_passed": analysis.oracle.passed,
            "analysed": len(stored.analyses),
            "total": stored.config.num_runs,
        }
        return self._append(job.id, EventKind.RUN_ANALYSED, payload)

    async def current_anchor(self, job: LeasedJob) -> Anchor | None:
        """The anchor of the job's contract version, if the organization has one; `run_index` is set if it is of this job."""
        return self._anchor(job)

    def _anchor(self, job: LeasedJob) -> Anchor | None:
        anchor, source = self.anchors.get(_anchor_key(job), (None, None))
        if anchor is None or source == job.id:
            return anchor
        return Anchor(anchor.raw_output, anchor.canonical_output, None)

    async def establish_anchor(self, job: LeasedJob, anchor: Anchor) -> Anchor:
        """Make this the contract version's anchor unless there is one already; answers with the one that holds."""
        self._leased(job)
        self.anchors.setdefault(_anchor_key(job), (anchor, job.id))
        return self._anchor(job) or anchor

    async def complete(self, job: LeasedJob, report: JobReport) -> JobEvent:
        """Store the report and end the job as completed."""
        stored = self._leased(job)
        stored.report = report
        _finish(stored, JobStatus.COMPLETED)
        payload: JsonObject = stored.outcomes() | {"anchor_run": report.anchor.run_index if report.anchor else None}
        return self._append(job.id, EventKind.JOB_COMPLETED, payload)

    async def fail(self, job: LeasedJob, message: str, reason: EndReason = EndReason.INTERNAL_ERROR) -> JobEvent:
        """End the job as failed, with a message for its owner and the reason as a word for programs."""
        stored = self._leased(job)
        stored.error_message, stored.end_reason = message, reason
        _finish(stored, JobStatus.FAILED)
        return self._append(job.id, EventKind.JOB_FAILED, stored.outcomes() | {"message": message, "reason": reason.value})


def _anchor_key(job: LeasedJob) -> tuple[UUID, str, str]:
    return job.scope.organization_id, job.config.contract.id, job.config.contract_hash


def _seconds(start: datetime | None, end: datetime | None) -> float:
    return 0.0 if start is None or end is None else (end - start).total_seconds()


def _finish(stored: StoredJob, status: JobStatus) -> None:
    stored.status, stored.lease_token, stored.lease_until = status, None, None
