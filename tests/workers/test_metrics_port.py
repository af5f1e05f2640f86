"""What a worker answers Prometheus after a job."""

from pathlib import Path
from uuid import UUID, uuid4

import httpx
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families

from cli.embedded.servers import Addresses
from engine.adapters.postgres.database import Database
from engine.domain.run import GenerationStatus
from tests.accounts import Tenant
from tests.cli.stack_process import free_port
from tests.workers.jobs import NUM_RUNS, submit_recorded
from tests.workers.processes import start_worker
from tests.workers.test_killed_worker import until_stored
from workers.metrics import MAX_KNOWN, WorkerMetrics


async def test_a_worker_tells_what_it_did(
    stores: Addresses, database: Database, owner: Database, ada: Tenant, contract_id: UUID, recordings: Path, tmp_path: Path
) -> None:
    job_id, port = await submit_recorded(database, ada, contract_id), free_port()
    worker = await start_worker(stores, recordings, tmp_path / "worker.log", latency_ms=0, SKYT_METRICS_PORT=port)
    try:
        await until_stored(owner, job_id, status="completed")
        async with httpx.AsyncClient() as client:
            answer = await client.get(f"http://127.0.0.1:{port}/metrics")
    finally:
        await worker.stop(grace_seconds=10)
    families = text_string_to_metric_families(answer.text)
    samples = {(item.name, *sorted(item.labels.values())): item.value for family in families for item in family.samples}
    assert samples["skyt_runs_total", "generated", "recorded"] == NUM_RUNS
    tenant, contract = str(ada.scope.organization_id), "fibonacci"
    assert samples["skyt_tenant_runs_total", *sorted((tenant, contract, "generated"))] == NUM_RUNS
    assert samples["skyt_job_events_total", "run_analysed"] == NUM_RUNS
    assert {tier: samples["skyt_queue_depth", tier] for tier in ("free", "pro", "enterprise")} == {"free": 0, "pro": 0, "enterprise": 0}
    assert samples["skyt_sweeps_total",] >= 1
    assert samples["skyt_sandbox_failures_total",] == 0
    assert samples["skyt_cache_requests_total", "examination", "nowhere"] >= 1


def test_organizations_beyond_the_first_two_thousand_are_counted_together() -> None:
    registry = CollectorRegistry()
    metrics = WorkerMetrics(registry)
    organizations = [uuid4() for _ in range(MAX_KNOWN + 2)]
    for organization in (*organizations, organizations[0]):
        metrics.run_of_tenant(organization, "gcd", GenerationStatus.GENERATED)
    others = {"organization": "others", "contract": "any", "outcome": "generated"}
    first = {"organization": str(organizations[0]), "contract": "gcd", "outcome": "generated"}
    assert registry.get_sample_value("skyt_tenant_runs_total", others) == 2
    assert registry.get_sample_value("skyt_tenant_runs_total", first) == 2
