"""What a job's row says besides its state: pins and counters."""

from operator import attrgetter
from typing import ClassVar

import strawberry
from strawberry.scalars import JSON

from api.schema.lazy import Lazy
from engine.adapters.postgres.readers.records import JobRecord
from engine.domain import pins


@strawberry.type
class Endpoint(Lazy):
    """A system under test that answers a POST: where it is, what it is sent, where in its answer the output stands."""

    record: strawberry.Private[pins.Endpoint]

    url: str
    body: JSON
    response_path: str
    key_header: str


@strawberry.type
class Pins(Lazy):
    """Everything that fixes a generation."""

    parts: ClassVar = {"endpoint": lambda record: None if record.endpoint is None else Endpoint.of(record.endpoint)}
    record: strawberry.Private[pins.Pins]

    provider: str
    model: str
    temperature: float
    top_p: float | None
    seed: int | None
    max_tokens: int | None
    system_prompt: str | None
    stop: list[str]
    endpoint: Endpoint | None


@strawberry.type
class JobProgress(Lazy):
    """How far a job is: runs with an answer, runs that ended without one (together, and by how), outputs analysed, all of `total`."""

    parts: ClassVar = {
        "total": attrgetter("num_runs"),
        "generated": attrgetter("generated_count"),
        "unanswered": attrgetter("unanswered_count"),
        "failed": attrgetter("failed_count"),
        "refused": attrgetter("refused_count"),
        "timed_out": attrgetter("timed_out_count"),
        "analysed": attrgetter("analysed_count"),
    }
    record: strawberry.Private[JobRecord]
    total: int
    generated: int
    unanswered: int
    failed: int
    refused: int
    timed_out: int
    analysed: int
    last_event_number: int
