"""Users and their accounts: who an e-mail address, a provider's identity, a session or a key belongs to."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ARRAY, Row, Uuid, any_, bindparam, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.records import UserRecord
from engine.adapters.postgres.reading import SCOPE_ORGANIZATION, Lookup, Reading, ReadRow
from engine.adapters.postgres.tables import MembershipRow, OrganizationRow, UserIdentityRow, UserRow
from engine.domain.job import Scope

_BY_EMAIL = text("select * from account_of_email(:email)")
_BY_IDENTITY = text("select * from account_of_identity(:issuer, :subject)")
_USERS_BY_ID = Reading(
    select(col(UserRow.id), col(UserRow.email), col(UserRow.display_name), col(UserRow.created_at)).where(
        SCOPE_ORGANIZATION.is_not(None), col(UserRow.id) == any_(bindparam("ids", type_=ARRAY(Uuid)))
    )
)
_BY_SESSION = Lookup("account_of_session")
_BY_KEY = Lookup("account_of_key")
_IN_ORGANIZATION = text("select * from account_in(:organization)")
ROLES = ("viewer", "maintainer", "admin")
KEY_SCOPES = ("read", "submit", "manage")
_VERIFIED = {"email_verified_at": func.now(), "password_hash": None}
_END_EVERYTHING = (
    text("delete from user_identities where user_id = :user"),
    text("delete from sessions where user_id = :user"),
    text("update token_families set revoked_at = now(), revoked_because = 'address verified' where user_id = :user and revoked_at is null"),
    text("update api_keys set revoked_at = now() where created_by = :user and revoked_at is null"),
)


@dataclass(frozen=True, slots=True)
class Account:
    """A user in one of their organizations, and how they came: by a session, by a key, from which address.

    A key's role is the weaker one of its creator's role and its scope. `tier` and `requests_per_minute` (None: as the tier says) are the
    organization's.
    """

    user: UserRecord
    organization_id: UUID
    organization_name: str
    is_personal: bool
    role: str
    tier: str = "free"
    requests_per_minute: int | None = None
    session_id: UUID | None = field(default=None, compare=False)
    api_key_id: UUID | None = field(default=None, compare=False)
    last_used_at: datetime | None = field(default=None, compare=False)
    expires_at: datetime | None = field(default=None, compare=False)
    address: str | None = field(default=None, compare=False)

    @property
    def scope(self) -> Scope:
        """Whose rows this account may touch."""
        return Scope(self.organization_id, self.user.id, self.api_key_id, self.address)


@dataclass(frozen=True, slots=True)
class NewUser:
    """A user to be created with a personal organization, as its admin; no password hash for those who come through a provider."""

    email: str
    display_name: str
    organization_name: str
    password_hash: str | None = None
    is_verified: bool = False


@dataclass(frozen=True, slots=True)
class Login:
    """An account with what a sign-in needs to know: its password's hash, and whether its e-mail address was ever verified."""

    account: Account
    password_hash: str | None
    is_verified: bool


async def find_by_email(database: Database, email: str) -> Login | None:
    """The account with this e-mail address, in whatever case."""
    row = await _one(database, _BY_EMAIL, {"email": email})
    return None if row is None else Login(account_of(row), row.password_hash, row.is_verified)


async def find_by_identity(database: Database, issuer: str, subject: str) -> Account | None:
    """The account that a provider's identity was linked to."""
    row = await _one(database, _BY_IDENTITY, {"issuer": issuer, "subject": subject})
    return None if row is None else account_of(row)


async def find_by_session(database: Database, token_hash: str) -> Account | None:
    """The account whose session has this token hash, unless it ran out."""
    row = await database.look_up(_BY_SESSION, token_hash)
    return None if row is None else account_of(row, session_id=row.session_id, last_used_at=row.last_used_at, expires_at=row.expires_at)


async def find_by_key(database: Database, key_hash: str) -> Account | None:
    """The account that a key acts for, unless the key ran out or was revoked, or its creator left the organization."""
    row = await database.look_up(_BY_KEY, key_hash)
    if row is None:
        return None
    role = ROLES[min(ROLES.index(row.role), KEY_SCOPES.index(row.scope))]
    return account_of(row, role=role, api_key_id=row.api_key_id, last_used_at=row.last_used_at, expires_at=row.expires_at)


async def find_in_organization(database: Database, scope: Scope, organization_id: UUID) -> Account | None:
    """The user's account in another organization; None when they are no member."""
    async with database.transaction(scope) as connection:
        row = (await connection.execute(_IN_ORGANIZATION, {"organization": organization_id})).one_or_none()
    return None if row is None else account_of(row)


