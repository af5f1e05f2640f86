"""Classes of outputs that behave alike, each with the inputs on which it parts from the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

import strawberry

from api.context import Context, Info
from api.schema.connection import Connection, connection_of
from api.schema.enums import InputSource
from api.schema.lazy import Lazy
from api.schema.node import Node, as_key, as_number, bounded, index_cursor, node_id, parse_index
from engine.adapters.postgres.readers.classes import ClassesWanted, behaviour_classes_page
from engine.adapters.postgres.readers.page import Page
from engine.adapters.postgres.readers.records import ClassRecord, ResultRecord
from engine.domain import behaviour


@strawberry.type
class Witness:
    """The smallest input on which two classes differ, and what each of the two does on it."""

    other_class: int
    input: str
    source: InputSource
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class FoundClass:
    """A class of runs, and what the analysis whose result it belongs to found out about it."""

    result_id: UUID
    runs: ClassRecord
    found: behaviour.BehaviourClass
    is_anchor: bool


@strawberry.type
class BehaviourClass(Node, Lazy):
    """Runs that gave the same observations on all inputs; `share` is of all runs of the job, unanswered ones included.

    `incompleteInputs` counts inputs on which time, memory or stack ran out; `undecidedWith` names classes that differ on no input
    that both finished: neither the same nor told apart. Its id belongs to one analysis and finds nothing after another one.
    """

    parts: ClassVar = {
        "id": lambda item: node_id("BehaviourClass", item.result_id, item.runs.key),
        "number": lambda item: int(item.runs.key),
        "key": lambda item: item.runs.key,
        "size": lambda item: len(item.runs.run_indexes),
        "share": lambda item: len(item.runs.run_indexes) / item.runs.num_runs,
        "run_indexes": lambda item: item.runs.run_indexes,
        "example_output": lambda item: item.runs.example_output,
        "passes_oracle": lambda item: item.runs.oracle_passed,
        "inputs": lambda item: item.found.inputs,
        "incomplete_inputs": lambda item: item.found.incomplete_inputs,
        "undecided_with": lambda item: item.found.undecided_with,
        "witnesses": lambda item: [shown_witness(witness) for witness in item.found.witnesses],
    }
    record: strawberry.Private[FoundClass]
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


BehaviourClassConnection = Connection[BehaviourClass]


def behaviour_classes(records: Sequence[ClassRecord], result: ResultRecord) -> list[BehaviourClass]:
    """The runs' classes with what the engine found out about each; an anchor of an earlier job is in none of them."""
    by_number = {item.number: item for item in result.behaviour_classes}
    index = None if result.anchor is None else result.anchor.run_index
    return [BehaviourClass.of(FoundClass(result.id, item, _found(item, by_number), index in item.run_indexes)) for item in records]


async def classes_of_result(
    info: Info, result: ResultRecord, first: int | None, after: str | None, passes_oracle: bool | None
) -> BehaviourClassConnection:
    """A page of a result's classes. Raises a GraphQLError for arguments that cannot be used."""
    wanted = ClassesWanted(bounded(first, 50), parse_index(after), passes_oracle)
    page = await behaviour_classes_page(info.context.services.database, info.context.signed_in.scope, result.job_id, wanted)
    shown = Page(tuple(behaviour_classes(page.items, result)), page.has_more)
    return connection_of(shown, lambda item: item, is_continued=after is not None, cursor=lambda item: index_cursor(item.number))


async def behaviour_class_by_id(context: Context, parts: tuple[str, ...]) -> BehaviourClass | None:
    """The class of an id, while its analysis is the newest of its job."""
    key, number = as_key(parts[:1]), as_number(parts[-1])
    result = None if key is None or number is None or len(parts) != 2 else await context.loaders.result(key)
    if result is None or number is None:
        return None
    wanted = ClassesWanted(1, number - 1)
    page = await behaviour_classes_page(context.services.database, context.signed_in.scope, result.job_id, wanted)
    return next((item for item in behaviour_classes(page.items, result) if item.number == number), None)


def shown_witness(item: behaviour.Witness) -> Witness:
    """Show a witness."""
    return Witness(other_class=item.other_class, input=item.input, source=item.source, here=item.here, there=item.there)


def _found(record: ClassRecord, by_number: dict[int, behaviour.BehaviourClass]) -> behaviour.BehaviourClass:
    """What the analysis found out; nothing in results that are older than the finding out."""
    number = int(record.key)
    return by_number.get(number) or behaviour.BehaviourClass(number, record.run_indexes, passes_oracle=bool(record.oracle_passed), inputs=0)
