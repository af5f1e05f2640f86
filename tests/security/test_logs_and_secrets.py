"""Secrets never stand in logs: what people enter is searched for in everything that was written down."""

import io
import logging
from collections.abc import Iterator
from uuid import UUID

import pytest
import structlog

from api.auth.provisioning import ensure_user
from api.http.logging import configure_logging
from tests.accounts import Tenant
from tests.graphql.conftest import ada_token, client, service
from tests.graphql.service import Client, Service

__all__ = ["ada_token", "client", "service"]

PASSWORD, WRONG, KEY, PROMPT = "correct-horse-battery", "wrong-horse-battery", "sk-live-0123456789abcdef", "a system prompt of the tenant"
SIGN_IN = "mutation S($input: SignInInput!) { signIn(input: $input) { __typename ... on SignedIn { token } } }"
TOKENS = "mutation I($input: SignInInput!) { issueTokens(input: $input) { ... on TokensIssued { accessToken refreshToken } } }"
PUT = 'mutation P($key: String!) { putProviderCredential(input: {provider: "openai", label: "x", key: $key}) { __typename } }'
CREATE = 'mutation { createApiKey(input: {name: "ci", scope: SUBMIT}) { ... on ApiKeyCreated { key } } }'


@pytest.fixture
def written(service: Service) -> Iterator[io.StringIO]:
    """Everything that structlog and the standard library write, in development's form, which says the most."""
    stream, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    root.addHandler(handler)
    level = root.level
    root.setLevel(logging.INFO)
    configure_logging(is_production=False)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(stream), cache_logger_on_first_use=False)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)
    structlog.reset_defaults()
    configure_logging(is_production=False)


async def test_what_people_enter_stands_in_no_log(
    service: Service, client: Client, ada: Tenant, ada_token: str, contract_id: UUID, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ensure_user(service.services.database, "grace@example.org", "Grace", PASSWORD, "Navy")
    secrets = [PASSWORD, WRONG, KEY, PROMPT, ada_token]
    for password in (WRONG, PASSWORD):
        answer = await client.data(SIGN_IN, input={"email": "grace@example.org", "password": password})
        secrets += [token for token in (answer["signIn"].get("token"),) if token]
    tokens = (await client.data(TOKENS, input={"email": "grace@example.org", "password": PASSWORD}))["issueTokens"]
    await client.data(PUT, key=KEY)
    secrets += [*tokens.values(), (await client.data(CREATE))["createApiKey"]["key"]]
    order = {"contract_id": str(contract_id), "pins": {"provider": "fake", "model": "echo", "system_prompt": PROMPT}, "num_runs": 1}
    assert (await client.http.post("/api/v1/pipeline/run", json=order)).status_code == 202

    def broken(_value: object, password: str = PASSWORD, key: str = KEY) -> None:
        raise RuntimeError(f"{len(password)} {len(key)}")

    monkeypatch.setattr("api.http.rest.jobs.JobOutput.of", broken)
    assert (await client.http.post("/api/v1/pipeline/run", json=order)).status_code == 500
    monkeypatch.setattr("api.schema.accounts.queries.Viewer.of", broken)
    assert (await client.execute("{ viewer { role } }"))["errors"][0]["extensions"]["code"] == "INTERNAL"
    text = written.getvalue()
    assert text.count("unexpected_error") == 2
    assert "RuntimeError: 21 24" in text
    assert [secret for secret in secrets if secret in text] == []
    assert len(secrets) == 9


async def test_a_log_line_names_its_request(client: Client, written: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_value: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("api.schema.accounts.queries.Viewer.of", broken)
    response = await client.http.post("/graphql", json={"query": "{ viewer { role } }"}, headers={"x-request-id": "from-outside-1"})
    assert response.headers["x-request-id"] == "from-outside-1"
    assert "request_id=from-outside-1" in written.getvalue()


@pytest.mark.parametrize("given", ["a b", "x" * 101, "<script>", "a;b"])
async def test_a_request_id_that_is_no_word_is_replaced(client: Client, given: str) -> None:
    answered = (await client.http.get("/healthz", headers={"x-request-id": given})).headers["x-request-id"]
    assert UUID(answered)
