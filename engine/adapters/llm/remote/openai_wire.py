"""Servers that speak OpenAI's chat completions: OpenAI, Azure, Ollama, vLLM, llama.cpp, OpenRouter and others, by their base URL."""

import re
from typing import Any

from engine.adapters.llm.remote.failure import unreadable
from engine.adapters.llm.remote.sdk import body_of, count_part, load_sdk, part, post, text_part, timeouts
from engine.adapters.llm.remote.wire import Answer, Question
from engine.domain.json_value import Json, JsonObject
from engine.domain.pins import Pins
from engine.domain.run import Usage
from engine.ports.llm_client import ModelInfo

OPENAI_URL = "https://api.openai.com/v1"
_REASONING = re.compile(r"(?:.*/)?(?:o\d|gpt-5(?!-chat))")
_FILTERED = "content_filter"


class OpenAiWire:
    """Asks for one chat completion."""

    name = "openai"

    def __init__(self, base_url: str = OPENAI_URL, models: tuple[str, ...] = ()) -> None:
        """Take where the server is and the models that are known by name; connects at the first question."""
        self._base_url, self._models = base_url, models
        self.needs_key = base_url.rstrip("/") == OPENAI_URL
        self.title = "OpenAI" if self.needs_key else f"OpenAI-compatible server ({base_url})"
        self._client: Any = None

    def models(self) -> tuple[ModelInfo, ...]:
        """The models named at the start."""
        return tuple(ModelInfo(name, name) for name in self._models)

    def check(self, pins: Pins) -> None:
        """Every combination of pins can be asked with."""

    def ignored(self, pins: Pins) -> tuple[str, ...]:
        """Reasoning models draw as they please: temperature, top_p, seed and stop do not reach them."""
        if not _REASONING.match(pins.model):
            return ()
        pinned = {"temperature": pins.temperature, "top_p": pins.top_p, "seed": pins.seed, "stop": pins.stop or None}
        named = ", ".join(name for name, value in pinned.items() if value is not None)
        return (f"{pins.model} is a reasoning model and takes no {named}; what is pinned there is not sent.",)

    async def admit(self, pins: Pins) -> None:
        """Where the server is was set by the operator, so it needs no leave."""

    async def ask(self, question: Question, key: str | None) -> Answer:
        """Ask once. Raises ProviderFailed."""
        sdk = load_sdk("openai")
        if self._client is None:
            self._client = sdk.AsyncOpenAI(base_url=self._base_url, api_key="none", max_retries=0, timeout=timeouts())
        body = _request(question)
        client = self._client.with_options(api_key=key or "none")
        response, exchange = await post(sdk, client, "/chat/completions", body, question.sent)
        return _answer(body_of(response, exchange), exchange, response.headers.get("x-request-id"))

    async def close(self) -> None:
        """Close connections."""
        if self._client is not None:
            await self._client.close()


def _request(question: Question) -> JsonObject:
    pins, is_reasoning = question.pins, _REASONING.match(question.pins.model) is not None
    messages: list[Json] = [{"role": "system", "content": question.system_prompt}] if question.system_prompt else []
    messages.append({"role": "user", "content": question.prompt})
    body: JsonObject = {"model": pins.model, "messages": messages}
    limit = "max_completion_tokens" if is_reasoning else "max_tokens"
    drawing: JsonObject = {"temperature": pins.temperature, "top_p": pins.top_p, "seed": pins.seed, "stop": list(pins.stop) or None}
    optional: JsonObject = {limit: pins.max_tokens, **({} if is_reasoning else drawing)}
    return body | {name: value for name, value in optional.items() if value is not None}


def _answer(body: JsonObject, exchange: JsonObject, request_id: str | None) -> Answer:
    choice = part(body, "choices", 0)
    if not isinstance(part(choice, "message"), dict):
        raise unreadable("it has no choices[0].message", exchange)
    output, finish = text_part(choice, "message", "content"), text_part(choice, "finish_reason")
    refusal = text_part(choice, "message", "refusal") or (
        "the provider's content filter stopped the answer" if finish == _FILTERED else None
    )
    if output is None and refusal is None:
        raise unreadable("choices[0].message has no content", exchange)
    request, response = exchange["request"], exchange["response"]
    assert isinstance(request, dict)
    assert isinstance(response, dict)
    return Answer(
        output=output,
        usage=_usage(body),
        request=request,
        response=response,
        refusal=refusal,
        request_id=request_id or text_part(body, "id"),
        served_model=text_part(body, "model"),
        system_fingerprint=text_part(body, "system_fingerprint"),
        finish_reason=finish,
    )


def _usage(body: JsonObject) -> Usage:
    return Usage(
        prompt_tokens=count_part(body, "usage", "prompt_tokens"),
        completion_tokens=count_part(body, "usage", "completion_tokens"),
        cached_tokens=count_part(body, "usage", "prompt_tokens_details", "cached_tokens"),
        reasoning_tokens=count_part(body, "usage", "completion_tokens_details", "reasoning_tokens"),
    )
