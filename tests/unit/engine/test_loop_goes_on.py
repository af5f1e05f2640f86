"""What is heavy on the processor never blocks the event loop on which all jobs of a worker live."""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from engine.adapters.filesystem.artifact_store import FilesystemArtifactStore
from engine.adapters.memory.cache import MemoryCache
from engine.adapters.memory.progress_sink import MemoryProgressSink
from engine.adapters.memory.result_store import MemoryResultStore
from engine.domain.experiment import resolve_experiment
from engine.domain.job import Scope
from engine.domain.pins import Pins
from engine.metrics.registry import PROPERTIES
from engine.pipeline import archive, job_pipeline, runs
from engine.pipeline.archive import Archive
from engine.pipeline.job_pipeline import Pipeline
from engine.pipeline.toolbox import Toolbox
from engine.pipeline.turn import Shared
from tests.heartbeat import heart
from tests.shared_sandbox import shared_sandbox
from tests.unit.engine.test_pipeline import OTHER, PLAIN, TESTED, ScriptedClient

HEAVY = (
    (runs, "examine_output"),
    (job_pipeline, "yardstick_of"),
    (job_pipeline, "build_report"),
    (job_pipeline, "with_property_differences"),
    (archive, "report_bytes"),
    (archive, "write_bundle"),
)


async def test_the_loop_goes_on_while_a_job_is_analysed_reported_and_archived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scope, store = Scope(uuid4()), MemoryResultStore()
    config = replace(resolve_experiment(TESTED, (), Pins("scripted", "m"), 2), analyses=("R_raw", PROPERTIES))
    claimed = await store.claim(scope, store.add_job(scope, config), 60)
    assert claimed is not None
    async with heart() as beating:
        for module, name in HEAVY:
            monkeypatch.setattr(module, name, beating.beside(getattr(module, name)))
        shared = Shared(archive=Archive(FilesystemArtifactStore(tmp_path)))
        tools = Toolbox(shared_sandbox(), MemoryCache())
        client = ScriptedClient([PLAIN, OTHER])
        report = await Pipeline(store, MemoryProgressSink(), {"scripted": client}, tools, shared).run_job(claimed[0])
    assert report is not None
    assert set(beating.felt) == {name for _, name in HEAVY}
