"""Lists of violations: of a whole job, or of one run."""

import strawberry

from api.context import Info
from api.problems import invalid_input
from api.schema.connection import connection_of
from api.schema.enums import Severity
from api.schema.node import bounded, parse_parts
from api.schema.order import bounded_text
from api.schema.violations.types import CURSOR, Placed, Violation, ViolationConnection, placed_record, violation_cursor
from engine.adapters.postgres.readers.page import page_of
from engine.adapters.postgres.readers.records import JobRecord
from engine.adapters.postgres.readers.violations import ViolationSelection, ViolationWindow, violations_page


@strawberry.input
class ViolationFilter:
    """Which violations to list; those that an exception covers are waived, and do not count."""

    set_id: str | None = None
    rule_id: str | None = None
    severity: Severity | None = None
    is_waived: bool | None = None
    run_index: int | None = None

    def selection(self) -> ViolationSelection:
        """What to look for. Raises a GraphQLError for a text that is too long or holds what no text here holds."""
        set_id, rule_id = bounded_text("setId", self.set_id), bounded_text("ruleId", self.rule_id)
        return ViolationSelection(set_id, rule_id, self.severity, self.is_waived, self.run_index)


async def violations_of_job(
    info: Info, job: JobRecord, first: int | None, after: str | None, wanted: ViolationFilter | None
) -> ViolationConnection:
    """A page of a job's violations. Raises a GraphQLError for arguments that cannot be used."""
    window = ViolationWindow(bounded(first, 50), _place(after) or (-1, -1))
    selection = ViolationSelection() if wanted is None else wanted.selection()
    page = await violations_page(info.context.services.database, info.context.signed_in.scope, job.id, window, selection)
    return connection_of(page, lambda item: Violation.of(placed_record(item)), is_continued=after is not None, cursor=violation_cursor)


def violations_of_run(items: list[Placed], first: int | None, after: str | None) -> ViolationConnection:
    """A page of a run's violations. Raises a GraphQLError for arguments that cannot be used."""
    count, place = bounded(first, 50), _place(after)
    if place is not None and any(item.run_index != place[0] for item in items):
        raise invalid_input("after is a cursor of another run's list")
    rest = [item for item in items if place is None or item.place > place[1]]
    page = page_of(rest[: count + 1], count)
    return connection_of(page, Violation.of, is_continued=after is not None, cursor=violation_cursor)


def _place(after: str | None) -> tuple[int, int] | None:
    values = parse_parts(after, CURSOR, int, int)
    return None if values is None else (values[0], values[1])
