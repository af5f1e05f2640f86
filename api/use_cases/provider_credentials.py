"""Keeping an organization's keys for providers."""

import re
from uuid import UUID

from api.services import Services
from engine.adapters.postgres.provider_credentials import CredentialRecord
from engine.domain.errors import Fault, InvalidInput, NotFound
from engine.domain.job import Scope

_PROVIDER = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_MAX_KEY = 4_000


async def put_credential(services: Services, scope: Scope, provider: str, label: str, key: str) -> tuple[CredentialRecord, bool]:
    """Keep a key for a provider; with it, whether one was replaced. Raises InvalidInput, SecretUnreadable, StoreUnavailable."""
    label, key = label.strip(), key.strip()
    faults = []
    if not _PROVIDER.fullmatch(provider):
        faults.append(Fault("provider is a name of lower-case letters, digits, '.', '_' and '-'", "$.provider"))
    if not 1 <= len(label) <= 200 or not label.isprintable():
        faults.append(Fault("label must have from 1 to 200 printable characters", "$.label"))
    if not 1 <= len(key) <= _MAX_KEY or not key.isprintable():
        faults.append(Fault(f"key must have from 1 to {_MAX_KEY} printable characters", "$.key"))
    if faults:
        raise InvalidInput(faults)
    return await services.credentials.put(scope, provider, label, key)


async def remove_credential(services: Services, scope: Scope, key: UUID | None) -> None:
    """Forget a key. Raises NotFound when the organization has no such credential."""
    if key is None or not await services.credentials.remove(scope, key):
        raise NotFound("provider credential", "of this id", "use an id that the API gave you")
