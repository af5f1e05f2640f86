"""One client on one socket: the protocol's states and the client's operations."""

import asyncio
from typing import TYPE_CHECKING, Any

from graphql import GraphQLError, OperationType
from starlette.requests import HTTPConnection
from starlette.types import Receive

from api.auth.tokens import bearer_token
from api.context import Context
from api.execution.documents import Invalid
from api.execution.encoding import encoded
from api.execution.errors import shown_errors
from api.execution.operations import Chosen
from api.execution.request import BadRequest, parse_payload
from api.sockets import messages
from api.sockets.connection import Connection
from api.sockets.messages import InvalidMessage, next_prefix, spelled
from api.sockets.shared import follow_shared
from engine.adapters.postgres.accounts import Account
from engine.domain.errors import StoreUnavailable

if TYPE_CHECKING:
    from api.sockets.endpoint import SocketEndpoint

MAX_OPERATIONS = 100


class Session:
    """What one client does on its socket."""

    __slots__ = ("_endpoint", "_http", "_is_ready", "_operations", "_params", "_token", "connection", "viewer")

    def __init__(self, endpoint: "SocketEndpoint", http: HTTPConnection, connection: Connection, token: str | None) -> None:
        """Take the endpoint, the request that opened the socket, the socket's outbox, and the token that came with it."""
        self._endpoint, self._http, self.connection, self._token = endpoint, http, connection, token
        self.viewer: Account | None = None
        self._params: dict[str, Any] | None = None
        self._is_ready = False
        self._operations: dict[str, asyncio.Task[None]] = {}

    async def talk(self, receive: Receive) -> None:
        """Answer messages until the socket closes; a client that does not begin in time is sent away."""
        timer = asyncio.get_running_loop().call_later(self._endpoint.services.settings.socket_init_seconds, self._give_up)
        try:
            while (message := await receive())["type"] == "websocket.receive":
                await self._handle(dict(message))
        finally:
            timer.cancel()
            self.connection.abandon()
            for task in [*self._operations.values()]:
                task.cancel()
            await asyncio.gather(*self._operations.values(), return_exceptions=True)

    async def recheck(self) -> None:
        """Close the socket when its session is no longer good, or no longer the same user in the same role."""
        if self._is_ready and not self.connection.is_closed:
            try:
                viewer = await self._endpoint.viewer_of(self._token, self.context().address)
            except StoreUnavailable:
                return
            if viewer is None or self.viewer is None or (viewer.scope, viewer.role) != (self.viewer.scope, self.viewer.role):
                await self.connection.close(messages.FORBIDDEN, "the session has ended; sign in again")

    def context(self) -> Context:
        """A fresh context for one operation."""
        return Context(self._endpoint.services, self._http, None, self.viewer, self._token, self._params)

    def _give_up(self) -> None:
        if not self._is_ready:
            task = asyncio.ensure_future(self.connection.close(messages.INIT_TIMEOUT, "Connection initialisation timeout"))
            self._operations["\0init"] = task

    async def _handle(self, message: dict[str, Any]) -> None:
        try:
            content = messages.parsed(message)
            kind = content["type"]
            if kind == "connection_init":
                await self._init(content.get("payload"))
            elif kind == "ping":
                self.connection.push('{"type":"pong"}')
            elif kind == "subscribe":
                await self._subscribe(messages.operation_id(content), content.get("payload"))
            elif kind == "complete":
                self._stop(messages.operation_id(content))
            elif kind != "pong":
                await self.connection.close(messages.INVALID_MESSAGE, "the protocol has no such message")
        except InvalidMessage as error:
            await self.connection.close(messages.INVALID_MESSAGE, str(error))

    async def _init(self, params: object) -> None:
        if self._is_ready:
            await self.connection.close(messages.TOO_MANY_INITS, "Too many initialisation requests")
            return
        if params is not None and not isinstance(params, dict):
            raise InvalidMessage("the payload of connection_init is an object")
        self._params = params
        authorization = (params or {}).get("authorization")
        if authorization is not None:
            self._token = bearer_token(authorization) if isinstance(authorization, str) else None
        try:
            self.viewer = await self._endpoint.viewer_of(self._token, self.context().address)
        except StoreUnavailable:
            await self.connection.close(messages.TRY_AGAIN_LATER, "the database does not answer; try again later")
            return
        if self.viewer is None:
            await self.connection.close(messages.FORBIDDEN, "Forbidden")
            return
        self._is_ready = True
        self.connection.push('{"type":"connection_ack"}')

    async def _subscribe(self, key: str, payload: object) -> None:
        if not self._is_ready:
            await self.connection.close(messages.UNAUTHORIZED, "Unauthorized")
        elif key in self._operations:
            await self.connection.close(messages.SUBSCRIBER_EXISTS, "the id is in use by another operation")
        elif len(self._operations) >= MAX_OPERATIONS:
            self._fail(key, [GraphQLError(f"at most {MAX_OPERATIONS} operations on one socket", extensions={"code": "TOO_MANY"})])
        else:
            try:
                chosen = self._endpoint.operations.choose(parse_payload(payload, self._endpoint.persisted))
            except Invalid as invalid:
                self._fail(key, invalid.errors)
            except BadRequest as error:
                self._fail(key, [GraphQLError(str(error), extensions={"code": error.code})])
            else:
                self._operations[key] = asyncio.create_task(self._run(key, chosen), name=f"socket operation {key}")

    def _stop(self, key: str) -> None:
        task = self._operations.pop(key, None)
        if task is not None:
            task.cancel()

    def _fail(self, key: str, errors: list[GraphQLError]) -> None:
        self.connection.push(spelled("error", id=key, payload=shown_errors(errors)))

    async def _run(self, key: str, chosen: Chosen) -> None:
        try:
            if chosen.kind is not OperationType.SUBSCRIPTION:
                await self._answer_once(key, chosen)
            elif not await follow_shared(self._endpoint, self, key, chosen):
                await self._follow(key, chosen)
        except StoreUnavailable as error:
            self._fail(key, [GraphQLError(str(error), extensions={"code": "UNAVAILABLE"})])
        except GraphQLError as error:
            self._fail(key, [error])
        finally:
            if self._operations.get(key) is asyncio.current_task():
                del self._operations[key]

    async def _answer_once(self, key: str, chosen: Chosen) -> None:
        context = self.context()
        answer = await self._endpoint.operations.run(chosen, context)
        if chosen.kind is OperationType.MUTATION:
            context.forget_viewer()
        self._push_answer(key, answer)
        self.connection.push(spelled("complete", id=key))

    async def _follow(self, key: str, chosen: Chosen) -> None:
        found = await self._endpoint.operations.events(chosen, self.context())
        if isinstance(found, dict):
            self.connection.push(spelled("error", id=key, payload=found["errors"]))
            return
        async for answer in found:
            self._push_answer(key, answer)
            await self.connection.drained()
        self.connection.push(spelled("complete", id=key))

    def _push_answer(self, key: str, answer: dict[str, Any]) -> None:
        self.connection.push(f"{next_prefix(key)}{encoded(answer).decode()}}}")
