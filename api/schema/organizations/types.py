"""Organizations, and what belongs to them."""

from datetime import date

import strawberry

from api.context import Info
from api.schema.access import require
from api.schema.api_keys.types import ApiKey, ApiKeyConnection
from api.schema.audit.types import AuditEntry, AuditEntryConnection, AuditFilter
from api.schema.connection import connection_of, window_of
from api.schema.enums import Role
from api.schema.invitations.types import Invitation, InvitationConnection
from api.schema.members.types import Member, MemberConnection
from api.schema.node import Node, node_id
from api.schema.provider_credentials.types import ProviderCredential, ProviderCredentialConnection
from api.schema.usage.lists import UsageFilter, check_days, usage_of_organization
from api.schema.usage.types import Quota, UsageLine, UsageLineConnection, quota_of
from api.schema.webhooks.types import Webhook, WebhookConnection, WebhookDelivery, WebhookDeliveryConnection
from engine.adapters.postgres.accounts import Account
from engine.adapters.postgres.api_keys import api_keys_page
from engine.adapters.postgres.audit_log import AuditSelection, audit_page
from engine.adapters.postgres.invitations import invitations_page
from engine.adapters.postgres.members import members_page
from engine.adapters.postgres.usage import usage_by_day


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

    @strawberry.field(description="Who belongs to the organization, newest first.")
    async def members(self, info: Info, first: int | None = 50, after: str | None = None) -> MemberConnection:
        """Load a page."""
        page = await members_page(info.context.services.database, info.context.signed_in.scope, window_of(first, after))
        return connection_of(page, Member.of, is_continued=after is not None)

    @strawberry.field(description="Invitations, newest first; for admins.")
    async def invitations(self, info: Info, first: int | None = 50, after: str | None = None) -> InvitationConnection | None:
        """Load a page."""
        require(info.context, Role.ADMIN)
        page = await invitations_page(info.context.services.database, info.context.signed_in.scope, window_of(first, after))
        return connection_of(page, Invitation.of, is_continued=after is not None)

    @strawberry.field(description="API keys, newest first, revoked ones included; for admins.")
    async def api_keys(self, info: Info, first: int | None = 50, after: str | None = None) -> ApiKeyConnection | None:
        """Load a page."""
        require(info.context, Role.ADMIN)
        page = await api_keys_page(info.context.services.database, info.context.signed_in.scope, window_of(first, after))
        return connection_of(page, ApiKey.of, is_continued=after is not None)

    @strawberry.field(description="Webhooks, newest first; for admins.")
    async def webhooks(self, info: Info, first: int | None = 50, after: str | None = None) -> WebhookConnection | None:
        """Load a page."""
        require(info.context, Role.ADMIN)
        page = await info.context.services.webhooks.page(info.context.signed_in.scope, window_of(first, after))
        return connection_of(page, Webhook.of, is_continued=after is not None)

    @strawberry.field(description="What was sent to webhooks and how it went, newest first; for admins.")
    async def webhook_deliveries(self, info: Info, first: int | None = 50, after: str | None = None) -> WebhookDeliveryConnection | None:
        """Load a page."""
        require(info.context, Role.ADMIN)
        page = await info.context.services.webhooks.deliveries(info.context.signed_in.scope, window_of(first, after))
        return connection_of(page, WebhookDelivery.of, is_continued=after is not None)

    @strawberry.field(
        description="What was used on each day from one to another, both included (UTC), by provider and model; newest first."
    )
    async def usage(self, info: Info, since: date, until: date) -> list[UsageLine]:
        """Sum the ledger."""
        check_days(since, until)
        records = await usage_by_day(info.context.services.database, info.context.signed_in.scope, since, until)
        return [UsageLine.of(record) for record in records]

    @strawberry.field(description="The same lines of usage, page by page.")
    async def usage_connection(
        self,
        info: Info,
        first: int | None = 50,
        after: str | None = None,
        filter: UsageFilter | None = None,  # noqa: A002 - the argument's name in the schema
    ) -> UsageLineConnection:
        """Load a page."""
        return await usage_of_organization(info, first, after, filter)

    @strawberry.field(description="What the organization may use, and how much of it is used.")
    async def quota(self, info: Info) -> Quota:
        """Load the limits and counts."""
        return await quota_of(info.context)

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
