"""Violations."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from operator import attrgetter
from typing import Any, ClassVar
from uuid import UUID

import strawberry

from api.context import Context
from api.schema.connection import Connection
from api.schema.enums import Severity
from api.schema.lazy import Lazy
from api.schema.node import Node, as_key, as_number, fingerprint, node_id, parts_cursor
from engine.adapters.postgres.readers.violations import ViolationRecord
from engine.domain import restriction

MAX_VIOLATIONS = 500
CURSOR = "violation"
# Where an output was only tried: nothing of it is kept, so that its violations' ids find nothing.
TRIAL = ("trial",)


@dataclass(frozen=True, slots=True)
class Placed:
    """A violation, and where it stands: in the output of a run (by its id), or among the anchor's of a result's rule."""

    owner: tuple[object, ...]
    place: int
    violation: restriction.Violation
    run_index: int | None = None

    @property
    def id(self) -> strawberry.ID:
        """Owner, place and content: after an analysis that says something else, the id finds nothing instead of something else."""
        return node_id("Violation", *self.owner, self.place, fingerprint(*astuple(self.violation)))


def _said(name: str) -> Callable[[Any], Any]:
    return attrgetter(f"violation.{name}")


@strawberry.type
class Violation(Node, Lazy):
    """One place where an output breaks a rule; lines count from 1, columns count characters from 0.

    Its id holds for as long as an analysis says the same of this place; where an output is only tried, nothing is kept and it finds
    nothing.
    """

    parts: ClassVar = {
        "id": attrgetter("id"),
        "run_index": attrgetter("run_index"),
        **{name: _said(name) for name in restriction.Violation.__dataclass_fields__},
    }
    record: strawberry.Private[Placed]
    set_id: str
    rule_id: str
    severity: Severity
    message: str
    line: int
    column: int
    end_line: int
    end_column: int
    excerpt: str
    suggestion: str | None
    is_internal_error: bool = strawberry.field(description="The rule could not be decided: its detector failed.")
    is_undecided: bool = strawberry.field(
        description="The rule could not be decided: this is no place that breaks it, the message says why."
    )
    waiver: str | None = strawberry.field(description="The reason of the exception that covers this place: it does not count.")
    run_index: int | None = strawberry.field(description="The run whose output it is; null for an anchor, and where one was only tried.")


ViolationConnection = Connection[Violation]


def shown_violations(
    violations: Iterable[Placed], set_id: str | None, rule_id: str | None, first: int | None = MAX_VIOLATIONS
) -> list[Violation]:
    """The first violations, of one set or one rule where these are named; at most 500."""
    wanted = [item for item in violations if set_id in (None, item.violation.set_id) and rule_id in (None, item.violation.rule_id)]
    return [Violation.of(item) for item in wanted[: min(max(first or 0, 0), MAX_VIOLATIONS)]]


def placed(owner: tuple[object, ...], violations: Iterable[restriction.Violation], run_index: int | None = None) -> list[Placed]:
    """Violations with their places below an owner."""
    return [Placed(owner, place, item, run_index) for place, item in enumerate(violations)]


def placed_record(record: ViolationRecord) -> Placed:
    """A violation as it is listed."""
    return Placed((record.run_id,), record.place, record.violation, record.run_index)


def violation_cursor(item: Placed | ViolationRecord) -> str:
    """The cursor of a violation of a run."""
    assert item.run_index is not None, "violations of anchors and of trials are no list with cursors"
    return parts_cursor(CURSOR, item.run_index, item.place)


async def violation_by_id(context: Context, parts: tuple[str, ...]) -> Violation | None:
    """The violation of an id, as long as the same one stands there."""
    *owner, place_text, _ = parts if len(parts) > 2 else ("", "", "")
    place = as_number(place_text)
    found = [] if place is None else await _owned(context, owner)
    shown = [Violation.of(item) for item in found if item.place == place]
    return shown[0] if shown and shown[0].id == node_id("Violation", *parts) else None


async def _owned(context: Context, owner: Sequence[str]) -> Sequence[Placed]:
    """The violations of a run, or of the anchor under a rule of a result."""
    key = as_key((owner[0],))
    if key is None:
        return []
    if len(owner) == 1:
        run = await context.loaders.runs.load(key)
        return [] if run is None or run.analysis is None else placed((run.id,), run.analysis.violations, run.run_index)
    return await _of_anchor(context, key, as_number(owner[1]))


async def _of_anchor(context: Context, key: UUID, rule: int | None) -> Sequence[Placed]:
    result = await context.loaders.result(key)
    if result is None or rule is None or rule >= len(result.rules):
        return []
    return placed((result.id, rule), result.rules[rule].anchor_places)
