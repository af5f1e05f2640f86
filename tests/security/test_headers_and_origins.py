"""Which headers every answer carries, which pages may load what, and which origins may ask at all."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from pydantic import ValidationError

from api.settings import Settings
from cli.embedded.servers import Addresses
from tests.graphql.conftest import ada_token
from tests.graphql.service import Client, Service, running_service

__all__ = ["ada_token"]

FRIEND, STRANGER = "https://app.example.org", "https://evil.example"


@pytest_asyncio.fixture
async def service(stores: Addresses, tmp_path: Path) -> AsyncIterator[Service]:
    (tmp_path / "index.html").write_text("<h1>Skyt</h1>")
    (tmp_path / "explorer.html").write_text("<h1>Explorer</h1>")
    settings = Settings(
        database_url=stores.application_url,
        redis_url=stores.redis_url,
        frontend_dir=tmp_path,
        secret_key="a secret of tests",
        allowed_origins=[FRIEND],
    )
    async with running_service(settings) as service:
        yield service


@pytest_asyncio.fixture
async def asking(service: Service) -> AsyncIterator[Client]:
    client = service.client()
    yield client
    await client.http.aclose()


@pytest.mark.parametrize("path", ["/", "/graphql", "/api/v1/contracts", "/api/v1/docs", "/healthz", "/artifacts/guessed"])
async def test_every_answer_carries_security_headers(asking: Client, path: str) -> None:
    headers = (await asking.http.get(path, headers={"accept": "text/html"})).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["permissions-policy"].startswith("camera=()")
    assert "strict-transport-security" not in headers
    assert "server" not in headers or "uvicorn" in headers["server"]


@pytest.mark.parametrize(
    ("path", "scripts"), [("/", "script-src 'self'"), ("/graphql", "default-src 'self'"), ("/api/v1/docs", "default-src 'none'")]
)
async def test_pages_run_their_own_scripts_only(asking: Client, path: str, scripts: str) -> None:
    policy = (await asking.http.get(path, headers={"accept": "text/html"})).headers["content-security-policy"]
    assert scripts in policy
    assert "script-src 'self' 'unsafe" not in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert "base-uri 'none'" in policy


@pytest.mark.parametrize("path", ["/graphql", "/api/v1/contracts"])
async def test_only_named_origins_are_let_in(asking: Client, ada_token: str, path: str) -> None:
    preflight = {"access-control-request-method": "POST", "access-control-request-headers": "content-type,idempotency-key"}
    answers = {origin: await asking.http.options(path, headers=preflight | {"origin": origin}) for origin in (FRIEND, STRANGER, "null")}
    assert answers[FRIEND].headers["access-control-allow-origin"] == FRIEND
    assert answers[FRIEND].headers["access-control-allow-credentials"] == "true"
    assert [answers[origin].status_code for origin in answers] == [200, 400, 400]
    assert all("access-control-allow-origin" not in answers[origin].headers for origin in (STRANGER, "null"))
    cookie = {"cookie": f"skyt_session={ada_token}"}
    for origin, status in ((FRIEND, 200), (STRANGER, 403), ("null", 403)):
        sent = cookie | {"origin": origin}
        if path == "/graphql":
            answer = await asking.http.post(path, json={"query": "{ viewer { role } }"}, headers=sent)
        else:
            answer = await asking.http.get(path, headers=sent)
        assert (answer.status_code, answer.headers.get("access-control-allow-origin")) == (status, FRIEND if origin == FRIEND else None)


@pytest.mark.parametrize("origin", ["*", "https://*.example.org", "https://a.example/path", "a.example", "null", "https://a.example "])
def test_origins_are_named_one_by_one(origin: str) -> None:
    with pytest.raises(ValidationError, match="which is no origin"):
        Settings(allowed_origins=[origin])
