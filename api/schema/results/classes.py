"""Classes of outputs that have the same form."""

from collections.abc import Sequence

import strawberry

from engine.adapters.postgres.readers.records import ClassRecord
from engine.domain.report import Anchor


@strawberry.type
class OutputClass:
    """Runs that count as the same; `share` is of all runs of the job, unanswered ones included."""

    key: str
    size: int
    share: float
    run_indexes: list[int]
    example_output: str
    is_anchor: bool
    passes_oracle: bool | None


def canonical_classes(records: Sequence[ClassRecord], anchor: Anchor | None) -> list[OutputClass]:
    """Classes by form; the anchor's is the one that its run is in, or whose first run has its form when it comes from an earlier job."""
    return [_shown(record, is_anchor=anchor is not None and _has_anchor(record, anchor)) for record in records]


def _has_anchor(record: ClassRecord, anchor: Anchor) -> bool:
    if anchor.run_index is not None:
        return anchor.run_index in record.run_indexes
    return record.canonical_output == anchor.canonical_output


def _shown(record: ClassRecord, *, is_anchor: bool) -> OutputClass:
    size = len(record.run_indexes)
    return OutputClass(
        key=record.key,
        size=size,
        share=size / record.num_runs,
        run_indexes=list(record.run_indexes),
        example_output=record.example_output,
        is_anchor=is_anchor,
        passes_oracle=record.oracle_passed,
    )
