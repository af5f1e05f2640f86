"""Users, their organizations and their sessions."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ARRAY, Row, Uuid, any_, bindparam, delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.records import UserRecord
from engine.adapters.postgres.reading import SCOPE_ORGANIZATION, Reading
from engine.adapters.postgres.tables import MembershipRow, OrganizationRow, SessionRow, UserIdentityRow, UserRow
from engine.domain.job import Scope

_BY_EMAIL = text("select * from account_of_email(:email)")
_BY_IDENTITY = text("select * from account_of_identity(:issuer, :subject)")
_USERS_BY_ID = Reading(
    select(col(UserRow.id), col(UserRow.email), col(UserRow.display_name), col(UserRow.created_at)).where(
        SCOPE_ORGANIZATION.is_not(None), col(UserRow.id) == any_(bindparam("ids", type_=ARRAY(Uuid)))
    )
)
_BY_SESSION = text("select * from account_of_session(:token_hash)")


@dataclass(frozen=True, slots=True)
class Account:
    """A user in one of their organizations; the address is the one that they ask from."""

    user: UserRecord
    organization_id: UUID
    organization_name: str
    is_personal: bool
    role: str
    address: str | None = field(default=None, compare=False)

    @property
    def scope(self) -> Scope:
        """Whose rows this account may touch."""
        return Scope(self.organization_id, self.user.id, address=self.address)


@dataclass(frozen=True, slots=True)
class NewUser:
    """A user to be created with a personal organization, as its admin; no password hash for those who come through a provider."""

    email: str
    display_name: str
    organization_name: str
    password_hash: str | None = None


async def find_by_email(database: Database, email: str) -> tuple[Account, str | None] | None:
    """The account with this e-mail address, in whatever case, and its password hash."""
    row = await _one(database, _BY_EMAIL, {"email": email})
    return None if row is None else (_account(row), row.password_hash)


async def find_by_identity(database: Database, issuer: str, subject: str) -> Account | None:
    """The account that a provider's identity was linked to."""
    row = await _one(database, _BY_IDENTITY, {"issuer": issuer, "subject": subject})
    return None if row is None else _account(row)


async def find_by_session(database: Database, token_hash: str) -> Account | None:
    """The account whose session has this token hash, unless it ran out."""
    row = await _one(database, _BY_SESSION, {"token_hash": token_hash})
    return None if row is None else _account(row)


async def create_user(database: Database, user: NewUser) -> Account | None:
    """Create a user and their organization in one transaction; None when the e-mail address is taken."""
    scope = Scope(uuid4(), uuid4())
    organization, person = scope.organization_id, scope.user_id
    fields = {"email": user.email, "display_name": user.display_name, "password_hash": user.password_hash}
    add_user = insert(UserRow).values(id=person, **fields).on_conflict_do_nothing()
    async with database.transaction(scope) as connection:
        if (await connection.execute(add_user)).rowcount == 0:
            return None
        await connection.execute(insert(OrganizationRow).values(id=organization, name=user.organization_name, is_personal=True))
        await connection.execute(insert(MembershipRow).values(organization_id=organization, user_id=person, role="admin"))
    found = await find_by_email(database, user.email)
    return None if found is None else found[0]


async def link_identity(database: Database, account: Account, issuer: str, subject: str) -> None:
    """Let a provider's identity sign this user in from now on."""
    values = {"user_id": account.user.id, "issuer": issuer, "subject": subject}
    async with database.transaction(account.scope) as connection:
        await connection.execute(insert(UserIdentityRow).values(values).on_conflict_do_nothing())


async def add_session(database: Database, scope: Scope, token_hash: str, expires_at: datetime) -> None:
    """Remember a signed-in user by the hash of their token, and forget those of their sessions that ran out."""
    values = {
        "user_id": scope.user_id,
        "organization_id": scope.organization_id,
        "token_hash": token_hash,
        "expires_at": expires_at,
    }
    async with database.transaction(scope) as connection:
        await connection.execute(text("delete from sessions where user_id = :user and expires_at < now()"), {"user": scope.user_id})
        await connection.execute(insert(SessionRow).values(values))


async def remove_session(database: Database, scope: Scope, token_hash: str) -> bool:
    """End a session; whether there was one."""
    statement = delete(SessionRow).where(col(SessionRow.user_id) == scope.user_id, col(SessionRow.token_hash) == token_hash)
    async with database.transaction(scope) as connection:
        return (await connection.execute(statement)).rowcount > 0


async def users_by_id(database: Database, scope: Scope, ids: list[UUID]) -> list[UserRecord]:
    """The users among these ids whom the scope sees: its own and its organization's, in no order."""
    rows = await database.read(scope, _USERS_BY_ID, ids=ids)
    return [UserRecord(row.id, row.email, row.display_name, row.created_at) for row in rows]


async def _one(database: Database, statement: Any, parameters: dict[str, str]) -> Row[Any] | None:  # noqa: ANN401 - SQLAlchemy's text clause
    async with database.unscoped_transaction() as connection:
        return (await connection.execute(statement, parameters)).one_or_none()


def _account(row: Row[Any]) -> Account:
    user = UserRecord(row.user_id, row.email, row.display_name, row.user_created_at)
    return Account(user, row.organization_id, row.organization_name, row.is_personal, row.role)
