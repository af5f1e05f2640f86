"""The vocabulary's enumerations as GraphQL sees them."""

from enum import StrEnum

import strawberry

from engine.domain import contract, job, restriction, run
from engine.metrics.metric import Unit

Kind = strawberry.enum(contract.Kind)
Source = strawberry.enum(contract.Source)
Severity = strawberry.enum(restriction.Severity)
JobStatus = strawberry.enum(job.JobStatus)
JobEventKind = strawberry.enum(job.EventKind, name="JobEventKind")
GenerationStatus = strawberry.enum(run.GenerationStatus)
EvidenceLevel = strawberry.enum(run.EvidenceLevel)
MetricUnit = strawberry.enum(Unit, name="MetricUnit")


@strawberry.enum
class Role(StrEnum):
    """What a member of an organization may do: viewers read, maintainers run jobs, admins also manage."""

    ADMIN = "admin"
    MAINTAINER = "maintainer"
    VIEWER = "viewer"
