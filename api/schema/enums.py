"""The vocabulary's enumerations as GraphQL sees them."""

from enum import StrEnum

import strawberry

from engine.domain.behaviour import InputSource
from engine.domain.contract import Kind, OutOfDomainPolicy, Source
from engine.domain.experiment import AnchorStrategy
from engine.domain.job import EventKind as JobEventKind
from engine.domain.job import JobStatus
from engine.domain.restriction import Severity
from engine.domain.run import EvidenceLevel, GenerationStatus
from engine.metrics.metric import Unit as MetricUnit

__all__ = [
    "AnchorStrategy",
    "EvidenceLevel",
    "GenerationStatus",
    "InputSource",
    "JobEventKind",
    "JobStatus",
    "Kind",
    "MetricUnit",
    "OutOfDomainPolicy",
    "Role",
    "Severity",
    "Source",
]

for _enumeration in (Kind, Source, Severity, JobStatus, GenerationStatus, EvidenceLevel, AnchorStrategy, InputSource, OutOfDomainPolicy):
    strawberry.enum(_enumeration)
strawberry.enum(JobEventKind, name="JobEventKind")
strawberry.enum(MetricUnit, name="MetricUnit")


@strawberry.enum
class Role(StrEnum):
    """What a member of an organization may do: viewers read, maintainers run jobs, admins also manage."""

    ADMIN = "admin"
    MAINTAINER = "maintainer"
    VIEWER = "viewer"
