"""Loops over positions that only look at the elements there are loops over the elements."""

import ast

from engine.canonicalization.blocks import lives_only_in, mentions
from engine.canonicalization.comprehending import call, fresh_variable, is_builtin_call
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.iterations import Iteration, iterations, replace_uses, stays, stores
from engine.canonicalization.linear import Sum, sum_of
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import COMPREHENSION_NODES, constant, load, names_in
from engine.canonicalization.trees import walk

_SEQUENCES = frozenset({"list", "str", "tuple"})


def _over_elements(program: Program) -> bool:
    changed = False
    while any(_rewrite(iteration, program) for iteration in iterations(program)):
        program.changed()
        changed = True
    return changed


def _rewrite(iteration: Iteration, program: Program) -> bool:
    facts = program.facts
    owner = iteration.owner
    if isinstance(owner, ast.For) and isinstance(owner.iter, ast.Call) and owner.orelse and _is_used(owner, owner.orelse):
        return False
    return _drop_position(owner, iteration, facts) or _read_range(owner, iteration, facts)


def _is_used(owner: ast.For, statements: list[ast.stmt]) -> bool:
    return any(mentions(statements, name) for name in names_in(owner.target))


def _drop_position(owner: ast.For | ast.comprehension, iteration: Iteration, facts: ProgramFacts) -> bool:
    """`for i, v in enumerate(x)` without i is `for v in x`."""
    if not is_builtin_call(owner.iter, "enumerate", facts) or not isinstance(owner.target, ast.Tuple) or len(owner.target.elts) != 2:
        return False
    position, item = owner.target.elts
    assert isinstance(owner.iter, ast.Call)
    if not isinstance(position, ast.Name) or not lives_only_in({position.id}, owner.target, facts):
        return False
    if len(owner.iter.args) == 2 and kind(facts.type_of(owner.iter.args[1])) != "int":
        return False
    if len(owner.iter.args) == 2 and not facts.effects_of(owner.iter.args[1]).is_total:
        return False
    owner.target, owner.iter = item, owner.iter.args[0]
    return True


def _read_range(owner: ast.For | ast.comprehension, iteration: Iteration, facts: ProgramFacts) -> bool:
    """`for i in range(len(x))` with `x[i]` is `for i, v in enumerate(x)` with v, when x stays as it is."""
    if not isinstance(owner.target, ast.Name) or not is_builtin_call(owner.iter, "range", facts):
        return False
    name = owner.target.id
    found = _sequence(owner.iter, facts)
    if found is None or not lives_only_in({name}, iteration.whole, facts) or stores(name, iteration):
        return False
    sequence, part = found
    if not stays(sequence, iteration, facts):
        return False
    uses = [node for inside in iteration.inside for node in walk(inside) if _is_item(node, sequence, name)]
    is_only_use = len(uses) == sum(mentions(inside, name) for inside in iteration.inside)
    if not uses or (not is_only_use and not isinstance(part, ast.Name)):
        return False
    item = fresh_variable(facts)
    replace_uses(uses, item)
    target = ast.Name(item, ast.Store())
    owner.target = target if is_only_use else ast.Tuple([owner.target, target], ast.Store())
    owner.iter = part if is_only_use else call("enumerate", load(sequence))
    return True


def _sequence(node: ast.expr, facts: ProgramFacts) -> tuple[str, ast.expr] | None:
    """The variable whose positions a range goes over, and the part of it that has these positions, in their order."""
    assert isinstance(node, ast.Call)
    bounds = node.args
    if len(bounds) == 3:
        return _backwards(bounds, facts)
    stop = sum_of(bounds[-1], facts)
    name = _length_of(stop, facts)
    if name is None or stop.constant > 0:
        return None
    start = bounds[0].value if len(bounds) == 2 and isinstance(bounds[0], ast.Constant) else 0
    if (len(bounds) == 2 and not isinstance(bounds[0], ast.Constant)) or type(start) is not int or start < 0:
        return None
    if not start and not stop.constant:
        return name, load(name)
    lower = constant(start) if start else None
    upper = ast.UnaryOp(ast.USub(), constant(-stop.constant)) if stop.constant else None
    return name, ast.Subscript(load(name), ast.Slice(lower, upper, None), ast.Load())


def _backwards(bounds: list[ast.expr], facts: ProgramFacts) -> tuple[str, ast.expr] | None:
    """`range(len(x) - 1, -1, -1)`."""
    start = sum_of(bounds[0], facts)
    name = _length_of(start, facts)
    if name is None or start.constant != -1 or not all(_is_minus_one(bound) for bound in bounds[1:]):
        return None
    step = ast.UnaryOp(ast.USub(), constant(1))
    return name, ast.Subscript(load(name), ast.Slice(None, None, step), ast.Load())


def _is_minus_one(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.UnaryOp)
        and isinstance(node.op, ast.USub)
        and isinstance(node.operand, ast.Constant)
        and node.operand.value == 1
    )


def _length_of(total: Sum, facts: ProgramFacts) -> str | None:
    """X when a sum is `len(x)` and a constant, and x is a variable that holds a built-in sequence."""
    if list(total.coefficients.values()) != [1]:
        return None
    (term,) = total.atoms()
    if not is_builtin_call(term, "len", facts, 1) or not isinstance(term, ast.Call) or not isinstance(name := term.args[0], ast.Name):
        return None
    return name.id if kind(facts.type_of(name)) in _SEQUENCES and facts.is_local(name.id) else None


def _is_item(node: ast.AST, sequence: str, position: str) -> bool:
    return (
        isinstance(node, ast.Subscript)
        and isinstance(node.ctx, ast.Load)
        and isinstance(node.value, ast.Name)
        and node.value.id == sequence
        and isinstance(node.slice, ast.Name)
        and node.slice.id == position
    )


RULES = (ProgramRule("loops_over_elements", _over_elements, (ast.For, *COMPREHENSION_NODES)),)
