"""Submitting, cancelling, retrying and replaying jobs."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import strawberry

from api.context import Info
from api.problems import not_found as not_found_error
from api.schema.answering import answer
from api.schema.enums import Role
from api.schema.jobs.inputs import SubmitJobInput
from api.schema.jobs.types import Job
from api.schema.node import key_of
from api.schema.problems import (
    InvalidInput,
    NotAllowed,
    NotFound,
    NotPossible,
    NotSignedIn,
    QuotaExceeded,
    Unavailable,
    not_possible,
    quota_exceeded,
)
from api.services import Services
from api.use_cases.end_job import cancel_job
from api.use_cases.replay_job import replay_job
from api.use_cases.retry_job import retry_job
from api.use_cases.submit_job import Order, submit_job
from engine.adapters.postgres.submissions import Times
from engine.domain import errors
from engine.domain.job import Scope
from engine.domain.pins import Pins
from engine.domain.quota import QuotaExceeded as QuotaExceededError


@strawberry.type
class JobSubmitted:
    """The job; `isNew` is false when its `clientJobId` was known. The notices say what is pinned and does not reach the provider."""

    job: Job
    is_new: bool
    notices: list[str]


SubmitJobResult = Annotated[
    JobSubmitted | InvalidInput | NotFound | NotSignedIn | NotAllowed | QuotaExceeded | Unavailable, strawberry.union("SubmitJobResult")
]


@strawberry.type
class JobCancelled:
    """The job, now cancelled."""

    job: Job


CancelJobResult = Annotated[
    JobCancelled | InvalidInput | NotFound | NotPossible | NotSignedIn | NotAllowed | Unavailable, strawberry.union("CancelJobResult")
]


@strawberry.type
class JobRetried:
    """The new job; `isNew` is false when the old one had been retried before."""

    job: Job
    is_new: bool


RetryJobResult = Annotated[
    JobRetried | InvalidInput | NotFound | NotPossible | NotSignedIn | NotAllowed | QuotaExceeded | Unavailable,
    strawberry.union("RetryJobResult"),
]


@strawberry.type
class JobReplayed:
    """What analysing the job again came to; nothing is stored.

    `isSame` is true when the report has the same bytes; under the same version of the engine anything else is a defect of Skyt or of
    the machine. `differences` are places in the report, such as `$.metrics.R_raw.value`, at most a hundred.
    """

    job: Job
    is_same: bool
    first_engine_version: str
    engine_version: str
    differences: list[str]


ReplayJobResult = Annotated[
    JobReplayed | InvalidInput | NotFound | NotPossible | NotSignedIn | NotAllowed | Unavailable, strawberry.union("ReplayJobResult")
]


@strawberry.type
class JobMutations:
    """For maintainers and admins."""

    @strawberry.mutation(description="Submit one experiment.")
    async def submit_job(self, info: Info, input: SubmitJobInput) -> SubmitJobResult:  # noqa: A002 - the argument's name in the schema
        """Check, store and enqueue."""
        context = info.context

        async def act(scope: Scope) -> JobSubmitted | QuotaExceeded:
            try:
                submitted = await submit_job(context.services, context.loaders, scope, _order(input))
            except QuotaExceededError as error:
                return quota_exceeded(error, datetime.now(UTC))
            record = await context.loaders.jobs.load(submitted.job_id)
            if record is None:
                raise not_found_error("job")
            return JobSubmitted(job=Job.of(record), is_new=submitted.is_new, notices=list(_notices(context.services, record.pins)))

        return await answer(context, Role.MAINTAINER, act)

    @strawberry.mutation(description="Cancel a job, queued or running; asking again answers the same.")
    async def cancel_job(self, info: Info, id: strawberry.ID) -> CancelJobResult:  # noqa: A002 - the argument's name in the schema
        """End it, and tell its worker."""
        context = info.context

        async def act(scope: Scope) -> JobCancelled | NotPossible:
            try:
                record = await cancel_job(context.services, context.loaders, scope, _key("job", id, "Job"))
            except errors.NotPossible as error:
                return not_possible(error)
            return JobCancelled(job=Job.of(record))

        return await answer(context, Role.MAINTAINER, act)

    @strawberry.mutation(description="Ask again for the runs of an ended job that have no answer, in a new job that takes over the others.")
    async def retry_job(self, info: Info, id: strawberry.ID) -> RetryJobResult:  # noqa: A002 - the argument's name in the schema
        """Add the new job and wake a worker."""
        context = info.context

        async def act(scope: Scope) -> JobRetried | NotPossible | QuotaExceeded:
            try:
                retried = await retry_job(context.services, context.loaders, scope, _key("job", id, "Job"))
            except errors.NotPossible as error:
                return not_possible(error)
            except QuotaExceededError as error:
                return quota_exceeded(error, datetime.now(UTC))
            return JobRetried(job=Job.of(retried.record), is_new=retried.is_new)

        return await answer(context, Role.MAINTAINER, act)

    @strawberry.mutation(description="Analyse a completed job again from its recorded answers, without a model, and compare the reports.")
    async def replay_job(self, info: Info, id: strawberry.ID) -> ReplayJobResult:  # noqa: A002 - the argument's name in the schema
        """Replay the job's bundle."""
        context = info.context

        async def act(scope: Scope) -> JobReplayed | NotPossible:
            try:
                found = await replay_job(context.services, context.loaders, scope, _key("job", id, "Job"))
            except errors.NotPossible as error:
                return not_possible(error)
            versions = {"first_engine_version": found.first_engine_version, "engine_version": found.engine_version}
            return JobReplayed(job=Job.of(found.job), is_same=not found.differences, differences=list(found.differences), **versions)

        return await answer(context, Role.MAINTAINER, act)


def _notices(services: Services, pins: Pins) -> tuple[str, ...]:
    client = services.providers.get(pins.provider)
    return () if client is None else client.notices(pins)


def _order(wanted: SubmitJobInput) -> Order:
    return Order(
        contract_id=_key("contract", wanted.contract_id, "Contract"),
        restriction_set_ids=tuple(_key("restriction set", item, "RestrictionSet") for item in wanted.restriction_set_ids),
        pins=wanted.pins.value(),
        num_runs=wanted.num_runs,
        client_job_id=wanted.client_job_id,
        analyses=tuple(wanted.analyses),
        accepted_evidence=wanted.accepted_evidence,
        anchor_strategy=wanted.anchor_strategy,
        max_cost_usd=wanted.max_cost_usd,
        times=Times(wanted.start_within_seconds, wanted.finish_within_seconds),
    )


def _key(kind: str, node: str, type_name: str) -> UUID:
    key = key_of(node, type_name)
    if key is None:
        raise errors.NotFound(kind, node[:100], "use an id that the API gave you")
    return key
