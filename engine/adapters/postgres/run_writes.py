"""What many runs of one job write at the same time, in a fixed number of statements: questions, answers, analyses, and their events."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from engine.adapters.postgres.analysis_rows import analysis_rows
from engine.adapters.postgres.documents import generation_values
from engine.adapters.postgres.events import counters_of
from engine.adapters.postgres.stored_text import store_json
from engine.domain.job import EventKind, JobEvent, LeasedJob
from engine.domain.json_value import JsonObject
from engine.domain.run import Generation, OutputAnalysis

_COUNTERS = ("generated", "unanswered", "failed", "refused", "timed_out", "analysed")
_NOTE = (
    "insert into run_requests (job_id, organization_id, run_index, asked_count) "
    "select $1, $2, run_index, asked from unnest($3::int[], $4::int[]) as r (run_index, asked) "
    "on conflict (job_id, run_index) do update set asked_count = run_requests.asked_count + excluded.asked_count, last_asked_at = now()"
)
_INSERT = (
    "insert into runs (job_id, organization_id, run_index, status, raw_output, error_message, usage, provider_data) "
    "select $1, $2, r.* from jsonb_to_recordset($3::text::jsonb) "
    "as r (run_index int, status text, raw_output text, error_message text, usage jsonb, provider_data jsonb) "
    "on conflict (job_id, run_index) do nothing returning run_index"
)
_ANALYSE = (
    "update runs set analysis = a.analysis, canonical_output = a.canonical_output, canonical_hash = a.canonical_hash, "
    "oracle_passed = a.oracle_passed, analysed_at = now() from jsonb_to_recordset($2::text::jsonb) as r (run_index int, place int) "
    "join jsonb_to_recordset($3::text::jsonb) as a "
    "(place int, analysis jsonb, canonical_output text, canonical_hash text, oracle_passed bool) using (place) "
    "where runs.job_id = $1 and runs.run_index = r.run_index and runs.analysed_at is null returning runs.run_index"
)
_ADDED = ", ".join(f"{name}_count = {name}_count + ${place}" for place, name in enumerate(_COUNTERS, start=4))
_NAMED = ", ".join(f"{name}_count as {name}" for name in _COUNTERS)
_COUNT = (
    f"update jobs set last_event_number = last_event_number + $3, fruitless_attempts = 0, {_ADDED} "  # noqa: S608 - our own names
    f"where organization_id = $2 and id = $1 returning last_event_number, num_runs, now() as created_at, {_NAMED}"
)
_EVENTS = (
    "insert into job_events (job_id, organization_id, number, kind, payload) "
    "select $1, $2, r.* from jsonb_to_recordset($3::text::jsonb) as r (number int, kind text, payload jsonb)"
)


@dataclass(frozen=True, slots=True)
class Asking:
    """A run is about to be asked for."""

    run_index: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A run was answered, or came to something else."""

    generation: Generation


@dataclass(frozen=True, slots=True)
class Analysed:
    """A run's output was analysed."""

    run_index: int
    analysis: OutputAnalysis


RunChange = Asking | Answered | Analysed
_Key = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class _News:
    """An event before it has its number; `place` is that of its change."""

    place: int
    kind: EventKind
    payload: JsonObject
    counts: tuple[str, ...]


async def write_changes(connection: AsyncConnection, job: LeasedJob, changes: Sequence[RunChange]) -> list[JobEvent | None]:
    """Write changes in the caller's transaction, which holds the job's row; the event of each, None where there is nothing new.

    The statements go to asyncpg itself: what SQLAlchemy does around a statement costs more than the statement.
    """
    sql: Any = (await connection.get_raw_connection()).driver_connection
    key = (job.id, job.scope.organization_id)
    asked = Counter(change.run_index for change in changes if isinstance(change, Asking))
    if asked:
        await sql.fetch(_NOTE, *key, list(asked), list(asked.values()))
    answered = {place: change.generation for place, change in enumerate(changes) if isinstance(change, Answered)}
    analysed = {place: change for place, change in enumerate(changes) if isinstance(change, Analysed)}
    news = [*await _write_generations(sql, key, answered), *await _write_analyses(sql, key, analysed)]
    events: list[JobEvent | None] = [None] * len(changes)
    for item, event in zip(news, await _write_events(sql, key, news), strict=True):
        events[item.place] = event
    return events


async def _write_generations(sql: Any, key: _Key, found: Mapping[int, Generation]) -> list[_News]:  # noqa: ANN401 - asyncpg has no types
    if not found:
        return []
    rows = [store_json(generation_values(item)) for item in found.values()]
    new = {row["run_index"] for row in await sql.fetch(_INSERT, *key, json.dumps(rows))}
    return [
        _News(place, EventKind.RUN_GENERATED, {"run_index": item.run_index, "status": item.status.value}, counters_of(item.status))
        for place, item in _firsts({place: (item.run_index, item) for place, item in found.items()}, new)
    ]


async def _write_analyses(sql: Any, key: _Key, found: Mapping[int, Analysed]) -> list[_News]:  # noqa: ANN401 - as above
    if not found:
        return []
    runs, analyses = analysis_rows({item.run_index: item.analysis for item in found.values()})
    new = {row["run_index"] for row in await sql.fetch(_ANALYSE, key[0], json.dumps(runs), json.dumps(analyses))}
    return [
        _News(
            place,
            EventKind.RUN_ANALYSED,
            {"run_index": item.run_index, "canonical_hash": item.analysis.form_hash, "oracle_passed": item.analysis.oracle.passed},
            ("analysed_count",),
        )
        for place, item in _firsts({place: (item.run_index, item) for place, item in found.items()}, new)
    ]


def _firsts(found: Mapping[int, tuple[int, Any]], new: set[int]) -> list[tuple[int, Any]]:
    """Of each run that is new, the first change."""
    firsts: dict[int, tuple[int, Any]] = {}
    for place, (run_index, item) in found.items():
        if run_index in new:
            firsts.setdefault(run_index, (place, item))
    return list(firsts.values())


async def _write_events(sql: Any, key: _Key, news: Sequence[_News]) -> list[JobEvent]:  # noqa: ANN401 - as above
    """Number the events without gaps under the lock of the job's row; each carries the counters as they were after it."""
    if not news:
        return []
    added = Counter(name.removesuffix("_count") for item in news for name in item.counts)
    row = await sql.fetchrow(_COUNT, *key, len(news), *(added[name] for name in _COUNTERS))
    events, counts = [], {name: row[name] - added[name] for name in _COUNTERS}
    for number, item in enumerate(news, row["last_event_number"] - len(news) + 1):
        for name in item.counts:
            counts[name.removesuffix("_count")] += 1
        payload = item.payload | _shown(item.kind, counts, row["num_runs"])
        events.append(JobEvent(key[0], number, item.kind, payload, row["created_at"]))
    rows = [{"number": event.number, "kind": event.kind.value, "payload": store_json(event.payload)} for event in events]
    await sql.fetch(_EVENTS, *key, json.dumps(rows))
    return events


def _shown(kind: EventKind, counts: Mapping[str, int], total: int) -> JsonObject:
    names = ("analysed",) if kind is EventKind.RUN_ANALYSED else _COUNTERS[:-1]
    return {**{name: counts[name] for name in names}, "total": total}
