"""A job from its first missing run to its stored report, over the ports; nothing is generated twice."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from engine.domain.errors import GenerationFailed, NotFound
from engine.domain.job import JobEvent, LeasedJob
from engine.domain.report import JobReport
from engine.domain.run import Generation, GenerationStatus, OutputAnalysis
from engine.metrics.registry import PROPERTIES
from engine.oracle.behaviour import Behaviour
from engine.pipeline.analysis import Examination, examine_output
from engine.pipeline.anchor import choose_anchor
from engine.pipeline.archive import Archive
from engine.pipeline.properties import with_property_differences
from engine.pipeline.report import Findings, build_report
from engine.pipeline.rescue import Reference, reference_of
from engine.pipeline.toolbox import Toolbox, Yardstick, yardstick_of
from engine.ports.llm_client import LlmClient
from engine.ports.progress_sink import ProgressSink
from engine.ports.result_store import ResultStore

MAX_CONCURRENT_GENERATIONS = 8
MAX_CONCURRENT_ANALYSES = 2


class Pipeline:
    """Runs leased jobs."""

    def __init__(
        self, store: ResultStore, sink: ProgressSink, clients: Mapping[str, LlmClient], tools: Toolbox, archive: Archive | None = None
    ) -> None:
        """Take the adapters; `clients` maps provider names to providers. Without an archive nothing is put into the artifact store."""
        self._store, self._sink, self._clients, self._tools, self._archive = store, sink, clients, tools, archive

    async def run_job(self, job: LeasedJob) -> JobReport:
        """Generate what is missing, analyse everything, establish the anchor, and store the report.

        Stored generations are kept as they are. Raises InvalidInput or NotFound when the job cannot be run as configured, LeaseLost
        when another worker owns it, and what the store and the sandbox raise.
        """
        config, today = job.config, self._tools.today or datetime.now(UTC).date()
        yardstick = yardstick_of(config.contract, config.restriction_sets, today)
        client = self._clients.get(config.pins.provider)
        if client is None:
            raise NotFound("provider", config.pins.provider, f"known are {', '.join(sorted(self._clients))}")
        client.check(config.contract, config.pins, config.num_runs)
        stored = await self._store.stored_generations(job)
        runs = _Runs(self, job, await client.for_job(job.scope, config, stored), yardstick)
        generations, analyses = await runs.all(stored)
        reference = await self._reference(job, yardstick, generations, analyses)
        notices = client.notices(config.pins)
        findings = Findings(yardstick, analyses, runs.behaviours())
        report = await asyncio.to_thread(build_report, config, generations, findings, reference, notices)
        if PROPERTIES in config.analyses:
            report = await asyncio.to_thread(with_property_differences, report, config.contract, self._tools.cache)
        if self._archive is not None:
            kept = await self._store.stored_generations(job)
            report = replace(report, archive=await self._archive.put_job(job, kept, report, today))
        await self.publish(await self._store.complete(job, report))
        return report

    async def publish(self, event: JobEvent | None) -> None:
        """Announce a committed event, if there is one."""
        if event is not None:
            await self._sink.publish(event)

    async def examine(self, raw_output: str, yardstick: Yardstick) -> Examination:
        """Analyse one output away from the event loop."""
        return await asyncio.to_thread(examine_output, raw_output, yardstick, self._tools)

    async def _reference(
        self, job: LeasedJob, yardstick: Yardstick, generations: Sequence[Generation], analyses: Mapping[int, OutputAnalysis]
    ) -> Reference | None:
        """The anchor that holds, established from this job where there was none, seen as this engine sees it."""
        anchor = await self._store.current_anchor(job)
        if anchor is None:
            chosen = choose_anchor(generations, analyses, job.config.anchor_strategy, job.config.contract.kind)
            anchor = await self._store.establish_anchor(job, chosen) if chosen is not None else None
        if anchor is None:
            return None
        return reference_of(anchor, (await self.examine(anchor.raw_output, yardstick)).analysis, yardstick.contract.kind)

    async def save_generation(self, job: LeasedJob, generation: Generation) -> None:
        """Store one generation and announce it."""
        if self._archive is not None:
            generation = await self._archive.with_cold_exchange(generation)
        await self.publish(await self._store.save_generation(job, generation))

    async def save_analysis(self, job: LeasedJob, run_index: int, analysis: OutputAnalysis) -> None:
        """Store one analysis and announce it."""
        await self.publish(await self._store.save_analysis(job, run_index, analysis))


class _Runs:
    """All runs of one job at once, with bounds on how many are generated and analysed at the same time."""

    def __init__(self, pipeline: Pipeline, job: LeasedJob, client: LlmClient, yardstick: Yardstick) -> None:
        self.pipeline, self.job, self.client, self.yardstick = pipeline, job, client, yardstick
        self.generating = asyncio.Semaphore(MAX_CONCURRENT_GENERATIONS)
        self.analysing = asyncio.Semaphore(MAX_CONCURRENT_ANALYSES)
        self.generations: dict[int, Generation] = {}
        self.analyses: dict[int, OutputAnalysis] = {}
        self.examinations: dict[str, Examination] = {}
        self.same_text: dict[str, asyncio.Lock] = {}

    async def all(self, earlier: Sequence[Generation]) -> tuple[list[Generation], dict[int, OutputAnalysis]]:
        stored = {item.run_index: item for item in earlier}
        try:
            async with asyncio.TaskGroup() as group:
                for index in range(self.job.config.num_runs):
                    group.create_task(self.one(index, stored.get(index)))
        except BaseExceptionGroup as failures:
            raise failures.exceptions[0] from None
        return [self.generations[index] for index in sorted(self.generations)], self.analyses

    async def one(self, index: int, stored: Generation | None) -> None:
        generation = stored or await self.generate(index)
        self.generations[index] = generation
        if generation.raw_output is None:
            return
        analysis = (await self.examine(generation.raw_output)).analysis
        self.analyses[index] = analysis
        await self.pipeline.save_analysis(self.job, index, analysis)

    async def examine(self, raw_output: str) -> Examination:
        """Each distinct text is examined once, whatever the cache forgets."""
        async with self.same_text.setdefault(raw_output, asyncio.Lock()):
            if raw_output not in self.examinations:
                async with self.analysing:
                    self.examinations[raw_output] = await self.pipeline.examine(raw_output, self.yardstick)
        return self.examinations[raw_output]

    def behaviours(self) -> dict[str, Behaviour]:
        """What was observed, by behaviour signature."""
        return {item.analysis.observations: item.behaviour for item in self.examinations.values() if item.behaviour is not None}

    async def generate(self, index: int) -> Generation:
        async with self.generating:
            try:
                generation = await self.client.generate(self.job.config.contract, self.job.config.pins, index)
            except GenerationFailed as failure:
                generation = Generation(index, GenerationStatus(failure.reason), None, str(failure))
            await self.pipeline.save_generation(self.job, generation)
        return generation
