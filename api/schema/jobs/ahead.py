"""Fetching what a page of jobs will be asked for: one statement for each kind of thing, whatever the number of jobs."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from api.context import Info
from api.dataloaders import DataLoaders
from api.dataloaders.run_pages import RunPageKey
from api.execution.selection import Selected
from api.schema.node import bounded, parse_index
from engine.adapters.postgres.readers.records import JobRecord
from engine.adapters.postgres.readers.runs import RunSelection, columns_for, result_columns_for


async def fetch_ahead(info: Info, jobs: Sequence[JobRecord]) -> None:
    """Fetch results, runs and users of these jobs, as far as they are asked for."""
    if not jobs:
        return
    asked, loaders = Selected.of(info).items(info), info.context.loaders
    waiting: list[Coroutine[Any, Any, None]] = []
    if asked.has("result"):
        columns = result_columns_for(asked.under(info, "result").attributes("JobResult"))
        waiting.append(loaders.results.fetch([job.id for job in jobs], columns))
    if asked.has("createdBy"):
        waiting.append(loaders.users.fetch(list({job.created_by for job in jobs if job.created_by is not None})))
    if asked.has("runs"):
        waiting.extend(_runs(info, asked, loaders, jobs))
    await asyncio.gather(*waiting)


def runs_key(info: Info, first: int | None, after: str | None, selection: RunSelection) -> Callable[[JobRecord], RunPageKey]:
    """The page of runs that a job's field `runs` asks for. Raises GraphQLError for arguments that cannot be used."""
    columns = columns_for(Selected.of(info).items(info).attributes("Run"))
    count, index = bounded(first, 100), parse_index(after)
    return lambda job: RunPageKey(job.id, count, index, columns, selection)


def _runs(info: Info, asked: Selected, loaders: DataLoaders, jobs: Sequence[JobRecord]) -> list[Coroutine[Any, Any, None]]:
    columns = columns_for(asked.under(info, "runs").items(info).attributes("Run"))
    pages = {(given.get("first"), given.get("after"), given.get("filter") is not None) for given in asked.arguments("Job", "runs")}
    if len(pages) != 1:
        return []
    first, after, is_narrowed = pages.pop()
    if is_narrowed or after is not None or not 1 <= (first or 100) <= 200:
        return []
    return [loaders.run_pages.fetch([RunPageKey(job.id, first or 100, -1, columns) for job in jobs])]
