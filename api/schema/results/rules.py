"""Rules of finished jobs: how reliably each was kept, run by run and class by class."""

import strawberry

from api.context import Info
from api.schema.enums import Severity
from api.schema.results.metrics import Metric, shown_metric
from api.schema.violations.types import Violation, placed
from engine.domain import report


@strawberry.type
class RuleShare:
    """How many runs of one class break a rule; `key` is the key of a behaviour class or of a canonical form."""

    key: str
    breaking: int
    runs: int

    @classmethod
    def of(cls, share: report.ClassShare) -> "RuleShare":
        """Show a share."""
        return cls(key=share.key, breaking=share.breaking, runs=share.runs)


@strawberry.type
class RuleResult:
    """How reliably one rule was kept: its rates, and its row of the rule-by-run matrix."""

    set_id: str
    rule_id: str
    name: str
    severity: Severity
    pass_rate: Metric
    flip_rate: Metric
    violations: int
    manual_reason: str | None
    breaking_runs: list[int] = strawberry.field(description="Indexes of the runs that break the rule.")
    undecided_runs: list[int] = strawberry.field(
        description="Indexes of the runs for which the rule could not be decided; they count neither as kept nor as broken."
    )
    waived_runs: list[int] = strawberry.field(description="Indexes of runs with violations that an exception covers.")
    waived: int = strawberry.field(description="How many violations exceptions cover.")
    anchor_violations: int | None = strawberry.field(description="How often the anchor breaks the rule; null without an anchor.")
    anchor_places: list[Violation] = strawberry.field(
        description="The first 20 places where the anchor breaks the rule, those that an exception covers too."
    )
    behaviour_classes: list[RuleShare] = strawberry.field(description="The behaviour classes that break the rule, most breaking first.")
    canonical_forms: list[RuleShare] = strawberry.field(description="The canonical forms that break the rule, most breaking first.")

    @classmethod
    def of(cls, info: Info, rule: report.RuleReport, place: tuple[object, int]) -> "RuleResult":
        """Show a rule's rates and its row; `place` is the result's id and where the rule stands there."""
        known = info.context.services.metrics
        return cls(
            set_id=rule.set_id,
            rule_id=rule.rule_id,
            name=rule.name,
            severity=rule.severity,
            pass_rate=shown_metric("pass_rate", rule.pass_rate, known),
            flip_rate=shown_metric("flip_rate", rule.flip_rate, known),
            violations=rule.violations,
            manual_reason=rule.manual_reason,
            breaking_runs=list(rule.breaking_runs),
            undecided_runs=list(rule.undecided_runs),
            waived_runs=list(rule.waived_runs),
            waived=rule.waived,
            anchor_violations=rule.anchor_violations,
            anchor_places=[Violation.of(item) for item in placed(place, rule.anchor_places)],
            behaviour_classes=[RuleShare.of(share) for share in rule.behaviour_classes],
            canonical_forms=[RuleShare.of(share) for share in rule.canonical_forms],
        )
