"""What admins do with their organization: members, invitations, keys."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from api.auth.sign_in import checked_email
from api.auth.tokens import new_api_key, new_token, token_hash
from api.services import Services
from api.use_cases.accounts import open_invitation
from api.use_cases.checks import checked_name
from engine.adapters.postgres.accounts import Account, find_in_organization
from engine.adapters.postgres.api_keys import ApiKeyRecord, add_api_key, revoke_api_key
from engine.adapters.postgres.invitations import InvitationRecord, accept_invitation, add_invitation, revoke_invitation
from engine.adapters.postgres.members import OwnOrganization, delete_organization, leave_organization, own_organizations
from engine.adapters.postgres.sessions import move_session
from engine.domain.errors import Fault, InvalidInput, NotFound
from engine.domain.job import Scope

MAX_KEY_DAYS = 3650


@dataclass(frozen=True, slots=True)
class Invited:
    """A fresh invitation; its token is known here and to whoever gets the link only."""

    invitation: InvitationRecord
    token: str


@dataclass(frozen=True, slots=True)
class NewKey:
    """A fresh key; the key itself is shown this once."""

    record: ApiKeyRecord
    key: str


async def invite(services: Services, scope: Scope, email: str | None, role: str) -> Invited:
    """Make an invitation. Raises InvalidInput for what is no e-mail address, StoreUnavailable."""
    address = checked_email(email) if email is not None else None
    token = new_token()
    expires_at = datetime.now(UTC) + timedelta(days=services.settings.invitation_days)
    values = {"email": address, "role": role, "token_hash": token_hash(token), "expires_at": expires_at}
    return Invited(await add_invitation(services.database, scope, values), token)


async def revoke(services: Services, scope: Scope, invitation_id: UUID | None) -> None:
    """Take an invitation back. Raises NotFound."""
    if invitation_id is None or not await revoke_invitation(services.database, scope, invitation_id):
        raise NotFound("open invitation", "of this id", "use an id that the API gave you")


async def accept(services: Services, account: Account, token: str) -> Account:
    """Become a member; answers with the account in the new organization. Raises NotFound for a link that is not good for this user."""
    invitation = await open_invitation(services, token, account.user.email)
    if not await accept_invitation(services.database, account.scope, invitation):
        raise NotFound("open invitation", "of this link", "ask for a new one")
    return await _member(services, account, invitation.organization_id)


async def switch(services: Services, account: Account, organization_id: UUID | None) -> Account:
    """Let the present session be one of another organization of the user. Raises NotFound where they are no member."""
    if organization_id is None or account.session_id is None:
        raise NotFound("organization", "of this id", "use one of viewer.organizations")
    there = await _member(services, account, organization_id)
    await move_session(services.database, there.scope, account.session_id)
    return there


async def leave(services: Services, account: Account) -> Account:
    """Be no member of the present organization any more, and go on in another, the personal one first.

    Raises InvalidInput for whom it was made for as their personal one, and for the last admin.
    """
    there = await _home(services, account)
    await leave_organization(services.database, account.scope, account.user.id)
    return await switch(services, account, there.id)


async def delete(services: Services, account: Account, name: str) -> Account:
    """Delete the present organization, named once more by its admin, and go on in another, the personal one first.

    All sessions and keys of its members in it end. Raises InvalidInput for another name, a personal organization and the user's only
    one, NotPossible while jobs are under way.
    """
    there = await _home(services, account)
    if account.session_id is None:
        raise NotFound("session", "of this request", "sign in")
    await delete_organization(services.database, account.scope, name, there.id, account.session_id)
    return replace(await _member(services, account, there.id), session_id=account.session_id, address=account.address)


async def add_key(services: Services, scope: Scope, name: str, key_scope: str, expires_in_days: int | None) -> NewKey:
    """Make an API key. Raises InvalidInput, StoreUnavailable."""
    label = checked_name(name, "name")
    if expires_in_days is not None and not 1 <= expires_in_days <= MAX_KEY_DAYS:
        raise InvalidInput(
            [Fault(f"expiresInDays is from 1 to {MAX_KEY_DAYS}", "$.expiresInDays")], "leave it out for a key without an end"
        )
    key, prefix = new_api_key()
    expires_at = None if expires_in_days is None else datetime.now(UTC) + timedelta(days=expires_in_days)
    values = {"name": label, "prefix": prefix, "key_hash": token_hash(key), "scope": key_scope, "expires_at": expires_at}
    return NewKey(await add_api_key(services.database, scope, values), key)


async def end_key(services: Services, scope: Scope, api_key_id: UUID | None) -> ApiKeyRecord:
    """Revoke an API key for ever. Raises NotFound."""
    record = None if api_key_id is None else await revoke_api_key(services.database, scope, api_key_id)
    if record is None:
        raise NotFound("API key in use", "of this id", "use an id that the API gave you")
    return record


async def _home(services: Services, account: Account) -> OwnOrganization:
    own = [found for found in await own_organizations(services.database, account.scope) if found.id != account.scope.organization_id]
    if not own:
        raise InvalidInput([Fault("this is your only organization", "$")], "make another one first")
    return min(own, key=lambda found: not (found.is_personal and found.role == "admin"))


async def _member(services: Services, account: Account, organization_id: UUID) -> Account:
    found = await find_in_organization(services.database, account.scope, organization_id)
    if found is None:
        raise NotFound("organization", "of this id", "use one of viewer.organizations")
    return found
