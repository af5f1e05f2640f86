"""A browser's view of a job: its events over one WebSocket."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

JOB_EVENTS = "subscription JobEvents($id: ID!) { jobEvents(jobId: $id, after: 0) { number kind job { status } } }"


@dataclass
class Subscriber:
    """What one subscription has told so far."""

    events: list[tuple[int, str]] = field(default_factory=list)

    async def listen(self, socket: ClientConnection) -> None:
        """Collect events until the server says that there are no more."""
        async for text in socket:
            message: dict[str, Any] = json.loads(text)
            if message["type"] == "next":
                event = message["payload"]["data"]["jobEvents"]
                self.events.append((event["number"], event["kind"]))
            elif message["type"] == "complete":
                return
            else:
                raise AssertionError(message)

    def count(self, kind: str) -> int:
        """How many events of a kind have come."""
        return sum(seen == kind for _, seen in self.events)


@asynccontextmanager
async def subscribed(base_url: str, token: str, job_id: str) -> AsyncIterator[tuple[Subscriber, "asyncio.Task[None]"]]:
    """Subscribe to a job's events; gives the subscriber and the task that ends with the last event."""
    url = base_url.replace("http", "ws", 1) + "/graphql"
    async with connect(url, subprotocols=["graphql-transport-ws"]) as socket:  # type: ignore[list-item]
        await socket.send(json.dumps({"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}}))
        assert json.loads(await socket.recv())["type"] == "connection_ack"
        await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": JOB_EVENTS, "variables": {"id": job_id}}}))
        subscriber = Subscriber()
        yield subscriber, asyncio.create_task(subscriber.listen(socket))
