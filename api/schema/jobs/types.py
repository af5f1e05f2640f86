"""Jobs."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar, TypeVar
from uuid import UUID

import strawberry

from api.context import Info
from api.dataloaders.ready import ReadyLoader
from api.execution.plans import BIND
from api.problems import not_found
from api.schema.accounts.user import User
from api.schema.contracts.types import Contract
from api.schema.enums import AnchorStrategy, EvidenceLevel, JobEndReason, JobStatus
from api.schema.events.types import JobEvent
from api.schema.jobs.ahead import runs_key
from api.schema.jobs.details import JobProgress, Pins
from api.schema.lazy import Lazy
from api.schema.node import Node, bounded, moment_cursor, node_id
from api.schema.page_info import PageInfo, page_info
from api.schema.restriction_sets.types import RestrictionSet
from api.schema.results.artifacts import ArtifactConnection, artifacts_of_job
from api.schema.results.types import JobResult
from api.schema.runs.filter import RunFilter, run_selection
from api.schema.runs.types import RunConnection, ShownRuns
from api.schema.violations.lists import ViolationFilter, violations_of_job
from api.schema.violations.types import ViolationConnection
from engine.adapters.postgres.readers.job_list import JobSelection, jobs_count
from engine.adapters.postgres.readers.jobs import events_after
from engine.adapters.postgres.readers.page import Moment, Page
from engine.adapters.postgres.readers.records import JobRecord
from engine.adapters.postgres.readers.runs import ALL_RUNS

T = TypeVar("T")
S = TypeVar("S")


def _bound_user(info: Info) -> Callable[["Job"], User | None]:
    """The users that were fetched ahead, by job."""
    context = info.context

    def read(job: "Job") -> User | None:
        key = job.record.created_by
        found = None if key is None else context.loaders.users.prepared(key)
        return None if found is None else User.of(found)

    return read


def _bound_result(info: Info) -> Callable[["Job"], JobResult | None]:
    """The results that were fetched ahead, by job."""
    context = info.context

    def read(job: "Job") -> JobResult | None:
        found = context.loaders.results.prepared(job.record.id)
        return None if found is None else JobResult.of(found)

    return read


def _bound_runs(info: Info, first: int | None = 100, after: str | None = None, **narrowed: object) -> Callable[["Job"], RunConnection]:
    """The pages of runs that were fetched ahead, by job. Raises GraphQLError for arguments that cannot be used."""
    if any(value is not None for value in narrowed.values()):
        raise LookupError("narrowed pages are not fetched ahead")
    context, key, is_continued = info.context, runs_key(info, first, after, ALL_RUNS), after is not None
    return lambda job: RunConnection.of(ShownRuns(context.loaders.run_pages.prepared(key(job.record)), is_continued))


@strawberry.type
class Job(Node, Lazy):
    """One experiment: a contract, restriction sets, pins and a number of runs."""

    parts: ClassVar = {
        "contract_id": lambda record: node_id("Contract", record.contract_id),
        "pins": lambda record: Pins.of(record.pins),
        "is_partial": lambda record: record.is_partial,
        "progress": JobProgress.of,
    }
    record: strawberry.Private[JobRecord]
    client_job_id: str | None
    contract_id: strawberry.ID = strawberry.field(description="The id of the contract, in the version that the job runs.")
    contract_version: str
    status: JobStatus
    pins: Pins
    num_runs: int
    analyses: list[str]
    accepted_evidence: EvidenceLevel
    anchor_strategy: AnchorStrategy
    config_hash: str
    retry_count: int
    error_message: str | None
    end_reason: JobEndReason | None = strawberry.field(description="Why it ended without completing.")
    is_partial: bool = strawberry.field(description="Whether it has ended, and not every run has an answer.")
    tier: str = strawberry.field(description="The tier whose queue it waits in.")
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    expires_at: datetime = strawberry.field(description="When it expires, unless a worker has begun it by then.")
    deadline_at: datetime = strawberry.field(description="When it is ended, whatever it has got by then.")
    progress: JobProgress

    @strawberry.field(description="The contract, in the version that the job runs.")
    async def contract(self, info: Info) -> Contract:
        """Load the contract."""
        record = await info.context.loaders.contracts.load(self.record.contract_id)
        if record is None:
            raise not_found("contract")
        return Contract.of(record)

    @strawberry.field(description="The restriction sets, in the versions that the job is checked against.")
    async def restriction_sets(self, info: Info) -> list[RestrictionSet]:
        """Load the restriction sets."""
        records = await info.context.loaders.restriction_sets.load_many(self.record.restriction_ids)
        return [RestrictionSet.of(record) for record in records if record is not None]

    @strawberry.field(description="Who submitted the job.", metadata={BIND: _bound_user})
    def created_by(self, info: Info) -> User | None:
        """Load the user."""
        user_id = self.record.created_by
        return None if user_id is None else _shown(info.context.loaders.users, user_id, User.of)

    @strawberry.field(description="The newest result; null until the job has completed.", metadata={BIND: _bound_result})
    def result(self, info: Info) -> JobResult | None:
        """Load the result."""
        return _shown(info.context.loaders.results, self.record.id, JobResult.of)

    @strawberry.field(description="The ended job whose missing runs this one asks for again.")
    async def retry_of(self, info: Info) -> "Job | None":
        """Load the other job."""
        record = None if self.record.retry_of is None else await info.context.loaders.jobs.load(self.record.retry_of)
        return None if record is None else Job.of(record)

    @strawberry.field(description="The runs so far, or some of them, in order of their index.", metadata={BIND: _bound_runs})
    def runs(
        self,
        info: Info,
        first: int | None = 100,
        after: str | None = None,
        filter: RunFilter | None = None,  # noqa: A002 - the argument's name in the schema
    ) -> RunConnection:
        """Load a page."""
        key, is_continued = runs_key(info, first, after, run_selection(filter))(self.record), after is not None
        shown: RunConnection = info.context.loaders.run_pages.shown(key, lambda page: RunConnection.of(ShownRuns(page, is_continued)))
        return shown

    @strawberry.field(description="Where the job's outputs break rules, by run and then in the order of the output.")
    async def violations(
        self,
        info: Info,
        first: int | None = 50,
        after: str | None = None,
        filter: ViolationFilter | None = None,  # noqa: A002 - the argument's name in the schema
    ) -> ViolationConnection:
        """Load a page."""
        return await violations_of_job(info, self.record, first, after, filter)

    @strawberry.field(description="What of the job is kept outside the database: its bundle, then its runs' exchanges with the provider.")
    async def artifacts(self, info: Info, first: int | None = 50, after: str | None = None) -> ArtifactConnection:
        """Load a page."""
        return await artifacts_of_job(info, self.record.id, first, after)

    @strawberry.field(description="The events after a number.")
    async def events(self, info: Info, after: int | None = 0, first: int | None = 100) -> list[JobEvent]:
        """Load events."""
        context, count = info.context, bounded(first, 100)
        records = await events_after(context.services.database, context.signed_in.scope, self.record.id, after or 0, count)
        return [JobEvent.of(record) for record in records]


@strawberry.type
class JobEdge:
    """A job in a list."""

    cursor: str
    node: Job


@strawberry.type
class JobConnection:
    """A page of jobs; `nodes` are the edges' nodes."""

    selection: strawberry.Private[JobSelection]
    nodes: list[Job]
    page_info: PageInfo

    @strawberry.field(description="The jobs with their cursors.")
    def edges(self) -> list[JobEdge]:
        """Put a cursor to each job."""
        return [JobEdge(cursor=moment_cursor(Moment(node.record.created_at, node.record.id)), node=node) for node in self.nodes]

    @strawberry.field(description="How many jobs there are on all pages.")
    async def total_count(self, info: Info) -> int:
        """Count them."""
        return await jobs_count(info.context.services.database, info.context.signed_in.scope, self.selection)

    @classmethod
    def of(cls, page: Page[JobRecord], selection: JobSelection, *, is_continued: bool) -> "JobConnection":
        """Show a page."""
        nodes = [Job.of(item) for item in page.items]
        cursors = [moment_cursor(Moment(item.created_at, item.id)) for item in (*page.items[:1], *page.items[-1:])]
        information = page_info(cursors, has_more=page.has_more, is_continued=is_continued)
        return cls(selection=selection, nodes=nodes, page_info=information)


def _shown(loader: ReadyLoader[UUID, T | None], key: UUID, show: Callable[[T], S]) -> S | None:
    """What a loader has, shown: at once where it was fetched ahead, else awaitable."""
    shown: S | None = loader.shown(key, lambda record: None if record is None else show(record))
    return shown
