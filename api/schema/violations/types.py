"""Violations."""

from collections.abc import Iterable

import strawberry

from api.schema.enums import Severity
from engine.domain import restriction

MAX_VIOLATIONS = 500


@strawberry.type
class Violation:
    """One place where an output breaks a rule; lines count from 1, columns count characters from 0."""

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
    waiver: str | None = strawberry.field(description="The reason of the exception that covers this place: it does not count.")

    @classmethod
    def of(cls, violation: restriction.Violation) -> "Violation":
        """Show a violation."""
        return cls(
            set_id=violation.set_id,
            rule_id=violation.rule_id,
            severity=violation.severity,
            message=violation.message,
            line=violation.line,
            column=violation.column,
            end_line=violation.end_line,
            end_column=violation.end_column,
            excerpt=violation.excerpt,
            suggestion=violation.suggestion,
            is_internal_error=violation.is_internal_error,
            waiver=violation.waiver,
        )


def shown_violations(
    violations: Iterable[restriction.Violation], set_id: str | None, rule_id: str | None, first: int | None
) -> list[Violation]:
    """The first violations, of one set or one rule where these are named; at most 500."""
    wanted = [item for item in violations if set_id in (None, item.set_id) and rule_id in (None, item.rule_id)]
    return [Violation.of(item) for item in wanted[: min(max(first or 0, 0), MAX_VIOLATIONS)]]
