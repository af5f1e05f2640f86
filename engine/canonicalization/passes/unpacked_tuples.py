"""Loop variables that hold a tuple of known length, and are asked for its items only, are unpacked at once."""

import ast

from engine.canonicalization.comprehending import fresh_variable
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import element, kind
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import load
from engine.canonicalization.trees import become

_MOST_ITEMS = 8


def _unpack(program: Program) -> bool:
    """`for t in pairs: …t[0]…t[1]…` is `for a, b in pairs: …a…b…`, for pairs."""
    facts, changed = program.facts, False
    for name in sorted(facts.bindings.variables):
        loop = _only_loop(name, facts)
        length = _length(loop, facts) if loop is not None else 0
        if loop is None or not length or not all(_is_item(use, length, facts) for use in facts.occurrences.loads[name]):
            continue
        items = [fresh_variable(facts) for _ in range(length)]
        for use in facts.occurrences.loads[name]:
            place = facts.occurrences.parent(use)
            assert isinstance(place, ast.Subscript)
            assert isinstance(place.slice, ast.Constant)
            become(place, load(items[place.slice.value]))  # type: ignore[index]
        loop.target = ast.Tuple([ast.Name(item, ast.Store()) for item in items], ast.Store())
        changed = True
    return changed


def _only_loop(name: str, facts: ProgramFacts) -> ast.For | ast.comprehension | None:
    """The loop or clause that alone sets a local variable which is read."""
    stores, variable = facts.occurrences.stores[name], facts.bindings.variables[name]
    if len(stores) != 1 or variable.role != "local" or variable.is_captured or not facts.occurrences.loads[name]:
        return None
    above = facts.occurrences.parent(stores[0])
    return above if isinstance(above, ast.For | ast.comprehension) and above.target is stores[0] else None


def _length(loop: ast.For | ast.comprehension, facts: ProgramFacts) -> int:
    """How many items each tuple has that a loop goes over; 0 where that is not known."""
    type_ = element(facts.type_of(loop.iter))
    is_known = kind(type_) == "tuple" and type_ is not None and 2 < len(type_) <= _MOST_ITEMS + 2
    return len(type_) - 2 if type_ is not None and is_known else 0


def _is_item(use: ast.Name, length: int, facts: ProgramFacts) -> bool:
    place = facts.occurrences.parent(use)
    is_read = isinstance(place, ast.Subscript) and place.value is use and isinstance(place.ctx, ast.Load)
    index = place.slice if isinstance(place, ast.Subscript) and is_read else None
    return isinstance(index, ast.Constant) and type(index.value) is int and 0 <= index.value < length


RULES = (ProgramRule("unpacked_tuples", _unpack, (ast.Subscript,)),)
