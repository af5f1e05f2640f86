"""Clients that do not speak, do not finish or do not read: bounded, told so, and no burden on anybody else."""

import asyncio
import base64
import os
import socket
import struct
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
import pytest_asyncio
from redis.asyncio import Redis
from websockets.asyncio.client import ClientConnection, connect

from api.schema.node import node_id
from api.settings import Settings
from cli.embedded.servers import Addresses
from engine.adapters.postgres.database import Database
from engine.adapters.redis.progress_sink import RedisProgressSink, job_channel
from engine.domain.job import EventKind, JobEvent
from tests.accounts import Tenant, submit
from tests.graphql.conftest import ada_token, client
from tests.graphql.service import Client, Service, Socket, running_service

__all__ = ["ada_token", "client"]

SILENT = 1_000
EVENTS, LARGE = 1_000, "x" * 20_000
FOLLOW = "subscription Follow($id: ID!, $after: Int!) { jobEvents(jobId: $id, after: $after) { number payload } }"


@pytest_asyncio.fixture
async def service(stores: Addresses, tmp_path: Path) -> AsyncIterator[Service]:
    settings = Settings(
        database_url=stores.application_url, redis_url=stores.redis_url, frontend_dir=tmp_path, secret_key="a secret of tests",
        socket_init_seconds=2, body_seconds=1,
    )  # fmt: skip
    async with running_service(settings) as service:
        yield service


def place(service: Service) -> tuple[str, int]:
    host, _, port = service.url.removeprefix("http://").partition(":")
    return host, int(port)


async def silent_socket(service: Service) -> tuple[int, bytes]:
    """Open a WebSocket, say nothing, and read the code and reason with which it is closed."""
    reader, writer = await asyncio.open_connection(*place(service))
    key = base64.b64encode(os.urandom(16)).decode()
    writer.write(
        f"GET /graphql HTTP/1.1\r\nHost: {place(service)[0]}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n".encode()
    )
    assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101")
    frame = await reader.readexactly(2)
    content = await reader.readexactly(frame[1] & 0x7F)
    writer.close()
    return struct.unpack("!H", content[:2])[0], content[2:]


async def test_a_thousand_sockets_that_never_speak_are_sent_away(service: Service, client: Client) -> None:
    waiting = [asyncio.create_task(silent_socket(service)) for _ in range(SILENT)]
    while len(service.app.state.services.listener.channels) or sum(task.done() for task in waiting) == 0:
        assert (await client.data("{ viewer { role } }"))["viewer"] == {"role": "ADMIN"}
    assert set(await asyncio.gather(*waiting)) == {(4408, b"Connection initialisation timeout")}


@pytest.mark.parametrize("path", ["/graphql", "/api/v1/pipeline/run"])
async def test_a_body_that_trickles_in_is_not_waited_for(service: Service, ada_token: str, path: str) -> None:
    reader, writer = await asyncio.open_connection(*place(service))
    headers = f"Host: a\r\nContent-Type: application/json\r\nAuthorization: Bearer {ada_token}\r\nContent-Length: 100\r\n\r\n"
    writer.write(f"POST {path} HTTP/1.1\r\n{headers}".encode() + b'{"query')
    answer = await reader.read()
    writer.close()
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"did not come within 1 seconds" in answer


async def follow(connection: ClientConnection, token: str, job: str, after: int) -> Socket:
    socket = Socket(connection)
    await socket.send({"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}})
    assert (await socket.receive())["type"] == "connection_ack"
    await socket.subscribe("1", FOLLOW, id=job, after=after)
    return socket


async def numbers(socket: Socket, last: int) -> tuple[list[int], dict | None]:
    """The numbers that arrive, up to one; and the error that ends them before."""
    found: list[int] = []
    while not found or found[-1] < last:
        message = await socket.receive()
        if message["type"] == "error":
            return found, message["payload"][0]
        found.append(message["payload"]["data"]["jobEvents"]["number"])
    return found, None


async def listening(redis_url: str, channel: str) -> None:
    """Wait until the service listens to a channel."""
    async with Redis.from_url(redis_url) as redis, asyncio.timeout(20):
        while (await redis.pubsub_numsub(channel))[0][1] == 0:  # noqa: ASYNC110 - Redis sets no event
            await asyncio.sleep(0.01)


def narrow_socket(service: Service) -> socket.socket:
    """A connection whose buffers are small, so that the server feels at once that nobody reads."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    made.connect(place(service))
    made.setblocking(False)
    return made


async def test_a_slow_reader_is_bounded_and_resumes_and_slows_nobody(
    service: Service, database: Database, ada: Tenant, ada_token: str, contract_id: UUID, redis_url: str
) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    job, url = node_id("Job", job_id), service.url.replace("http", "ws") + "/graphql"
    sink, protocols = RedisProgressSink(redis_url), ["graphql-transport-ws"]
    async with (
        connect(url, subprotocols=protocols) as quick_connection,
        connect(url, subprotocols=protocols, sock=narrow_socket(service), max_queue=1) as slow_connection,
    ):
        quick = await follow(quick_connection, ada_token, job, 1)
        slow = await follow(slow_connection, ada_token, job, 1)
        await listening(redis_url, job_channel(job_id))
        reading = asyncio.create_task(numbers(quick, EVENTS))
        for number in range(2, EVENTS + 1):
            await sink.publish(JobEvent(job_id, number, EventKind.RUN_GENERATED, {"text": LARGE}, datetime.now(UTC)))
        assert await reading == (list(range(2, EVENTS + 1)), None)
        found, problem = await numbers(slow, EVENTS)
        last = found[-1]
        assert (found, last < EVENTS) == (list(range(2, last + 1)), True)
        assert problem is not None
        assert problem["extensions"] == {"code": "TOO_SLOW", "lastNumber": last}
        await slow.subscribe("1", FOLLOW, id=job, after=last)
        assert await numbers(slow, EVENTS) == (list(range(last + 1, EVENTS + 1)), None)
    await sink.close()
