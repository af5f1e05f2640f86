"""Putting what is cold into the artifact store, always before a row points to it."""

from dataclasses import dataclass, replace
from datetime import date

from engine.domain.errors import StoreUnavailable
from engine.domain.job import LeasedJob
from engine.domain.json_value import JsonObject, canonical_json
from engine.domain.report import JobReport
from engine.domain.run import Generation
from engine.pipeline.bundle import Bundle, exchanges_of, report_bytes, write_bundle
from engine.ports.artifact_store import ArtifactStore

_COLD = ("request", "response")


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

    async def put_job(self, job: LeasedJob, generations: tuple[Generation, ...], report: JobReport, as_of: date) -> str:
        """Store the bundle of a job that is about to be completed; answers with its hash. Raises StoreUnavailable."""
        exchanges = {name: await self.artifacts.get(name) for name in exchanges_of(generations)}
        bundle = Bundle(
            engine_version=report.engine_version,
            config=job.config,
            generations=generations,
            anchor=report.anchor,
            as_of=as_of,
            notices=report.notices,
            report=report_bytes(report),
            exchanges=exchanges,
        )
        return await self.artifacts.put(write_bundle(bundle))
