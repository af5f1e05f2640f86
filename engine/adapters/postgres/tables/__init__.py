"""All tables; importing this package makes SQLModel's metadata complete."""

from sqlmodel import SQLModel

from engine.adapters.postgres.tables.anchors import AnchorRow
from engine.adapters.postgres.tables.api_keys import ApiKeyRow
from engine.adapters.postgres.tables.audit_log import AuditEntryRow
from engine.adapters.postgres.tables.contract_deprecations import ContractDeprecationRow
from engine.adapters.postgres.tables.contract_tallies import ContractScoreRow, ContractTallyRow
from engine.adapters.postgres.tables.contracts import ContractRow
from engine.adapters.postgres.tables.invitations import InvitationRow
from engine.adapters.postgres.tables.job_changes import JobChangeRow
from engine.adapters.postgres.tables.job_events import JobEventRow
from engine.adapters.postgres.tables.job_results import JobResultRow
from engine.adapters.postgres.tables.jobs import JobRow
from engine.adapters.postgres.tables.memberships import MembershipRow
from engine.adapters.postgres.tables.organizations import OrganizationRow
from engine.adapters.postgres.tables.provider_credentials import ProviderCredentialRow
from engine.adapters.postgres.tables.quotas import QuotaCountRow, QuotaRow
from engine.adapters.postgres.tables.refresh_tokens import RefreshTokenRow, TokenFamilyRow
from engine.adapters.postgres.tables.restriction_set_deprecations import RestrictionSetDeprecationRow
from engine.adapters.postgres.tables.restriction_sets import RestrictionSetRow
from engine.adapters.postgres.tables.run_requests import RunRequestRow
from engine.adapters.postgres.tables.runs import RunRow
from engine.adapters.postgres.tables.sessions import SessionRow
from engine.adapters.postgres.tables.usage_ledger import UsageLineRow
from engine.adapters.postgres.tables.users import UserIdentityRow, UserRow
from engine.adapters.postgres.tables.webhooks import WebhookDeliveryRow, WebhookRow

METADATA = SQLModel.metadata

__all__ = [
    "METADATA",
    "UsageLineRow",
    "QuotaRow",
    "QuotaCountRow",
    "TokenFamilyRow",
    "RefreshTokenRow",
    "InvitationRow",
    "ApiKeyRow",
    "AnchorRow",
    "AuditEntryRow",
    "ContractDeprecationRow",
    "ContractRow",
    "ContractScoreRow",
    "ContractTallyRow",
    "JobChangeRow",
    "JobEventRow",
    "JobResultRow",
    "JobRow",
    "MembershipRow",
    "OrganizationRow",
    "ProviderCredentialRow",
    "RestrictionSetDeprecationRow",
    "RestrictionSetRow",
    "RunRequestRow",
    "RunRow",
    "SessionRow",
    "UserIdentityRow",
    "UserRow",
    "WebhookDeliveryRow",
    "WebhookRow",
]
