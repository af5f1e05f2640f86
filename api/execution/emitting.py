"""Answers written straight from objects, where every field that is selected is an attribute or bound to what was fetched ahead."""

from typing import Any, NamedTuple

from api.execution.plans import FieldPlan, Kind

Bound = dict[int, Any]
NOT_READY = object()


class Emitted(NamedTuple):
    """One field of a selection; `key` names what was bound for this operation, and `below` is the selection of an object or a list."""

    name: str
    read: Any
    key: int | None
    exact: type | None
    spell: Any
    is_nullable: bool
    origin: type | None
    is_list: bool
    below: "tuple[Emitted, ...] | None"


class Emission(NamedTuple):
    """A selection that can be written at once, and the plans that must be bound before, each with its parent type."""

    fields: tuple[Emitted, ...]
    to_bind: tuple[tuple[Any, FieldPlan], ...]


class Surprise(Exception):
    """A value is not what was expected: it is to be completed step by step, which then says what is wrong."""


def emitted_field(plan: FieldPlan, below: Emission | None) -> Emitted:
    """The field of a plan, with the selection below it."""
    key = None if plan.bind is None else id(plan.details)
    fields = None if below is None else below.fields
    return Emitted(plan.name, plan.read, key, plan.exact, plan.spell, plan.is_nullable, plan.origin, plan.kind is Kind.LIST, fields)


def emit(fields: tuple[Emitted, ...], source: Any, bound: Bound) -> dict[str, Any]:  # noqa: ANN401 - an object of the schema
    """The answer for one object. Raises Surprise, or whatever an attribute raises."""
    answer: dict[str, Any] = {}
    for name, read, key, exact, spell, is_nullable, origin, is_list, below in fields:
        value = read(source) if key is None else bound[key](source)
        if type(value) is exact:
            answer[name] = value
        elif value is None:
            if not is_nullable:
                raise Surprise
            answer[name] = None
        elif below is None:
            answer[name] = spell(value)
        elif is_list:
            answer[name] = emit_all(below, value, origin, bound)
        elif type(value) is origin:
            answer[name] = emit(below, value, bound)
        else:
            raise Surprise
    return answer


def emit_all(fields: tuple[Emitted, ...], sources: Any, origin: type | None, bound: Bound) -> list[dict[str, Any]]:  # noqa: ANN401 - as above
    """The answers for a list of objects of one class. Raises as `emit`."""
    if type(sources) not in (list, tuple) or any(type(source) is not origin for source in sources):
        raise Surprise
    return [emit(fields, source, bound) for source in sources]
