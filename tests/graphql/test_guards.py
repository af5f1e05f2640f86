"""Limits, masked errors, health, the missing page, and a schema file that is the code's."""

import gzip
import json
import os
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from api.execution.errors import INVALID, UNREADABLE
from api.schema.export import SCHEMA_FILE, breaking_changes, exported, main
from tests.graphql.service import Client, Service


def test_the_schema_file_is_what_the_code_says() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == exported(), "run python -m api.schema.export"


def test_breaking_changes_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = tmp_path / "base.graphql"
    base.write_text(exported().replace("type SignedOut {", "type SignedOut {\n  gone: Int"))
    assert main(["--check", str(base)]) == 1
    assert capsys.readouterr().out == "Field SignedOut.gone was removed.\n"
    assert breaking_changes(exported(), exported()) == []


@pytest.mark.parametrize(
    ("query", "code", "message"),
    [
        (
            "{ jobs { edges { node { " + "events { job { " * 6 + "id" + " } }" * 6 + " } } } }",
            INVALID,
            "exceeds maximum operation depth of 12",
        ),
        ("{ " + " ".join(f"a{number}: viewer {{ role }}" for number in range(31)) + " }", INVALID, "31 aliases found. Allowed: 30"),
        ("{ " + "viewer { role } " * 1000 + " }", UNREADABLE, "contains more than 3000 tokens"),
        ("{ nothing }", INVALID, "Cannot query field 'nothing' on type 'Query'."),
        ("{ jobs(filter: {status: [NOPE]}) { totalCount } }", INVALID, "Value 'NOPE' does not exist in 'JobStatus' enum."),
        ("{", UNREADABLE, "Syntax Error: Expected Name, found <EOF>."),
        ("{ viewer { role \x00 } }", UNREADABLE, "Syntax Error: Unexpected character: U+0000."),
        ("fragment A on Job { id }", INVALID, "Fragment 'A' is never used."),
        ("{ ...A } fragment A on Query { ...A }", INVALID, "Cannot spread fragment 'A' within itself."),
        ("query A { viewer { role } } query B { viewer { role } }", "OPERATION_RESOLUTION_FAILURE", "Must provide operation name"),
        ("subscription { jobsChanged { number } }", "BAD_REQUEST", "subscriptions are followed on a WebSocket"),
    ],
)
async def test_queries_are_bounded_and_faults_have_codes(client: Client, query: str, code: str, message: str) -> None:
    (error,) = (await client.execute(query))["errors"]
    assert (error["extensions"]["code"], message in error["message"]) == (code, True), error


async def test_large_bodies_are_refused(client: Client) -> None:
    response = await client.http.post("/graphql", json={"query": "x" * 1_000_001})
    assert (response.status_code, response.json()) == (413, {"error": "the request is larger than 1000000 bytes"})


async def test_unexpected_errors_are_masked_and_logged(client: Client, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the password is 1234")

    monkeypatch.setattr("api.schema.accounts.queries.Viewer.of", broken)
    with capture_logs() as logs:
        (error,) = (await client.execute("{ viewer { role } }"))["errors"]
    correlation_id = error["extensions"]["correlationId"]
    assert error["extensions"] == {"code": "INTERNAL", "correlationId": correlation_id}
    assert "1234" not in str(error)
    (entry,) = [log for log in logs if log["event"] == "unexpected_error"]
    assert (entry["correlation_id"], str(entry["exc_info"])) == (correlation_id, "the password is 1234")


async def test_health_readiness_and_metrics(anonymous: Client) -> None:
    assert (await anonymous.http.get("/healthz")).json() == {"status": "ok"}
    assert (await anonymous.http.get("/readyz")).json() == {"status": "ready"}
    assert "process_cpu_seconds_total" in (await anonymous.http.get("/metrics")).text
    before = [await counted(anonymous, series) for series in COUNTED]
    await anonymous.execute("query Mine { viewer { role } }")
    await anonymous.http.get("/api/v1/contracts")
    assert [await counted(anonymous, series) for series in COUNTED] == [count + 1 for count in before]


# Series of the process, which other tests may have counted in already.
COUNTED = (
    'skyt_graphql_operation_seconds_count{kind="query",operation="Mine"}',
    'skyt_rest_operation_seconds_count{operation="listContracts",status="401"}',
)


async def counted(client: Client, series: str) -> float:
    told = (await client.http.get("/metrics")).text.splitlines()
    return sum(float(line.rpartition(" ")[2]) for line in told if line.startswith(series))


async def test_a_missing_page_is_explained(anonymous: Client) -> None:
    response = await anonymous.http.get("/jobs/1")
    assert response.status_code == 503
    assert "the web page is not built" in response.text


async def test_the_page_is_served_with_its_caches(anonymous: Client, service: Service) -> None:
    folder = service.services.settings.frontend_dir
    (folder / "assets").mkdir()
    (folder / "index.html").write_text("<h1>Skyt</h1>")
    (folder / "assets" / "app-1a2b.js").write_text("1")
    answers = [await anonymous.http.get(path) for path in ("/", "/jobs/1", "/assets/app-1a2b.js", "/assets/gone.js")]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 404]
    assert [answer.headers.get("cache-control") for answer in answers[:3]] == [
        "no-cache",
        "no-cache",
        "public, max-age=31536000, immutable",
    ]
    assert answers[1].text == "<h1>Skyt</h1>"
    assert answers[0].headers["x-frame-options"] == "DENY"


