"""What is kept of each run's exchange with its provider, as the run shows it."""

from uuid import UUID

from api.schema.node import node_id
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.domain.json_value import JsonObject, canonical_json
from engine.domain.run import Generation, GenerationStatus, Usage
from tests.accounts import Tenant, submit
from tests.graphql.service import Client, Service

RUNS = """
query Runs($id: ID!) {
  job(id: $id) { runs { edges { node {
    usage { promptTokens completionTokens cachedTokens reasoningTokens latencyMs costUsd }
    request response providerRequestId servedModel systemFingerprint finishReason attempts isRemembered
  } } } }
}
"""
SAID: JsonObject = {
    "request_id": "req_1",
    "served_model": "gpt-4o-mini-2024-07-18",
    "system_fingerprint": "fp_1",
    "finish_reason": "stop",
    "attempts": 2,
}
EXCHANGE: JsonObject = {"request": {"body": {"seed": 7, "temperature": 0.3}}, "response": {"status": 200}}
SHOWN = {
    "request": {"body": {"seed": 7, "temperature": 0.3}},
    "response": {"status": 200},
    "providerRequestId": "req_1",
    "servedModel": "gpt-4o-mini-2024-07-18",
    "systemFingerprint": "fp_1",
    "finishReason": "stop",
    "attempts": 2,
}


async def test_a_run_shows_everything_that_its_provider_said(
    client: Client, service: Service, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    claimed = await store.claim(ada.scope, job_id, 60)
    assert claimed is not None
    kept: JsonObject = {"exchange": await service.services.artifacts.store.put(canonical_json(EXCHANGE))}
    usage = Usage(1_000, 200, 812.5, 400, 50, 0.00024)
    for index, data in enumerate(({**SAID, **EXCHANGE}, {**SAID, **kept, "remembered": True}, {})):
        await store.save_generation(claimed[0], Generation(index, GenerationStatus.GENERATED, "x", usage=usage, provider_data=data))
    job = (await client.data(RUNS, id=node_id("Job", job_id)))["job"]
    in_row, in_artifact, from_file = (edge["node"] for edge in job["runs"]["edges"])
    used = {
        "promptTokens": 1000,
        "completionTokens": 200,
        "cachedTokens": 400,
        "reasoningTokens": 50,
        "latencyMs": 812.5,
        "costUsd": 0.00024,
    }
    assert in_row == {"usage": used, **SHOWN, "isRemembered": False}
    assert in_artifact == {"usage": used, **SHOWN, "isRemembered": True}
    assert from_file == {"usage": used, **dict.fromkeys(SHOWN), "isRemembered": False}
