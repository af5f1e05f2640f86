"""Runs: outputs and what was found out about them."""

from collections.abc import Callable, Sized
from dataclasses import dataclass
from typing import Any, ClassVar

import strawberry
from strawberry.scalars import JSON

from api.schema.enums import EvidenceLevel, GenerationStatus
from api.schema.lazy import Lazy
from api.schema.node import Node, index_cursor
from api.schema.page_info import PageInfo, page_info
from api.schema.runs.findings import OracleVerdict, OutOfDomainVerdict, PropertyDifference, RescueStep, rescue_steps
from api.schema.runs.provider_fields import ProviderFields
from api.schema.violations.lists import violations_of_run
from api.schema.violations.types import Placed, Violation, ViolationConnection, placed, shown_violations
from engine.adapters.postgres.readers.page import Page
from engine.adapters.postgres.readers.records import RunRecord


def _analysed(name: str, otherwise: object) -> Callable[[RunRecord], Any]:
    """What the analysis of a run says under a name; `otherwise` while there is none."""
    return lambda record: getattr(record.analysis, name) if record.analysis else otherwise


def _count_or_none(found: Sized | None) -> int | None:
    return None if found is None else len(found)


@strawberry.type
class Run(Node, ProviderFields, Lazy):
    """One generation inside a job. Run indexes count from 0."""

    parts: ClassVar = {
        "problem": _analysed("problem", None),
        "checked_output": _analysed("checked_output", None),
        "assumptions": _analysed("assumptions", ()),
        "naming": _analysed("naming", ()),
        "unsatisfied_constraints": _analysed("unsatisfied_constraints", ()),
        "defects": _analysed("defects", ()),
        "repaired_violation_count": lambda record: _count_or_none(record.analysis and record.analysis.repaired_violations),
    }
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
    provider_document: JSON = strawberry.field(description="What the provider said about the generation, beyond its text.")
    checked_output: str | None = strawberry.field(description="The form that holds under the assumptions; null where there is none.")
    assumptions: list[str] = strawberry.field(description="Under what the checked form is the same program.")
    naming: list[str] = strawberry.field(description="What the contract names and the output calls otherwise; never counts against it.")
    unsatisfied_constraints: list[str] = strawberry.field(description="What the contract demands and the output does not have.")
    defects: list[str] = strawberry.field(description="Defects of Skyt itself: forms that its guard threw away.")
    repaired_violation_count: int | None = strawberry.field(description="Violations of the repaired output; null where there is none.")

    @strawberry.field(description="The rewrites that led to the form by which the output counts.")
    def steps(self) -> list[RescueStep]:
        """Show the steps."""
        return rescue_steps(self.record.analysis) if self.record.analysis else []

    @strawberry.field(description="Whether the output passes the contract's tests; null while that is not known.")
    def oracle(self) -> OracleVerdict | None:
        """Show the verdict."""
        return OracleVerdict.of(self.record.analysis.oracle) if self.record.analysis else None

    @strawberry.field(description="What the output does outside the declared domain; null while that is not known.")
    def out_of_domain(self) -> OutOfDomainVerdict | None:
        """Show the verdict."""
        verdict = self.record.analysis.out_of_domain if self.record.analysis else None
        return None if verdict is None else OutOfDomainVerdict.of(verdict)

    @strawberry.field(description="Where the structure differs from the anchor's; null unless the analysis `properties` was asked for.")
    def property_differences(self) -> list[PropertyDifference] | None:
        """Show the differences."""
        found = self.record.property_differences
        return None if found is None else [PropertyDifference(name=item.name, words=item.words) for item in found]

    @strawberry.field(description="Where the output breaks a rule: the first places, of one set or one rule where these are named.")
    def violations(self, set_id: str | None = None, rule_id: str | None = None, first: int | None = 200) -> list[Violation]:
        """Show the violations."""
        return shown_violations(self._violations(), set_id, rule_id, first)

    @strawberry.field(description="Where the output breaks a rule, page by page, in the order of the output.")
    def violations_connection(self, first: int | None = 50, after: str | None = None) -> ViolationConnection:
        """Show a page."""
        return violations_of_run(self._violations(), first, after)

    def _violations(self) -> list[Placed]:
        found = self.record.analysis.violations if self.record.analysis else ()
        return placed((self.record.id,), found, self.record.run_index)

    @strawberry.field(description="How many violations are listed in all, those that exceptions cover among them.")
    def violation_count(self) -> int:
        """Count them."""
        return len(self.record.analysis.violations) if self.record.analysis else 0


@strawberry.type
class RunEdge:
    """A run in a list."""

    cursor: str
    node: Run


@dataclass(frozen=True, slots=True)
class ShownRuns:
    """A page of runs; `is_continued` when it was asked for with a cursor."""

    page: Page[RunRecord]
    is_continued: bool

    @property
    def nodes(self) -> list[Run]:
        """The runs."""
        return [Run.of(item) for item in self.page.items]

    @property
    def page_info(self) -> PageInfo:
        """The information about the page."""
        items = self.page.items
        cursors = [index_cursor(item.run_index) for item in (*items[:1], *items[-1:])]
        return page_info(cursors, has_more=self.page.has_more, is_continued=self.is_continued)


@strawberry.type
class RunConnection(Lazy):
    """A page of runs, in order of their index; `nodes` are the edges' nodes."""

    record: strawberry.Private[ShownRuns]
    nodes: list[Run]
    page_info: PageInfo

    @strawberry.field(description="The runs with their cursors.")
    def edges(self) -> list[RunEdge]:
        """Put a cursor to each run."""
        return [RunEdge(cursor=index_cursor(node.record.run_index), node=node) for node in self.nodes]
