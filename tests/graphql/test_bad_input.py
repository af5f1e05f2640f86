"""Bad input is answered with typed errors, cheaply, over HTTP and on sockets."""

import json
from base64 import b64encode

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.graphql.service import Client, Service, Socket

ONE = "query One($id: ID!) { job(id: $id) { id } }"
LIST = "query List($first: Int, $filter: JobFilter) { jobs(first: $first, filter: $filter) { nodes { id } } }"


@pytest.mark.parametrize(
    ("query", "variables", "code", "words"),
    [
        (ONE, {}, "BAD_USER_INPUT", "Expected a value of non-null type 'ID!' to be provided"),
        (ONE, {"id": None}, "BAD_USER_INPUT", "not to be None"),
        (ONE, {"id": {"a": 1}}, "BAD_USER_INPUT", "ID cannot represent"),
        (LIST, {"first": "ten"}, "BAD_USER_INPUT", "Int cannot represent non-integer value"),
        (LIST, {"first": 2**40}, "TOO_COSTLY", "500000 is the most; ask for smaller pages"),
        (LIST, {"filter": {"status": ["NO_SUCH_STATE"]}}, "BAD_USER_INPUT", "does not exist in 'JobStatus' enum"),
        (LIST, {"filter": {"unheard": 1}}, "BAD_USER_INPUT", "Expected value of type 'JobFilter' not to include unknown field 'unheard'"),
        (LIST, {"first": 201}, "INVALID_INPUT", "ask for 1 to 200 at a time"),
        (LIST, {"first": -1}, "INVALID_INPUT", "ask for 1 to 200 at a time"),
    ],
)
async def test_variables_that_do_not_fit_are_named(client: Client, query: str, variables: dict, code: str, words: str) -> None:
    answer = await client.execute(query, **variables)
    assert answer["errors"][0]["extensions"]["code"] == code
    assert answer["data"] in (None, {"job": None})
    assert words in answer["errors"][0]["message"]


async def until_closed(socket: Socket) -> None:
    while True:
        await socket.receive()


@pytest.mark.parametrize("text", ["\x00", "\ud800", "\U0001f600" * 1000, "x" * 900_000, "Sm9iOg==", "' or 1=1 --"])
async def test_odd_ids_find_nothing(client: Client, text: str) -> None:
    body = json.dumps({"query": ONE, "variables": {"id": text}})
    response = await client.http.post("/graphql", content=body, headers={"content-type": "application/json"})
    if response.status_code == 200:
        assert response.json()["data"] == {"job": None}
    else:
        assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("query($s: String!) { contractSummaries(metric: $s) { name } }", "metric"),
        ("query($s: String!) { contracts(name: $s) { nodes { id } } }", "name"),
        ("query($s: String!) { restrictionSets(name: $s) { nodes { id } } }", "name"),
        ("query($s: String!) { viewer { organization { auditLog(filter: {action: $s}) { nodes { id } } } } }", "filter.action"),
        ("query($s: String!) { viewer { organization { usageConnection(filter: {model: $s}) { nodes { id } } } } }", "filter.model"),
    ],
)
async def test_null_characters_in_what_is_looked_for_are_named(client: Client, query: str, name: str) -> None:
    (error,) = (await client.execute(query, s="a\x00b"))["errors"]
    assert (error["message"], error["extensions"]) == (f"{name} holds a null character or half a character", {"code": "INVALID_INPUT"})


async def test_a_cursor_with_a_null_character_is_none(client: Client) -> None:
    cursor = b64encode(b"name:018f0000-0000-7000-8000-000000000000|a\x00").decode()
    (error,) = (await client.execute("query($after: String) { contracts(orderBy: NAME, after: $after) { nodes { id } } }", after=cursor))[
        "errors"
    ]
    assert error["extensions"] == {"code": "INVALID_INPUT"}


async def test_other_methods_and_types_are_refused(client: Client) -> None:
    answers = [
        await client.http.get("/graphql", params={"query": "{ viewer { role } }"}),
        await client.http.post("/graphql", content=b"{}", headers={"content-type": "text/plain"}),
        await client.http.post("/graphql", content=b"{", headers={"content-type": "application/json"}),
        await client.http.post("/graphql", json=[{"query": "{ viewer { role } }"}]),
    ]
    assert [answer.status_code for answer in answers] == [405, 415, 400, 400]
    assert answers[3].json()["errors"][0]["extensions"]["code"] == "NO_BATCHES"


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        (["not json"], 4400),
        (["[]"], 4400),
        (['{"type":"unheard of"}'], 4400),
        (['{"type":"connection_init","payload":5}'], 4400),
        (['{"type":"subscribe","id":"1","payload":{"query":"{ viewer { role } }"}}'], 4401),
        (['{"type":"connection_init","payload":{"authorization":"Bearer forged"}}'], 4403),
    ],
)
async def test_sockets_that_break_the_protocol_are_closed(service: Service, messages: list[str], code: int) -> None:
    async with connect(service.url.replace("http", "ws") + "/graphql", subprotocols=["graphql-transport-ws"]) as connection:
        for message in messages:
            await connection.send(message)
        with pytest.raises(ConnectionClosed) as caught:
            await connection.recv()
    assert caught.value.rcvd is not None
    assert caught.value.rcvd.code == code


async def test_a_second_init_and_an_id_in_use_close_the_socket(service: Service, ada_token: str) -> None:
    codes = []
    for message in ({"type": "connection_init"}, None):
        async with service.socket(ada_token) as socket:
            assert (await socket.receive())["type"] == "connection_ack"
            if message is not None:
                await socket.send(message)
            else:
                await socket.subscribe("1", "{ viewer { role } }")
                await socket.subscribe("1", "{ viewer { role } }")
            with pytest.raises(ConnectionClosed) as caught:
                await until_closed(socket)
            assert caught.value.rcvd is not None
            codes.append(caught.value.rcvd.code)
    assert codes == [4429, 4409]
