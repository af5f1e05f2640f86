"""Estimating jobs, submitting them to providers over the network, and what their runs say about the exchange."""

from typing import Any
from uuid import UUID

import pytest

from api.schema.node import node_id
from engine.adapters.filesystem.prices import load_prices
from engine.adapters.llm.remote.providers import no_own_keys, remote_providers
from engine.adapters.llm.remote.settings import ProviderSettings
from tests.graphql.service import Client, Service

ESTIMATE = """
query Estimate($input: EstimateJobInput!) {
  estimateJob(input: $input) {
    __typename
    ... on JobEstimate { promptTokens completionTokens costUsd highestCostUsd seconds how notices pricesVersion }
    ... on Problem { message }
  }
}
"""
SUBMIT = """
mutation Submit($input: SubmitJobInput!) {
  submitJob(input: $input) { __typename ... on JobSubmitted { notices } ... on Problem { message hint } }
}
"""


def use_remote_providers(service: Service) -> None:
    clients = remote_providers(ProviderSettings(openai_api_key="k"), load_prices(), no_own_keys)
    service.services.providers.update({client.name: client for client in clients})


def order(contract_id: UUID, **pins: Any) -> dict[str, Any]:
    return {"contractId": node_id("Contract", contract_id), "numRuns": 20, "pins": {"provider": "openai", "model": "gpt-4o-mini"} | pins}


async def test_tokens_cost_and_duration_are_reckoned_before_anything_is_submitted(
    client: Client, service: Service, contract_id: UUID
) -> None:
    use_remote_providers(service)
    found = (await client.data(ESTIMATE, input=order(contract_id, maxTokens=100)))["estimateJob"]
    assert found["__typename"] == "JobEstimate"
    assert (found["completionTokens"], found["seconds"], found["pricesVersion"]) == (2000, 9.0, "2026-01")
    assert found["costUsd"] == found["highestCostUsd"] == pytest.approx((found["promptTokens"] * 0.15 + 2000 * 0.6) / 1e6, rel=1e-12)
    assert found["how"][1] == "Answer: 100 tokens are assumed; there are no earlier runs."
    assert found["notices"] == []


async def test_what_cannot_be_submitted_cannot_be_estimated(client: Client, anonymous: Client, service: Service, contract_id: UUID) -> None:
    use_remote_providers(service)
    wrong = (await client.data(ESTIMATE, input=order(contract_id, temperature=3)))["estimateJob"]
    assert wrong == {"__typename": "InvalidInput", "message": "temperature is 3.0; it must be from 0 to 2"}
    nobody = (await anonymous.data(ESTIMATE, input=order(contract_id)))["estimateJob"]
    assert nobody["__typename"] == "NotSignedIn"
    missing = (await client.data(ESTIMATE, input=order(UUID(int=5))))["estimateJob"]
    assert missing["__typename"] == "NotFound"


async def test_pins_that_a_provider_ignores_are_named_when_a_job_is_submitted(client: Client, service: Service, contract_id: UUID) -> None:
    use_remote_providers(service)
    data = await client.data(SUBMIT, input=order(contract_id, model="o4-mini", seed=3))
    words = "o4-mini is a reasoning model and takes no temperature, seed; what is pinned there is not sent."
    assert data["submitJob"] == {"__typename": "JobSubmitted", "notices": [words]}


async def test_a_job_without_a_key_or_to_a_private_address_is_refused(client: Client, service: Service, contract_id: UUID) -> None:
    use_remote_providers(service)
    keyless = (await client.data(SUBMIT, input=order(contract_id, provider="anthropic", model="claude-haiku-4-5")))["submitJob"]
    assert keyless["message"] == "there is no key for provider 'anthropic'"
    endpoint = {"url": "http://127.0.0.1:1/", "body": {"q": "{prompt}"}, "responsePath": ""}
    private = (await client.data(SUBMIT, input=order(contract_id, provider="http", model="mine", endpoint=endpoint)))["submitJob"]
    assert private["message"] == "the host '127.0.0.1' leads to an address that is not public"
