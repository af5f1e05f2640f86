"""Where counting begins: an integer that is used as `v - 1` and `v` counts from one less, and is then used as `v` and `v + 1`."""

import ast
import sys

from engine.canonicalization.comprehending import is_builtin_call
from engine.canonicalization.conditions import is_integer
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.linear import sum_of
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import constant, load


def _shift_origins(program: Program) -> bool:
    """Let every counting variable begin where the least of its uses is the variable itself; its values are stored accordingly."""
    changed = False
    for name in list(program.bindings.variables):
        wanted = _least_offset(name, program.facts)
        givers = _givers(name, program.facts) if wanted else None
        if givers and (offset := max(wanted, *map(_least_start, givers))):
            _shift(name, offset, givers, program.facts)
            program.changed()
            changed = True
    return changed


def _least_offset(name: str, facts: ProgramFacts) -> int:
    """The least constant that is added to the variable where it matters; 0 where nothing is to be done, or nothing can be."""
    variable, loads = facts.bindings.variables[name], facts.occurrences.loads[name]
    if variable.role != "local" or not loads or not is_integer(load(name), facts):
        return 0
    offsets = [offset for use in loads if (offset := _offset(use, name, facts)) is not None]
    return min(offsets, default=0)


def _offset(use: ast.Name, name: str, facts: ProgramFacts) -> int | None:
    """The constant added to the variable at a use; None where shifting the variable only shifts a constant on the other side."""
    whole, above = _sum_around(use, facts)
    if _is_absorbed(above, facts):
        return None
    total = sum_of(whole, facts)
    factor = total.coefficients.get(ast.dump(load(name)), 0)
    return factor * total.constant if factor in {1, -1} else 0


def _sum_around(use: ast.expr, facts: ProgramFacts) -> tuple[ast.expr, ast.AST | None]:
    """The largest sum of integers that a use is part of, and what stands above it."""
    whole, above = use, facts.occurrences.parent(use)
    while isinstance(above, ast.BinOp) and isinstance(above.op, ast.Add | ast.Sub) and is_integer(above, facts):
        whole, above = above, facts.occurrences.parent(above)
    return whole, above


def _is_absorbed(above: ast.AST | None, facts: ProgramFacts) -> bool:
    if isinstance(above, ast.Compare):
        is_order = all(isinstance(operator, ast.Lt | ast.LtE | ast.Gt | ast.GtE | ast.Eq | ast.NotEq) for operator in above.ops)
        return is_order and len(above.ops) == 1 and all(is_integer(side, facts) for side in (above.left, *above.comparators))
    return isinstance(above, ast.Assign) and len(above.targets) == 1 and isinstance(above.targets[0], ast.Name)


def _givers(name: str, facts: ProgramFacts) -> list[ast.AST] | None:
    """What gives the variable its values: assignments, and calls of `range` and `enumerate`; None if something else does."""
    givers = [_giver(store, facts) for store in facts.occurrences.stores[name]]
    known = [giver for giver in givers if giver is not None]
    return known if len(known) == len(givers) else None


def _giver(store: ast.AST, facts: ProgramFacts) -> ast.AST | None:
    above = facts.occurrences.parent(store)
    if isinstance(above, ast.Assign):
        return above if above.targets == [store] and is_integer(above.value, facts) else None
    if isinstance(above, ast.Tuple) and len(above.elts) == 2 and above.elts[0] is store:
        return _iterated(above, "enumerate", 1, facts)
    return _iterated(store, "range", 0, facts)


def _iterated(target: ast.AST, function: str, first: int, facts: ProgramFacts) -> ast.AST | None:
    """The call that a loop or a clause goes over, if it is one of this function whose arguments from `first` on are integers."""
    owner = facts.occurrences.parent(target)
    if not isinstance(owner, ast.For | ast.comprehension) or owner.target is not target or not is_builtin_call(owner.iter, function, facts):
        return None
    assert isinstance(owner.iter, ast.Call)
    numbers = owner.iter.args[first:]
    return owner.iter if owner.iter.args and len(numbers) <= 3 - 2 * first and all(is_integer(item, facts) for item in numbers) else None


def _least_start(giver: ast.AST) -> int:
    """The least offset with which a range or an enumeration does not begin below 0, where it begins at a constant."""
    if not isinstance(giver, ast.Call):
        return -sys.maxsize
    is_range = isinstance(giver.func, ast.Name) and giver.func.id == "range"
    if len(giver.args) == 1:
        return 0
    start = giver.args[0 if is_range else 1]
    return -start.value if isinstance(start, ast.Constant) and type(start.value) is int else -sys.maxsize


def _shift(name: str, offset: int, givers: list[ast.AST], facts: ProgramFacts) -> None:
    for use in facts.occurrences.loads[name]:
        above = facts.occurrences.parent(use)
        assert above is not None
        _replace(above, use, _plus(load(name), -offset))
    for giver in givers:
        if isinstance(giver, ast.Assign):
            giver.value = _plus(giver.value, offset)
        elif isinstance(giver, ast.Call):
            _shift_call(giver, offset)


def _shift_call(node: ast.Call, offset: int) -> None:
    """Shift both ends of a range, or the start of an enumeration."""
    is_range = isinstance(node.func, ast.Name) and node.func.id == "range"
    if len(node.args) == 1:
        node.args.insert(0 if is_range else 1, constant(0))
    for index in (0, 1) if is_range else (1,):
        node.args[index] = _plus(node.args[index], offset)


def _plus(node: ast.expr, amount: int) -> ast.expr:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        total = node.value + amount
        return constant(total) if total >= 0 else ast.UnaryOp(ast.USub(), constant(-total))
    return ast.BinOp(node, ast.Add() if amount > 0 else ast.Sub(), constant(abs(amount)))


def _replace(above: ast.AST, node: ast.AST, new: ast.expr) -> None:
    for part, value in ast.iter_fields(above):
        if value is node:
            setattr(above, part, new)
        elif isinstance(value, list):
            value[:] = [new if item is node else item for item in value]


RULES = (ProgramRule("index_origin", _shift_origins, (ast.BinOp,)),)
