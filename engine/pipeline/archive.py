"""Putting what is cold into the artifact store, always before a row points to it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from engine.domain.errors import StoreUnavailable
from engine.domain.job import LeasedJob
from engine.domain.json_value import JsonObject, canonical_json
from engine.domain.report import JobReport
from engine.domain.run import Generation
from engine.pipeline.bundle import Bundle, exchanges_of, report_bytes, write_bundle
from engine.pipeline.recorded_executions import Recorded
from engine.ports.artifact_store import ArtifactStore

_COLD = ("request", "response")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What else decided about a report: the day, and the executions that limits ended, by the hash of the output."""

    as_of: date
    executions: Mapping[str, tuple[Recorded, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Archive:
    """Archives the exchanges of runs and the bundles of finished jobs."""

    artifacts: ArtifactStore

    async def with_cold_exchange(self, generation: Generation) -> Generation:
        """The generation with request and response put away; `provider_data` names the artifact as `exchange`.

        While the artifact store is away they stay where they are: an answer that was paid for is not lost to it.
        """
        data = generation.provider_data
        cold: JsonObject = {name: data[name] for name in _COLD if name in data}
        if not cold:
            return generation
        try:
            exchange = await self.artifacts.put(canonical_json(cold))
        except StoreUnavailable:
            return generation
        kept: JsonObject = {name: value for name, value in data.items() if name not in cold}
        return replace(generation, provider_data={**kept, "exchange": exchange})

    async def put_job(self, job: LeasedJob, generations: tuple[Generation, ...], report: JobReport, circumstances: Circumstances) -> str:
        """Store the bundle of a job that is about to be completed; answers with its hash. Raises StoreUnavailable.

        Spelling and compressing it can take a second, and is done away from the event loop.
        """
        exchanges = {name: await self.artifacts.get(name) for name in exchanges_of(generations)}
        return await self.artifacts.put(await asyncio.to_thread(_bundled, job, generations, report, circumstances, exchanges))


def _bundled(
    job: LeasedJob,
    generations: tuple[Generation, ...],
    report: JobReport,
    circumstances: Circumstances,
    exchanges: Mapping[str, bytes],
) -> bytes:
    bundle = Bundle(
        engine_version=report.engine_version,
        config=job.config,
        generations=generations,
        anchor=report.anchor,
        as_of=circumstances.as_of,
        executions=circumstances.executions,
        notices=report.notices,
        report=report_bytes(report),
        exchanges=exchanges,
    )
    return write_bundle(bundle)
