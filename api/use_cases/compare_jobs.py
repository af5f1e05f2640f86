"""Comparing finished jobs: loaded in two statements, compared away from the event loop."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import UUID

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.finished_jobs import FinishedJob, FinishedJobRows, finished_jobs, read_finished_job
from engine.documents.difference import DocumentDifference, document_differences
from engine.domain.comparison import Comparison
from engine.domain.errors import Fault, InvalidInput
from engine.domain.experiment import ExperimentConfig, config_to_document
from engine.domain.job import Scope
from engine.pipeline.comparison.compare import compare_suites
from engine.pipeline.comparison.job import comparable_job
from engine.pipeline.comparison.settings import ComparisonSettings

MAX_JOBS = 10
# Tests by permutation take processor time: two at once leave the event loop its share, further ones wait their turn.
_WORKERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="compare")


@dataclass(frozen=True, slots=True)
class ComparedJobs:
    """The comparison of two finished jobs, and where their configurations differ."""

    first: FinishedJob
    second: FinishedJob
    comparison: Comparison
    differences: tuple[DocumentDifference, ...]


async def compare_jobs(database: Database, scope: Scope, ids: Sequence[UUID], settings: ComparisonSettings) -> list[ComparedJobs]:
    """Compare the first job with each of the others; all tests together are one family for Holm's correction.

    Raises InvalidInput for fewer than two jobs or more than ten, for one named twice, and for one without a result.
    """
    if not 2 <= len(ids) <= MAX_JOBS:
        raise InvalidInput([Fault(f"{len(ids)} jobs were named; compare 2 to {MAX_JOBS}", "$.ids")])
    if len(set(ids)) < len(ids):
        raise InvalidInput([Fault("a job is named twice", "$.ids")], "A job is the same as itself.")
    found = await finished_jobs(database, scope, ids)
    faults = [
        Fault("there is no such job, or it has no result yet", f"$.ids[{index}]") for index, key in enumerate(ids) if key not in found
    ]
    if faults:
        raise InvalidInput(faults, "Compare jobs of your organization that have completed.")
    rows = [found[key] for key in ids]
    return await asyncio.get_running_loop().run_in_executor(_WORKERS, _compared, rows, settings)


def _compared(rows: Sequence[FinishedJobRows], settings: ComparisonSettings) -> list[ComparedJobs]:
    first, *others = map(read_finished_job, rows)
    comparable = {job.id: comparable_job(job.client_job_id or str(job.id), job.config, job.report) for job in (first, *others)}
    comparisons = compare_suites([(comparable[first.id], comparable[other.id]) for other in others], settings)
    return [
        ComparedJobs(first, other, comparison, configuration_differences(first.config, other.config))
        for other, comparison in zip(others, comparisons, strict=True)
    ]


def configuration_differences(first: ExperimentConfig, second: ExperimentConfig) -> tuple[DocumentDifference, ...]:
    """Where two configurations differ."""
    return tuple(document_differences(config_to_document(first), config_to_document(second)))
