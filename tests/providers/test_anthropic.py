"""Anthropic's provider against a server that speaks its protocol."""

import pytest

from engine.adapters.llm.remote import sdk
from engine.adapters.llm.remote.anthropic_wire import AnthropicWire
from engine.domain.errors import InvalidInput
from engine.domain.pins import Pins
from engine.domain.run import GenerationStatus
from tests.conformance.samples import CONTRACT
from tests.providers.jobs import Clock, config, job, surroundings
from tests.providers.servers import anthropic_answer, provider, refusal, silent_provider

PINS = Pins("anthropic", "claude-haiku-4-5", 0.5, seed=7, system_prompt="Be brief.", stop=("END",))


async def generated(url: str, clock: Clock, pins: Pins = PINS):
    wire = AnthropicWire(url)
    client = await job(wire, surroundings(clock), config(pins))
    return await client.generate(CONTRACT, pins, 3)


async def test_temperature_goes_to_the_wire_and_everything_that_came_back_is_kept() -> None:
    async with provider(anthropic_answer()) as server:
        run = await generated(server.url, Clock())
    assert server.bodies == [
        {
            "model": "claude-haiku-4-5",
            "max_tokens": 4096,
            "messages": [{"role": "user", "content": CONTRACT.prompt}],
            "temperature": 0.5,
            "system": "Be brief.",
            "stop_sequences": ["END"],
        }
    ]
    assert (server.paths, server.headers[0]["authorization"]) == (["/v1/messages"], "Bearer secret-key")
    assert (run.run_index, run.status, run.raw_output) == (3, GenerationStatus.GENERATED, "hello")
    assert (run.usage.prompt_tokens, run.usage.completion_tokens, run.usage.cached_tokens) == (1000, 200, 300)
    assert run.usage.cost_usd == pytest.approx((700 * 1 + 300 * 0.1 + 200 * 5) / 1e6, rel=1e-12)
    kept = ("request_id", "served_model", "system_fingerprint", "finish_reason")
    assert [run.provider_data[name] for name in kept] == ["req_a", "claude-haiku-4-5-20251001", None, "end_turn"]
    assert "secret-key" not in repr(run)


def test_what_anthropic_does_not_have_is_said_before_the_job_starts() -> None:
    wire = AnthropicWire()
    assert wire.ignored(PINS) == (
        "Anthropic has no seed; the pinned one is not sent.",
        "max_tokens is not pinned; Anthropic needs a limit and gets 4096.",
    )
    assert wire.ignored(Pins("anthropic", "m", 0.5, 0.9, max_tokens=5)) == (
        "Anthropic takes temperature or top_p, not both; top_p is sent.",
    )
    with pytest.raises(InvalidInput, match=r"temperature is 1\.5; Anthropic takes 0 to 1"):
        wire.check(Pins("anthropic", "m", 1.5))


async def test_an_overloaded_server_is_asked_again_and_a_refusal_counts_as_refused() -> None:
    clock = Clock()
    async with provider(refusal(529), anthropic_answer("No.", "refusal")) as server:
        run = await generated(server.url, clock)
    assert (run.status, run.raw_output, run.error_message) == (GenerationStatus.REFUSED, None, "the model refused to answer")
    assert (run.provider_data["attempts"], run.usage.completion_tokens) == (2, 200)


async def test_an_answer_that_never_comes_ends_as_timed_out_and_is_not_paid_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sdk, "ANSWER_SECONDS", 0.2)
    async with silent_provider() as url:
        run = await generated(url, Clock())
    assert (run.status, run.provider_data["attempts"]) == (GenerationStatus.TIMED_OUT, 1)
    assert run.error_message == "the provider did not answer in time"
    assert run.provider_data["request"]["body"]["model"] == "claude-haiku-4-5"


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(sdk.StoreUnavailable, match="the Python package 'no_such_sdk' is not installed"):
        sdk.load_sdk("no_such_sdk")
