"""Loops that only fill a new list, set or dictionary are comprehensions; loops that only append extend."""

import ast
import copy

from engine.canonicalization.blocks import is_protected, mentions, over_blocks, previous_assignment
from engine.canonicalization.comprehending import LoopShape, can_be_comprehension, fresh_variable, is_builtin_call, shape_of
from engine.canonicalization.facts.effects import interferes
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import SIZED, kind
from engine.canonicalization.rules import BlockRule, ExpressionRule, ProgramRule
from engine.canonicalization.syntax import load, same
from engine.canonicalization.traversal import BlockPlace

_METHODS = {"append": "list", "add": "set"}
Collected = tuple[str, str, list[ast.expr]]


def _collect(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`x = []; for v in y: if c: x.append(e)` is `x = [e for v in y if c]`; the same for sets and dictionaries."""
    for index, loop in enumerate(block):
        found = _read(loop, facts)
        if found is None:
            continue
        container, name, comprehension = found
        start = previous_assignment(block, index, name)
        if start is not None and _is_empty(block[start], container, facts) and not is_seen_half_done(name, loop, facts):
            filled = ast.Assign([ast.Name(name, ast.Store())], comprehension)
            return [*block[:start], *block[start + 1 : index], filled, *block[index + 1 :]]
        if container == "list" and name in facts.confined and kind(facts.type_of(load(name))) == "list" and not is_protected(loop, facts):
            return [*block[:index], _extend(name, comprehension, facts), *block[index + 1 :]]
    return None


def _extend(name: str, comprehension: ast.expr, facts: ProgramFacts) -> ast.stmt:
    assert isinstance(comprehension, ast.ListComp)
    only = comprehension.generators[0]
    is_copy = (
        len(comprehension.generators) == 1
        and not only.ifs
        and isinstance(only.target, ast.Name)
        and same_name(comprehension.elt, only.target)
        and bool(kind(facts.type_of(only.iter)))
    )
    return ast.Expr(ast.Call(ast.Attribute(load(name), "extend", ast.Load()), [only.iter if is_copy else comprehension], []))


def same_name(first: ast.expr, second: ast.expr) -> bool:
    """Whether both are the same variable."""
    return isinstance(first, ast.Name) and isinstance(second, ast.Name) and first.id == second.id


def is_seen_half_done(name: str, loop: ast.stmt, facts: ProgramFacts) -> bool:
    """Whether something may look at a variable after an exception in the loop."""
    variable = facts.bindings.variables.get(name)
    return variable is None or variable.role != "local" or is_protected(loop, facts)


def _is_empty(node: ast.stmt, container: str, facts: ProgramFacts) -> bool:
    assert isinstance(node, ast.Assign)
    if container in {"list", "new list"}:
        return isinstance(node.value, ast.List) and not node.value.elts
    if container == "dict":
        return isinstance(node.value, ast.Dict) and not node.value.keys
    return is_builtin_call(node.value, "set", facts, 0)


def _read(loop: ast.stmt, facts: ProgramFacts) -> tuple[str, str, ast.expr] | None:
    """The container's kind and variable, and the comprehension that makes its contents."""
    shape = shape_of(loop) if isinstance(loop, ast.For) else None
    if shape is None or not can_be_comprehension(loop, shape, facts):
        return None
    found = _leaf(shape.leaf, shape, facts)
    if found is None:
        return None
    container, name, elements = found
    comprehension = _comprehension(container, elements, shape)
    return (
        None
        if mentions(comprehension, name) or (len(elements) == 2 and _order_matters(elements, facts))
        else (container, name, comprehension)
    )


def _order_matters(elements: list[ast.expr], facts: ProgramFacts) -> bool:
    """An assignment to an item evaluates the value before the key, a comprehension the key before the value."""
    return interferes(facts.effects_of(elements[0]), facts.effects_of(elements[1]))


def _comprehension(container: str, elements: list[ast.expr], shape: LoopShape) -> ast.expr:
    if container == "dict":
        return ast.DictComp(elements[0], elements[1], shape.generators)
    return (ast.SetComp if container == "set" else ast.ListComp)(elements[0], shape.generators)


def _leaf(leaf: list[ast.stmt], shape: LoopShape, facts: ProgramFacts) -> Collected | None:
    if len(leaf) != 1:
        return None
    node = leaf[0]
    if isinstance(node, ast.If) and node.orelse:
        return _choice(node, shape, facts)
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target = node.targets[0]
        if isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name) and not isinstance(target.slice, ast.Slice):
            return ("dict", target.value.id, [target.slice, node.value])
        return _grown(target, node.value)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return _method(node.value, shape, facts)
    return None