async def create_user(database: Database, user: NewUser) -> Account | None:
    """Create a user and their organization in one transaction; None when the e-mail address is taken."""
    scope = Scope(uuid4(), uuid4())
    organization, person = scope.organization_id, scope.user_id
    fields = {"email": user.email, "display_name": user.display_name, "password_hash": user.password_hash}
    verified = {"email_verified_at": func.now()} if user.is_verified else {}
    add_user = insert(UserRow).values(id=person, **fields, **verified).on_conflict_do_nothing()
    async with database.transaction(scope) as connection:
        if (await connection.execute(add_user)).rowcount == 0:
            return None
        await connection.execute(insert(OrganizationRow).values(id=organization, name=user.organization_name, is_personal=True))
        await connection.execute(insert(MembershipRow).values(organization_id=organization, user_id=person, role="admin"))
    found = await find_by_email(database, user.email)
    return None if found is None else found.account


async def link_identity(database: Database, login: Login, issuer: str, subject: str) -> None:
    """Let a provider's identity sign this user in from now on.

    The provider vouches for the e-mail address. Whoever took it before without that proof may be somebody else: their
    password, identities, sessions, tokens and keys end here.
    """
    account = login.account
    values = {"user_id": account.user.id, "issuer": issuer, "subject": subject}
    async with database.transaction(account.scope) as connection:
        if not login.is_verified:
            own = {"user": account.user.id}
            await connection.execute(update(UserRow).where(col(UserRow.id) == account.user.id).values(_VERIFIED))
            for statement in _END_EVERYTHING:
                await connection.execute(statement, own)
        await connection.execute(insert(UserIdentityRow).values(values).on_conflict_do_nothing())


async def change_user(database: Database, scope: Scope, changes: dict[str, Any]) -> UserRecord:
    """Change the user's own row; answers with what it is now."""
    columns = (col(UserRow.id), col(UserRow.email), col(UserRow.display_name), col(UserRow.created_at))
    statement = update(UserRow).where(col(UserRow.id) == scope.user_id).values(updated_at=func.now(), **changes).returning(*columns)
    async with database.transaction(scope) as connection:
        return UserRecord(**(await connection.execute(statement)).one()._mapping)


async def change_email(database: Database, scope: Scope, email: str) -> UserRecord | None:
    """Give the user another e-mail address, which nobody has verified yet; None when it is somebody else's."""
    try:
        return await change_user(database, scope, {"email": email, "email_verified_at": None, "email_changed_at": func.now()})
    except IntegrityError:
        return None


async def release_address(database: Database, login: Login) -> bool:
    """Take an address from a user who changed to it and never proved it, because somebody proved it now; whether it was such a one.

    The account stays with whoever is signed in to it: only the address, which was never theirs, is given up.
    """
    person = login.account.user.id
    unproven = (col(UserRow.id) == person, col(UserRow.email_changed_at).is_not(None), col(UserRow.email_verified_at).is_(None))
    values = {"email": f"unproven-{person}@example.invalid", "updated_at": func.now()}
    async with database.transaction(login.account.scope) as connection:
        return (await connection.execute(update(UserRow).where(*unproven).values(values))).rowcount > 0


async def has_password(database: Database, scope: Scope) -> bool:
    """Whether the user signs in with a password, or through a provider only."""
    statement = select(col(UserRow.password_hash).is_not(None)).where(col(UserRow.id) == scope.user_id)
    async with database.transaction(scope) as connection:
        return bool((await connection.execute(statement)).scalar_one())


async def hides_first_steps(database: Database, scope: Scope) -> bool:
    """Whether the user has put the first steps away."""
    statement = select(col(UserRow.first_steps_hidden_at).is_not(None)).where(col(UserRow.id) == scope.user_id)
    async with database.transaction(scope) as connection:
        return bool((await connection.execute(statement)).scalar_one())


async def hide_first_steps(database: Database, scope: Scope) -> None:
    """Note that the user has put the first steps away; the first time stays."""
    still_shown = (col(UserRow.id) == scope.user_id, col(UserRow.first_steps_hidden_at).is_(None))
    async with database.transaction(scope) as connection:
        await connection.execute(update(UserRow).where(*still_shown).values(first_steps_hidden_at=func.now()))


async def users_by_id(database: Database, scope: Scope, ids: list[UUID]) -> list[UserRecord]:
    """The users among these ids whom the scope sees: its own and its organization's, in no order."""
    rows = await database.read(scope, _USERS_BY_ID, ids=ids)
    return [UserRecord(row.id, row.email, row.display_name, row.created_at) for row in rows]


async def _one(database: Database, statement: Any, parameters: dict[str, str]) -> Row[Any] | None:  # noqa: ANN401 - SQLAlchemy's text clause
    async with database.unscoped_transaction() as connection:
        return (await connection.execute(statement, parameters)).one_or_none()


def account_of(row: Row[Any] | ReadRow, **more: Any) -> Account:  # noqa: ANN401 - fields of Account
    """The account in a row of the functions account_of_*, with further fields."""
    user = UserRecord(row.user_id, row.email, row.display_name, row.user_created_at)
    fields = {"role": row.role, "tier": row.tier, "requests_per_minute": row.requests_per_minute} | more
    return Account(user, row.organization_id, row.organization_name, row.is_personal, **fields)
