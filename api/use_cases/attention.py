"""What needs somebody's attention: jobs that failed, rules that are broken, contracts whose answers changed."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.history import LatestResult, latest_results
from engine.adapters.postgres.readers.job_list import JobSelection, jobs_page
from engine.adapters.postgres.readers.order import Window
from engine.adapters.postgres.readers.records import JobRecord
from engine.domain.comparison import ComparedValue
from engine.domain.job import JobStatus, Scope
from engine.domain.report import RuleReport
from engine.domain.restriction import Severity
from engine.domain.scores import Score
from engine.pipeline.comparison.settings import ComparisonSettings
from engine.pipeline.comparison.stored_rates import changed_rates

MAX_CONTRACTS = 200
MAX_FAILED = 20


@dataclass(frozen=True, slots=True)
class ChangedContract:
    """A contract version whose newest job has other rates than the one before it."""

    newest: LatestResult
    before: LatestResult
    values: tuple[ComparedValue, ...]


@dataclass(frozen=True, slots=True)
class Concerns:
    """What was found, of the time since `since`; a failing rule is a result and the rule's place there."""

    since: datetime
    failed_jobs: tuple[JobRecord, ...]
    failing_rules: tuple[tuple[LatestResult, int], ...]
    changed: tuple[ChangedContract, ...]


async def concerns(database: Database, scope: Scope, days: int) -> Concerns:
    """Look at the last days, in two statements; the tests run away from the event loop."""
    since = datetime.now(UTC) - timedelta(days=days)
    selection = JobSelection(statuses=(JobStatus.FAILED,), created_after=since)
    failed = await jobs_page(database, scope, Window(MAX_FAILED), selection)
    latest = list((await latest_results(database, scope, since, MAX_CONTRACTS)).values())
    failing = tuple((results[0], place) for results in latest for place, rule in enumerate(results[0].rules) if _is_failing(rule))
    return Concerns(since, failed.items, failing, await asyncio.to_thread(_changed, latest))


def _is_failing(rule: RuleReport) -> bool:
    is_broken = isinstance(rule.pass_rate, Score) and rule.pass_rate.value < 1
    return is_broken and rule.severity is Severity.MANDATORY


def _changed(latest: list[list[LatestResult]]) -> tuple[ChangedContract, ...]:
    pairs = [(results[0], results[1]) for results in latest if len(results) == 2 and results[0].engine_version == results[1].engine_version]
    found = changed_rates([(before.metrics, newest.metrics) for newest, before in pairs], ComparisonSettings())
    return tuple(ChangedContract(newest, before, values) for (newest, before), values in zip(pairs, found, strict=True) if values)
