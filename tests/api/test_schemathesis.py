"""The service against its own OpenAPI document: requests that fit it and requests that do not, the same ones in every run."""

import asyncio
import json
from uuid import UUID

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import CheckFunction, negative_data_rejection, positive_data_acceptance
from schemathesis.schemas import APIOperation

from api.http.rest.openapi import exported
from api.http.rest.routes import OPERATIONS
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.domain.quota import Allowance, Tier
from tests.accounts import Tenant, submit
from tests.graphql.service import Service
from tests.graphql.test_reading import finish

SCHEMA = schemathesis.openapi.from_dict(json.loads(exported()))
EXAMPLES = settings(max_examples=25, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
# A body or a place in a list can have the right form and still name a provider, a rule or a place that is not there.
MAY_REFUSE: list[CheckFunction] = [positive_data_acceptance]


def asked(operation: APIOperation, mode: GenerationMode, url: str, token: str, job: str | None) -> list[int]:
    """Ask with generated requests, and check every answer against the document; the statuses that came."""
    statuses = []
    headers = {"Authorization": f"Bearer {token}"}
    fixed = {"id": job} if job is not None and "{id}" in operation.path else None

    @EXAMPLES
    @given(operation.as_strategy(mode, path_parameters=fixed))
    def check(case: Case) -> None:
        response = case.call(base_url=url, headers=headers, timeout=20)
        # Schemathesis does not know 413 as a way to reject: a document that is too long may make a body that is too large.
        excluded = [*MAY_REFUSE, *([negative_data_rejection] if response.status_code == 413 else [])]
        case.validate_response(response, headers=headers, excluded_checks=excluded)
        statuses.append(response.status_code)

    check()
    return statuses


@pytest.mark.parametrize("item", OPERATIONS, ids=lambda item: item.name)
async def test_answers_are_those_of_the_document(
    service: Service,
    database: Database,
    store: PostgresResultStore,
    ada: Tenant,
    ada_token: str,
    contract_id: UUID,
    item: object,
) -> None:
    service.services.settings.allowances = {Tier.FREE: Allowance(100_000, 100_000, 100_000, 1_000_000)}
    job = (await submit(database, ada, contract_id)).job_id
    await finish(store, ada, job)
    operation = SCHEMA[f"/api/v1{item.path}"][item.method]
    fitting = await asyncio.to_thread(asked, operation, GenerationMode.POSITIVE, service.url, ada_token, str(job))
    others = await asyncio.to_thread(asked, operation, GenerationMode.NEGATIVE, service.url, ada_token, None)
    assert len(fitting) >= 2
    assert set(others) & {400, 404, 405, 415, 422}
    if item.method == "GET":
        assert 200 in fitting
