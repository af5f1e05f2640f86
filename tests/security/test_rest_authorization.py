"""The authorization matrix of REST: every operation and export, every role and key, and a stranger."""

import asyncio
import json
from uuid import UUID

import pytest
import pytest_asyncio

from api.http.rest.exports import MEDIA_TYPES
from api.http.rest.routes import OPERATIONS
from api.schema.node import as_key, parse_node_id
from engine.adapters.postgres.database import Database
from tests.security.attacked_world import Caller, World, build_world, state
from tests.security.authorization_matrix import REST_ROWS, RestRow
from tests.security.test_authorization import CALLERS, SECRETS, Service, service

__all__ = ["service"]


@pytest_asyncio.fixture
async def world(service: Service, owner: Database) -> World:
    return await build_world(service, owner)


def keys(ids: dict[str, str]) -> dict[str, UUID]:
    parsed = {name: parse_node_id(key) for name, key in ids.items()}
    found = {name: as_key(item[1]) for name, item in parsed.items() if item is not None}
    return {name: key for name, key in found.items() if key is not None}


async def ask(service: Service, caller: Caller, name: str, row: RestRow, ids: dict[str, str]) -> tuple[int, str]:
    """Status and body of the answer; of a stream its beginning."""
    method, path = name.split()[:2]
    body = row.body
    for word, key in keys(ids).items():
        path, body = path.replace(f"{{{word}}}", str(key)), None if body is None else body.replace(f"{{{word}}}", str(key))
    headers = {"content-type": "application/json"} if body else {}
    client = service.client(caller.token).http
    address = f"/api/v1{path}?{row.query}"
    async with asyncio.timeout(20), client, client.stream(method, address, content=body, headers=headers) as response:
        if response.headers["content-type"].startswith("text/event-stream"):
            return response.status_code, await anext(response.aiter_text())
        await response.aread()
        return response.status_code, response.text


def test_every_operation_and_every_export_has_a_row() -> None:
    operations = {f"{item.method} {item.path}".replace("{id}", "{job}") for item in OPERATIONS}
    assert {" ".join(name.split()[:2]) for name in REST_ROWS} == operations
    assert {row.query.removeprefix("format=") for name, row in REST_ROWS.items() if "/export" in name} == set(MEDIA_TYPES)


async def test_a_denial_says_no_and_leaves_no_trace(service: Service, owner: Database, world: World) -> None:
    before = await state(owner)
    for name, row in REST_ROWS.items():
        for caller in (world.callers[who] for who in CALLERS):
            if not caller.may(row.need):
                status, body = await ask(service, caller, name, row, world.ids)
                expected = (401, "NOT_SIGNED_IN") if caller.token is None else (403, "NOT_ALLOWED")
                assert (status, json.loads(body)["code"]) == expected, (name, caller.name)
    changed = {table for table, found in (await state(owner)).items() if found != before[table]}
    assert changed <= {"sessions", "refresh_tokens", "api_keys"}, "only that a session or key was used may be noted"


@pytest.mark.parametrize("who", CALLERS)
async def test_who_may_is_not_denied(service: Service, world: World, who: str) -> None:
    caller = world.callers[who]
    for name, row in REST_ROWS.items():
        if caller.may(row.need):
            status, body = await ask(service, caller, name, row, world.ids)
            assert status in {200, 202} or (status == 422 and '{"document' in (row.body or "")), (name, status, body)


async def test_a_stranger_reads_the_same_as_for_what_does_not_exist(service: Service, owner: Database, world: World) -> None:
    stranger, tried = world.callers["foreigner"], 0
    await ask(service, stranger, "GET /contracts", REST_ROWS["GET /contracts"], world.ids)
    before = await state(owner)
    for name, row in REST_ROWS.items():
        theirs, nothing = [await ask(service, stranger, name, row, ids) for ids in (world.ids, world.guessed)]
        assert not any(secret in theirs[1] for secret in SECRETS if secret != "fibonacci(n)"), name
        if "{" in name or "{contract}" in (row.body or ""):
            assert theirs[0] == nothing[0] == 404, name
            assert plain(theirs[1], world) == plain(nothing[1], world), name
            tried += 1
    assert await state(owner) == before
    assert tried == 8


def plain(body: str, world: World) -> dict[str, object]:
    for ids in (world.ids, world.guessed):
        for key in keys(ids).values():
            body = body.replace(str(key), "ID")
    return {name: value for name, value in json.loads(body).items() if name != "request_id"}
