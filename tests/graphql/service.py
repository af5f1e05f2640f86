"""The service on a loopback port, over a fake provider, and clients for it."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import uvicorn
from sqlalchemy import event
from starlette.applications import Starlette
from websockets.asyncio.client import ClientConnection, connect

from api.app import create_app
from api.bootstrap import open_services
from api.services import Services
from api.settings import Settings
from engine.domain.contract import Contract
from engine.domain.errors import Fault, InvalidInput
from engine.domain.pins import Pins
from engine.domain.run import Generation, GenerationStatus
from engine.ports.llm_client import LlmClient, ModelInfo


class FakeProvider(LlmClient):
    """Answers every contract with the same text; refuses odd seeds."""

    name = "fake"
    title = "A fake"
    notice: str | None = "Not a model."

    def models(self, contract: Contract) -> tuple[ModelInfo, ...]:
        return (ModelInfo("echo", f"Echo of {contract.id}", 10, 0.0),)

    def check(self, contract: Contract, pins: Pins, num_runs: int) -> None:
        if num_runs > 10:
            raise InvalidInput([Fault("only 10 runs can be had", "$.numRuns")], "ask for fewer")

    async def generate(self, contract: Contract, pins: Pins, run_index: int) -> Generation:
        return Generation(run_index, GenerationStatus.GENERATED, "answer")


@dataclass
class Service:
    app: Starlette
    url: str
    statements: list[str] = field(default_factory=list)

    @property
    def services(self) -> Services:
        return self.app.state.services

    def client(self, token: str | None = None) -> "Client":
        headers = {"authorization": f"Bearer {token}"} if token else {}
        return Client(httpx.AsyncClient(base_url=self.url, headers=headers, timeout=30))

    @asynccontextmanager
    async def socket(self, token: str | None, headers: dict[str, str] | None = None) -> AsyncIterator["Socket"]:
        async with connect(
            self.url.replace("http", "ws") + "/graphql", subprotocols=["graphql-transport-ws"], additional_headers=headers or {}
        ) as connection:
            socket = Socket(connection)
            await socket.send({"type": "connection_init", "payload": {"authorization": f"Bearer {token}"} if token else {}})
            yield socket


@dataclass
class Client:
    http: httpx.AsyncClient

    async def execute(self, query: str, **variables: Any) -> dict[str, Any]:
        response = await self.http.post("/graphql", json={"query": query, "variables": variables})
        assert response.status_code == 200, response.text
        return response.json()

    async def data(self, query: str, **variables: Any) -> dict[str, Any]:
        answer = await self.execute(query, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]


@dataclass
class Socket:
    connection: ClientConnection

    async def send(self, message: dict[str, Any]) -> None:
        await self.connection.send(json.dumps(message))

    async def receive(self) -> dict[str, Any]:
        async with asyncio.timeout(20):
            return json.loads(await self.connection.recv())

    async def subscribe(self, operation: str, query: str, **variables: Any) -> None:
        await self.send({"type": "subscribe", "id": operation, "payload": {"query": query, "variables": variables}})


@asynccontextmanager
async def running_service(settings: Settings) -> AsyncIterator[Service]:
    """Serve on a free loopback port."""

    @asynccontextmanager
    async def services_of(chosen: Settings) -> AsyncIterator[Services]:
        async with open_services(chosen) as services:
            yield Services(**{name: getattr(services, name) for name in Services.__slots__} | {"providers": {"fake": FakeProvider()}})

    app = create_app(settings, services_of)
    listening = socket.create_server(("127.0.0.1", 0))
    options: dict[str, Any] = {"ws": "websockets-sansio", "ws_per_message_deflate": False, "timeout_graceful_shutdown": 3}
    config = uvicorn.Config(app, lifespan="on", log_level="warning", **options)
    async with running_server(config, listening):
        service = Service(app, f"http://127.0.0.1:{listening.getsockname()[1]}")
        event.listen(
            service.services.database.engine.sync_engine,
            "before_cursor_execute",
            lambda _c, _u, statement, *_: service.statements.append(statement),
        )
        _count_readings(service)
        yield service


def _count_readings(service: Service) -> None:
    readers = service.services.database._readers
    fetch = readers._fetch

    async def counted(sql, arguments):
        service.statements.append(sql.partition("lateral (")[2] or sql)
        return await fetch(sql, arguments)

    readers._fetch = counted


@asynccontextmanager
async def running_server(config: uvicorn.Config, listening: socket.socket) -> AsyncIterator[None]:
    """Serve an application on an open socket."""
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve([listening]))
    try:
        while not server.started:
            assert not task.done(), task
            await asyncio.sleep(0.01)
        yield
    finally:
        server.should_exit = True
        await task
