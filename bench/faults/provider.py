"""A scripted provider over HTTP that fails in every way, and books every answer that it was paid for."""

import asyncio
import random
from collections import Counter

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from engine.domain.contract import Contract
from engine.domain.errors import GenerationFailed
from engine.domain.pins import Pins
from engine.domain.run import Generation, GenerationStatus
from engine.ports.llm_client import REQUEST_KEY, LlmClient, ModelInfo

ANSWERS = (
    "def fibonacci(n):\n    a, b = 0, 1\n    for _ in range(n):\n        a, b = b, a + b\n    return a\n",
    "def fibonacci(n):\n    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)\n",
    "def fibonacci(n):\n    return 7\n",
)
ATTEMPTS, PAUSE_SECONDS, TIMEOUT_SECONDS = 8, 0.05, 2.0


class Books:
    """What was asked and what was charged for, by the key of the run. A key that was charged is answered again free of charge."""

    def __init__(self, seed: int, trouble: float, seconds: float) -> None:
        """Take the seed, the share of requests that meet trouble, and how long an answer takes."""
        self._random, self._trouble, self._seconds = random.Random(seed), trouble, seconds
        self.requests: Counter[str] = Counter()
        self.charged: set[str] = set()
        self.repeated = 0
        self.troubles: Counter[str] = Counter()

    async def answer(self, request: Request) -> Response:
        """Answer, or fail as the script says."""
        question = await request.json()
        key = str(question["key"])
        self.requests[key] += 1
        if self._random.random() < self._trouble:
            return await self._fail()
        await asyncio.sleep(self._seconds)
        if await request.is_disconnected():
            self.troubles["caller gone"] += 1
        if key in self.charged:
            self.repeated += 1
        else:
            self.charged.add(key)
        return JSONResponse({"output": ANSWERS[int(question["run"]) % len(ANSWERS)]})

    async def _fail(self) -> Response:
        kind = self._random.choice(("429", "500", "garbage", "half", "never"))
        self.troubles[kind] += 1
        if kind == "never":
            await asyncio.sleep(2 * TIMEOUT_SECONDS)
        if kind in {"429", "500"}:
            return PlainTextResponse("no", int(kind), {"retry-after": "0"})
        return PlainTextResponse("\x00garbage" if kind == "garbage" else '{"output": "def fib', 200)


class ScriptedClient(LlmClient):
    """Asks the scripted provider, a few times where that can help, under the run's key."""

    name, title = "scripted", "A scripted provider"
    notice: str | None = None

    def __init__(self, url: str) -> None:
        """Take the address."""
        self._url = url
        self._http: httpx.AsyncClient | None = None

    def models(self, contract: Contract) -> tuple[ModelInfo, ...]:
        """One model for every contract."""
        del contract
        return (ModelInfo("scripted", "Scripted"),)

    def check(self, contract: Contract, pins: Pins, num_runs: int) -> None:
        """Everything can be asked."""

    async def generate(self, contract: Contract, pins: Pins, run_index: int) -> Generation:
        """Ask until there is an answer, at most so often. Raises GenerationFailed."""
        del contract, pins
        for _ in range(ATTEMPTS):
            output = await self._ask(run_index)
            if output is not None:
                exchange = {"request": {"run": run_index, "key": REQUEST_KEY.get()}, "response": {"output": output}}
                return Generation(run_index, GenerationStatus.GENERATED, output, provider_data=exchange)
            await asyncio.sleep(PAUSE_SECONDS)
        raise GenerationFailed("the provider gave no answer", "failed")

    async def _ask(self, run_index: int) -> str | None:
        if self._http is None:
            self._http = httpx.AsyncClient(timeout=TIMEOUT_SECONDS)
        try:
            answer = await self._http.post(self._url, json={"key": REQUEST_KEY.get(), "run": run_index})
            return str(answer.json()["output"]) if answer.status_code == httpx.codes.OK else None
        except (httpx.HTTPError, ValueError):
            return None


def serve(books: Books, port: int) -> uvicorn.Server:
    """A server of these books; `await server.serve()` runs it."""
    application = Starlette(routes=[Route("/", books.answer, methods=["POST"])])
    return uvicorn.Server(uvicorn.Config(application, host="127.0.0.1", port=port, log_level="error", lifespan="off"))
