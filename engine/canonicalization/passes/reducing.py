"""Loops that only add up or join are `sum` and `join` of a comprehension; counting is adding ones."""

import ast

from engine.canonicalization.blocks import mentions, over_blocks, previous_assignment
from engine.canonicalization.comprehending import call, can_be_comprehension, is_builtin_call, shape_of
from engine.canonicalization.conditions import is_boolean, is_integer, negate
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.linear import can_reorder, sum_of, write_sum
from engine.canonicalization.passes.collecting import is_seen_half_done
from engine.canonicalization.rules import ExpressionRule, ProgramRule
from engine.canonicalization.syntax import constant, is_constant, load


def _reduce(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`t = 0; for v in y: t = t + e` is `t = sum([e for v in y])` for integers; texts are joined."""
    for index, loop in enumerate(block):
        shape = shape_of(loop) if isinstance(loop, ast.For) else None
        if shape is None or not can_be_comprehension(loop, shape, facts):
            continue
        found = _added(shape.leaf, facts)
        if found is None or is_seen_half_done(found[0], loop, facts):
            continue
        name, added = found
        whole = ast.ListComp(added, shape.generators)
        if mentions(whole, name):
            continue
        return _with_start(block, index, name, whole, facts)
    return None


def _with_start(block: list[ast.stmt], index: int, name: str, whole: ast.ListComp, facts: ProgramFacts) -> list[ast.stmt]:
    """Put the reduction in the loop's place, its start value inside when it stands just before."""
    reduced: ast.expr = (
        call("sum", whole) if is_integer(load(name), facts) else ast.Call(ast.Attribute(constant(""), "join", ast.Load()), [whole], [])
    )
    start = previous_assignment(block, index, name)
    first: ast.expr = load(name)
    before = block[:index]
    if start is not None and isinstance(node := block[start], ast.Assign) and isinstance(node.value, ast.Constant):
        first, before = node.value, [*block[:start], *block[start + 1 : index]]
    is_neutral = is_constant(first, 0) or is_constant(first, "")
    total = reduced if is_neutral else ast.BinOp(first, ast.Add(), reduced)
    return [*before, ast.Assign([ast.Name(name, ast.Store())], total), *block[index + 1 :]]


def _added(leaf: list[ast.stmt], facts: ProgramFacts) -> tuple[str, ast.expr] | None:
    """The variable that a statement adds to, and what it adds."""
    if len(leaf) != 1:
        return None
    node = leaf[0]
    if isinstance(node, ast.If) and node.orelse:
        first, second = _added(node.body, facts), _added(node.orelse, facts)
        if first is None or second is None or first[0] != second[0]:
            return None
        return first[0], ast.IfExp(node.test, first[1], second[1])
    if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(node.targets[0], ast.Name):
        return None
    name = node.targets[0].id
    if not facts.is_local(name):
        return None
    added = _integer_part(name, node.value, facts) if is_integer(load(name), facts) else _text_part(name, node.value, facts)
    return None if added is None else (name, added)


def _integer_part(name: str, value: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    if not is_integer(value, facts) and not (isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add)):
        return None
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add) and is_boolean(value.right, facts) and mentions(value.left, name):
        return value.right if isinstance(value.left, ast.Name) else None
    total, key = sum_of(value, facts), ast.dump(load(name))
    if total.coefficients.get(key) != 1:
        return None
    del total.coefficients[key]
    return write_sum(total, facts) if can_reorder(total.atoms(), facts) else None


def _text_part(name: str, value: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    if kind(facts.type_of(load(name))) != "str" or not isinstance(value, ast.BinOp) or not isinstance(value.op, ast.Add):
        return None
    parts = _pieces(value, facts)
    if not isinstance(parts[0], ast.Name) or parts[0].id != name or any(kind(facts.type_of(part)) != "str" for part in parts):
        return None
    result = parts[1]
    for part in parts[2:]:
        result = ast.BinOp(result, ast.Add(), part)
    return result


def _pieces(node: ast.expr, facts: ProgramFacts) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and kind(facts.type_of(node)) == "str":
        return [*_pieces(node.left, facts), *_pieces(node.right, facts)]
    return [node]


def _sum_of_ones(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`sum([c for v in y])` of booleans, `sum([1 if c else 0 …])` and `len([… if c])` are `sum([1 for v in y if c])`."""
    assert isinstance(node, ast.Call)
    if is_builtin_call(node, "sum", facts, 1) and isinstance(whole := node.args[0], ast.ListComp):
        element = whole.elt
        if is_boolean(element, facts) and not isinstance(element, ast.Constant):
            return call("sum", _filtered(constant(1), element, whole))
        if isinstance(element, ast.IfExp) and is_constant(element.orelse, 0) and is_integer(element.body, facts):
            return call("sum", _filtered(element.body, element.test, whole))
        if isinstance(element, ast.IfExp) and is_constant(element.body, 0) and is_integer(element.orelse, facts):
            return call("sum", _filtered(element.orelse, negate(element.test, facts), whole))
    if not is_builtin_call(node, "len", facts, 1) or not isinstance(whole := node.args[0], ast.ListComp) or "sum" in facts.shadowed:
        return None
    is_count = bool(whole.generators[-1].ifs) and facts.effects_of(whole.elt).is_total
    return call("sum", ast.ListComp(constant(1), whole.generators)) if is_count else None


def _filtered(element: ast.expr, test: ast.expr, whole: ast.ListComp) -> ast.ListComp:
    whole.generators[-1].ifs.append(test)
    return ast.ListComp(element, whole.generators)


RULES = (ExpressionRule("counting", (ast.Call,), _sum_of_ones), ProgramRule("adding_loops", over_blocks(_reduce), (ast.For,)))
