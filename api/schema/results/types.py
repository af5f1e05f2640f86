"""Results of jobs: metrics, classes of equal outputs, rules."""

from datetime import date, datetime

import strawberry
from strawberry.scalars import JSON

from api.context import Info
from api.schema.lazy import Lazy
from api.schema.node import Node
from api.schema.results.artifacts import Artifact, bundle_of
from api.schema.results.behaviour import BehaviourClass, BehaviourClassConnection, behaviour_classes, classes_of_result
from api.schema.results.classes import OutputClass, canonical_classes
from api.schema.results.fields import FieldAgreement
from api.schema.results.metrics import Metric, shown_metric
from api.schema.results.rules import RuleResult
from engine.adapters.postgres.readers.records import ResultRecord


@strawberry.type
class JobAnchor:
    """The reference output; `runIndex` is null when it comes from an earlier job, `passRate` is its share of the oracle's tests."""

    raw_output: str
    canonical_output: str
    run_index: int | None
    pass_rate: float | None


@strawberry.type
class JobResult(Lazy, Node):
    """What a finished analysis says; the notices must stand wherever the numbers do. Its id finds nothing after another analysis."""

    record: strawberry.Private[ResultRecord]
    engine_version: str
    created_at: datetime
    notices: list[str]
    metrics_document: JSON = strawberry.field(description="All metrics as they are stored, by name.")
    judged_on: date | None = strawberry.field(description="The day (UTC) that exceptions of rules were judged on, if any rule has one.")

    @strawberry.field(description="The reference output, if there is one.")
    def anchor(self) -> JobAnchor | None:
        """Show the anchor."""
        anchor = self.record.anchor
        if anchor is None:
            return None
        return JobAnchor(
            raw_output=anchor.raw_output,
            canonical_output=anchor.canonical_output,
            run_index=anchor.run_index,
            pass_rate=anchor.pass_rate,
        )

    @strawberry.field(description="The metrics, or those named only; names that were not computed are left out.")
    def metrics(self, info: Info, names: list[str] | None = None) -> list[Metric]:
        """Show metrics in their order."""
        computed, known = self.record.metrics, info.context.services.metrics
        order = [name for name in known if name in computed] + [name for name in computed if name not in known]
        return [shown_metric(name, computed[name], known) for name in order if names is None or name in names]

    @strawberry.field(description="Outputs grouped by canonical form, the largest class first.")
    async def canonical_forms(self, info: Info) -> list[OutputClass]:
        """Load the classes."""
        records = await info.context.loaders.canonical_classes.load(self.record.job_id)
        return canonical_classes(records, self.record.anchor)

    @strawberry.field(description="Outputs grouped by behaviour, the largest class first.")
    async def behaviour_classes(self, info: Info) -> list[BehaviourClass]:
        """Load the classes."""
        records = await info.context.loaders.behaviour_classes.load(self.record.job_id)
        return behaviour_classes(records, self.record)

    @strawberry.field(description="The same classes, page by page; all, or those that pass the oracle, or those that do not.")
    async def behaviour_classes_connection(
        self, info: Info, first: int | None = 50, after: str | None = None, passes_oracle: bool | None = None
    ) -> BehaviourClassConnection:
        """Load a page."""
        return await classes_of_result(info, self.record, first, after, passes_oracle)

    @strawberry.field(description="Where JSON answers agree, place by place; empty for other kinds.")
    def fields(self, info: Info) -> list[FieldAgreement]:
        """Show the places."""
        known = info.context.services.metrics
        return [FieldAgreement.of(item, known) for item in self.record.fields]

    @strawberry.field(description="Every rule of the job's restriction sets.")
    def rules(self, info: Info) -> list[RuleResult]:
        """Show the rules."""
        return [RuleResult.of(info, rule, (self.record.id, place)) for place, rule in enumerate(self.record.rules)]

    @strawberry.field(description="The job in one file, from which `skyt replay` makes this result again; null once it is no longer kept.")
    def bundle(self) -> Artifact | None:
        """Show the bundle."""
        return None if self.record.archive is None else bundle_of(self.record.job_id, self.record.archive)
