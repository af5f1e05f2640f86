"""Naming targets that are told of an organization's usage."""

from uuid import UUID

from api.services import Services
from engine.adapters.llm.remote.public_network import check_target
from engine.adapters.postgres.webhooks import WebhookRecord
from engine.domain.errors import Fault, InvalidInput, NotFound
from engine.domain.job import Scope

_MAX_URL = 2_000


async def create_webhook(services: Services, scope: Scope, url: str, period: str) -> tuple[WebhookRecord, str]:
    """Add a target; with it, its secret, known here and to the admin only.

    Raises InvalidInput for what is no public https address, SecretUnreadable, StoreUnavailable.
    """
    may_be_private = services.allow_private_targets
    if not 1 <= len(url) <= _MAX_URL or not url.isprintable():
        raise InvalidInput([Fault(f"a URL has from 1 to {_MAX_URL} printable characters", "$.url")])
    if not (url.startswith("https://") or may_be_private):
        raise InvalidInput([Fault("events are sent over https only", "$.url")], "name an https address")
    try:
        await check_target(url, allow_private=may_be_private)
    except InvalidInput as error:
        raise InvalidInput([Fault(fault.message, "$.url") for fault in error.faults], error.hint) from error
    return await services.webhooks.add(scope, url, period)


async def remove_webhook(services: Services, scope: Scope, key: UUID | None) -> None:
    """Forget a target. Raises NotFound when the organization has no such webhook."""
    if key is None or not await services.webhooks.remove(scope, key):
        raise NotFound("webhook", "of this id", "use an id that the API gave you")
