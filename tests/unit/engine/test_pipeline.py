"""The pipeline and its executor over memory adapters: flow, resume, failure, determinism and rescue."""

import asyncio
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from pydantic import TypeAdapter

from engine.adapters.memory.cache import MemoryCache
from engine.adapters.memory.clock import ManualClock
from engine.adapters.memory.progress_sink import MemoryProgressSink
from engine.adapters.memory.result_store import MemoryResultStore
from engine.domain.contract import Contract, OracleTest
from engine.domain.errors import GenerationFailed
from engine.domain.experiment import resolve_experiment
from engine.domain.job import EventKind, JobStatus, Scope
from engine.domain.pins import Pins
from engine.domain.report import JobReport
from engine.domain.run import EvidenceLevel, Generation, GenerationStatus
from engine.domain.scores import Score
from engine.pipeline.job_executor import JobExecutor
from engine.pipeline.job_pipeline import Pipeline
from engine.pipeline.toolbox import Toolbox
from engine.ports.llm_client import LlmClient, ModelInfo
from engine.ports.sandbox import Execution, Limits, Program
from tests.conformance.samples import CONTRACT
from tests.shared_sandbox import shared_sandbox

TESTED = replace(CONTRACT, oracle_tests=(OracleTest("two", (2,), 4), OracleTest("none", (0,), 0)))
PLAIN = "def double(n):\n    return n * 2\n"
CHECKED = "def double(v0):\n    return v0 * 2\n"
SPACED = "def double(n):\n    # twice\n    return n*2"
OTHER = "def double(n):\n    return n + n"
WRONG = "def double(n):\n    return n"


class CountingSandbox:
    def __init__(self) -> None:
        self.programs: list[Program] = []
        self.hash_seeds: list[int] = []

    def run(self, program: Program, limits: Limits) -> Execution:
        self.programs.append(program)
        self.hash_seeds.append(limits.hash_seed)
        return shared_sandbox().run(program, limits)


class ScriptedClient(LlmClient):
    """Gives the scripted answers; an exception in the script is raised."""

    name, title = "scripted", "Scripted"

    def __init__(self, answers: list[str | Exception], notice: str | None = None) -> None:
        self.answers, self.notice = answers, notice
        self.asked: list[int] = []
        self.blocked_at: int | None = None
        self.is_blocked = asyncio.Event()

    def models(self, contract: Contract) -> tuple[ModelInfo, ...]:
        return ()

    def check(self, contract: Contract, pins: Pins, num_runs: int) -> None:
        pass

    async def generate(self, contract: Contract, pins: Pins, run_index: int) -> Generation:
        self.asked.append(run_index)
        if run_index == self.blocked_at:
            self.is_blocked.set()
            await asyncio.Event().wait()
        answer = self.answers[run_index]
        if isinstance(answer, Exception):
            raise answer
        return Generation(run_index, GenerationStatus.GENERATED, answer)


class World:
    """One store, one sink, one sandbox, one client, and a queued job."""

    def __init__(self, answers: list[str | Exception], provider: str = "scripted") -> None:
        self.clock = ManualClock()
        self.store, self.sink = MemoryResultStore(self.clock), MemoryProgressSink()
        self.client, self.sandbox = ScriptedClient(answers, "A notice."), CountingSandbox()
        self.scope = Scope(uuid4())
        config = resolve_experiment(TESTED, (), Pins(provider, "m"), len(answers))
        self.job_id: UUID = self.store.add_job(self.scope, config)
        pipeline = Pipeline(self.store, self.sink, {"scripted": self.client}, Toolbox(self.sandbox, MemoryCache()))
        self.executor = JobExecutor(self.store, pipeline, 60)

    @property
    def job(self):
        return self.store.jobs[self.job_id]

    async def run(self) -> bool:
        return await self.executor.execute(self.scope, self.job_id)


async def test_a_job_from_claim_to_report():
    world = World([SPACED, PLAIN, OTHER, WRONG, GenerationFailed("no answer in time", "timed_out"), PLAIN])
    assert await world.run()
    report = world.job.report
    assert report is not None
    assert world.job.status is JobStatus.COMPLETED
    assert report.notices == ("A notice.",)
    assert report.anchor is not None
    assert (report.anchor.raw_output, report.anchor.canonical_output, report.anchor.run_index) == (SPACED, PLAIN, 0)
    assert [run.evidence for run in report.runs] == [
        EvidenceLevel.IDENTICAL,
        EvidenceLevel.CANONICAL,
        EvidenceLevel.BEHAVIOURAL,
        None,
        None,
        EvidenceLevel.CANONICAL,
    ]
    assert [run.behaviour_class for run in report.runs] == [0, 0, 0, 1, None, 0]
    assert [run.distance_post for run in report.runs][:2] == [0.0, 0.0]
    assert report.runs[4].error_message == "no answer in time"
    values = {name: (value.numerator, value.denominator) for name, value in report.metrics.items() if isinstance(value, Score)}
    assert (values["R_raw"], values["R_anchor_pre"], values["R_anchor_post"]) == ((2, 6), (1, 6), (3, 6))
    assert (values["R_behavioral"], values["canon_coverage"], values["timed_out"]) == ((4, 6), (4, 6), (1, 6))


