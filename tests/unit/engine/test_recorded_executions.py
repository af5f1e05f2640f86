"""A replay comes to the same bytes although its machine is slower or faster: what limits ended is part of the bundle."""

from pathlib import Path
from uuid import uuid4

from engine.adapters.filesystem.artifact_store import FilesystemArtifactStore
from engine.adapters.filesystem.contracts import FilesystemContractRepository
from engine.adapters.memory.cache import MemoryCache
from engine.adapters.memory.progress_sink import MemoryProgressSink
from engine.adapters.memory.result_store import MemoryResultStore
from engine.domain.experiment import resolve_experiment
from engine.domain.job import Scope
from engine.domain.pins import Pins
from engine.pipeline.archive import Archive
from engine.pipeline.bundle import Bundle, read_bundle, report_bytes, write_bundle
from engine.pipeline.bundle_replay import replay_bundle
from engine.pipeline.job_pipeline import Pipeline
from engine.pipeline.recorded_executions import PATIENCE, RecordedSandbox, Recorder
from engine.pipeline.toolbox import TRIAL_LIMITS, Toolbox
from engine.pipeline.turn import Shared
from engine.ports.sandbox import Call, Execution, Limits, Observation, Outcome, Program
from tests.shared_sandbox import shared_sandbox
from tests.unit.engine.test_pipeline import ScriptedClient

SCOPE = Scope(uuid4(), uuid4())
SLOW = "def is_leap_year(year):\n    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)  # slow\n"
QUICK = "def is_leap_year(year):\n    return year % 400 == 0 or (year % 4 == 0 and year % 100 != 0)\n"
LATE = Observation(Outcome.TIMEOUT, "", "", "the time ran out")


class Machine:
    """The sandbox on a machine where answers with the word `slow` do not finish the last `late` scenarios."""

    def __init__(self, late: int) -> None:
        self.late, self.limits = late, set[Limits]()

    def run(self, program: Program, limits: Limits) -> Execution:
        self.limits.add(limits)
        execution = shared_sandbox().run(program, limits)
        if not self.late or "slow" not in program.source:
            return execution
        kept = execution.observations[: -self.late]
        return Execution(Outcome.TIMEOUT, (*kept, *((LATE,) for _ in range(self.late))), execution.isolation)


async def bundle_made_on(machine: Machine, folder: Path) -> Bundle:
    contract = await FilesystemContractRepository().load(SCOPE, "leap_year")
    config = resolve_experiment(contract, (), Pins("scripted", "any"), 2)
    store, artifacts = MemoryResultStore(), FilesystemArtifactStore(folder)
    claimed = await store.claim(SCOPE, store.add_job(SCOPE, config), 60)
    assert claimed is not None
    tools = Toolbox(machine, MemoryCache())
    pipeline = Pipeline(store, MemoryProgressSink(), {"scripted": ScriptedClient([QUICK, SLOW])}, tools, Shared(archive=Archive(artifacts)))
    report = await pipeline.run_job(claimed[0])
    assert report is not None
    return read_bundle(await artifacts.get(report.archive or ""))


def incomplete(bundle: Bundle) -> bool:
    return b'"incomplete_inputs":3' in bundle.report


async def test_a_slow_machines_bundle_says_the_same_on_a_quick_one(tmp_path: Path) -> None:
    bundle = await bundle_made_on(Machine(late=3), tmp_path)
    assert incomplete(bundle)
    assert report_bytes(replay_bundle(bundle, Toolbox(Machine(late=0), MemoryCache()))) == bundle.report
    assert read_bundle(write_bundle(bundle)) == bundle


async def test_a_quick_machines_bundle_has_patience_on_a_slow_one(tmp_path: Path) -> None:
    bundle, slower = await bundle_made_on(Machine(late=0), tmp_path), Machine(late=0)
    assert not incomplete(bundle)
    assert bundle.executions == {}
    assert report_bytes(replay_bundle(bundle, Toolbox(slower, MemoryCache()))) == bundle.report
    assert {item.processor_seconds for item in slower.limits} == {PATIENCE * (TRIAL_LIMITS.processor_seconds or 0)}


def test_only_what_cannot_simply_be_made_again_is_kept() -> None:
    program = Program(QUICK, "is_leap_year", False, ((Call((4,)),), (Call((5,)),)))
    finished, ended = Recorder(Machine(late=0)), Recorder(Machine(late=1))
    finished.run(program, TRIAL_LIMITS)
    assert finished.worth_keeping() == ()
    ended.run(program, TRIAL_LIMITS)
    late = ended.run(Program(SLOW, "is_leap_year", False, program.scenarios), TRIAL_LIMITS)
    assert [item.execution for item in ended.worth_keeping()][1:] == [late]
    again = RecordedSandbox(ended.worth_keeping(), Machine(late=0))
    assert again.run(Program(SLOW, "is_leap_year", False, program.scenarios), TRIAL_LIMITS) == late