def _grown(target: ast.expr, value: ast.expr) -> Collected | None:
    """`x = x + [e]`."""
    if isinstance(target, ast.Name) and isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add) and isinstance(value.left, ast.Name):
        is_one = isinstance(value.right, ast.List) and len(value.right.elts) == 1 and value.left.id == target.id
        return ("new list", target.id, [value.right.elts[0]]) if is_one and isinstance(value.right, ast.List) else None
    return None


def _method(node: ast.Call, shape: LoopShape, facts: ProgramFacts) -> Collected | None:
    if not isinstance(node.func, ast.Attribute) or not isinstance(node.func.value, ast.Name) or len(node.args) != 1 or node.keywords:
        return None
    name, method, argument = node.func.value.id, node.func.attr, node.args[0]
    if method == "extend" and kind(facts.type_of(load(name))) == "list" and kind(facts.type_of(argument)):  # others are asked for a length
        if isinstance(argument, ast.ListComp):
            shape.generators.extend(argument.generators)
            return ("list", name, [argument.elt])
        item = fresh_variable(facts)
        shape.generators.append(ast.comprehension(ast.Name(item, ast.Store()), argument, [], 0))
        return ("list", name, [load(item)])
    return (_METHODS[method], name, [argument]) if method in _METHODS else None


def _choice(node: ast.If, shape: LoopShape, facts: ProgramFacts) -> Collected | None:
    """Two branches that both add something: one addition of a conditional expression."""
    plain = LoopShape()
    first, second = _leaf(node.body, plain, facts), _leaf(node.orelse, plain, facts)
    if first is None or second is None or first[:2] != second[:2] or plain.generators:
        return None
    if first[0] == "dict" and not same(first[2][0], second[2][0]):
        return None
    value = ast.IfExp(node.test, first[2][-1], second[2][-1])
    return (first[0], first[1], [*first[2][:-1], value])


def _append_one(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`x += [e]` and `x.extend([e])` are `x.append(e)`, and `x += y` is `x.extend(y)`, for a list x."""
    for index, node in enumerate(statements):
        name, added = _added(node)
        if name is None or added is None or kind(facts.type_of(load(name))) != "list" or not facts.is_local(name):
            continue
        is_one = isinstance(added, ast.List) and len(added.elts) == 1 and not isinstance(added.elts[0], ast.Starred)
        if not is_one and isinstance(node, ast.Expr):
            continue
        method, argument = ("append", added.elts[0]) if is_one and isinstance(added, ast.List) else ("extend", added)
        changed = ast.Expr(ast.Call(ast.Attribute(load(name), method, ast.Load()), [copy.deepcopy(argument)], []))
        return [*statements[:index], changed, *statements[index + 1 :]]
    return None


def _added(node: ast.stmt) -> tuple[str | None, ast.expr | None]:
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add) and isinstance(node.target, ast.Name):
        return node.target.id, node.value
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
        call = node.value
        if node.value.func.attr == "extend" and isinstance(node.value.func.value, ast.Name) and len(call.args) == 1 and not call.keywords:
            return node.value.func.value.id, call.args[0]
    return None, None


def _extended_by_copy(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`x.extend(list(y))` is `x.extend(y)`, for a list x and a built-in container y, which may be x."""
    assert isinstance(node, ast.Call)
    function, only = node.func, node.args[0] if len(node.args) == 1 else None
    if not isinstance(function, ast.Attribute) or function.attr != "extend" or not is_builtin_call(only, "list", facts, 1) or node.keywords:
        return None
    assert isinstance(only, ast.Call)
    is_known = kind(facts.type_of(function.value)) == "list" and kind(facts.type_of(only.args[0])) in SIZED - {"view"}
    return ast.Call(function, [only.args[0]], []) if is_known else None


RULES = (
    ExpressionRule("extended_by_copy", (ast.Call,), _extended_by_copy),
    BlockRule("one_more_element", _append_one, (ast.AugAssign, ast.Expr, ast.Assign)),
    ProgramRule("filling_loops", over_blocks(_collect, is_local=True), (ast.For,)),
)
