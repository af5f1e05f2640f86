"""Sending usage events, signed as Standard Webhooks 1.0 has it (standardwebhooks.com): HMAC-SHA256 over id, timestamp and body."""

import asyncio
import base64
import hashlib
import hmac
import ssl
import time
from collections.abc import Sequence
from decimal import Decimal

import httpcore2
import orjson

from engine.adapters.llm.remote.failure import ProviderFailed
from engine.adapters.llm.remote.guarded_http import PublicNetwork
from engine.adapters.llm.remote.public_network import Resolve, resolve
from engine.adapters.postgres.usage import UsageRecord, usage_by_day
from engine.adapters.postgres.webhooks import SECRET_MARK, DueDelivery, PostgresWebhooks
from engine.domain.errors import SecretUnreadable
from engine.domain.job import Scope

SECONDS = 10.0
_AT_ONCE = 20
_UNREACHABLE = (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException, httpcore2.UnsupportedProtocol)


class WebhookSender:
    """Sends what is due. A target may be reached at public addresses only, unless told otherwise; redirects are not followed."""

    def __init__(self, webhooks: PostgresWebhooks, *, allow_private: bool = False, resolving: Resolve = resolve) -> None:
        """Take where targets stand, whether private addresses may be reached, and how names are resolved; connects when it sends."""
        self._webhooks = webhooks
        network = None if allow_private else PublicNetwork(resolving)
        self._pool = httpcore2.AsyncConnectionPool(ssl_context=ssl.create_default_context(), max_connections=20, network_backend=network)

    async def send_due(self) -> int:
        """Send the events whose turn has come; how many were taken up. Raises StoreUnavailable."""
        due = await self._webhooks.take(_AT_ONCE)
        await asyncio.gather(*(self._send(delivery) for delivery in due))
        return len(due)

    async def close(self) -> None:
        """Close the connections."""
        await self._pool.aclose()

    async def _send(self, delivery: DueDelivery) -> None:
        scope = Scope(delivery.organization_id)
        try:
            target = await self._webhooks.target(scope, delivery.webhook_id)
        except SecretUnreadable as error:
            await self._webhooks.note(scope, delivery.id, None, str(error))
            return
        if target is None:
            return
        url, secret = target
        lines = await usage_by_day(self._webhooks.database, scope, delivery.period_start, delivery.period_end)
        body, now = orjson.dumps(event(delivery, lines)), int(time.time())
        headers = {
            "content-type": "application/json",
            "webhook-id": str(delivery.id),
            "webhook-timestamp": str(now),
            "webhook-signature": signature(secret, str(delivery.id), now, body),
        }
        status, problem = await self._post(url, headers, body)
        await self._webhooks.note(scope, delivery.id, status, problem)

    async def _post(self, url: str, headers: dict[str, str], body: bytes) -> tuple[int | None, str | None]:
        """Status, and why the event does not count as delivered."""
        try:
            async with asyncio.timeout(SECONDS), self._pool.stream("POST", url, headers=list(headers.items()), content=body) as response:
                status = response.status
        except TimeoutError:
            return None, f"the target did not answer within {SECONDS:.0f} seconds"
        except ProviderFailed as refused:
            return None, str(refused)
        except (*_UNREACHABLE, OSError) as unreachable:
            return None, f"the target cannot be reached: {unreachable or type(unreachable).__name__}"
        return status, None if 200 <= status < 300 else f"the target answered {status}"


def signature(secret: str, event_id: str, timestamp: int, body: bytes) -> str:
    """The header `webhook-signature`: version 1 and the code in base64."""
    key = base64.b64decode(secret.removeprefix(SECRET_MARK))
    code = hmac.new(key, f"{event_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(code).decode()}"


def event(delivery: DueDelivery, lines: Sequence[UsageRecord]) -> dict[str, object]:
    """What is sent: the period's sums, and its sums by provider and model. Cost in US dollars, null where no price was known."""
    kinds = sorted({(line.provider, line.model) for line in lines})
    return {
        "type": "usage.period_closed",
        "id": str(delivery.id),
        "organization_id": str(delivery.organization_id),
        "period": {"start": delivery.period_start, "end": delivery.period_end},
        "usage": _sums(lines),
        "by_model": [
            {"provider": provider, "model": model} | _sums([line for line in lines if (line.provider, line.model) == (provider, model)])
            for provider, model in kinds
        ],
    }


def _sums(lines: Sequence[UsageRecord]) -> dict[str, object]:
    names = ("runs", "unanswered", "prompt_tokens", "completion_tokens")
    costs = [line.cost_usd for line in lines if line.cost_usd is not None]
    return {name: sum(getattr(line, name) for line in lines) for name in names} | {
        "cost_usd": str(sum(costs, Decimal(0))) if costs else None
    }
