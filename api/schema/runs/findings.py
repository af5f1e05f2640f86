"""What was found out about one output: steps, tests, inputs outside the domain, structural differences."""

import strawberry

from api.schema.enums import EvidenceLevel, OutOfDomainPolicy
from engine.domain import behaviour, run


@strawberry.type
class RescueStep:
    """One rewrite that changed the output; at level `CHECKED` it holds under the run's assumptions only."""

    name: str
    diff: str
    level: EvidenceLevel


@strawberry.type
class TestVerdict:
    """One test's outcome."""

    __test__ = False

    description: str
    passed: bool
    outcome: str
    expected: str
    observed: str


@strawberry.type
class OracleVerdict:
    """Whether the output passes the oracle; `isolation` says what held the code while it ran."""

    passed: bool
    pass_rate: float
    isolation: str
    problem: str | None
    verdicts: list[TestVerdict]

    @classmethod
    def of(cls, verdict: run.OracleVerdict) -> "OracleVerdict":
        """Show a verdict."""
        verdicts = [
            TestVerdict(
                description=item.description, passed=item.passed, outcome=item.outcome, expected=item.expected, observed=item.observed
            )
            for item in verdict.verdicts
        ]
        return cls(
            passed=verdict.passed, pass_rate=verdict.pass_rate, isolation=verdict.isolation, problem=verdict.problem, verdicts=verdicts
        )


@strawberry.type
class OutOfDomainCheck:
    """One input outside the declared domain: what the policy demands there, and what was seen."""

    input: str
    is_satisfied: bool
    expected: str
    observed: str


@strawberry.type
class OutOfDomainVerdict:
    """Whether the output keeps the contract's out-of-domain policy; `passed` is null where nothing is demanded or nothing was run."""

    policy: OutOfDomainPolicy
    passed: bool | None
    checks: list[OutOfDomainCheck]

    @classmethod
    def of(cls, verdict: behaviour.OutOfDomainVerdict) -> "OutOfDomainVerdict":
        """Show a verdict."""
        checks = [
            OutOfDomainCheck(input=item.input, is_satisfied=item.is_satisfied, expected=item.expected, observed=item.observed)
            for item in verdict.checks
        ]
        return cls(policy=OutOfDomainPolicy(verdict.policy), passed=verdict.passed, checks=checks)


@strawberry.type
class PropertyDifference:
    """One foundational property in which the output and the anchor differ, and in words the first place where they part."""

    name: str
    words: str


def rescue_steps(analysis: run.OutputAnalysis) -> list[RescueStep]:
    """All steps to the form that counts: the sound ones, then those that hold under assumptions."""
    levels = ((EvidenceLevel.CANONICAL, analysis.steps), (EvidenceLevel.CHECKED, analysis.checked_steps))
    return [RescueStep(name=step.name, diff=step.diff, level=level) for level, steps in levels for step in steps]
