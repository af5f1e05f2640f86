"""Every door of the API against every role, key and stranger: see `authorization_matrix`."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from graphql import get_named_type, is_object_type
from websockets.exceptions import ConnectionClosed

from api.app import create_app
from api.schema.build import build_schema
from api.settings import Settings
from cli.embedded.servers import Addresses
from engine.adapters.postgres.database import Database
from tests.graphql.service import Service, running_service
from tests.security.attacked_world import Caller, World, build_world, state
from tests.security.authorization_matrix import ROUTES, ROWS, Need, Row

DOORS = ("Query", "Mutation", "Subscription", "Viewer", "Organization")
DENIED_CODES = {"NOT_SIGNED_IN", "NOT_ALLOWED"}
DENIED_TYPES = {"NotSignedIn", "NotAllowed"}
CALLERS = ("anonymous", "viewer", "maintainer", "admin", "read key", "submit key", "manage key")
SECRETS = ("ada@example.org", "own", "sk-secret", "fibonacci(n)")


@pytest_asyncio.fixture
async def service(stores: Addresses, tmp_path: Path) -> AsyncIterator[Service]:
    settings = Settings(
        database_url=stores.application_url, redis_url=stores.redis_url, frontend_dir=tmp_path, secret_key="a secret of tests"
    )
    async with running_service(settings) as service:
        yield service


@pytest_asyncio.fixture
async def world(service: Service, owner: Database) -> World:
    return await build_world(service, owner)


def test_every_door_has_a_row_and_every_row_a_door() -> None:
    kinds = build_schema()._schema.type_map
    fields = {f"{name}.{field}" for name in DOORS for field in kinds[name].fields}  # type: ignore[attr-defined]
    fields |= {
        f"{name}.{field}"
        for name, kind in kinds.items()
        if is_object_type(kind)
        for field, definition in kind.fields.items()
        if get_named_type(definition.type).name.endswith("Connection")
    }
    assert fields - set(ROWS) == set(), "add a row for each of these to tests/security/authorization_matrix.py; its docstring says how"
    assert set(ROWS) - fields == set()


def test_every_route_has_a_row() -> None:
    assert {getattr(route, "path", "") or "/" for route in create_app(Settings()).routes} == set(ROUTES)


async def test_a_denial_says_no_and_leaves_no_trace(service: Service, owner: Database, world: World) -> None:
    tried = 0
    for caller in world.callers.values():
        await ask(service, caller, Row("{ viewer { role } }", Need.ANYBODY), world.ids)
    before = await state(owner)
    for name, row in ROWS.items():
        for caller in (world.callers[name] for name in CALLERS):
            if not caller.may(row.need):
                answer = await ask(service, caller, row, world.ids)
                assert is_denied(answer), (name, caller.name, answer)
                tried += 1
        assert await state(owner) == before, f"a denial of {name} left a trace"
    assert tried > len(ROWS)


@pytest.mark.parametrize("who", CALLERS)
async def test_who_may_is_not_denied(service: Service, world: World, who: str) -> None:
    caller = world.callers[who]
    ordered = sorted(ROWS.items(), key=lambda item: item[1].ends_session)
    for name, row in ordered:
        if caller.may(row.need) and row.need is not Need.ANYBODY:
            answer = await ask(service, caller, row, world.ids)
            assert not is_denied(answer), (name, answer)
            if row.ends_session:
                return


async def test_a_stranger_reads_the_same_as_for_what_does_not_exist(service: Service, owner: Database, world: World) -> None:
    stranger = world.callers["foreigner"]
    before, tried = await state(owner), 0
    for name, row in ROWS.items():
        if not any(f"{{{word}}}" in row.operation for word in world.ids):
            continue
        theirs, nothing = await ask(service, stranger, row, world.ids), await ask(service, stranger, row, world.guessed)
        assert _without_ids(theirs, world) == _without_ids(nothing, world), name
        assert not any(secret in json.dumps(theirs) for secret in SECRETS), name
        tried += 1
    assert await state(owner) == before
    assert tried >= 15


async def test_a_stranger_finds_no_node_of_any_type(service: Service, world: World) -> None:
    for name, key in world.ids.items():
        answer = await ask(service, world.callers["foreigner"], Row(f'{{ node(id: "{key}") {{ id }} }}', Need.VIEWER), {})
        assert answer == {"data": {"node": None}}, name


async def test_a_loader_that_gathers_own_and_foreign_ids_gives_the_own_only(service: Service, world: World) -> None:
    both = "{ a: job(id: {job}) { id } b: job(id: {guessed}) { id } c: contract(id: {contract}) { id } }"
    ids = world.ids | {"guessed": world.guessed["job"]}
    mine = await ask(service, world.callers["viewer"], Row(both, Need.VIEWER), ids)
    theirs = await ask(service, world.callers["foreigner"], Row(both, Need.VIEWER), ids)
    assert mine == {"data": {"a": {"id": world.ids["job"]}, "b": None, "c": {"id": world.ids["contract"]}}}
    assert theirs == {"data": {"a": None, "b": None, "c": None}}


async def ask(service: Service, caller: Caller, row: Row, ids: dict[str, str]) -> dict[str, Any]:
    """The answer to a row's operation; for a subscription its first message."""
    operation = row.operation
    for name, key in ids.items():
        operation = operation.replace(f"{{{name}}}", json.dumps(key))
    if operation.startswith("subscription"):
        return await _first_message(service, caller, operation)
    client = service.client(caller.token)
    try:
        return await client.execute(operation)
    finally:
        await client.http.aclose()


async def _first_message(service: Service, caller: Caller, operation: str) -> dict[str, Any]:
    async with service.socket(caller.token) as socket:
        try:
            await socket.receive()
            await socket.subscribe("1", operation)
            message = await socket.receive()
        except ConnectionClosed as closed:
            return {"errors": [{"extensions": {"code": {4403: "NOT_SIGNED_IN"}.get(closed.rcvd.code if closed.rcvd else 0)}}]}
    return {"errors": message["payload"]} if message["type"] == "error" else message["payload"]


def is_denied(answer: dict[str, Any]) -> bool:
    """Whether an answer is a refusal for who asks."""
    if any(error.get("extensions", {}).get("code") in DENIED_CODES for error in answer.get("errors") or ()):
        return True
    data = answer.get("data") or {}
    values = list(data.values())
    return bool(values) and all(value is None or (isinstance(value, dict) and value.get("__typename") in DENIED_TYPES) for value in values)


def _without_ids(answer: dict[str, Any], world: World) -> str:
    plain = json.dumps(answer)
    for ids in (world.ids, world.guessed):
        for key in ids.values():
            plain = plain.replace(key, "ID")
    return plain
