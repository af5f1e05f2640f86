"""What holds over all runs of a job: keys, ceilings, the circuit breaker; and what prices and estimates say."""

import asyncio
import hashlib
from pathlib import Path
from uuid import UUID

import pytest
from prometheus_client import REGISTRY
from redis.asyncio import Redis

from engine.adapters.filesystem.prices import load_prices
from engine.adapters.llm.remote.client import RemoteClient
from engine.adapters.llm.remote.http_wire import HttpWire
from engine.adapters.llm.remote.openai_wire import OpenAiWire
from engine.adapters.llm.remote.providers import no_own_keys, remote_providers
from engine.adapters.llm.remote.retry import RetryPolicy
from engine.adapters.llm.remote.settings import ProviderSettings
from engine.adapters.redis.circuit_breakers import RedisCircuitBreakers
from engine.domain.errors import GenerationFailed, InvalidInput
from engine.domain.job import Scope, Used
from engine.domain.pins import Endpoint, Pins
from engine.domain.run import Generation, GenerationStatus
from engine.pipeline.estimate import History, estimate_job
from engine.ports.admission import ADMITTED, Admitted
from engine.ports.llm_client import LlmClient
from tests.conformance.samples import CONTRACT
from tests.providers.jobs import SCOPE, Clock, config, job, surroundings
from tests.providers.servers import openai_answer, provider, refusal

PINS = Pins("openai", "gpt-4o-mini", max_tokens=200)
ONE_ANSWER = (5 * 0.15 + 200 * 0.6) / 1e6


async def all_runs(client, count: int) -> list[Generation]:
    return await asyncio.gather(*(client.generate(CONTRACT, PINS, index) for index in range(count)))


async def test_a_wrong_key_is_tried_once_and_ends_every_run() -> None:
    async with provider(refusal(401)) as server:
        client = await job(OpenAiWire(server.url), surroundings(Clock()), config(PINS))
        first = await client.generate(CONTRACT, PINS, 0)
        rest = await all_runs(client, 5)
    assert len(server.bodies) == 1
    assert {run.error_message for run in rest} == {first.error_message} == {"the provider answered with status 401: no: 401"}


async def test_no_request_is_sent_that_might_pass_the_ceiling_of_money() -> None:
    async with provider(openai_answer(usage={"prompt_tokens": 5, "completion_tokens": 200})) as server:
        client = await job(OpenAiWire(server.url), surroundings(Clock()), config(PINS, 10, max_cost_usd=2.5 * ONE_ANSWER))
        runs = await all_runs(client, 10)
    paid = [run for run in runs if run.status is GenerationStatus.GENERATED]
    assert len(paid) == len(server.bodies) == 2
    assert sum(run.usage.cost_usd or 0 for run in runs) <= 2.5 * ONE_ANSWER
    assert {run.provider_data["failure"] for run in runs if run not in paid} == {"ceiling"}


async def test_money_spent_before_a_restart_counts() -> None:
    async with provider(openai_answer()) as server:
        client = await job(OpenAiWire(server.url), surroundings(Clock()), config(PINS, max_cost_usd=1.0), Used(1, 1.0))
        run = await client.generate(CONTRACT, PINS, 1)
    assert (run.status, server.bodies) == (GenerationStatus.FAILED, [])


async def test_a_request_whose_answer_was_lost_counts_with_the_most_that_it_may_have_cost() -> None:
    async with provider(openai_answer()) as server:
        for lost, asked in ((2, 0), (1, 1)):
            around = surroundings(Clock())
            client = await job(OpenAiWire(server.url), around, config(PINS, max_cost_usd=2.5 * ONE_ANSWER), Used(lost, lost_requests=lost))
            await client.generate(CONTRACT, PINS, 1)
            assert len(server.bodies) == asked


async def test_requests_of_earlier_turns_count() -> None:
    async with provider(refusal(500)) as server:
        client = await job(OpenAiWire(server.url), surroundings(Clock()), config(PINS, num_runs=2), Used(requests=6))
        run = await client.generate(CONTRACT, PINS, 1)
    assert (len(server.bodies), run.error_message) == (1, "the job's ceiling is reached, 7 requests")


