"""A job's states and legal transitions, its numbered events, and who it belongs to."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from engine.domain.experiment import ExperimentConfig
from engine.domain.json_value import JsonObject


class JobStatus(StrEnum):
    """The state of a job."""

    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"

    @property
    def is_final(self) -> bool:
        """Whether nothing can follow this state."""
        return not LEGAL_TRANSITIONS[self]


LEGAL_TRANSITIONS: dict[JobStatus, frozenset[JobStatus]] = {
    JobStatus.QUEUED: frozenset({JobStatus.RUNNING, JobStatus.CANCELLED, JobStatus.EXPIRED}),
    JobStatus.RUNNING: frozenset({JobStatus.QUEUED, JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED}),
    JobStatus.COMPLETED: frozenset(),
    JobStatus.FAILED: frozenset(),
    JobStatus.CANCELLED: frozenset(),
    JobStatus.EXPIRED: frozenset(),
}


MAX_FRUITLESS_ATTEMPTS = 5


class EndReason(StrEnum):
    """Why a job ended without completing; None for a job that completed."""

    CANCELLED_BY_USER = "cancelled_by_user"
    NOT_STARTED_IN_TIME = "not_started_in_time"
    DEADLINE_PASSED = "deadline_passed"
    ATTEMPTS_EXHAUSTED = "attempts_exhausted"
    CANNOT_BE_RUN = "cannot_be_run"
    NO_ANSWERS = "no_answers"
    INTERNAL_ERROR = "internal_error"

    @property
    def sentence(self) -> str:
        """The reason in words fit for the job's owner; empty where the failure itself is described."""
        return _REASONS.get(self, "")


_REASONS = {
    EndReason.CANCELLED_BY_USER: "the job was cancelled",
    EndReason.NOT_STARTED_IN_TIME: "the job expired: no worker began it in time",
    EndReason.DEADLINE_PASSED: "the job's deadline passed before all its runs were there",
    EndReason.ATTEMPTS_EXHAUSTED: "several workers in a row broke down over this job without storing anything new",
    EndReason.NO_ANSWERS: "no run got an answer",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose rows may be touched: an organization, and the user who asks (None for the system's own work).

    The API key and the network address through which they ask stand in the audit log; they give and take no rights.
    """

    organization_id: UUID
    user_id: UUID | None = None
    api_key_id: UUID | None = field(default=None, compare=False)
    address: str | None = field(default=None, compare=False)


class EventKind(StrEnum):
    """What happened to a job."""

    JOB_QUEUED = "job_queued"
    JOB_STARTED = "job_started"
    RUN_GENERATED = "run_generated"
    RUN_ANALYSED = "run_analysed"
    JOB_RESUMED = "job_resumed"
    JOB_COMPLETED = "job_completed"
    JOB_FAILED = "job_failed"
    JOB_CANCELLED = "job_cancelled"
    JOB_EXPIRED = "job_expired"
    JOB_DELAYED = "job_delayed"

    @property
    def is_of_run(self) -> bool:
        """Whether the event is about a single run, and not about the job as a whole."""
        return self in {EventKind.RUN_GENERATED, EventKind.RUN_ANALYSED}

    @property
    def is_final(self) -> bool:
        """Whether no event can follow this one."""
        return self in _LAST_EVENTS


_LAST_EVENTS = frozenset({EventKind.JOB_COMPLETED, EventKind.JOB_FAILED, EventKind.JOB_CANCELLED, EventKind.JOB_EXPIRED})


@dataclass(frozen=True, slots=True)
class JobEvent:
    """One numbered event of a job; numbers count from 1 without gaps. The payload holds ids and counters only.

    `organization_id` says whose listeners to all jobs are told of it; None where only the job's own are.
    """

    job_id: UUID
    number: int
    kind: EventKind
    payload: JsonObject
    created_at: datetime
    organization_id: UUID | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class LeasedJob:
    """A job that this worker may work on until the lease runs out; every write names the lease's token.

    `trace_parent` is the span (W3C traceparent) of the request that submitted it, where that was traced; `worked_seconds` is how long
    its earlier turns were, on whatever worker.
    """

    id: UUID
    scope: Scope
    lease_token: UUID
    config: ExperimentConfig
    is_resumed: bool
    trace_parent: str | None = None
    worked_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Used:
    """What a job has used up at its provider in its earlier turns: requests, US dollars, seconds at work.

    `lost_requests` are those of the requests that were sent without their answer, and so their price, being known: a worker was killed.
    """

    requests: int = 0
    usd: float = 0.0
    seconds: float = 0.0
    lost_requests: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the earlier turns of a job came: the indexes of the runs that are stored and of those that are analysed."""

    stored: frozenset[int] = frozenset()
    analysed: frozenset[int] = frozenset()
    used: Used = Used()
