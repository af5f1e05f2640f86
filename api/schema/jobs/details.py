"""What a job's row says besides its state: pins and counters."""

import strawberry

from engine.adapters.postgres.readers.records import JobRecord
from engine.domain import pins


@strawberry.type
class Pins:
    """Everything that fixes a generation."""

    provider: str
    model: str
    temperature: float
    top_p: float | None
    seed: int | None
    max_tokens: int | None
    system_prompt: str | None
    stop: list[str]

    @classmethod
    def of(cls, record: pins.Pins) -> "Pins":
        """Show pins."""
        return cls(
            provider=record.provider,
            model=record.model,
            temperature=record.temperature,
            top_p=record.top_p,
            seed=record.seed,
            max_tokens=record.max_tokens,
            system_prompt=record.system_prompt,
            stop=list(record.stop),
        )


@strawberry.type
class JobProgress:
    """How far a job is: runs with an answer, runs that ended without one (together, and by how), outputs analysed, all of `total`."""

    total: int
    generated: int
    unanswered: int
    failed: int
    refused: int
    timed_out: int
    analysed: int
    last_event_number: int

    @classmethod
    def of(cls, record: JobRecord) -> "JobProgress":
        """Show the counters."""
        return cls(
            total=record.num_runs,
            generated=record.generated_count,
            unanswered=record.unanswered_count,
            failed=record.failed_count,
            refused=record.refused_count,
            timed_out=record.timed_out_count,
            analysed=record.analysed_count,
            last_event_number=record.last_event_number,
        )
