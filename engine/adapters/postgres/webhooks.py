"""Webhooks of organizations and the log of their deliveries."""

import base64
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from engine.adapters.key_ring import KeyRing
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.own import own_by_id
from engine.adapters.postgres.readers.page import Page, Window, newest_first
from engine.adapters.postgres.tables import WebhookDeliveryRow, WebhookRow
from engine.domain.errors import Fault, InvalidInput
from engine.domain.job import Scope

MAX_WEBHOOKS, MAX_ATTEMPTS = 10, 12
SECRET_MARK = "whsec_"  # noqa: S105 - how every secret begins
_TAKE = text("select * from take_webhook_deliveries(:at_most, :most_attempts)")
_WEBHOOK = tuple(col(getattr(WebhookRow, name)) for name in ("id", "url", "period", "created_at"))
_NAMES = ("id", "webhook_id", "period_start", "period_end", "attempts", "next_attempt_at", "delivered_at", "last_status", "last_error")
_DELIVERY = tuple(col(getattr(WebhookDeliveryRow, name)) for name in (*_NAMES, "created_at"))


@dataclass(frozen=True, slots=True)
class WebhookRecord:
    """A target without its secret; `period` is `day` or `month` (UTC)."""

    id: UUID
    url: str
    period: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """One event: its period (both days included), how often it was sent, when it was taken, and what the target said last."""

    id: UUID
    webhook_id: UUID
    period_start: date
    period_end: date
    attempts: int
    next_attempt_at: datetime
    delivered_at: datetime | None
    last_status: int | None
    last_error: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class DueDelivery:
    """An event that this process is to send now."""

    id: UUID
    organization_id: UUID
    webhook_id: UUID
    period_start: date
    period_end: date
    attempts: int


class PostgresWebhooks:
    """Targets, their secrets, and their log."""

    def __init__(self, database: Database, key_ring: KeyRing) -> None:
        """Take the pool of the application's role, and the keys that seal."""
        self.database, self._key_ring = database, key_ring

    async def add(self, scope: Scope, url: str, period: str) -> tuple[WebhookRecord, str]:
        """Add a target; with it, its secret. Raises InvalidInput for one that is there and for one too many, SecretUnreadable."""
        secret = SECRET_MARK + base64.b64encode(secrets.token_bytes(32)).decode()
        values = {"organization_id": scope.organization_id, "url": url, "period": period, "created_by": scope.user_id}
        sealed = self._key_ring.seal(secret, _context(scope, url))
        statement = insert(WebhookRow).values(values | {"sealed_secret": sealed}).on_conflict_do_nothing().returning(*_WEBHOOK)
        async with self.database.transaction(scope) as connection:
            count = select(func.count()).select_from(WebhookRow).where(col(WebhookRow.organization_id) == scope.organization_id)
            if (await connection.execute(count)).scalar_one() >= MAX_WEBHOOKS:
                raise InvalidInput([Fault(f"an organization has at most {MAX_WEBHOOKS} webhooks", "$.url")], "remove one first")
            row = (await connection.execute(statement)).one_or_none()
        if row is None:
            raise InvalidInput([Fault("there is a webhook with this URL already", "$.url")], "remove it first for a new secret")
        return WebhookRecord(**row._mapping), secret

    async def remove(self, scope: Scope, webhook_id: UUID) -> bool:
        """Forget a target and its log; whether there was one."""
        statement = delete(WebhookRow).where(col(WebhookRow.organization_id) == scope.organization_id, col(WebhookRow.id) == webhook_id)
        async with self.database.transaction(scope) as connection:
            return (await connection.execute(statement)).rowcount > 0

    async def page(self, scope: Scope, window: Window) -> Page[WebhookRecord]:
        """The organization's targets, newest first."""
        statement = select(*_WEBHOOK).where(col(WebhookRow.organization_id) == scope.organization_id)
        async with self.database.transaction(scope) as connection:
            return await newest_first(connection, statement, WebhookRow, window, WebhookRecord)

    async def deliveries(self, scope: Scope, window: Window) -> Page[DeliveryRecord]:
        """The organization's events, newest first."""
        statement = select(*_DELIVERY).where(col(WebhookDeliveryRow.organization_id) == scope.organization_id)
        async with self.database.transaction(scope) as connection:
            return await newest_first(connection, statement, WebhookDeliveryRow, window, DeliveryRecord)

    async def by_id(self, scope: Scope, webhook_id: UUID) -> WebhookRecord | None:
        """One of the organization's targets."""
        return await own_by_id(self.database, scope, webhook_id, WebhookRow, WebhookRecord)

    async def delivery_by_id(self, scope: Scope, delivery_id: UUID) -> DeliveryRecord | None:
        """One of the organization's events."""
        return await own_by_id(self.database, scope, delivery_id, WebhookDeliveryRow, DeliveryRecord)

    async def take(self, at_most: int) -> list[DueDelivery]:
        """Events whose turn has come, those of periods that closed just now among them; each is put off before it is sent."""
        parameters = {"at_most": at_most, "most_attempts": MAX_ATTEMPTS}
        async with self.database.unscoped_transaction() as connection:
            return [DueDelivery(**row._mapping) for row in await connection.execute(_TAKE, parameters)]

    async def target(self, scope: Scope, webhook_id: UUID) -> tuple[str, str] | None:
        """URL and secret; None for a target that is gone meanwhile. Raises SecretUnreadable."""
        own = (col(WebhookRow.organization_id) == scope.organization_id, col(WebhookRow.id) == webhook_id)
        async with self.database.transaction(scope) as connection:
            row = (await connection.execute(select(col(WebhookRow.url), col(WebhookRow.sealed_secret)).where(*own))).one_or_none()
        return None if row is None else (row.url, self._key_ring.open(row.sealed_secret, _context(scope, row.url)))

    async def note(self, scope: Scope, delivery_id: UUID, status: int | None, error: str | None) -> None:
        """Write down how an attempt ended; without an error the event was delivered."""
        own = (col(WebhookDeliveryRow.organization_id) == scope.organization_id, col(WebhookDeliveryRow.id) == delivery_id)
        values: dict[str, object] = {"last_status": status, "last_error": error}
        if error is None:
            values["delivered_at"] = func.now()
        async with self.database.transaction(scope) as connection:
            await connection.execute(update(WebhookDeliveryRow).where(*own).values(values))


def _context(scope: Scope, url: str) -> str:
    return f"webhook/{scope.organization_id}/{url}"
