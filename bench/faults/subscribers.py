"""Subscribers over real WebSockets, which connect again after whatever they have when they are cut off."""

import asyncio
import json
from contextlib import suppress
from uuid import UUID

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from api.schema.node import node_id

FOLLOW = "subscription F($id: ID!, $after: Int!) { jobEvents(jobId: $id, after: $after) { number job { status } } }"


class Subscriber:
    """One viewer of one job."""

    def __init__(self, url: str, token: str, job_id: UUID) -> None:
        """Take the API's address, a session's token and the job."""
        self._url, self._token, self.job_id = url.replace("http", "ws", 1) + "/graphql", token, job_id
        self.numbers: list[int] = []
        self.connections = 0

    async def follow(self) -> None:
        """Follow until the server says that there are no more events."""
        while True:
            with suppress(OSError, WebSocketException, TimeoutError, _CutOffError):
                await self._follow_once()
                return
            await asyncio.sleep(0.2)

    async def _follow_once(self) -> None:
        async with connect(self._url, subprotocols=["graphql-transport-ws"], open_timeout=5) as socket:  # type: ignore[list-item]
            self.connections += 1
            await socket.send(json.dumps({"type": "connection_init", "payload": {"authorization": f"Bearer {self._token}"}}))
            after = self.numbers[-1] if self.numbers else 0
            variables = {"id": node_id("Job", self.job_id), "after": after}
            await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": FOLLOW, "variables": variables}}))
            async for text in socket:
                if self._is_complete(json.loads(text)):
                    return
        raise _CutOffError

    def _is_complete(self, message: dict[str, object]) -> bool:
        payload = message.get("payload")
        if message["type"] == "error" or (isinstance(payload, dict) and payload.get("errors")):
            raise _CutOffError
        if message["type"] == "next":
            assert isinstance(payload, dict)
            self.numbers.append(payload["data"]["jobEvents"]["number"])
        return message["type"] == "complete"


class _CutOffError(Exception):
    """The subscription ended before its last event."""