async def test_seconds_of_earlier_turns_count() -> None:
    clock = Clock()
    async with provider(openai_answer()) as server:
        client = await job(OpenAiWire(server.url), surroundings(clock, job_seconds=100.0), config(PINS), Used(seconds=90.0))
        first = await client.generate(CONTRACT, PINS, 0)
        await clock.sleep(10.5)
        second = await client.generate(CONTRACT, PINS, 1)
    assert (first.status, len(server.bodies)) == (GenerationStatus.GENERATED, 1)
    assert second.error_message == "the job's ceiling is reached, 100 s at work"


async def test_whoever_asks_again_waits_for_the_budget_again() -> None:
    class Counted(Admitted):
        requests = 1

        async def again(self) -> None:
            self.requests += 1

    admitted, token = Counted(), ADMITTED.set(Admitted())
    try:
        async with provider(refusal(429), refusal(500), openai_answer()) as server:
            client = await job(OpenAiWire(server.url), surroundings(Clock()), config(PINS))
            ADMITTED.set(admitted)
            await client.generate(CONTRACT, PINS, 0)
    finally:
        ADMITTED.reset(token)
    assert admitted.requests == len(server.bodies) == 3
    assert client.account == hashlib.sha256(b"secret-key").hexdigest()


async def test_a_job_may_not_ask_without_end() -> None:
    async with provider(refusal(500)) as server:
        client = await job(OpenAiWire(server.url), surroundings(Clock(), policy=RetryPolicy(max_attempts=100)), config(PINS, num_runs=2))
        run = await client.generate(CONTRACT, PINS, 0)
    assert len(server.bodies) == 7
    assert run.error_message == "the job's ceiling is reached, 7 requests"


