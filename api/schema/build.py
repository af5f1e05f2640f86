"""The schema, put together from its nouns."""

import strawberry
from strawberry.schema.config import StrawberryConfig

from api.schema.accounts.mutations import AccountMutations
from api.schema.accounts.profile import ProfileMutations
from api.schema.accounts.queries import AccountQueries
from api.schema.anchors.mutations import AnchorMutations
from api.schema.anchors.queries import AnchorQueries
from api.schema.api_keys.mutations import ApiKeyMutations
from api.schema.comparisons.queries import ComparisonQueries
from api.schema.contracts.mutations import ContractMutations
from api.schema.contracts.queries import ContractQueries
from api.schema.contracts.summaries import ContractSummaryQueries
from api.schema.dashboard.attention import DashboardQueries
from api.schema.events.changes import ChangeQueries
from api.schema.events.subscriptions import EventSubscriptions
from api.schema.invitations.mutations import InvitationMutations
from api.schema.invitations.queries import InvitationQueries
from api.schema.jobs.estimates import EstimateQueries
from api.schema.jobs.mutations import JobMutations
from api.schema.jobs.queries import JobQueries
from api.schema.members.mutations import MemberMutations
from api.schema.nodes import NodeQueries
from api.schema.provider_credentials.mutations import ProviderCredentialMutations
from api.schema.providers.queries import ProviderQueries
from api.schema.restriction_sets.mutations import RestrictionSetMutations
from api.schema.restriction_sets.queries import RestrictionSetQueries
from api.schema.sessions.mutations import SessionMutations
from api.schema.webhooks.mutations import WebhookMutations


@strawberry.type
class Query(
    AccountQueries,
    NodeQueries,
    JobQueries,
    ContractQueries,
    ContractSummaryQueries,
    AnchorQueries,
    RestrictionSetQueries,
    ProviderQueries,
    EstimateQueries,
    InvitationQueries,
    ComparisonQueries,
    DashboardQueries,
    ChangeQueries,
):
    """What can be asked."""


@strawberry.type
class Mutation(
    AccountMutations,
    ProfileMutations,
    SessionMutations,
    MemberMutations,
    InvitationMutations,
    ApiKeyMutations,
    JobMutations,
    ContractMutations,
    AnchorMutations,
    RestrictionSetMutations,
    ProviderCredentialMutations,
    WebhookMutations,
):
    """What can be done."""


@strawberry.type
class Subscription(EventSubscriptions):
    """What can be followed."""


def build_schema(*, is_production: bool = False) -> strawberry.Schema:
    """The schema; in production without suggestions of field names. What guards operations is in `api.execution`."""
    return strawberry.Schema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        config=StrawberryConfig(disable_field_suggestions=is_production),
    )
