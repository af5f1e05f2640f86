"""Followers who asked for the same: every event is executed and spelled once for all of them."""

import time
from typing import Any, cast

from graphql import ExecutionResult

from api.execution.encoding import encoded
from api.execution.executor import FastExecutor
from api.execution.operations import shown
from api.sockets.connection import Connection
from api.sockets.messages import next_prefix, spelled

_REMEMBERED_SECONDS = 1.0
_MAX_REMEMBERED = 256


class Follower:
    """One operation on one socket, and the last number that it was given."""

    __slots__ = ("_prefix", "after", "connection", "is_gone", "key", "on_end")

    def __init__(self, connection: Connection, key: str, after: int, on_end: Any) -> None:  # noqa: ANN401 - called without arguments
        """Take the socket, the operation's id, the last number that the client has seen, and whom to tell of the end."""
        self.connection, self.key, self.after, self.on_end = connection, key, after, on_end
        self._prefix = next_prefix(key)
        self.is_gone = False

    def push(self, number: int, payload: str) -> None:
        """Send an event, unless the client has it; a client that reads too slowly is told where to go on, and served no more."""
        if self.is_gone or number <= self.after:
            return
        if self.connection.is_full:
            message = f"you read too slowly; subscribe again after {self.after}"
            problem = {"message": message, "extensions": {"code": "TOO_SLOW", "lastNumber": self.after}}
            self.end(spelled("error", id=self.key, payload=[problem]))
            return
        self.after = number
        self.connection.push(f"{self._prefix}{payload}}}")

    def complete(self) -> None:
        """Say that nothing more comes."""
        self.end(spelled("complete", id=self.key))

    def end(self, message: str) -> None:
        """Send the operation's last message."""
        if not self.is_gone:
            self.is_gone = True
            self.connection.push(message)
            self.on_end()


class Group:
    """Those who follow one stream with one selection, as one viewer."""

    def __init__(self, executor: FastExecutor, show: Any) -> None:  # noqa: ANN401 - makes the schema's object of an event
        """Take an executor that is copied for every event, and how an event is shown."""
        self._executor, self._show = executor, show
        self.followers: set[Follower] = set()
        self._remembered: dict[int, tuple[float, str]] = {}

    async def deliver(self, event: Any) -> None:  # noqa: ANN401 - the stream's event
        """Send an event to all followers."""
        if self.followers:
            payload = await self.rendered(event)
            for follower in [*self.followers]:
                follower.push(event.number, payload)
                if follower.is_gone:
                    self.followers.discard(follower)

    async def rendered(self, event: Any) -> str:  # noqa: ANN401 - as above
        """The answer to the operation for one event, as JSON; remembered for a second, for those who join together."""
        now = time.monotonic()
        known = self._remembered.get(event.number)
        if known is not None and known[0] > now:
            return known[1]
        if len(self._remembered) >= _MAX_REMEMBERED:
            self._remembered.clear()
        text = await self._render(event)
        self._remembered[event.number] = (now + _REMEMBERED_SECONDS, text)
        return text

    async def _render(self, event: Any) -> str:  # noqa: ANN401 - as above
        self._executor.context_value.renew_loaders()
        result = self._executor.build_per_event_executor(self._show(event)).execute_operation(False)
        answer = result if isinstance(result, ExecutionResult) else await cast("Any", result)
        return encoded(shown(answer)).decode()
