"""A job of the service, exported and analysed again elsewhere to the same bytes; addresses that hold for a while."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from api.artifacts import ArtifactLinks
from api.schema.node import node_id
from cli.artifacts import collect_orphans, expire_artifacts
from cli.export import fetch_bundle
from cli.main import app
from cli.run import Account
from engine import ENGINE_VERSION
from engine.adapters.llm.recorded import RecordedClient
from engine.adapters.memory.cache import MemoryCache
from engine.adapters.memory.progress_sink import MemoryProgressSink
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.domain.errors import NotFound
from engine.domain.json_value import canonical_json
from engine.domain.quota import Tier
from engine.domain.run import Generation
from engine.pipeline.archive import Archive
from engine.pipeline.bundle import read_bundle, write_bundle
from engine.pipeline.job_pipeline import Pipeline
from engine.pipeline.toolbox import Toolbox
from engine.pipeline.turn import Shared
from tests.accounts import Tenant, submit
from tests.graphql.service import Client, Service
from tests.shared_sandbox import shared_sandbox
from tests.workers.jobs import submit_recorded, write_recordings

BUNDLE = """
query Bundle($id: ID!) {
  job(id: $id) { result { bundle { contentHash fileName url } } runs(first: 1) { edges { node { request } } } }
}
"""


class Exchanging(RecordedClient):
    """Recorded answers with a request, as providers over the network have."""

    async def generate(self, contract, pins, run_index):
        found = await super().generate(contract, pins, run_index)
        return Generation(run_index, found.status, found.raw_output, provider_data={"request": {"run": run_index}})


async def finished_job(
    service: Service, database: Database, store: PostgresResultStore, tenant: Tenant, contract: UUID, folder: Path
) -> UUID:
    job_id = await submit_recorded(database, tenant, contract)
    claimed = await store.claim(tenant.scope, job_id, 60)
    assert claimed is not None
    archive = Archive(service.services.artifacts.store)
    clients = {"recorded": Exchanging(write_recordings(folder))}
    await Pipeline(store, MemoryProgressSink(), clients, Toolbox(shared_sandbox(), MemoryCache()), Shared(archive=archive)).run_job(
        claimed[0]
    )
    return job_id


async def test_export_from_the_service_and_replay_elsewhere_give_the_same_report(
    service: Service,
    client: Client,
    ada_token: str,
    database: Database,
    store: PostgresResultStore,
    ada: Tenant,
    contract_id: UUID,
    tmp_path: Path,
) -> None:
    job_id = await finished_job(service, database, store, ada, contract_id, tmp_path)
    name, content = await fetch_bundle(service.url, Account(ada_token, None, None), node_id("Job", job_id))
    assert name == f"{job_id}.skyt"
    path = tmp_path / "elsewhere" / name
    path.parent.mkdir()
    path.write_bytes(content)
    done = await asyncio.to_thread(CliRunner().invoke, app, ["replay", str(path)])
    assert (done.exit_code, done.stderr) == (0, "the same report, byte for byte\n")
    assert done.stdout_bytes.rstrip(b"\n") == read_bundle(content).report
    assert len(json.loads(done.stdout_bytes)["runs"]) == 30
    data = await client.data(BUNDLE, id=node_id("Job", job_id))
    assert data["job"]["runs"]["edges"][0]["node"]["request"] == {"run": 0}


async def test_an_address_is_given_to_the_owner_only_and_holds_for_a_while(
    service: Service,
    client: Client,
    foreigner: Client,
    database: Database,
    store: PostgresResultStore,
    ada: Tenant,
    contract_id: UUID,
    tmp_path: Path,
) -> None:
    job_id = await finished_job(service, database, store, ada, contract_id, tmp_path)
    assert (await foreigner.data(BUNDLE, id=node_id("Job", job_id)))["job"] is None
    bundle = (await client.data(BUNDLE, id=node_id("Job", job_id)))["job"]["result"]["bundle"]
    async with httpx.AsyncClient(base_url=service.url) as anybody:
        found = await anybody.get(bundle["url"])
        assert (found.status_code, found.headers["cache-control"]) == (200, "no-store")
        assert found.headers["content-disposition"] == f'attachment; filename="{job_id}.skyt"'
        assert (await anybody.get(bundle["url"][:-2] + "xx")).status_code == 404
        await service.services.artifacts.store.remove(bundle["contentHash"])
        assert (await anybody.get(bundle["url"])).status_code == 404


async def test_a_token_of_another_secret_or_too_old_does_not_hold(service: Service) -> None:
    store = service.services.artifacts.store
    link = await ArtifactLinks(store, "one", 60).link("0" * 64, "job.skyt")
    token = link.url.rpartition("/")[2]
    assert ArtifactLinks(store, "one", 60).opened(token) == ("0" * 64, "job.skyt")
    assert ArtifactLinks(store, "two", 60).opened(token) is None
    assert ArtifactLinks(store, "one", -1).opened(token) is None


async def test_artifacts_that_no_row_points_to_are_collected_and_no_others(
    service: Service, owner: Database, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID, tmp_path: Path
) -> None:
    await finished_job(service, database, store, ada, contract_id, tmp_path)
    artifacts = service.services.artifacts.store
    orphan = await artifacts.put(b"nobody points here")
    now = datetime.now(UTC)
    assert await collect_orphans(owner, artifacts, now - timedelta(hours=1)) == (0, 32)
    assert await collect_orphans(owner, artifacts, now + timedelta(hours=1)) == (1, 31)
    with pytest.raises(NotFound):
        await artifacts.get(orphan)


async def test_artifacts_are_kept_as_long_as_the_organizations_tier_says(
    service: Service,
    client: Client,
    owner: Database,
    database: Database,
    store: PostgresResultStore,
    ada: Tenant,
    contract_id: UUID,
    tmp_path: Path,
) -> None:
    job_id = await finished_job(service, database, store, ada, contract_id, tmp_path)
    artifacts, now = service.services.artifacts.store, datetime.now(UTC)
    await expire_artifacts(owner, {Tier.FREE: 90, Tier.PRO: 1}, now + timedelta(days=89))
    assert await collect_orphans(owner, artifacts, now + timedelta(hours=1)) == (0, 31)

    await expire_artifacts(owner, {Tier.FREE: 90}, now + timedelta(days=91))
    assert await collect_orphans(owner, artifacts, now + timedelta(hours=1)) == (31, 0)
    data = (await client.data(BUNDLE, id=node_id("Job", job_id)))["job"]
    assert data["result"] == {"bundle": None}
    assert data["runs"]["edges"][0]["node"] == {"request": None}


REPLAY = """
mutation Replay($id: ID!) {
  replayJob(id: $id) {
    __typename
    ... on JobReplayed { isSame firstEngineVersion engineVersion differences job { status } }
    ... on Problem { code message hint }
  }
}
"""


async def test_a_finished_job_is_replayed_to_the_same_bytes_and_another_report_is_told_apart(
    service: Service,
    client: Client,
    foreigner: Client,
    owner: Database,
    database: Database,
    store: PostgresResultStore,
    ada: Tenant,
    contract_id: UUID,
    tmp_path: Path,
) -> None:
    job_id = await finished_job(service, database, store, ada, contract_id, tmp_path)
    same = {"isSame": True, "firstEngineVersion": ENGINE_VERSION, "engineVersion": ENGINE_VERSION, "differences": []}
    found = (await client.data(REPLAY, id=node_id("Job", job_id)))["replayJob"]
    assert found == {"__typename": "JobReplayed", "job": {"status": "COMPLETED"}, **same}
    assert (await foreigner.data(REPLAY, id=node_id("Job", job_id)))["replayJob"]["code"] == "NOT_FOUND"

    artifacts = service.services.artifacts.store
    async with owner.unscoped_transaction() as connection:
        name = (await connection.execute(text("select artifacts_url from job_results where job_id = :job"), {"job": job_id})).scalar_one()
        bundle = read_bundle(await artifacts.get(name))
        report = json.loads(bundle.report)
        report["metrics"]["R_raw"]["value"], report["notices"] = 0.125, ["another"]
        other = await artifacts.put(write_bundle(replace(bundle, engine_version="0.0.1", report=canonical_json(report))))
        await connection.execute(text("update job_results set artifacts_url = :name where job_id = :job"), {"name": other, "job": job_id})
    found = (await client.data(REPLAY, id=node_id("Job", job_id)))["replayJob"]
    assert (found["isSame"], found["firstEngineVersion"]) == (False, "0.0.1")
    assert sorted(found["differences"]) == ["$.metrics.R_raw.value", "$.notices[0]"]


async def test_what_cannot_be_replayed_says_why(
    service: Service,
    client: Client,
    owner: Database,
    database: Database,
    store: PostgresResultStore,
    ada: Tenant,
    contract_id: UUID,
    tmp_path: Path,
) -> None:
    queued = (await submit(database, ada, contract_id)).job_id
    found = (await client.data(REPLAY, id=node_id("Job", queued)))["replayJob"]
    assert (found["code"], found["message"]) == ("NOT_POSSIBLE", "only a completed job has a result to compare with: this one is queued")

    job_id = await finished_job(service, database, store, ada, contract_id, tmp_path)
    await expire_artifacts(owner, {Tier.FREE: 1}, datetime.now(UTC) + timedelta(days=2))
    found = (await client.data(REPLAY, id=node_id("Job", job_id)))["replayJob"]
    assert found["message"] == "the job's bundle is not kept any more"
