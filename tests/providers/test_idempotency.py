"""A run that is asked for again is named by the same key, so that a provider can see that it has answered it before."""

from collections.abc import Iterator

import pytest

from engine.ports.llm_client import REQUEST_KEY
from tests.providers.jobs import Clock
from tests.providers.servers import anthropic_answer, openai_answer, provider, refusal
from tests.providers.test_anthropic import generated as by_anthropic
from tests.providers.test_http import answer, pins
from tests.providers.test_http import generated as by_http
from tests.providers.test_openai import generated as by_openai


@pytest.fixture
def request_key() -> Iterator[str]:
    token = REQUEST_KEY.set("run-7")
    yield "run-7"
    REQUEST_KEY.reset(token)


@pytest.mark.usefixtures("request_key")
async def test_each_attempt_names_the_run() -> None:
    async with provider(refusal(500), openai_answer()) as server:
        await by_openai(server.url, Clock())
    assert [headers["idempotency-key"] for headers in server.headers] == ["run-7", "run-7"]
    async with provider(anthropic_answer()) as server:
        await by_anthropic(server.url, Clock())
    assert server.headers[0]["idempotency-key"] == "run-7"
    async with provider(answer()) as server:
        await by_http(pins(server.url))
    assert server.headers[0]["idempotency-key"] == "run-7"


async def test_without_a_run_there_is_no_key() -> None:
    async with provider(openai_answer()) as server:
        await by_openai(server.url, Clock())
    assert "idempotency-key" not in server.headers[0]
