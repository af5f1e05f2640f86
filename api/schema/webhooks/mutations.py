"""Making and removing webhooks."""

from typing import Annotated

import strawberry

from api.context import Info
from api.schema.answering import answer
from api.schema.enums import Role, WebhookPeriod
from api.schema.node import key_of
from api.schema.problems import InvalidInput, NotAllowed, NotFound, NotSignedIn, Unavailable
from api.schema.webhooks.types import Webhook
from api.use_cases.webhooks import create_webhook, remove_webhook
from engine.domain.job import Scope


@strawberry.input
class CreateWebhookInput:
    """A public https address, and after which periods (UTC) it is told."""

    url: str
    period: WebhookPeriod = WebhookPeriod.MONTH


@strawberry.type
class WebhookCreated:
    """The webhook, and the secret that its events are signed with, shown this once."""

    webhook: Webhook
    secret: str


@strawberry.type
class WebhookRemoved:
    """Nothing is sent there any more."""

    webhook_id: strawberry.ID


CreateWebhookResult = Annotated[
    WebhookCreated | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("CreateWebhookResult")
]
RemoveWebhookResult = Annotated[
    WebhookRemoved | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("RemoveWebhookResult")
]


@strawberry.type
class WebhookMutations:
    """For admins."""

    @strawberry.mutation(description="Have an address told what the organization used, after each period.")
    async def create_webhook(self, info: Info, input: CreateWebhookInput) -> CreateWebhookResult:  # noqa: A002 - the argument's name in the schema
        """Check and store."""
        services = info.context.services

        async def act(scope: Scope) -> WebhookCreated:
            record, secret = await create_webhook(services, scope, input.url, input.period.value)
            return WebhookCreated(webhook=Webhook.of(record), secret=secret)

        return await answer(info.context, Role.ADMIN, act)

    @strawberry.mutation(description="Remove a webhook with its log.")
    async def remove_webhook(self, info: Info, id: strawberry.ID) -> RemoveWebhookResult:  # noqa: A002 - as above
        """Remove it."""
        services = info.context.services

        async def act(scope: Scope) -> WebhookRemoved:
            await remove_webhook(services, scope, key_of(id, "Webhook"))
            return WebhookRemoved(webhook_id=id)

        return await answer(info.context, Role.ADMIN, act)
