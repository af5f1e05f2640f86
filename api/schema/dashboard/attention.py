"""What needs somebody's attention."""

from datetime import datetime
from uuid import UUID

import strawberry

from api.context import Info
from api.problems import invalid_input, not_found
from api.schema.comparisons.values import ComparedValue
from api.schema.contracts.types import Contract
from api.schema.jobs.types import Job
from api.schema.results.rules import RuleResult
from api.use_cases.attention import ChangedContract, Concerns, concerns
from engine.adapters.postgres.readers.history import LatestResult

MAX_DAYS = 366


@strawberry.type
class FailingRule:
    """A mandatory rule that the newest job of a contract version breaks."""

    record: strawberry.Private[tuple[LatestResult, int]]

    @strawberry.field(description="The contract version.")
    async def contract(self, info: Info) -> Contract:
        """Load the contract."""
        return await _contract(info, self.record[0].contract_id)

    @strawberry.field(description="Its newest finished job.")
    async def job(self, info: Info) -> Job:
        """Load the job."""
        return await _job(info, self.record[0].job_id)

    @strawberry.field(description="The rule in that job.")
    def rule(self, info: Info) -> RuleResult:
        """Show the rule."""
        result, place = self.record
        return RuleResult.of(info, result.rules[place], (result.id, place))


@strawberry.type
class ContractChange:
    """A contract version whose newest job has other rates than the job before it; `compareJobs` says everything about the two."""

    record: strawberry.Private[ChangedContract]

    @strawberry.field(description="The contract version.")
    async def contract(self, info: Info) -> Contract:
        """Load the contract."""
        return await _contract(info, self.record.newest.contract_id)

    @strawberry.field(description="The job before the newest.")
    async def first(self, info: Info) -> Job:
        """Load the job."""
        return await _job(info, self.record.before.job_id)

    @strawberry.field(description="The newest job.")
    async def second(self, info: Info) -> Job:
        """Load the job."""
        return await _job(info, self.record.newest.job_id)

    @strawberry.field(description="The rates that changed.")
    def values(self, info: Info) -> list[ComparedValue]:
        """Show the rates."""
        return [ComparedValue.of(item, info.context.services.metrics) for item in self.record.values]


@strawberry.type
class Attention:
    """What needs somebody's attention, of the time since `since`."""

    record: strawberry.Private[Concerns]
    since: datetime

    @strawberry.field(description="The newest jobs that failed, at most 20.")
    def failed_jobs(self) -> list[Job]:
        """Show the jobs."""
        return [Job.of(item) for item in self.record.failed_jobs]

    @strawberry.field(description="Mandatory rules that are broken.")
    def failing_rules(self) -> list[FailingRule]:
        """Show the rules."""
        return [FailingRule(record=item) for item in self.record.failing_rules]

    @strawberry.field(description="Contract versions whose answers changed.")
    def changed_contracts(self) -> list[ContractChange]:
        """Show the contracts."""
        return [ContractChange(record=item) for item in self.record.changed]


@strawberry.type
class DashboardQueries:
    """For everybody who is signed in."""

    @strawberry.field(description="Failed jobs, broken mandatory rules and changed contracts of the last days.")
    async def attention(self, info: Info, days: int = 30) -> Attention:
        """Look for what needs attention."""
        scope = info.context.signed_in.scope
        if not 1 <= days <= MAX_DAYS:
            raise invalid_input(f"days is {days}; ask for 1 to {MAX_DAYS}")
        found = await concerns(info.context.services.database, scope, days)
        return Attention(record=found, since=found.since)


async def _contract(info: Info, key: UUID) -> Contract:
    record = await info.context.loaders.contracts.load(key)
    if record is None:
        raise not_found("contract")
    return Contract.of(record)


async def _job(info: Info, key: UUID) -> Job:
    record = await info.context.loaders.jobs.load(key)
    if record is None:
        raise not_found("job")
    return Job.of(record)
