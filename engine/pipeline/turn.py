"""What a worker gives a job at a time, and what the jobs of a process share."""

import asyncio
from dataclasses import dataclass, field

from engine.pipeline.archive import Archive
from engine.pipeline.fair_limiter import FairLimiter
from engine.pipeline.pace import Pace
from engine.ports.admission import Admission, FreeAdmission
from engine.ports.observer import Observer, SilentObserver
from engine.ports.tracing import NoTracing, Tracing

MAX_CONCURRENT_GENERATIONS = 8
MAX_CONCURRENT_ANALYSES = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """At most so many new runs before the job goes back to the queue; `stopping` is set when the process wants to end."""

    max_runs: int = 1_000
    stopping: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True, slots=True)
class Shared:
    """What bounds all jobs of one process together, fairly between organizations, and where they are archived, counted and traced.

    Without an archive nothing is put into the artifact store.
    """

    admission: Admission = field(default_factory=FreeAdmission)
    archive: Archive | None = None
    observer: Observer = field(default_factory=SilentObserver)
    tracing: Tracing = field(default_factory=NoTracing)
    analysing: FairLimiter = field(default_factory=lambda: FairLimiter(MAX_CONCURRENT_ANALYSES))
    pace: Pace = field(default_factory=Pace)