async def test_events_are_announced_in_order_and_after_they_were_stored():
    world = World([PLAIN, PLAIN])
    await world.run()
    assert world.sink.events == world.job.events[1:]
    kinds = [event.kind for event in world.sink.events]
    assert (kinds[0], kinds[-1]) == (EventKind.JOB_STARTED, EventKind.JOB_COMPLETED)
    assert sorted(kinds[1:-1]) == [EventKind.RUN_ANALYSED] * 2 + [EventKind.RUN_GENERATED] * 2


async def test_distances_never_rise_and_the_form_stands_where_it_helps():
    world = World([PLAIN, OTHER, WRONG, SPACED, "not python at all"])
    await world.run()
    assert world.job.report is not None
    for run in world.job.report.runs:
        assert run.distance_pre is not None
        assert run.distance_post is not None
        assert run.distance_post <= run.distance_pre
    assert world.job.report.runs[3].repaired_output == CHECKED
    assert world.job.report.runs[4].repaired_output == "not python at all"


async def test_identical_texts_and_forms_that_differ_in_names_are_run_once():
    world = World([PLAIN] * 10)
    await world.run()
    assert [program.source for program in world.sandbox.programs] == [PLAIN]


async def test_what_may_depend_on_hashes_is_confirmed_under_other_hash_seeds():
    source = f"{PLAIN}\nSEEN = set()\n"
    world = World([source] * 10)
    await world.run()
    assert [program.source for program in world.sandbox.programs[:4]] == [source] * 4
    assert world.sandbox.hash_seeds[:4] == [0, 1, 2, 3]


async def test_a_job_that_was_interrupted_resumes_without_asking_twice():
    world = World([PLAIN, SPACED, OTHER])
    world.client.blocked_at = 2
    attempt = asyncio.create_task(world.run())
    await world.client.is_blocked.wait()
    while len(world.job.generations) < 2:
        await asyncio.sleep(0)
    attempt.cancel()
    with pytest.raises(asyncio.CancelledError):
        await attempt
    assert world.job.status is JobStatus.QUEUED
    world.client.blocked_at, world.client.asked = None, []
    assert await world.run()
    assert world.client.asked == [2]
    assert world.job.status is JobStatus.COMPLETED
    assert [event.number for event in world.job.events] == list(range(1, len(world.job.events) + 1))


async def test_a_cancelled_job_that_another_worker_took_is_left_alone():
    world = World([PLAIN])
    world.client.blocked_at = 0
    attempt = asyncio.create_task(world.run())
    await world.client.is_blocked.wait()
    world.clock.advance(61)
    assert await world.store.claim(world.scope, world.job_id, 60) is not None
    attempt.cancel()
    with pytest.raises(asyncio.CancelledError):
        await attempt
    assert world.job.status is JobStatus.RUNNING


async def test_a_heartbeat_that_finds_the_lease_lost_stops_the_work():
    world = World([PLAIN])
    world.client.blocked_at = 0
    world.executor = JobExecutor(world.store, world.executor._pipeline, 0.03)
    attempt = asyncio.create_task(world.run())
    await world.client.is_blocked.wait()
    world.job.lease_token = uuid4()
    assert await attempt is False
    assert world.job.status is JobStatus.RUNNING


async def test_nothing_to_do():
    world = World([PLAIN])
    assert await world.run()
    assert await world.run() is False
    assert await world.executor.execute(Scope(uuid4()), world.job_id) is False


async def test_an_unknown_provider_fails_the_job_with_a_message():
    world = World([PLAIN], provider="nobody")
    assert await world.run()
    assert (world.job.status, world.job.error_message) == (JobStatus.FAILED, "there is no provider 'nobody'; known are scripted")


async def test_an_internal_error_fails_the_job_and_is_not_hidden():
    world = World([RuntimeError("secret detail")])
    with pytest.raises(RuntimeError):
        await world.run()
    assert world.job.status is JobStatus.FAILED
    assert world.job.error_message == "an internal error of Skyt (RuntimeError); the operators can find it in the worker's log"


async def test_the_same_outputs_give_the_same_bytes():
    reports = []
    for _ in range(2):
        world = World([SPACED, WRONG, OTHER, PLAIN, "```\n" + PLAIN + "```"])
        await world.run()
        reports.append(TypeAdapter(JobReport).dump_json(world.job.report))
    assert reports[0] == reports[1]


async def test_a_later_job_is_held_against_the_first_jobs_anchor():
    world = World([OTHER, PLAIN])
    await world.run()
    config = resolve_experiment(TESTED, (), Pins("scripted", "m"), 1)
    later = world.store.add_job(world.scope, config)
    world.client.answers = [PLAIN]
    await world.executor.execute(world.scope, later)
    report = world.store.jobs[later].report
    assert report is not None
    assert report.anchor is not None
    assert (report.anchor.raw_output, report.anchor.run_index, report.runs[0].evidence) == (OTHER, None, EvidenceLevel.BEHAVIOURAL)
