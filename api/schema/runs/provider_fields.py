"""What a run says about its provider: usage, cost, and what was exchanged."""

import json
from typing import cast

import strawberry
from strawberry.scalars import JSON

from api.context import Info
from api.problems import unavailable
from engine.adapters.llm.remembering import REMEMBERED
from engine.adapters.postgres.readers.records import RunRecord
from engine.domain import run
from engine.domain.errors import NotFound, StoreUnavailable
from engine.domain.json_value import JsonObject


@strawberry.type
class Usage:
    """What a generation used; null where the provider does not say. Cached tokens are part of the prompt's, reasoning of the others."""

    prompt_tokens: int | None
    completion_tokens: int | None
    latency_ms: float | None
    cached_tokens: int | None
    reasoning_tokens: int | None
    cost_usd: float | None

    @classmethod
    def of(cls, usage: run.Usage) -> "Usage":
        """Show a usage."""
        return cls(
            prompt_tokens=usage.prompt_tokens,
            completion_tokens=usage.completion_tokens,
            latency_ms=usage.latency_ms,
            cached_tokens=usage.cached_tokens,
            reasoning_tokens=usage.reasoning_tokens,
            cost_usd=usage.cost_usd,
        )


@strawberry.type
class ProviderFields:
    """The part of a run that its provider fills; texts are null where answers are read from files."""

    record: strawberry.Private[RunRecord]

    @strawberry.field(description="Tokens, latency and cost.")
    def usage(self) -> Usage:
        """Show the usage."""
        return Usage.of(self.record.usage)

    @strawberry.field(description="What the provider was sent, without secrets.")
    async def request(self, info: Info) -> JSON | None:
        """Show the request."""
        return cast("JSON | None", (await exchange_of(info, self.record)).get("request"))

    @strawberry.field(description="What the provider answered, as it was.")
    async def response(self, info: Info) -> JSON | None:
        """Show the response."""
        return cast("JSON | None", (await exchange_of(info, self.record)).get("response"))

    @strawberry.field(description="The provider's own id of the request.")
    def provider_request_id(self) -> str | None:
        """Show the id."""
        return text_of(self.record.provider_data, "request_id")

    @strawberry.field(description="The model that answered, by the provider's word.")
    def served_model(self) -> str | None:
        """Show the model."""
        return text_of(self.record.provider_data, "served_model")

    @strawberry.field(description="The provider's name for the configuration that answered.")
    def system_fingerprint(self) -> str | None:
        """Show the fingerprint."""
        return text_of(self.record.provider_data, "system_fingerprint")

    @strawberry.field(description="Why the answer ended, in the provider's words.")
    def finish_reason(self) -> str | None:
        """Show the reason."""
        return text_of(self.record.provider_data, "finish_reason")

    @strawberry.field(description="How many requests it took; null where answers are read from files.")
    def attempts(self) -> int | None:
        """Show the number."""
        attempts = self.record.provider_data.get("attempts")
        return attempts if isinstance(attempts, int) else None

    @strawberry.field(description="Whether the answer is an earlier job's, repeated (SKYT_GENERATION_CACHE).")
    def is_remembered(self) -> bool:
        """Show it."""
        return self.record.provider_data.get(REMEMBERED) is True


async def exchange_of(info: Info, record: RunRecord) -> JsonObject:
    """Request and response of a run, from the artifact that its row names, or from the row itself. Raises a GraphQLError."""
    exchange = text_of(record.provider_data, "exchange")
    if exchange is None:
        return record.provider_data
    try:
        found: JsonObject = json.loads(await info.context.services.artifacts.store.get(exchange))
    except NotFound:
        return {}
    except StoreUnavailable as error:
        raise unavailable(str(error)) from error
    return found


def text_of(data: JsonObject, name: str) -> str | None:
    """A text of the provider's data, None where it is something else or missing."""
    value = data.get(name)
    return value if isinstance(value, str) else None
