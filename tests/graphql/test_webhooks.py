"""Webhooks: one signed event per closed period, sent until it is taken, to public addresses only."""

import json
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
import uvicorn
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.adapters.webhooks import WebhookSender, signature
from tests.accounts import Tenant, submit
from tests.graphql.conftest import token_of
from tests.graphql.service import Client, Service, running_server
from tests.graphql.test_reading import finish

CREATE = """
mutation($input: CreateWebhookInput!) { createWebhook(input: $input) { __typename
  ... on WebhookCreated { secret webhook { id url period } } ... on InvalidInput { faults { path message } } } }
"""
LOG = """
{ viewer { organization { webhooks { edges { node { url } } } webhookDeliveries { edges { node {
  eventId periodStart periodEnd attempts deliveredAt lastStatus lastError } } } } } }
"""
YESTERDAY = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
AGE = (
    "update webhooks set created_at = now() - interval '1 day'; alter table usage_ledger disable trigger user; "
    "update usage_ledger set created_at = now() - interval '1 day'; alter table usage_ledger enable trigger user"
)
NOW = "update webhook_deliveries set next_attempt_at = now()"


@dataclass
class Receiver:
    url: str
    statuses: list[int] = field(default_factory=list)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest_asyncio.fixture
async def receiver() -> AsyncIterator[Receiver]:
    listening = socket.create_server(("127.0.0.1", 0))
    receiver = Receiver(f"http://127.0.0.1:{listening.getsockname()[1]}/hook")

    async def hook(request: Request) -> Response:
        receiver.got.append((dict(request.headers), await request.body()))
        status = receiver.statuses.pop(0) if receiver.statuses else 204
        return Response(status_code=status, headers={"location": "http://127.0.0.1:1/"} if status == 302 else {})

    app = Starlette(routes=[Route("/hook", hook, methods=["POST"])])
    async with running_server(uvicorn.Config(app, log_level="warning"), listening):
        yield receiver


@pytest.fixture
def private_targets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKYT_ALLOW_PRIVATE_TARGETS", "true")


@asynccontextmanager
async def sending(service: Service, **how: Any) -> AsyncIterator[WebhookSender]:
    sender = WebhookSender(service.services.webhooks, **({"allow_private": True} | how))
    try:
        yield sender
    finally:
        await sender.close()


async def execute(owner: Database, statements: str) -> None:
    async with owner.unscoped_transaction() as connection:
        for statement in statements.split(";"):
            await connection.execute(text(statement))


async def log(client: Client) -> list[dict[str, Any]]:
    organization = (await client.data(LOG))["viewer"]["organization"]
    return [edge["node"] for edge in organization["webhookDeliveries"]["edges"]]


async def test_a_closed_day_is_told_once_signed_and_sent_until_it_is_taken(
    private_targets: None,
    service: Service,
    owner: Database,
    database: Database,
    store: PostgresResultStore,
    ada: Tenant,
    eve: Tenant,
    contract_id: UUID,
    receiver: Receiver,
) -> None:
    client, foreigner = service.client(await token_of(service, ada)), service.client(await token_of(service, eve))
    made = (await client.data(CREATE, input={"url": receiver.url, "period": "DAY"}))["createWebhook"]
    assert made["webhook"]["period"] == "DAY"
    await finish(store, ada, (await submit(database, ada, contract_id)).job_id)
    async with sending(service) as sender:
        assert await sender.send_due() == 0  # today is not over
        await execute(owner, AGE)
        receiver.statuses += [500, 302]
        assert await sender.send_due() == 1
        assert await sender.send_due() == 0  # its turn has not come
        for _ in range(2):
            await execute(owner, NOW)
            assert await sender.send_due() == 1
        await execute(owner, NOW)
        assert await sender.send_due() == 0
    assert len(receiver.got) == 3
    headers, body = receiver.got[-1]
    sent = json.loads(body)
    sums = {"runs": 3, "unanswered": 0, "prompt_tokens": 0, "completion_tokens": 0, "cost_usd": None}
    assert sent == {
        "type": "usage.period_closed",
        "id": headers["webhook-id"],
        "organization_id": str(ada.scope.organization_id),
        "period": {"start": YESTERDAY, "end": YESTERDAY},
        "usage": sums,
        "by_model": [{"provider": "sample", "model": "careful"} | sums],
    }
    stamp = int(headers["webhook-timestamp"])
    assert abs(time.time() - stamp) < 60
    assert headers["webhook-signature"] == signature(made["secret"], sent["id"], stamp, body)
    assert {item[0]["webhook-id"] for item in receiver.got} == {sent["id"]}
    (entry,) = await log(client)
    assert entry.pop("deliveredAt") is not None
    said = {"periodStart": YESTERDAY, "periodEnd": YESTERDAY, "attempts": 3, "lastStatus": 204, "lastError": None}
    assert entry == {"eventId": sent["id"]} | said
    assert (await foreigner.data(LOG))["viewer"]["organization"] == {"webhooks": {"edges": []}, "webhookDeliveries": {"edges": []}}
    await client.http.aclose()
    await foreigner.http.aclose()


async def test_private_and_plain_addresses_are_refused(client: Client, owner: Database) -> None:
    for url, words in (
        ("https://127.0.0.1/hook", "the host '127.0.0.1' leads to an address that is not public"),
        ("https://[::ffff:10.0.0.1]/", "the host '::ffff:10.0.0.1' leads to an address that is not public"),
        ("http://example.org/", "events are sent over https only"),
        ("ftp://example.org/", "events are sent over https only"),
        ("https://user:word@example.org/", "the URL carries a user or a password; store a key for the provider instead"),
        ("", "a URL has from 1 to 2000 printable characters"),
    ):
        answer = (await client.data(CREATE, input={"url": url}))["createWebhook"]
        assert answer == {"__typename": "InvalidInput", "faults": [{"path": "$.url", "message": words}]}
    async with owner.unscoped_transaction() as connection:
        assert (await connection.execute(text("select count(*) from webhooks"))).scalar_one() == 0


async def test_a_name_that_turns_private_is_not_connected_to(client: Client, service: Service, owner: Database, ada: Tenant) -> None:
    await service.services.webhooks.add(ada.scope, "https://rebinding.example.org/hook", "day")
    await execute(owner, AGE)

    async def rebound(_host: str, _port: int) -> list[str]:
        return ["10.0.0.1"]

    async with sending(service, allow_private=False, resolving=rebound) as sender:
        assert await sender.send_due() == 1
    (entry,) = await log(client)
    assert (entry["attempts"], entry["deliveredAt"], entry["lastStatus"]) == (1, None, None)
    assert entry["lastError"] == "the host 'rebinding.example.org' leads to an address that is not public"


def test_the_signature_is_that_of_the_standard() -> None:
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'
    made = signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
