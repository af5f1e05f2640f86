"""Runs: outputs and what was found out about them."""

import strawberry

from api.schema.enums import EvidenceLevel, GenerationStatus
from api.schema.node import Node, index_cursor, node_id
from api.schema.page_info import PageInfo, page_info
from api.schema.violations.types import Violation, shown_violations
from engine.adapters.postgres.readers.page import Page
from engine.adapters.postgres.readers.records import RunRecord
from engine.domain import run


@strawberry.type
class RescueStep:
    """One rewrite that changed the output."""

    name: str
    diff: str


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
class Usage:
    """What a generation used; null where the provider does not say."""

    prompt_tokens: int | None
    completion_tokens: int | None
    latency_ms: float | None


@strawberry.type
class Run(Node):
    """One generation inside a job. Run indexes count from 0."""

    record: strawberry.Private[RunRecord]
    run_index: int
    status: GenerationStatus
    raw_output: str | None
    canonical_output: str | None
    canonical_hash: str | None
    repaired_output: str | None
    evidence: EvidenceLevel | None
    behaviour_class: int | None
    distance_pre: float | None
    distance_post: float | None
    error_message: str | None
    problem: str | None

    @strawberry.field(description="The rewrites that led to the canonical form.")
    def steps(self) -> list[RescueStep]:
        """Show the steps."""
        analysis = self.record.analysis
        steps = (*analysis.steps, *analysis.checked_steps) if analysis else ()
        return [RescueStep(name=step.name, diff=step.diff) for step in steps]

    @strawberry.field(description="Whether the output passes the contract's tests; null while that is not known.")
    def oracle(self) -> OracleVerdict | None:
        """Show the verdict."""
        return OracleVerdict.of(self.record.analysis.oracle) if self.record.analysis else None

    @strawberry.field(description="Where the output breaks a rule: the first places, of one set or one rule where these are named.")
    def violations(self, set_id: str | None = None, rule_id: str | None = None, first: int | None = 200) -> list[Violation]:
        """Show the violations."""
        found = self.record.analysis.violations if self.record.analysis else ()
        return shown_violations(found, set_id, rule_id, first)

    @strawberry.field(description="How many violations are listed in all, those that exceptions cover among them.")
    def violation_count(self) -> int:
        """Count them."""
        return len(self.record.analysis.violations) if self.record.analysis else 0

    @strawberry.field(description="Tokens and latency.")
    def usage(self) -> Usage:
        """Show the usage."""
        usage = self.record.usage
        return Usage(prompt_tokens=usage.prompt_tokens, completion_tokens=usage.completion_tokens, latency_ms=usage.latency_ms)

    @classmethod
    def of(cls, record: RunRecord) -> "Run":
        """Show a run."""
        analysis = record.analysis
        return cls(
            id=node_id("Run", record.id),
            record=record,
            run_index=record.run_index,
            status=record.status,
            raw_output=record.raw_output,
            canonical_output=analysis.canonical_output if analysis else None,
            canonical_hash=analysis.form_hash if analysis else None,
            repaired_output=record.repaired_output,
            evidence=record.evidence,
            behaviour_class=record.behaviour_class,
            distance_pre=record.distance_pre,
            distance_post=record.distance_post,
            error_message=record.error_message,
            problem=analysis.problem if analysis else None,
        )


@strawberry.type
class RunEdge:
    """A run in a list."""

    cursor: str
    node: Run


@strawberry.type
class RunConnection:
    """A page of runs, in order of their index."""

    edges: list[RunEdge]
    page_info: PageInfo

    @classmethod
    def of(cls, page: Page[RunRecord], *, is_continued: bool) -> "RunConnection":
        """Show a page."""
        edges = [RunEdge(cursor=index_cursor(item.run_index), node=Run.of(item)) for item in page.items]
        return cls(edges=edges, page_info=page_info(edges, has_more=page.has_more, is_continued=is_continued))
