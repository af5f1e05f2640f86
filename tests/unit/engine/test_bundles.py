"""Bundles: a finished job in one file, from which the same bytes of report are made again."""

import io
import zipfile
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from cli.main import app
from engine.adapters.filesystem.artifact_store import FilesystemArtifactStore
from engine.adapters.filesystem.contracts import FilesystemContractRepository
from engine.adapters.filesystem.restrictions import load_restriction_sets
from engine.adapters.llm.sample import SampleClient
from engine.adapters.memory.cache import MemoryCache
from engine.adapters.memory.progress_sink import MemoryProgressSink
from engine.adapters.memory.result_store import MemoryResultStore
from engine.domain.errors import InvalidInput, StoreUnavailable
from engine.domain.experiment import resolve_experiment
from engine.domain.job import Scope
from engine.domain.pins import Pins
from engine.domain.report import JobReport
from engine.domain.run import Generation, GenerationStatus
from engine.pipeline.archive import Archive
from engine.pipeline.bundle import read_bundle, report_bytes, write_bundle
from engine.pipeline.bundle_replay import replay_bundle
from engine.pipeline.job_pipeline import Pipeline
from engine.pipeline.toolbox import Toolbox
from engine.pipeline.turn import Shared
from tests.shared_sandbox import shared_sandbox

SCOPE = Scope(uuid4(), uuid4())


class TalkativeClient(SampleClient):
    """Sample answers with an exchange, as providers over the network have; one run has no answer."""

    async def generate(self, contract, pins, run_index):
        if run_index == 3:
            return Generation(run_index, GenerationStatus.REFUSED, None, "no", provider_data={"request": {"n": 3}})
        found = await super().generate(contract, pins, run_index)
        return Generation(run_index, found.status, found.raw_output, provider_data={"request": {"n": run_index}, "served_model": "m"})


async def finished_job(artifacts: FilesystemArtifactStore) -> JobReport:
    contract = await FilesystemContractRepository().load(SCOPE, "leap_year")
    config = resolve_experiment(contract, load_restriction_sets(["clean_python"]), Pins("sample", "leap_year", 1.0, seed=1), 6)
    store = MemoryResultStore()
    job_id = store.add_job(SCOPE, config)
    claimed = await store.claim(SCOPE, job_id, 60)
    assert claimed is not None
    tools = Toolbox(shared_sandbox(), MemoryCache())
    pipeline = Pipeline(store, MemoryProgressSink(), {"sample": TalkativeClient()}, tools, Shared(archive=Archive(artifacts)))
    return await pipeline.run_job(claimed[0])


@pytest.fixture
def artifacts(tmp_path: Path) -> FilesystemArtifactStore:
    return FilesystemArtifactStore(tmp_path / "artifacts")


async def test_a_job_is_analysed_again_from_its_bundle_to_the_same_bytes(artifacts: FilesystemArtifactStore) -> None:
    report = await finished_job(artifacts)
    assert report.archive is not None
    content = await artifacts.get(report.archive)
    bundle = read_bundle(content)
    assert bundle.report == report_bytes(report)
    assert write_bundle(bundle) == content
    assert report_bytes(replay_bundle(bundle, Toolbox(shared_sandbox(), MemoryCache()))) == bundle.report


async def test_exchanges_are_put_away_before_the_row_and_come_along_in_the_bundle(artifacts: FilesystemArtifactStore) -> None:
    bundle = read_bundle(await artifacts.get((await finished_job(artifacts)).archive or ""))
    first = bundle.generations[0].provider_data
    assert first == {"served_model": "m", "exchange": first["exchange"]}
    assert bundle.exchanges[first["exchange"]] == b'{"request":{"n":0}}'
    assert len(bundle.exchanges) == 6


async def test_an_answer_is_kept_where_it_is_while_the_store_of_artifacts_is_away() -> None:
    class Away(FilesystemArtifactStore):
        async def put(self, content: bytes) -> str:
            raise StoreUnavailable("the disk is full")

    generation = Generation(0, GenerationStatus.GENERATED, "x", provider_data={"request": 1})
    assert await Archive(Away(Path("unused"))).with_cold_exchange(generation) == generation


async def test_a_bundle_that_was_changed_is_refused(artifacts: FilesystemArtifactStore) -> None:
    content = await artifacts.get((await finished_job(artifacts)).archive or "")
    files = {entry: zipfile.ZipFile(io.BytesIO(content)).read(entry) for entry in zipfile.ZipFile(io.BytesIO(content)).namelist()}
    for changes in ({"report.json": b"{}"}, {"more.json": b"{}"}, {"manifest.json": b"[]"}, {"manifest.json": b"no"}):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, text in (files | changes).items():
                archive.writestr(name, text)
        with pytest.raises(InvalidInput, match="not a bundle of Skyt, or it was changed"):
            read_bundle(stream.getvalue())
    with pytest.raises(InvalidInput):
        read_bundle(content[:-30])


async def test_skyt_replay_prints_the_same_report_on_another_machine(artifacts: FilesystemArtifactStore, tmp_path: Path) -> None:
    content = await artifacts.get((await finished_job(artifacts)).archive or "")
    path = tmp_path / "elsewhere.skyt"
    path.write_bytes(content)
    done = CliRunner().invoke(app, ["replay", str(path)])
    assert done.exit_code == 0, done.output
    assert done.stdout_bytes.rstrip(b"\n") == read_bundle(content).report
    assert done.stderr == "the same report, byte for byte\n"


async def test_the_day_of_the_first_analysis_decides_about_exceptions(artifacts: FilesystemArtifactStore) -> None:
    bundle = read_bundle(await artifacts.get((await finished_job(artifacts)).archive or ""))
    assert isinstance(bundle.as_of, date)
