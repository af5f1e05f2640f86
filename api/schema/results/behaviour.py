"""Classes of outputs that behave alike, each with the inputs on which it parts from the others."""

from collections.abc import Sequence

import strawberry

from api.schema.enums import InputSource
from engine.adapters.postgres.readers.records import ClassRecord
from engine.domain import behaviour
from engine.domain.report import Anchor


@strawberry.type
class Witness:
    """The smallest input on which two classes differ, and what each of the two does on it."""

    other_class: int
    input: str
    source: InputSource
    here: str
    there: str


@strawberry.type
class BehaviourClass:
    """Runs that gave the same observations on all inputs; `share` is of all runs of the job, unanswered ones included.

    `incompleteInputs` counts inputs on which time, memory or stack ran out; `undecidedWith` names classes that differ on no input
    that both finished: neither the same nor told apart.
    """

    number: int
    key: str
    size: int
    share: float
    run_indexes: list[int]
    example_output: str
    is_anchor: bool
    passes_oracle: bool | None
    inputs: int
    incomplete_inputs: int
    undecided_with: list[int]
    witnesses: list[Witness]


def behaviour_classes(
    records: Sequence[ClassRecord], found: Sequence[behaviour.BehaviourClass], anchor: Anchor | None
) -> list[BehaviourClass]:
    """The runs' classes with what the engine found out about each; an anchor of an earlier job is in none of them."""
    by_number = {item.number: item for item in found}
    index = None if anchor is None else anchor.run_index
    return [
        _shown(record, by_number.get(int(record.key)), is_anchor=index is not None and index in record.run_indexes) for record in records
    ]


def _shown(record: ClassRecord, found: behaviour.BehaviourClass | None, *, is_anchor: bool) -> BehaviourClass:
    size = len(record.run_indexes)
    return BehaviourClass(
        number=int(record.key),
        key=record.key,
        size=size,
        share=size / record.num_runs,
        run_indexes=list(record.run_indexes),
        example_output=record.example_output,
        is_anchor=is_anchor,
        passes_oracle=record.oracle_passed,
        inputs=found.inputs if found else 0,
        incomplete_inputs=found.incomplete_inputs if found else 0,
        undecided_with=list(found.undecided_with) if found else [],
        witnesses=[shown_witness(item) for item in found.witnesses] if found else [],
    )


def shown_witness(item: behaviour.Witness) -> Witness:
    """Show a witness."""
    return Witness(other_class=item.other_class, input=item.input, source=item.source, here=item.here, there=item.there)
