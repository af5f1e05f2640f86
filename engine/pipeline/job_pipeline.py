"""A job from its first missing run to its stored report, over the ports; nothing is generated twice."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from engine.domain.errors import NoAnswers, NotFound
from engine.domain.job import JobEvent, LeasedJob
from engine.domain.report import JobReport
from engine.domain.run import Generation, GenerationStatus, OutputAnalysis
from engine.metrics.registry import PROPERTIES
from engine.pipeline.anchor import choose_anchor
from engine.pipeline.archive import Circumstances
from engine.pipeline.persistence import persistently
from engine.pipeline.properties import with_property_differences
from engine.pipeline.report import Findings, build_report
from engine.pipeline.rescue import Reference, reference_of
from engine.pipeline.runs import Runs
from engine.pipeline.toolbox import Toolbox, yardstick_of
from engine.pipeline.turn import Shared, Turn
from engine.ports.llm_client import LlmClient
from engine.ports.progress_sink import ProgressSink
from engine.ports.result_store import ResultStore
from engine.ports.tracing import Attributes


class Pipeline:
    """Runs leased jobs."""

    def __init__(
        self, store: ResultStore, sink: ProgressSink, clients: Mapping[str, LlmClient], tools: Toolbox, shared: Shared | None = None
    ) -> None:
        """Take the adapters; `clients` maps provider names to providers."""
        self._store, self._sink, self._clients, self._tools = store, sink, clients, tools
        self._shared = shared or Shared()

    async def run_job(self, job: LeasedJob, turn: Turn | None = None) -> JobReport | None:
        """Generate what is missing, analyse everything, establish the anchor, and store the report; None when the turn ends before.

        Stored generations are kept as they are. Raises InvalidInput or NotFound when the job cannot be run as configured, LeaseLost
        when another worker owns it, NoAnswers when every run failed or timed out, and what the sandbox raises.
        """
        attributes: Attributes = {"skyt.job_id": str(job.id), "skyt.num_runs": job.config.num_runs}
        with self._shared.tracing.span("turn of a job", attributes, job.trace_parent):
            return await self._run_job(job, turn)

    async def _run_job(self, job: LeasedJob, turn: Turn | None) -> JobReport | None:
        config, today = job.config, self._tools.today or datetime.now(UTC).date()
        yardstick = await asyncio.to_thread(yardstick_of, config.contract, config.restriction_sets, today)
        client = self._clients.get(config.pins.provider)
        if client is None:
            raise NotFound("provider", config.pins.provider, f"known are {', '.join(sorted(self._clients))}")
        client.check(config.contract, config.pins, config.num_runs)
        progress = await persistently(lambda: self._store.progress(job))
        asked = await persistently(lambda: client.for_job(job.scope, config, progress.used))
        runs = Runs(job, self._store, self._sink, asked, yardstick, self._tools, self._shared, turn or Turn())
        if not await runs.go_on(progress):
            return None
        generations, analyses = runs.all()
        _check_answers(generations)
        reference = await self._reference(job, runs, generations, analyses)
        notices = client.notices(config.pins)
        findings = Findings(yardstick, analyses, runs.behaviours())
        report = await asyncio.to_thread(build_report, config, generations, findings, reference, notices)
        if PROPERTIES in config.analyses:
            report = await asyncio.to_thread(with_property_differences, report, config.contract, self._tools.cache)
        report = await self._archived(job, report, Circumstances(today, runs.executions()))
        await self.publish(await persistently(lambda: self._store.complete(job, report)))
        return report

    async def _archived(self, job: LeasedJob, report: JobReport, circumstances: Circumstances) -> JobReport:
        """The report, and where its bundle is kept; as it is without an archive."""
        archive = self._shared.archive
        if archive is None:
            return report
        kept = await persistently(lambda: self._store.stored_generations(job))
        return replace(report, archive=await persistently(lambda: archive.put_job(job, kept, report, circumstances)))

    async def publish(self, event: JobEvent | None) -> None:
        """Announce a committed event, if there is one."""
        if event is not None:
            await self._sink.publish(event)

    async def _reference(
        self, job: LeasedJob, runs: Runs, generations: Sequence[Generation], analyses: Mapping[int, OutputAnalysis]
    ) -> Reference | None:
        """The anchor that holds, established from this job where there was none, seen as this engine sees it."""
        anchor = await persistently(lambda: self._store.current_anchor(job))
        if anchor is None:
            chosen = choose_anchor(generations, analyses, job.config.anchor_strategy, job.config.contract.kind)
            anchor = None if chosen is None else await persistently(lambda: self._store.establish_anchor(job, chosen))
        if anchor is None:
            return None
        return reference_of(anchor, (await runs.examine(anchor.raw_output)).analysis, job.config.contract.kind)


def _check_answers(generations: Sequence[Generation]) -> None:
    """A job of failures only measures nothing; refusals are answers of a kind."""
    failures = [item for item in generations if item.status in {GenerationStatus.FAILED, GenerationStatus.TIMED_OUT}]
    if len(failures) == len(generations):
        raise NoAnswers(f"none of the {len(generations)} runs got an answer; the first said: {failures[0].error_message}")
