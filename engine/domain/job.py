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


@dataclass(frozen=True, slots=True)
class JobEvent:
    """One numbered event of a job; numbers count from 1 without gaps. The payload holds ids and counters only."""

    job_id: UUID
    number: int
    kind: EventKind
    payload: JsonObject
    created_at: datetime


@dataclass(frozen=True, slots=True)
class LeasedJob:
    """A job that this worker may work on until the lease runs out; every write names the lease's token."""

    id: UUID
    scope: Scope
    lease_token: UUID
    config: ExperimentConfig
    is_resumed: bool
