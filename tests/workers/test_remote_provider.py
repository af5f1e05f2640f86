"""A real worker process that asks a provider over the network, keeps the exchange as an artifact, and leaves a bundle to replay."""

import asyncio
import json
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from cli.embedded.servers import Addresses
from engine.adapters.filesystem.artifact_store import FilesystemArtifactStore
from engine.adapters.llm.remembering import NOTICE
from engine.adapters.memory.cache import MemoryCache
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.submissions import Submission, add_job
from engine.domain.experiment import resolve_experiment
from engine.domain.pins import Pins
from engine.pipeline.bundle import read_bundle, report_bytes
from engine.pipeline.bundle_replay import replay_bundle
from engine.pipeline.toolbox import Toolbox
from tests.accounts import CONTRACT, Tenant
from tests.providers.servers import openai_answer, provider, refusal
from tests.shared_sandbox import shared_sandbox
from tests.workers.jobs import ANSWERS, stored
from tests.workers.processes import start_worker


async def test_a_worker_asks_a_provider_and_leaves_everything_needed_to_analyse_the_job_again(
    stores: Addresses, owner: Database, database: Database, ada: Tenant, contract_id: UUID, recordings: Path, tmp_path: Path
) -> None:
    config = resolve_experiment(CONTRACT, (), Pins("openai", "gpt-4o-mini", 0.3, seed=7), 4)
    answers = [refusal(429, retry_after="0"), *[openai_answer(ANSWERS[number]) for number in (0, 2, 0, 2)]]
    async with provider(*answers) as server:
        job_id = (await add_job(database, ada.scope, Submission(config, contract_id, ()))).job_id
        settings = {"SKYT_OPENAI_BASE_URL": f"{server.url}/v1", "SKYT_OPENAI_API_KEY": "secret-key"}
        worker = await start_worker(stores, recordings, tmp_path / "worker.log", **settings)
        try:
            await _until_ended(owner, job_id)
        finally:
            await worker.stop(grace_seconds=10)
    assert (await stored(owner, job_id)).status == "completed"
    assert [body["seed"] for body in server.bodies] == [7] * 5
    async with owner.unscoped_transaction() as connection:
        runs = (await connection.execute(text("select usage, provider_data from runs where job_id = :job"), {"job": job_id})).all()
        archive = (
            await connection.execute(text("select artifacts_url from job_results where job_id = :job"), {"job": job_id})
        ).scalar_one()
    assert {row.provider_data["served_model"] for row in runs} == {"gpt-4o-mini-2024-07-18"}
    assert all("request" not in row.provider_data and row.usage["completion_tokens"] == 200 for row in runs)
    artifacts = FilesystemArtifactStore(recordings.parent / "data" / "artifacts")
    exchange = json.loads(await artifacts.get(runs[0].provider_data["exchange"]))
    assert exchange["request"]["body"]["model"] == "gpt-4o-mini"
    bundle = read_bundle(await artifacts.get(archive))
    again = await asyncio.to_thread(replay_bundle, bundle, Toolbox(shared_sandbox(), MemoryCache()))
    assert report_bytes(again) == bundle.report
    assert "secret-key" not in (tmp_path / "worker.log").read_text()
    assert b"secret-key" not in await artifacts.get(archive)


async def _until_ended(owner: Database, job_id: UUID) -> None:
    async with asyncio.timeout(60):
        while (await stored(owner, job_id)).status in {"queued", "running"}:  # noqa: ASYNC110 - another process ends it
            await asyncio.sleep(0.05)


async def test_with_the_cache_of_generations_a_second_job_asks_nobody_and_says_so(
    stores: Addresses, owner: Database, database: Database, ada: Tenant, contract_id: UUID, recordings: Path, tmp_path: Path
) -> None:
    config = resolve_experiment(CONTRACT, (), Pins("openai", "gpt-4o-mini", 0.3), 3)
    async with provider(*[openai_answer(ANSWERS[number]) for number in (0, 2, 0)], refusal(400)) as server:
        settings = {"SKYT_OPENAI_BASE_URL": f"{server.url}/v1", "SKYT_OPENAI_API_KEY": "secret-key", "SKYT_GENERATION_CACHE": "true"}
        worker = await start_worker(stores, recordings, tmp_path / "worker.log", **settings)
        try:
            for _ in range(2):
                job_id = (await add_job(database, ada.scope, Submission(config, contract_id, ()))).job_id
                await _until_ended(owner, job_id)
        finally:
            await worker.stop(grace_seconds=10)
    assert len(server.bodies) == 3
    async with owner.unscoped_transaction() as connection:
        runs = (await connection.execute(text("select provider_data, usage from runs where job_id = :job"), {"job": job_id})).all()
        notices = (await connection.execute(text("select notices from job_results where job_id = :job"), {"job": job_id})).scalar_one()
    assert [(row.provider_data["remembered"], row.usage["cost_usd"]) for row in runs] == [(True, 0.0)] * 3
    assert NOTICE in notices
