"""Organizations, and what belongs to them."""

import strawberry

from api.context import Info
from api.schema.access import require
from api.schema.audit.types import AuditEntry, AuditEntryConnection, AuditFilter
from api.schema.connection import connection_of, window_of
from api.schema.enums import Role
from api.schema.node import Node, node_id
from api.schema.provider_credentials.types import ProviderCredential, ProviderCredentialConnection
from engine.adapters.postgres.accounts import Account
from engine.adapters.postgres.audit_log import AuditSelection, audit_page


@strawberry.type
class Organization(Node):
    """A tenant; every user has a personal one. Its lists are those of the organization that the viewer is signed in to."""

    name: str
    is_personal: bool

    @strawberry.field(description="Keys for providers, newest first; for maintainers and admins, and never with the key itself.")
    async def provider_credentials(
        self, info: Info, first: int | None = 50, after: str | None = None
    ) -> ProviderCredentialConnection | None:
        """Load a page."""
        require(info.context, Role.MAINTAINER)
        page = await info.context.services.credentials.page(info.context.signed_in.scope, window_of(first, after))
        return connection_of(page, ProviderCredential.of, is_continued=after is not None)

    @strawberry.field(description="Who changed what, newest first; for admins.")
    async def audit_log(
        self,
        info: Info,
        first: int | None = 50,
        after: str | None = None,
        filter: AuditFilter | None = None,  # noqa: A002 - the argument's name in the schema
    ) -> AuditEntryConnection | None:
        """Load a page."""
        require(info.context, Role.ADMIN)
        scope, selection = info.context.signed_in.scope, AuditSelection() if filter is None else filter.selection()
        page = await audit_page(info.context.services.database, scope, window_of(first, after), selection)
        return connection_of(page, AuditEntry.of, is_continued=after is not None)

    @classmethod
    def of(cls, account: Account) -> "Organization":
        """Show the organization that an account is signed in to."""
        return cls(id=node_id("Organization", account.organization_id), name=account.organization_name, is_personal=account.is_personal)
