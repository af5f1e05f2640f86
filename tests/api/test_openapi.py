"""The OpenAPI document: current, valid for the service, and shown."""

import json

from api.http.rest.openapi import exported
from api.http.rest.operation import OPENAPI_FILE
from api.http.rest.routes import OPERATIONS
from tests.graphql.service import Client


def test_the_document_is_what_the_code_says() -> None:
    assert OPENAPI_FILE.read_text(encoding="utf-8") == exported(), "run python -m api.http.rest.openapi"


async def test_the_document_and_its_page_are_served(anonymous: Client) -> None:
    document = await anonymous.http.get("/api/v1/openapi.json")
    assert document.json() == json.loads(exported())
    page = await anonymous.http.get("/api/v1/docs")
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert "<script" not in page.text
    assert "http://" not in page.text.replace("http://www.w3.org", "")
    for operation in OPERATIONS:
        assert f'<h2 id="{operation.name}"><code>{operation.method} /api/v1{operation.path}</code></h2>' in page.text
