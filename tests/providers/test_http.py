"""The provider `http`: a template posted to a user's endpoint, and no way into the network that Skyt runs in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import JSONResponse, RedirectResponse

from engine.adapters.llm.remote.body_template import at_pointer, filled
from engine.adapters.llm.remote.http_wire import HttpWire
from engine.adapters.llm.remote.public_network import check_target, is_public
from engine.domain.errors import InvalidInput
from engine.domain.pins import Endpoint, Pins
from engine.domain.run import GenerationStatus
from tests.conformance.samples import CONTRACT
from tests.providers.jobs import Clock, config, job, surroundings
from tests.providers.servers import Step, broken_provider, page, provider, refusal

BODY = {
    "input": "{prompt}",
    "options": {"seed": "{seed}", "note": "run {run_index} of {model}", "heat": "{temperature}"},
    "fixed": [1, None],
}


def pins(url: str, **changes) -> Pins:
    return Pins("http", "my-service", 0.5, seed=7, endpoint=Endpoint(url, BODY, **{"response_path": "/outputs/0/text"} | changes))


def answer(text: object = "hello") -> Step:
    return lambda: JSONResponse({"outputs": [{"text": text}]}, headers={"X-Request-Id": "r1"})


async def generated(chosen: Pins, clock: Clock | None = None, key: str | None = None, wire: HttpWire | None = None):
    wire = wire or HttpWire(allow_private=True)
    client = await job(wire, surroundings(clock or Clock(), key), config(chosen))
    return await client.generate(CONTRACT, chosen, 2)


async def test_the_filled_template_is_posted_and_the_output_read_from_its_place() -> None:
    async with provider(answer()) as server:
        run = await generated(pins(f"{server.url}/ask?v=1"), key="secret-key")
    sent = {"input": CONTRACT.prompt, "options": {"seed": 7, "note": "run 2 of my-service", "heat": 0.5}, "fixed": [1, None]}
    assert (server.bodies, server.paths) == ([sent], ["/ask"])
    assert server.headers[0]["authorization"] == "Bearer secret-key"
    assert (run.status, run.raw_output, run.provider_data["request_id"]) == (GenerationStatus.GENERATED, "hello", "r1")
    assert run.provider_data["request"] == {"method": "POST", "url": f"{server.url}/ask?v=1", "body": sent}
    assert run.provider_data["response"] == {"status": 200, "body": {"outputs": [{"text": "hello"}]}}
    assert "secret-key" not in repr(run)


async def test_a_key_goes_into_the_header_that_the_endpoint_names_and_other_values_are_written_as_json() -> None:
    async with provider(answer({"b": 1, "a": [True]})) as server:
        run = await generated(pins(server.url, key_header="X-Api-Key"), key="secret-key")
    assert server.headers[0]["x-api-key"] == "secret-key"
    assert "authorization" not in server.headers[0]
    assert run.raw_output == '{"a": [true], "b": 1}'


@pytest.mark.parametrize(
    ("step", "failure", "attempts"),
    [
        (refusal(503), "unavailable", 6),
        (refusal(404), "rejected", 1),
        (page(), "unreadable", 6),
        (lambda: JSONResponse({"outputs": []}), "unreadable", 6),
    ],
    ids=["503", "404", "HTML", "nothing at the path"],
)
async def test_failures_are_told_apart(step: Step, failure: str, attempts: int) -> None:
    async with provider(step) as server:
        run = await generated(pins(server.url))
    assert (run.status, run.provider_data["failure"], run.provider_data["attempts"]) == (GenerationStatus.FAILED, failure, attempts)


async def test_half_an_answer_is_no_answer() -> None:
    async with broken_provider(b'HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"outputs"') as url:
        run = await generated(pins(url))
    assert (run.status, run.provider_data["failure"]) == (GenerationStatus.FAILED, "unreachable")


async def test_an_endless_answer_is_cut_off() -> None:
    async with provider(answer("x" * 4_000_001)) as server:
        run = await generated(pins(server.url))
    assert run.error_message is not None
    assert "it has more than 4000000 bytes" in run.error_message


async def test_a_redirect_is_not_followed() -> None:
    async with provider(answer()) as inner, provider(lambda: RedirectResponse(f"{inner.url}/secret", 307)) as server:
        run = await generated(pins(server.url))
    assert (run.status, inner.bodies) == (GenerationStatus.FAILED, [])


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
        "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1",
    ],
)  # fmt: skip
def test_addresses_inside_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "64:ff9b::0101:0101"])
def test_addresses_outside_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("url", ["ftp://a.example/", "http://", "http://u:p@a.example/", "http://[", "nonsense", "http://a:99999/"])
async def test_other_urls_are_refused(url: str) -> None:
    with pytest.raises(InvalidInput):
        await check_target(url, allow_private=True)


async def test_a_private_target_is_refused_before_the_job_is_stored() -> None:
    chosen = pins("http://internal.example/")

    async def resolving(host: str, port: int) -> list[str]:
        return ["93.184.216.34", "10.0.0.8"]

    with pytest.raises(InvalidInput, match="leads to an address that is not public"):
        await job(HttpWire(resolving=resolving), surroundings(Clock(), None), config(chosen))


async def test_a_name_that_turns_private_after_the_check_is_not_connected_to() -> None:
    answers = [["93.184.216.34"], ["127.0.0.1"]]

    async def rebinding(host: str, port: int) -> list[str]:
        return answers.pop(0)

    async with provider(answer()) as server:
        port = server.url.rpartition(":")[2]
        run = await generated(pins(f"http://rebinding.example:{port}/"), wire=HttpWire(resolving=rebinding))
    assert (run.status, server.bodies, answers) == (GenerationStatus.FAILED, [], [])
    assert run.error_message == "the host 'rebinding.example' leads to an address that is not public"


@pytest.mark.parametrize(
    ("endpoint", "path"),
    [
        (None, "$.pins.endpoint"),
        (Endpoint("file:///etc/passwd", BODY, ""), "$.pins.endpoint.url"),
        (Endpoint("http://a.example", {"q": "no place"}, ""), "$.pins.endpoint.body"),
        (Endpoint("http://a.example", "{prompt}" + "x" * 100_000, ""), "$.pins.endpoint.body"),
        (Endpoint("http://a.example", BODY, "outputs"), "$.pins.endpoint.responsePath"),
        (Endpoint("http://a.example", BODY, "", "x\r\ny"), "$.pins.endpoint.keyHeader"),
    ],
)
def test_an_endpoint_that_cannot_be_asked_is_refused(endpoint: Endpoint | None, path: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        HttpWire().check(Pins("http", "m", endpoint=endpoint))
    assert [fault.path for fault in caught.value.faults] == [path]


def test_pins_that_the_template_does_not_mention_are_named() -> None:
    chosen = Pins("http", "m", 0.5, seed=7, stop=("x",), endpoint=Endpoint("http://a.example", {"q": "{prompt} {seed}"}, ""))
    assert HttpWire().ignored(chosen) == ("The endpoint's template does not mention temperature, stop; what is pinned there is not sent.",)
    assert HttpWire().ignored(pins("http://a.example")) == ()


@given(st.text())
def test_braces_in_a_prompt_stay_what_they_are(prompt: str) -> None:
    values = {"prompt": prompt, "seed": 3, "model": None}
    assert filled({"a": "{prompt}", "b": ["<{prompt}|{seed}|{model}>"]}, values) == {"a": prompt, "b": [f"<{prompt}|3|>"]}


@pytest.mark.parametrize(("pointer", "found"), [("", {"a~/b": [5]}), ("/a~0~1b/0", 5), ("/a~0~1b", [5])])
def test_pointers_are_read_as_the_standard_says(pointer: str, found: object) -> None:
    assert at_pointer({"a~/b": [5]}, pointer) == found
