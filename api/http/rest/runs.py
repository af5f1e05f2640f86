"""Runs as REST shows them: whole for JSON, flat for tables."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.page import Page
from engine.adapters.postgres.readers.records import RunRecord
from engine.adapters.postgres.readers.runs import RunsWanted, runs_pages
from engine.domain.job import Scope
from engine.domain.restriction import Violation
from engine.domain.run import EvidenceLevel, GenerationStatus, Usage

_BATCH = 100


class RunOutput(BaseModel):
    """One run: its output, its forms, where it stands relative to the anchor, what breaks rules, what it used."""

    job_id: UUID
    run_index: int
    status: GenerationStatus
    raw_output: str | None
    canonical_output: str | None
    repaired_output: str | None
    canonical_hash: str | None
    evidence: EvidenceLevel | None
    behaviour_class: int | None
    distance_pre: float | None
    distance_post: float | None
    oracle_passed: bool | None
    oracle_pass_rate: float | None
    violations: list[Violation]
    usage: Usage
    error_message: str | None

    @classmethod
    def of(cls, record: RunRecord) -> "RunOutput":
        """Show a run."""
        analysis = record.analysis
        plain = (
            "job_id", "run_index", "status", "raw_output", "canonical_output", "repaired_output", "canonical_hash", "evidence",
            "behaviour_class", "distance_pre", "distance_post", "usage", "error_message",
        )  # fmt: skip
        return cls(
            **{name: getattr(record, name) for name in plain},
            oracle_passed=None if analysis is None else analysis.oracle.passed,
            oracle_pass_rate=None if analysis is None else analysis.oracle.pass_rate,
            violations=[] if analysis is None else list(analysis.violations),
        )

    def flat(self) -> dict[str, Any]:
        """The columns of a table: texts and numbers only; of violations their numbers."""
        row = self.model_dump(mode="json", exclude={"violations", "usage"})
        counting = [item for item in self.violations if item.counts]
        mandatory = sum(item.severity == "mandatory" for item in counting)
        undecided = sum(item.is_undecided and item.waiver is None for item in self.violations)
        usage = self.usage
        used = (usage.prompt_tokens, usage.completion_tokens, usage.latency_ms, usage.cost_usd)
        rules = {"violations": len(counting), "mandatory_violations": mandatory, "undecided_rules": undecided}
        return row | rules | dict(zip(_USED, used, strict=True))


_USED = ("prompt_tokens", "completion_tokens", "latency_ms", "cost_usd")


async def runs_page(database: Database, scope: Scope, job_id: UUID, first: int, after: int) -> Page[RunRecord]:
    """A page of a job's runs after an index."""
    return (await runs_pages(database, scope, [job_id], RunsWanted(first, after)))[job_id]


async def all_runs(database: Database, scope: Scope, job_id: UUID) -> AsyncIterator[list[RunOutput]]:
    """All runs of a job, in batches, each read when it is asked for."""
    after, has_more = -1, True
    while has_more:
        page = await runs_page(database, scope, job_id, _BATCH, after)
        found = [RunOutput.of(record) for record in page.items]
        if found:
            after = found[-1].run_index
            yield found
        has_more = page.has_more
