"""Comparisons of jobs."""

from uuid import UUID

import strawberry

from api.context import Info
from api.problems import not_found
from api.schema.comparisons.changes import ClassChanges, class_changes
from api.schema.comparisons.values import ComparedValue
from api.schema.documents import DocumentDifference
from api.schema.enums import ComparisonVerdict
from api.schema.jobs.types import Job
from api.use_cases.compare_jobs import ComparedJobs


@strawberry.type
class JobComparison:
    """Two finished jobs held against each other.

    `verdict` is null when they cannot be compared, and then `reasons` says why. `moreRuns` is how many further runs each job needs
    before a decision is likely. Rules are named by set and rule.
    """

    record: strawberry.Private[ComparedJobs]
    verdict: ComparisonVerdict | None
    sentence: str
    reasons: list[str]
    more_runs: int | None
    better_rules: list[str]
    worse_rules: list[str]

    @strawberry.field(description="The job that the other is held against.")
    async def first(self, info: Info) -> Job:
        """Load the job."""
        return await _job(info, self.record.first.id)

    @strawberry.field(description="The job that is held against the first.")
    async def second(self, info: Info) -> Job:
        """Load the job."""
        return await _job(info, self.record.second.id)

    @strawberry.field(description="Every compared number, or those named only.")
    def values(self, info: Info, names: list[str] | None = None) -> list[ComparedValue]:
        """Show the numbers."""
        known = info.context.services.metrics
        return [ComparedValue.of(item, known) for item in self.record.comparison.values if names is None or item.name in names]

    @strawberry.field(description="Canonical forms that only one of the jobs has, the largest first.")
    def forms(self) -> ClassChanges:
        """Show the forms."""
        return class_changes(self.record.comparison.forms, self.record.first, self.record.second, is_behaviour=False)

    @strawberry.field(description="Behaviours that only one of the jobs has, the largest first.")
    def behaviours(self) -> ClassChanges:
        """Show the behaviours."""
        return class_changes(self.record.comparison.behaviours, self.record.first, self.record.second, is_behaviour=True)

    @strawberry.field(description="Where the configurations of the jobs differ.")
    def configuration(self) -> list[DocumentDifference]:
        """Show the differences."""
        return [DocumentDifference.of(item) for item in self.record.differences]

    @classmethod
    def of(cls, record: ComparedJobs) -> "JobComparison":
        """Show a comparison."""
        found = record.comparison
        return cls(
            record=record,
            verdict=found.verdict,
            sentence=found.sentence,
            reasons=list(found.reasons),
            more_runs=found.more_runs,
            better_rules=list(found.better_rules),
            worse_rules=list(found.worse_rules),
        )


async def _job(info: Info, key: UUID) -> Job:
    record = await info.context.loaders.jobs.load(key)
    if record is None:
        raise not_found("job")
    return Job.of(record)
