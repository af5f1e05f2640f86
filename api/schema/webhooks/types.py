"""Webhooks and the log of their deliveries."""

from datetime import date, datetime

import strawberry

from api.schema.connection import Connection
from api.schema.enums import WebhookPeriod
from api.schema.node import Node, node_id
from engine.adapters.postgres.webhooks import DeliveryRecord, WebhookRecord


@strawberry.type
class Webhook(Node):
    """A target that is told what the organization used in each period (UTC); its secret is shown once, when it is made."""

    url: str
    period: WebhookPeriod
    created_at: datetime

    @classmethod
    def of(cls, record: WebhookRecord) -> "Webhook":
        """Show a webhook."""
        period = WebhookPeriod(record.period)
        return cls(id=node_id("Webhook", record.id), url=record.url, period=period, created_at=record.created_at)


@strawberry.type
class WebhookDelivery(Node):
    """One event; its id is the event's, the same however often it is sent. Without `deliveredAt` it is sent again at `nextAttemptAt`."""

    webhook_id: strawberry.ID
    event_id: str
    period_start: date
    period_end: date
    attempts: int
    next_attempt_at: datetime
    delivered_at: datetime | None
    last_status: int | None
    last_error: str | None
    created_at: datetime

    @classmethod
    def of(cls, record: DeliveryRecord) -> "WebhookDelivery":
        """Show a delivery."""
        names = ("period_start", "period_end", "attempts", "next_attempt_at", "delivered_at", "last_status", "last_error", "created_at")
        return cls(
            id=node_id("WebhookDelivery", record.id),
            webhook_id=node_id("Webhook", record.webhook_id),
            event_id=str(record.id),
            **{name: getattr(record, name) for name in names},
        )


WebhookConnection = Connection[Webhook]
WebhookDeliveryConnection = Connection[WebhookDelivery]
