"""Documents are prepared once, kept within bounds, and refused for what is wrong with them."""

import hashlib

import pytest

from api.execution.documents import Documents, Invalid
from api.execution.persisted import load_persisted
from api.execution.request import BadRequest, Persisted, parse_body
from tests.execution.every_shape import schema

CORE = schema._schema
ANYTHING = Persisted({}, is_closed=False)
TEXT = "{ tree { name } }"
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_document_is_prepared_once() -> None:
    documents = Documents(CORE, is_production=False)
    assert documents.prepare(TEXT) is documents.prepare(TEXT)


def test_documents_are_kept_within_bounds() -> None:
    documents = Documents(CORE, is_production=False)
    first = documents.prepare(TEXT)
    for number in range(256):
        documents.prepare(f"{{ tree {{ a{number}: name }} }}")
    assert documents.prepare(TEXT) is not first


@pytest.mark.parametrize("is_production", [True, False])
def test_production_tells_nothing_of_the_schema(is_production: bool) -> None:
    documents = Documents(CORE, is_production=is_production)
    found = []
    for text in ("{ __schema { types { name } } }", "{ tree { nme } }"):
        try:
            documents.prepare(text)
            found.append("fine")
        except Invalid as invalid:
            found.append(invalid.errors[0].message)
    hidden = [
        "GraphQL introspection has been disabled, but the requested query contained the field '__schema'.",
        "Cannot query field 'nme' on type 'Tree'.",
    ]
    assert found == (hidden if is_production else ["fine", "Cannot query field 'nme' on type 'Tree'. Did you mean 'name' or 'named'?"])


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        (b"", "BAD_REQUEST", "the body is not JSON: Input is a zero-length, empty document"),
        (b"\xff\x00", "BAD_REQUEST", "the body is not JSON: str is not valid UTF-8: surrogates not allowed"),
        (b"[]", "NO_BATCHES", "batches are not accepted; send one operation per request"),
        (b"17", "BAD_REQUEST", "the body must be a JSON object with `query`, and `variables` and `operationName` if need be"),
        (b"{}", "BAD_REQUEST", "`query` is missing; send the operation's text"),
        (b'{"query": 5}', "BAD_REQUEST", "`query` must be a string"),
        (b'{"query": "{ a }", "variables": []}', "BAD_REQUEST", "`variables` must be an object"),
        (b'{"query": "{ a }", "operationName": 5}', "BAD_REQUEST", "`operationName` must be a string"),
        (
            b'{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "no"}}}',
            "PERSISTED_QUERY_NOT_FOUND",
            "there is no persisted operation with this hash",
        ),
    ],
)
def test_bad_bodies_are_named(body: bytes, code: str, message: str) -> None:
    with pytest.raises(BadRequest) as caught:
        parse_body(body, ANYTHING)
    assert (caught.value.code, str(caught.value)) == (code, message)


def test_persisted_operations_are_run_by_hash_and_nothing_else_when_the_list_is_closed() -> None:
    persisted = Persisted({DIGEST: TEXT}, is_closed=True)
    sent = b'{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "%s"}}}' % DIGEST.encode()
    assert parse_body(sent, persisted).text == TEXT
    assert persisted.text(TEXT, None) == TEXT
    with pytest.raises(BadRequest, match="only persisted operations are run here"):
        persisted.text("{ tree { level } }", None)


def test_a_list_that_cannot_be_right_is_refused(tmp_path) -> None:
    with pytest.raises(ValueError, match="has another hash than its text"):
        Persisted({"0" * 64: TEXT}, is_closed=False)
    with pytest.raises(ValueError, match="but there are none"):
        load_persisted(None, is_closed=True)
    (tmp_path / "list.json").write_text("[1]")
    with pytest.raises(ValueError, match=r"list\.json must hold one JSON object"):
        load_persisted(tmp_path / "list.json", is_closed=False)