async def test_what_one_worker_learns_of_a_provider_holds_for_all_workers_and_for_that_key_alone(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as one, Redis.from_url(redis_url) as other, provider(*[refusal(500)] * 8) as server:
        first, second = [await worker(client, server.url) for client in (one, other)]
        for index in range(2):
            await first.generate(CONTRACT, PINS, index)
        run = await second.generate(CONTRACT, PINS, 2)
        assert len(server.bodies) == 8
        assert run.provider_data["failure"] == "circuit_open"
        assert (run.error_message or "").startswith("the provider failed 8 times in a row; no request is sent for ")
        assert held_back_keys() == 1
        assert (await worker(other, server.url, key="another key")).account != second.account
        await (await worker(other, server.url, key="another key")).generate(CONTRACT, PINS, 3)
        assert len(server.bodies) > 8
        assert not [key for key in await one.keys("*") if b"secret-key" in key]


async def worker(redis: "Redis", url: str, key: str = "secret-key") -> LlmClient:
    """A job's client in a worker process of its own."""
    policy = RetryPolicy(max_attempts=4, max_seconds=15)
    around = surroundings(Clock(), key, policy, requests_per_run=50, breakers=RedisCircuitBreakers(redis))
    return await job(OpenAiWire(url), around, config(PINS))


async def test_accounts_tell_apart_keys_and_the_endpoints_of_organizations() -> None:
    endpoint = Endpoint("https://example.org/answer", {"q": "{prompt}"}, "/a")
    pins, around = Pins("http", "mine", endpoint=endpoint), surroundings(Clock(), key=None)
    wire = HttpWire(allow_private=True)
    clients = [await RemoteClient(wire, around).for_job(Scope(UUID(int=number)), config(pins)) for number in (1, 2, 1)]
    accounts = [client.account for client in clients]
    assert accounts[0] == accounts[2] != accounts[1]
    shared = [
        await RemoteClient(OpenAiWire("http://localhost"), around).for_job(Scope(UUID(int=number)), config(PINS)) for number in (1, 2)
    ]
    assert shared[0].account == shared[1].account == hashlib.sha256(b"").hexdigest()


def held_back_keys() -> float | None:
    return REGISTRY.get_sample_value("skyt_provider_circuit_open", {"provider": "openai"})


async def test_without_a_key_or_a_price_for_a_ceiling_a_job_is_refused_before_it_starts() -> None:
    with pytest.raises(InvalidInput, match="there is no key for provider 'openai'"):
        await job(OpenAiWire(), surroundings(Clock(), key=None), config(PINS))
    with pytest.raises(InvalidInput, match="there is no price for openai unheard-of"):
        await job(OpenAiWire(), surroundings(Clock()), config(Pins("openai", "unheard-of"), max_cost_usd=1.0))


async def test_an_organizations_key_goes_before_the_environments(monkeypatch: pytest.MonkeyPatch) -> None:
    async def own_key(scope, name):
        return "own-key" if name == "openai" else None

    monkeypatch.setenv("SKYT_OPENAI_API_KEY", "environment-key")
    async with provider(openai_answer()) as server:
        monkeypatch.setenv("SKYT_OPENAI_BASE_URL", server.url)
        for key_of in (own_key, no_own_keys):
            clients = remote_providers(ProviderSettings(), load_prices(), key_of)
            assert [client.name for client in clients] == ["openai", "anthropic", "http"]
            client = await clients[0].for_job(SCOPE, config(PINS))
            await client.generate(CONTRACT, PINS, 0)
            for open_one in clients:
                await open_one.close()
    assert [headers["authorization"] for headers in server.headers] == ["Bearer own-key", "Bearer environment-key"]
    with pytest.raises(GenerationFailed, match="provider 'openai' answers jobs only"):
        await clients[0].generate(CONTRACT, PINS, 0)


def test_every_price_says_of_which_day_it_is_and_who_published_it() -> None:
    table = load_prices()
    assert len(table.prices) == 16
    assert all(len(price.as_of) == 10 and price.source for price in table.prices)
    snapshot = table.find("openai", "gpt-4o-mini-2024-07-18")
    assert snapshot is not None
    assert (snapshot.model, snapshot.input_usd) == ("gpt-4o-mini", 0.15)
    assert [table.find("openai", name) for name in ("gpt-4o-mini-audio", "gpt-4o-2024-07-18x", "claude-haiku-4-5")] == [None] * 3


def test_an_operators_prices_stand_in_place_of_the_shipped_ones(tmp_path: Path) -> None:
    path = tmp_path / "prices.yaml"
    entry = "{provider: openai, model: gpt-4o, input_usd: 1, output_usd: 2, as_of: '2026-11-22', source: our contract}"
    path.write_text(f"version: ours\nprices:\n  - {entry}\n")
    table = load_prices(path)
    found = table.find("openai", "gpt-4o")
    assert found is not None
    assert (table.version, len(table.prices), found.source) == ("2026-01+ours", 16, "our contract")
    for text in ("version: 1", "version: a\nprices: [{provider: x}]", f"version: a\nprices: [{entry.replace('1,', '-1,')}]"):
        path.write_text(text)
        with pytest.raises(InvalidInput):
            load_prices(path)


def test_an_estimate_says_how_it_was_reckoned() -> None:
    price = load_prices().find("openai", "gpt-4o-mini")
    blind = estimate_job(CONTRACT, PINS, 20, price, History())
    characters = len(CONTRACT.prompt)
    tokens = -(-characters // 4)
    assert (blind.prompt_tokens, blind.completion_tokens) == (20 * tokens, 20 * 200)
    assert blind.cost_usd == pytest.approx(20 * (tokens * 0.15 + 200 * 0.6) / 1e6, rel=1e-12)
    assert blind.highest_cost_usd == blind.cost_usd
    assert blind.seconds == 3 * (1 + 200 / 50)
    assert blind.how[:2] == (
        f"Prompt: {characters} characters, at 4 characters a token.",
        "Answer: 200 tokens are assumed; there are no earlier runs.",
    )
    seen = estimate_job(CONTRACT, Pins("openai", "gpt-4o-mini"), 8, None, History(30, 100.5, 50.0, 2000.0))
    assert (seen.prompt_tokens, seen.completion_tokens, seen.cost_usd, seen.highest_cost_usd, seen.seconds) == (808, 400, None, None, 2.0)
    assert seen.how[0] == "Prompt: the mean of 30 earlier runs of this contract by this model."
    assert seen.how[2] == "Cost: there is no price for openai gpt-4o-mini."
