"""One trace from the request, over the message and the worker, to the last run; nothing at all where nobody collects."""

import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest
import pytest_asyncio
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from api.schema.node import key_of
from api.settings import Settings
from cli.embedded.servers import Addresses
from engine.adapters.memory.cache import MemoryCache
from engine.adapters.memory.progress_sink import MemoryProgressSink
from engine.adapters.open_telemetry import OpenTelemetry, open_tracing
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.pipeline.job_executor import JobExecutor
from engine.pipeline.job_pipeline import Pipeline
from engine.pipeline.toolbox import Toolbox
from engine.pipeline.turn import Shared
from engine.ports.job_queue import queue_of
from engine.ports.tracing import NoTracing
from tests.accounts import Tenant
from tests.graphql.conftest import token_of
from tests.graphql.service import Client, FakeProvider, Service, running_service
from tests.graphql.test_submit_job import SUBMIT, order
from tests.shared_sandbox import shared_sandbox
from workers.broker import make_broker
from workers.middleware import TakenMessages

TRACE, CALLER = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
RUNS = 3


@pytest.fixture
def collected() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest_asyncio.fixture
async def traced(
    stores: Addresses, tmp_path: Path, collected: InMemorySpanExporter, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Service]:
    monkeypatch.setattr("api.bootstrap.open_tracing", lambda service: OpenTelemetry(service, SimpleSpanProcessor(collected)))
    monkeypatch.setenv("SKYT_DATA_DIR", str(tmp_path / "data"))
    settings = Settings(
        database_url=stores.application_url, redis_url=stores.redis_url, frontend_dir=tmp_path, secret_key="a secret of tests"
    )
    async with running_service(settings) as service:
        yield service


async def submitted_by(traced: Service, ada: Tenant, contract_id: UUID, headers: dict[str, str]) -> UUID:
    client = traced.client(await token_of(traced, ada))
    client.http.headers.update(headers)
    data = await client.data(SUBMIT, input=order(contract_id, numRuns=RUNS))
    await client.http.aclose()
    job_id = key_of(data["submitJob"]["job"]["id"], "Job")
    assert job_id is not None
    return job_id


async def work(stores: Addresses, store: PostgresResultStore, ada: Tenant, job_id: UUID, collected: InMemorySpanExporter) -> None:
    """What a worker does: it takes the message, and gives the job its turn."""
    tracing, broker = OpenTelemetry("skyt-worker", SimpleSpanProcessor(collected)), make_broker(stores.redis_url)
    message = next(iter(broker.consume(queue_of("free"), timeout=5_000)))
    TakenMessages(tracing).before_process_message(broker, message)
    broker.close()
    tools = Toolbox(shared_sandbox(), MemoryCache())
    pipeline = Pipeline(store, MemoryProgressSink(), {"fake": FakeProvider()}, tools, Shared(tracing=tracing))
    assert await JobExecutor(store, pipeline).execute(ada.scope, job_id)


def name_of(span: ReadableSpan) -> str:
    return f"{span.resource.attributes['service.name']}: {span.name}"


async def test_one_trace_from_the_request_to_the_last_run(
    traced: Service, stores: Addresses, store: PostgresResultStore, ada: Tenant, contract_id: UUID, collected: InMemorySpanExporter
) -> None:
    job_id = await submitted_by(traced, ada, contract_id, {"traceparent": f"00-{TRACE}-{CALLER}-01", "x-request-id": "a-request"})
    await work(stores, store, ada, job_id, collected)
    spans = {span.context.span_id: span for span in collected.get_finished_spans()}
    assert {f"{span.context.trace_id:032x}" for span in spans.values()} == {TRACE}
    parents = sorted(
        (name_of(span), name_of(spans[span.parent.span_id]) if span.parent.span_id in spans else f"{span.parent.span_id:016x}")
        for span in spans.values()
        if span.parent is not None
    )
    request = "skyt-api: mutation Submit"
    assert parents == [
        (request, CALLER),
        *[("skyt-worker: run", "skyt-worker: turn of a job")] * RUNS,
        ("skyt-worker: take message", request),
        ("skyt-worker: turn of a job", request),
    ]
    told = {name_of(span): dict(span.attributes or {}) for span in spans.values()}
    assert told[request] == {"graphql.operation.type": "mutation", "skyt.request_id": "a-request"}
    assert told["skyt-worker: turn of a job"] == {"skyt.job_id": str(job_id), "skyt.num_runs": RUNS}
    assert sorted(span.attributes["skyt.run_index"] for span in spans.values() if span.name == "run") == [0, 1, 2]  # type: ignore[index]


@pytest.mark.parametrize("header", ["", "00-0-0-01", "x" * 10_000, "00-" + "f" * 32 + "-" + "0" * 16 + "-01"])
async def test_a_header_that_is_no_trace_begins_a_new_one(
    traced: Service, ada: Tenant, contract_id: UUID, collected: InMemorySpanExporter, header: str
) -> None:
    await submitted_by(traced, ada, contract_id, {"traceparent": header})
    (span,) = collected.get_finished_spans()
    assert (span.name, span.parent) == ("mutation Submit", None)


async def test_rest_is_traced_and_errors_are_named_without_their_words(
    traced: Service, ada: Tenant, collected: InMemorySpanExporter
) -> None:
    client: Client = traced.client(await token_of(traced, ada))
    answer = await client.http.get("/api/v1/jobs/00000000-0000-0000-0000-000000000000")
    await client.http.aclose()
    (span,) = collected.get_finished_spans()
    assert (answer.status_code, span.name, dict(span.attributes or {})["error.type"]) == (404, "GET /jobs/{id}", "NotFound")
    assert (span.events, span.status.description) == ((), None)


def test_nothing_is_traced_or_loaded_unless_somebody_collects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT", raising=False)
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", raising=False)
    assert isinstance(open_tracing("skyt-api"), NoTracing)
    asked = "import sys, api.app, workers.run; print([name for name in sys.modules if name.startswith('opentelemetry.exporter')])"
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_whoever_the_environment_names_is_sent_the_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    tracing = open_tracing("skyt-api")
    assert isinstance(tracing, OpenTelemetry)
    tracing.close()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://127.0.0.1:9/v1/traces")
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    with pytest.raises(ValueError, match=r"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is set.*pip install 'skyt\[tracing\]'"):
        open_tracing("skyt-api")
