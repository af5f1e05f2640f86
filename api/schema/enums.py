"""The vocabulary's enumerations as GraphQL sees them."""

from enum import StrEnum

import strawberry

from engine.documents.difference import Change as DocumentChange
from engine.domain.behaviour import InputSource
from engine.domain.comparison import Direction
from engine.domain.comparison import Subject as ComparisonSubject
from engine.domain.comparison import Verdict as ComparisonVerdict
from engine.domain.contract import Kind, OutOfDomainPolicy, Source
from engine.domain.experiment import AnchorStrategy
from engine.domain.job import EndReason as JobEndReason
from engine.domain.job import EventKind as JobEventKind
from engine.domain.job import JobStatus
from engine.domain.quota import QuotaName, Tier
from engine.domain.restriction import Severity
from engine.domain.run import EvidenceLevel, GenerationStatus
from engine.metrics.metric import Unit as MetricUnit

__all__ = [
    "AnchorStrategy",
    "ApiKeyScope",
    "ComparisonSubject",
    "ComparisonVerdict",
    "Direction",
    "DocumentChange",
    "EvidenceLevel",
    "GenerationStatus",
    "InputSource",
    "JobEndReason",
    "JobEventKind",
    "JobStatus",
    "Kind",
    "MetricUnit",
    "OutOfDomainPolicy",
    "QuotaName",
    "Role",
    "SessionKind",
    "Severity",
    "Source",
    "Tier",
    "WebhookPeriod",
]

_ENUMERATIONS = (
    Kind,
    Source,
    Severity,
    JobStatus,
    GenerationStatus,
    EvidenceLevel,
    AnchorStrategy,
    InputSource,
    OutOfDomainPolicy,
    Direction,
)
for _enumeration in _ENUMERATIONS:
    strawberry.enum(_enumeration)
strawberry.enum(JobEventKind, name="JobEventKind")
strawberry.enum(JobEndReason, name="JobEndReason")
strawberry.enum(ComparisonSubject, name="ComparisonSubject")
strawberry.enum(ComparisonVerdict, name="ComparisonVerdict")
strawberry.enum(DocumentChange, name="DocumentChange")
strawberry.enum(MetricUnit, name="MetricUnit")
strawberry.enum(QuotaName)
strawberry.enum(Tier)


@strawberry.enum
class Role(StrEnum):
    """What a member of an organization may do: viewers read, maintainers run jobs, admins also manage."""

    ADMIN = "admin"
    MAINTAINER = "maintainer"
    VIEWER = "viewer"


@strawberry.enum
class ApiKeyScope(StrEnum):
    """What a key may do, each including the one before: read, submit (as a maintainer), manage (as an admin)."""

    READ = "read"
    SUBMIT = "submit"
    MANAGE = "manage"


@strawberry.enum
class SessionKind(StrEnum):
    """How somebody is signed in: with a browser's cookie, or with tokens of an API client."""

    BROWSER = "browser"
    API = "api"


@strawberry.enum
class WebhookPeriod(StrEnum):
    """After which periods (UTC) a webhook is told."""

    DAY = "day"
    MONTH = "month"
