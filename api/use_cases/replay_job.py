"""Analysing a finished job again from its bundle, and saying whether that comes to the same."""

import asyncio
import json
from dataclasses import dataclass
from uuid import UUID

from api.dataloaders import DataLoaders
from api.services import Services
from engine import ENGINE_VERSION
from engine.adapters.postgres.readers.records import JobRecord
from engine.domain.errors import NotFound, NotPossible
from engine.domain.job import JobStatus, Scope
from engine.domain.json_value import Json
from engine.domain.report import JobReport
from engine.pipeline.bundle import Bundle, read_bundle, report_bytes

MAX_RUNS = 500
MAX_DIFFERENCES = 100
_ELSEWHERE = "Replay it where you have the time: skyt export JOB, then skyt replay FILE"


@dataclass(frozen=True, slots=True)
class Replayed:
    """The job; the engine's version of its result and the present one; where the two reports differ, as paths, at most a hundred."""

    job: JobRecord
    first_engine_version: str
    engine_version: str
    differences: tuple[str, ...]


async def replay_job(services: Services, loaders: DataLoaders, scope: Scope, job_id: UUID) -> Replayed:
    """Analyse the job's recorded answers again; nothing is asked of a provider and nothing is stored.

    Raises NotFound for a job that the scope does not see, NotPossible for one that did not complete, has no bundle any more or more than
    500 runs, StoreUnavailable when it has to wait or the bundle cannot be read.
    """
    record = await loaders.jobs.load(job_id)
    if record is None:
        raise NotFound("job", str(job_id))
    if record.status is not JobStatus.COMPLETED:
        raise NotPossible(f"only a completed job has a result to compare with: this one is {record.status}", "wait until it has completed")
    if record.num_runs > MAX_RUNS:
        raise NotPossible(f"the job has {record.num_runs} runs, and at most {MAX_RUNS} are replayed here", _ELSEWHERE)
    bundle = await asyncio.to_thread(read_bundle, await _content(services, loaders, job_id))
    report = await services.trials.replay(scope, bundle)
    return Replayed(record, bundle.engine_version, ENGINE_VERSION, await asyncio.to_thread(_differences, bundle, report))


def _differences(bundle: Bundle, report: JobReport) -> tuple[str, ...]:
    """Where a report differs from the bundle's, as paths."""
    spelled = report_bytes(report)
    return () if spelled == bundle.report else tuple(_differing(json.loads(bundle.report), json.loads(spelled)))


async def _content(services: Services, loaders: DataLoaders, job_id: UUID) -> bytes:
    result = await loaders.results.load(job_id)
    try:
        if result is not None and result.archive is not None:
            return await services.artifacts.store.get(result.archive)
    except NotFound:
        pass
    raise NotPossible("the job's bundle is not kept any more", "artifacts are kept for as long as the organization's tier says")


def _differing(first: Json, second: Json, path: str = "$", depth: int = 3) -> list[str]:
    """The places in which two reports differ, three levels deep, in the order of the first."""
    if first == second:
        return []
    pairs: list[tuple[str, Json, Json]] = []
    if depth and isinstance(first, dict) and isinstance(second, dict):
        pairs = [(f"{path}.{name}", first.get(name), second.get(name)) for name in first | second]
    elif depth and isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        pairs = [(f"{path}[{place}]", *pair) for place, pair in enumerate(zip(first, second, strict=True))]
    found = [item for name, one, other in pairs for item in _differing(one, other, name, depth - 1)]
    return (found or [path])[:MAX_DIFFERENCES]
