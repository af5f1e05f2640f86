"""Rules as they are written in restriction sets."""

import strawberry
from strawberry.scalars import JSON

from api.schema.enums import Kind, Severity
from engine.domain import restriction


@strawberry.type
class RuleException:
    """Where a rule does not hold, why, and until which day; without contracts for all of them, without excerpt for every place."""

    reason: str
    expires: str
    contracts: list[str]
    excerpt: str

    @classmethod
    def of(cls, waiver: restriction.Waiver) -> "RuleException":
        """Show an exception."""
        return cls(reason=waiver.reason, expires=waiver.expires, contracts=list(waiver.contracts), excerpt=waiver.excerpt)


@strawberry.type
class RuleExamples:
    """Outputs that keep a rule, and outputs that break it."""

    good: list[str]
    bad: list[str]


@strawberry.type
class Rule:
    """One restriction; without a detector only a person can decide it, and `manualReason` says why."""

    id: str
    name: str
    description: str
    rationale: str
    severity: Severity
    category: str
    detector: str | None
    parameters: JSON
    manual_reason: str | None
    suggestion: str | None
    references: list[str]
    kinds: list[Kind] = strawberry.field(description="The kinds of output that it is for; empty for all of its set.")
    exceptions: list[RuleException]
    examples: RuleExamples

    @classmethod
    def of(cls, rule: restriction.Rule) -> "Rule":
        """Show a rule."""
        return cls(
            id=rule.id,
            name=rule.name,
            description=rule.description,
            rationale=rule.rationale,
            severity=rule.severity,
            category=rule.category,
            detector=rule.detector,
            parameters=JSON(rule.parameters),
            manual_reason=rule.manual_reason,
            suggestion=rule.suggestion,
            references=list(rule.references),
            kinds=list(rule.kinds),
            exceptions=[RuleException.of(item) for item in rule.exceptions],
            examples=RuleExamples(good=list(rule.examples.good), bad=list(rule.examples.bad)),
        )
