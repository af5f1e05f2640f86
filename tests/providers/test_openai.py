"""The OpenAI-compatible provider against a server that speaks its protocol, right and wrong."""

import pytest

from engine.adapters.llm.remote.openai_wire import OpenAiWire
from engine.adapters.llm.remote.retry import RetryPolicy
from engine.domain.pins import Pins
from engine.domain.run import GenerationStatus
from tests.conformance.samples import CONTRACT
from tests.providers.jobs import Clock, config, job, surroundings
from tests.providers.servers import broken_provider, openai_answer, page, provider, refusal, silent_provider

PINS = Pins("openai", "gpt-4o-mini", 0.7, top_p=0.9, seed=7, max_tokens=500, system_prompt="Be brief.", stop=("END",))


async def generated(url: str, clock: Clock, pins: Pins = PINS, **around):
    wire = OpenAiWire(f"{url}/v1")
    client = await job(wire, surroundings(clock, **around), config(pins))
    return await client.generate(CONTRACT, pins, 0)


async def test_every_pin_goes_to_the_wire_and_everything_that_came_back_is_kept() -> None:
    async with provider(openai_answer()) as server:
        run = await generated(server.url, Clock())
    body = {
        "model": "gpt-4o-mini",
        "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": CONTRACT.prompt}],
        "temperature": 0.7,
        "top_p": 0.9,
        "seed": 7,
        "max_tokens": 500,
        "stop": ["END"],
    }
    assert server.bodies == [body]
    assert server.paths == ["/v1/chat/completions"]
    assert server.headers[0]["authorization"] == "Bearer secret-key"
    assert (run.status, run.raw_output, run.error_message) == (GenerationStatus.GENERATED, "hello", None)
    usage = run.usage
    assert (usage.prompt_tokens, usage.completion_tokens, usage.cached_tokens, usage.reasoning_tokens) == (1000, 200, 400, 50)
    assert usage.cost_usd == pytest.approx((600 * 0.15 + 400 * 0.075 + 200 * 0.6) / 1e6, rel=1e-12)
    data = run.provider_data
    assert data["request"] == {"method": "POST", "url": f"{server.url}/v1/chat/completions", "body": body}
    assert data["response"]["status"] == 200
    assert data["response"]["body"]["id"] == "chatcmpl-1"
    kept = ("request_id", "served_model", "system_fingerprint", "finish_reason", "attempts")
    assert [data[name] for name in kept] == ["req_1", "gpt-4o-mini-2024-07-18", "fp_1", "stop", 1]
    assert "secret-key" not in repr(run)


async def test_reasoning_models_get_no_drawing_pins_and_the_job_says_so() -> None:
    pins = Pins("openai", "o4-mini", 0.2, seed=7, max_tokens=500)
    async with provider(openai_answer()) as server:
        await generated(server.url, Clock(), pins)
    assert server.bodies[0] == {
        "model": "o4-mini",
        "messages": [{"role": "user", "content": CONTRACT.prompt}],
        "max_completion_tokens": 500,
    }
    assert OpenAiWire().ignored(pins) == ("o4-mini is a reasoning model and takes no temperature, seed; what is pinned there is not sent.",)
    assert OpenAiWire().ignored(PINS) == ()


@pytest.mark.parametrize(
    ("failures", "waits"),
    [
        ([refusal(429, retry_after="7")], [7.25]),
        ([refusal(429, retry_after_ms="1500")], [1.75]),
        ([refusal(429)], [0.25]),
        ([refusal(500), refusal(503), refusal(529)], [0.25, 0.5, 1.0]),
        ([page()], [0.25]),
        ([page(status=502)], [0.25]),
        ([openai_answer(choices=[])], [0.25]),
    ],
    ids=["Retry-After", "retry-after-ms", "429 without it", "5xx", "garbage", "a proxy's page", "no choices"],
)
async def test_what_may_pass_is_asked_again_after_a_wait(failures, waits) -> None:
    clock = Clock()
    async with provider(*failures, openai_answer()) as server:
        run = await generated(server.url, clock)
    assert (run.status, run.provider_data["attempts"], clock.waits) == (GenerationStatus.GENERATED, len(failures) + 1, waits)


@pytest.mark.parametrize(("status", "code"), [(400, None), (401, None), (403, None), (404, None), (422, None), (429, "insufficient_quota")])
async def test_what_cannot_succeed_fails_at_once(status: int, code: str | None) -> None:
    clock = Clock()
    async with provider(refusal(status, code)) as server:
        run = await generated(server.url, clock)
    assert (run.status, len(server.bodies), clock.waits) == (GenerationStatus.FAILED, 1, [])
    assert run.error_message == f"the provider answered with status {status}: no: {status}"
    assert run.provider_data["request"]["body"]["seed"] == 7
    assert run.provider_data["response"]["status"] == status


async def test_retries_end_with_the_attempts_and_say_so() -> None:
    clock = Clock()
    async with provider(refusal(500)) as server:
        run = await generated(server.url, clock)
    assert (run.status, len(server.bodies), clock.waits) == (GenerationStatus.FAILED, 6, [0.25, 0.5, 1.0, 2.0, 4.0])
    assert run.error_message == "the provider answered with status 500: no: 500 (given up after 6 attempts: no more attempts are allowed)"


async def test_a_wait_longer_than_the_time_for_a_run_is_not_begun() -> None:
    clock = Clock()
    async with provider(refusal(429, retry_after="3600")) as server:
        run = await generated(server.url, clock)
    assert (run.status, len(server.bodies), clock.waits) == (GenerationStatus.FAILED, 1, [])
    assert "waiting 3600 s more would pass the time allowed for a run" in (run.error_message or "")


async def test_an_answer_is_not_waited_for_longer_than_a_run_may_take() -> None:
    clock = Clock()
    async with silent_provider() as url:
        run = await generated(url, clock, policy=RetryPolicy(max_seconds=0.2))
    assert (run.status, run.error_message, clock.waits) == (
        GenerationStatus.TIMED_OUT,
        "the provider did not answer in the time allowed for a run",
        [],
    )
    assert run.provider_data["request"]["body"]["seed"] == 7
    assert "response" not in run.provider_data


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{"choices": [',
        b"no HTTP at all\r\n\r\n",
    ],
    ids=["hangs up", "half an answer", "no HTTP"],
)
async def test_a_connection_that_breaks_is_tried_again_within_bounds(raw: bytes) -> None:
    clock = Clock()
    async with broken_provider(raw) as url:
        run = await generated(url, clock)
    assert (run.status, run.provider_data["failure"], run.provider_data["attempts"]) == (GenerationStatus.FAILED, "unreachable", 6)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (openai_answer(None, message={"refusal": "I cannot help."}), "I cannot help."),
        (openai_answer("", finish_reason="content_filter"), "the provider's content filter stopped the answer"),
        (refusal(400, "content_filter"), "the provider answered with status 400: no: 400"),
    ],
    ids=["the model refuses", "the filter stops the answer", "the filter refuses the question"],
)
async def test_refusals_count_as_refused(answer, words: str) -> None:
    async with provider(answer) as server:
        run = await generated(server.url, Clock())
    assert (run.status, run.raw_output, run.error_message, len(server.bodies)) == (GenerationStatus.REFUSED, None, words, 1)
