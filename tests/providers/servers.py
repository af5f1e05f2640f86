"""Providers on the loopback interface: one that speaks whatever a test scripts over HTTP, and one that breaks HTTP itself."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.graphql.service import running_server

Step = Callable[[], Response]


def openai_answer(text: str | None = "hello", **changes: Any) -> Step:
    """A chat completion; `message` and `finish_reason` may be changed."""
    message = {"role": "assistant", "content": text, **changes.pop("message", {})}
    body = {
        "id": "chatcmpl-1",
        "model": "gpt-4o-mini-2024-07-18",
        "system_fingerprint": "fp_1",
        "choices": [{"index": 0, "message": message, "finish_reason": changes.pop("finish_reason", "stop")}],
        "usage": {
            "prompt_tokens": 1000,
            "completion_tokens": 200,
            "prompt_tokens_details": {"cached_tokens": 400},
            "completion_tokens_details": {"reasoning_tokens": 50},
        },
    }
    return lambda: JSONResponse(body | changes, headers={"x-request-id": "req_1"})


def anthropic_answer(text: str = "hello", stop_reason: str = "end_turn") -> Step:
    """A message."""
    body = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-haiku-4-5-20251001",
        "content": [{"type": "text", "text": text}],
        "stop_reason": stop_reason,
        "usage": {"input_tokens": 600, "output_tokens": 200, "cache_read_input_tokens": 300, "cache_creation_input_tokens": 100},
    }
    return lambda: JSONResponse(body, headers={"request-id": "req_a"})


def refusal(status: int, code: str | None = None, **headers: str) -> Step:
    """An error with a body as OpenAI and Anthropic write it."""
    body = {"error": {"message": f"no: {status}", "type": "some_error", "code": code}}
    return lambda: JSONResponse(body, status, {name.replace("_", "-"): value for name, value in headers.items()})


def page(text: str = "<html>Bad gateway</html>", status: int = 200) -> Step:
    """What a proxy says."""
    return lambda: Response(text, status, media_type="text/html")


@dataclass
class Provider:
    """Answers one request after the other as scripted, the last step for ever; remembers what it was asked."""

    script: list[Step]
    url: str = ""
    bodies: list[Any] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    async def answer(self, request: Request) -> Response:
        self.bodies.append(await request.json())
        self.headers.append(dict(request.headers))
        self.paths.append(request.url.path)
        return self.script[min(len(self.bodies), len(self.script)) - 1]()


@asynccontextmanager
async def provider(*script: Step) -> AsyncIterator[Provider]:
    """A provider on a free port."""
    found = Provider(list(script))
    app = Starlette(routes=[Route("/{path:path}", found.answer, methods=["POST"])])
    listening = socket.create_server(("127.0.0.1", 0))
    found.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    config = uvicorn.Config(app, lifespan="off", log_level="warning", timeout_graceful_shutdown=1)
    async with running_server(config, listening):
        yield found


@asynccontextmanager
async def broken_provider(raw: bytes) -> AsyncIterator[str]:
    """A server that answers every connection with these bytes and hangs up."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(raw)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@asynccontextmanager
async def silent_provider() -> AsyncIterator[str]:
    """A server that takes connections and never answers."""
    over = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await over.wait()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        over.set()
