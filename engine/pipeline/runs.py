"""The runs of one job in one turn: generated and analysed concurrently, each stored as it arrives."""

import asyncio
from collections.abc import Container, Sequence
from functools import partial
from uuid import uuid5

from engine.domain.errors import GenerationFailed
from engine.domain.job import JobEvent, LeasedJob, Progress
from engine.domain.json_value import text_hash
from engine.domain.pins import most_tokens
from engine.domain.run import Generation, GenerationStatus, OutputAnalysis
from engine.oracle.behaviour import Behaviour
from engine.pipeline.analysis import Examination, examine_output
from engine.pipeline.persistence import persistently
from engine.pipeline.recorded_executions import Recorded
from engine.pipeline.toolbox import Toolbox, Yardstick
from engine.pipeline.turn import MAX_CONCURRENT_GENERATIONS, Shared, Turn
from engine.ports.admission import ADMITTED, Asking, Noted
from engine.ports.llm_client import REQUEST_KEY, LlmClient
from engine.ports.progress_sink import ProgressSink
from engine.ports.result_store import ResultStore


class Runs:
    """What a turn does with a job's runs; equal texts are examined once."""

    def __init__(  # noqa: PLR0913, PLR0917 - one argument for each port, and what the process shares
        self,
        job: LeasedJob,
        store: ResultStore,
        sink: ProgressSink,
        client: LlmClient,
        yardstick: Yardstick,
        tools: Toolbox,
        shared: Shared,
        turn: Turn,
    ) -> None:
        """Take the job, the adapters, what holds for outputs, and the turn's bounds."""
        self._job, self._store, self._sink, self._client = job, store, sink, client
        self._yardstick, self._tools, self._shared, self._turn = yardstick, tools, shared, turn
        self._organization = job.scope.organization_id
        self._asking = _asking(job, client)
        self._generating = asyncio.Semaphore(MAX_CONCURRENT_GENERATIONS)
        self._generations: dict[int, Generation] = {}
        self._analyses: dict[int, OutputAnalysis] = {}
        self._examinations: dict[str, Examination] = {}
        self._same_text: dict[str, asyncio.Lock] = {}

    async def go_on(self, progress: Progress) -> bool:
        """Generate and analyse what the turn allows; whether all runs of the job are there and analysed now.

        The last turn reads and analyses every run, from the cache where it can: what earlier turns found out is needed for the report.
        """
        missing = [index for index in range(self._job.config.num_runs) if index not in progress.stored]
        mine = missing[: self._turn.max_runs]
        is_last = len(mine) == len(missing)
        earlier = await self._earlier() if is_last and progress.stored else {}
        try:
            async with asyncio.TaskGroup() as group:
                for raw_output, indexes in earlier.items():
                    group.create_task(self._analysed(raw_output, indexes, progress.analysed))
                for index in mine:
                    group.create_task(self._one(index))
        except BaseExceptionGroup as failures:
            raise failures.exceptions[0] from None
        return is_last and not self._turn.stopping.is_set() and len(self._generations) == self._job.config.num_runs

    def all(self) -> tuple[list[Generation], dict[int, OutputAnalysis]]:
        """Every generation in order of its run, and every analysis."""
        return [self._generations[index] for index in sorted(self._generations)], self._analyses

    def behaviours(self) -> dict[str, Behaviour]:
        """What was observed, by behaviour signature."""
        return {item.analysis.observations: item.behaviour for item in self._examinations.values() if item.behaviour is not None}

    def executions(self) -> dict[str, tuple[Recorded, ...]]:
        """Executions that limits ended, by the hash of the output."""
        found = self._examinations.items()
        return {text_hash(text): item.executions for text, item in sorted(found) if item.executions}

    async def examine(self, raw_output: str) -> Examination:
        """Analyse one output away from the event loop; each distinct text once, whatever the cache forgets."""
        async with self._same_text.setdefault(raw_output, asyncio.Lock()):
            if raw_output not in self._examinations:
                async with self._shared.analysing.place(self._organization):
                    self._examinations[raw_output] = await asyncio.to_thread(examine_output, raw_output, self._yardstick, self._tools)
        return self._examinations[raw_output]

    async def _earlier(self) -> dict[str, list[int]]:
        """Read what earlier turns generated: the runs of each text."""
        self._generations = {item.run_index: item for item in await persistently(lambda: self._store.stored_generations(self._job))}
        runs: dict[str, list[int]] = {}
        for index, generation in self._generations.items():
            if generation.raw_output is not None:
                runs.setdefault(generation.raw_output, []).append(index)
        return runs

    async def _one(self, index: int) -> None:
        generation = await self._generated(index)
        if generation is not None and generation.raw_output is not None:
            await self._analysed(generation.raw_output, [index], ())

    async def _analysed(self, raw_output: str, indexes: Sequence[int], stored: Container[int]) -> None:
        """Analyse a text for the runs that gave it, and store that for those for which it is not stored."""
        if self._turn.stopping.is_set():
            return
        analysis = (await self.examine(raw_output)).analysis
        self._analyses.update(dict.fromkeys(indexes, analysis))
        for index in indexes:
            if index not in stored:
                await self._keep(index, analysis)

    async def _keep(self, index: int, analysis: OutputAnalysis) -> None:
        event = await persistently(lambda: self._store.save_analysis(self._job, index, analysis))
        if event is not None:
            await self._sink.publish(event)

    async def _generated(self, index: int) -> Generation | None:
        """Ask for one run and store what came; None when the process wants to end, and the run was not asked for."""
        async with self._generating:
            await self._shared.pace.step(self._organization)
            return await self._stored(index)

    async def _stored(self, index: int) -> Generation | None:
        async with self._shared.admission.asking(self._asking) as admitted:
            if self._turn.stopping.is_set():
                return None
            await self._note(index)
            with self._shared.tracing.span("run", {"skyt.run_index": index}):
                ADMITTED.set(Noted(admitted, partial(self._note, index)))
                generation = await self._asked(index)
            event = await persistently(lambda: self._saved(generation))
            if generation.usage.tokens is not None:
                await admitted.took(generation.usage.tokens)
        self._generations[index] = generation
        self._shared.observer.run_generated(self._job.config.pins.provider, generation.status)
        self._shared.observer.run_of_tenant(self._organization, self._job.config.contract.id, generation.status)
        if event is not None:
            await self._sink.publish(event)
        return generation

    async def _note(self, index: int) -> None:
        await persistently(lambda: self._store.note_request(self._job, index))

    async def _saved(self, generation: Generation) -> JobEvent | None:
        archive = self._shared.archive
        kept = generation if archive is None else await archive.with_cold_exchange(generation)
        return await self._store.save_generation(self._job, kept)

    async def _asked(self, index: int) -> Generation:
        REQUEST_KEY.set(str(uuid5(self._job.id, str(index))))
        try:
            return await self._client.generate(self._job.config.contract, self._job.config.pins, index)
        except GenerationFailed as failure:
            return Generation(index, GenerationStatus(failure.reason), None, str(failure))


def _asking(job: LeasedJob, client: LlmClient) -> Asking:
    """What all questions of a job have in common."""
    contract, pins = job.config.contract, job.config.pins
    account = client.account or str(job.scope.organization_id)
    return Asking(job.scope.organization_id, pins.provider, account, sum(most_tokens(contract.prompt, contract.system_prompt, pins)))