async def test_the_start_page_names_the_files_of_the_page_at_its_address(anonymous: Client, service: Service) -> None:
    folder = service.services.settings.frontend_dir
    (folder / "index.html").write_text("<h1>Skyt</h1>")
    hints = {"/": ["assets/home.js"], "/jobs/:jobId": ["assets/job.js", "assets/dots.js"], "/jobs/new": ["assets/new.js"], "/about": []}
    (folder / "page-hints.json").write_text(json.dumps(hints))
    answers = [await anonymous.http.get(path) for path in ("/", "/jobs/4%3D2", "/jobs/new", "/jobs/1/runs", "/about", "/index.html")]
    assert [answer.headers.get("link") for answer in answers] == [
        "</assets/home.js>; rel=modulepreload; crossorigin; fetchpriority=low",
        ", ".join(f"</assets/{name}.js>; rel=modulepreload; crossorigin; fetchpriority=low" for name in ("job", "dots")),
        "</assets/new.js>; rel=modulepreload; crossorigin; fetchpriority=low",
        None,
        None,
        None,
    ]
    (folder / "page-hints.json").write_text('{"/about": ["assets/about.css", "assets/about.js"]}')
    os.utime(folder / "page-hints.json", (1, 1))
    assert (await anonymous.http.get("/about")).headers["link"] == (
        "</assets/about.css>; rel=preload; as=style; crossorigin, </assets/about.js>; rel=modulepreload; crossorigin; fetchpriority=low"
    )


async def test_scripts_written_into_the_page_are_allowed_by_their_hash(anonymous: Client, service: Service) -> None:
    page = service.services.settings.frontend_dir / "index.html"
    page.write_text("<script>\nlet dark = 1;\n</script><script src='/a.js'></script>")
    hashed = b64encode(sha256(b"\nlet dark = 1;\n").digest()).decode()
    assert f"; script-src 'self' 'sha256-{hashed}'; " in (await anonymous.http.get("/")).headers["content-security-policy"]
    page.write_text("<h1>Skyt</h1>")
    os.utime(page, (1, 1))
    assert "; script-src 'self'; " in (await anonymous.http.get("/jobs")).headers["content-security-policy"]


@pytest.mark.parametrize(
    ("accepted", "encoding", "body"),
    [
        ("gzip, deflate, br;q=0.9", "br", b"in brotli"),
        ("GZIP", "gzip", b"zipped"),
        ("br;q=0, identity", None, b"as built"),
        ("", None, b"as built"),
    ],
)
async def test_the_page_is_sent_in_the_smallest_copy_that_the_browser_takes(
    anonymous: Client, service: Service, accepted: str, encoding: str | None, body: bytes
) -> None:
    folder = service.services.settings.frontend_dir
    (folder / "assets").mkdir()
    (folder / "index.html").write_text("<h1>Skyt</h1>")
    for name, content in {"": b"as built", ".br": b"in brotli", ".gz": gzip.compress(b"zipped")}.items():
        (folder / "assets" / f"app-1a2b.js{name}").write_bytes(content)
    async with anonymous.http.stream("GET", "/assets/app-1a2b.js", headers={"accept-encoding": accepted}) as answer:
        raw = b"".join([part async for part in answer.aiter_raw()])
    headers = answer.headers
    assert (headers.get("content-encoding"), headers["content-type"]) == (encoding, "text/javascript; charset=utf-8")
    assert (gzip.decompress(raw) if encoding == "gzip" else raw) == body
    assert "Accept-Encoding" in headers["vary"]


async def test_an_operation_that_the_document_does_not_hold_is_named(client: Client) -> None:
    sent = {"query": "query Viewer { viewer { role } }", "operationName": "Vewer"}
    response = await client.http.post("/graphql", json=sent)
    assert (response.status_code, response.text) == (
        200,
        '{"data":null,"errors":[{"message":"Unknown operation named \\"Vewer\\".","extensions":{"code":"OPERATION_RESOLUTION_FAILURE"}}]}',
    )


@pytest.mark.parametrize(("accepted", "encoding"), [("gzip, deflate, br", "gzip"), ("gzip;q=0, br", None), ("", None)])
async def test_a_long_answer_is_compressed_for_those_who_take_that(client: Client, accepted: str, encoding: str | None) -> None:
    sent = {"query": "{ __schema { types { name description } } }"}
    async with client.http.stream("POST", "/graphql", json=sent, headers={"accept-encoding": accepted}) as answer:
        raw = b"".join([part async for part in answer.aiter_raw()])
    assert (answer.headers.get("content-encoding"), answer.headers["content-length"]) == (encoding, str(len(raw)))
    assert "Accept-Encoding" in answer.headers["vary"]
    body = json.loads(gzip.decompress(raw) if encoding else raw)
    assert {"Job", "Run"} <= {kind["name"] for kind in body["data"]["__schema"]["types"]}


async def test_a_short_answer_is_sent_as_it_is(client: Client) -> None:
    answer = await client.http.post("/graphql", json={"query": "{ viewer { role } }"}, headers={"accept-encoding": "gzip"})
    assert ("content-encoding" in answer.headers, answer.json()) == (False, {"data": {"viewer": {"role": "ADMIN"}}})
