"""Loops that keep the first of equal elements are `list(dict.fromkeys(…))`."""

import ast

from engine.canonicalization.blocks import mentions, occurrences_of, over_blocks, previous_assignment
from engine.canonicalization.comprehending import LoopShape, call, can_be_comprehension, cannot_stop, is_builtin_call, shape_of
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import is_hashable
from engine.canonicalization.passes.collecting import is_seen_half_done, same_name
from engine.canonicalization.rules import ExpressionRule, ProgramRule
from engine.canonicalization.syntax import load, same


def _keep_first(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`x = []; for v in y: if v not in x: x.append(v)`, also with a set of what was seen."""
    if {"list", "dict"} & facts.shadowed:
        return None
    for index, loop in enumerate(block):
        shape = shape_of(loop) if isinstance(loop, ast.For) else None
        if shape is None or not can_be_comprehension(loop, shape, facts):
            continue
        found = _read(shape)
        if found is None or not _starts_empty(block, index, found, facts) or not _can_be_keys(found[2], facts):
            continue
        kept, seen, key = found
        dropped = {previous_assignment(block, index, kept), previous_assignment(block, index, seen)}
        before = [node for position, node in enumerate(block[:index]) if position not in dropped]
        return [*before, ast.Assign([ast.Name(kept, ast.Store())], _unique(key, shape)), *block[index + 1 :]]
    return None


def _read(shape: LoopShape) -> tuple[str, str, ast.expr] | None:
    """The list that grows, the container that is searched (the same list, or a set), and the key; the test leaves the shape."""
    added = [_added(node) for node in shape.leaf]
    test = _last_test(shape)
    if not 1 <= len(added) <= 2 or None in added or test is None or not isinstance(container := test.comparators[0], ast.Name):
        return None
    methods = {method: name for method, name, _ in filter(None, added)}
    is_fitting = set(methods) == ({"append"} if len(added) == 1 else {"append", "add"})
    if not is_fitting or container.id != methods.get("add", methods["append"]):
        return None
    return (methods["append"], container.id, test.left) if all(same(key, test.left) for _, _, key in filter(None, added)) else None


def _added(node: ast.stmt) -> tuple[str, str, ast.expr] | None:
    made = node.value if isinstance(node, ast.Expr) else None
    if not isinstance(made, ast.Call) or len(made.args) != 1 or made.keywords or not isinstance(made.func, ast.Attribute):
        return None
    owner = made.func.value
    is_known = isinstance(owner, ast.Name) and made.func.attr in {"append", "add"}
    return (made.func.attr, owner.id, made.args[0]) if isinstance(owner, ast.Name) and is_known else None


def _last_test(shape: LoopShape) -> ast.Compare | None:
    tests = shape.generators[-1].ifs
    last = tests[-1] if tests else None
    membership = last.values[-1] if isinstance(last, ast.BoolOp) and isinstance(last.op, ast.And) else last
    if not isinstance(membership, ast.Compare) or len(membership.ops) != 1 or not isinstance(membership.ops[0], ast.NotIn):
        return None
    rest = last.values[:-1] if isinstance(last, ast.BoolOp) else []
    remaining = rest[0] if len(rest) == 1 else ast.BoolOp(ast.And(), rest)
    shape.generators[-1].ifs = [*tests[:-1], *([remaining] if rest else [])]
    return membership


def _starts_empty(block: list[ast.stmt], index: int, found: tuple[str, str, ast.expr], facts: ProgramFacts) -> bool:
    kept, seen, _ = found
    loop = block[index]
    for name, times in ((kept, 2 if kept == seen else 1), (seen, 2)):
        start = previous_assignment(block, index, name)
        if start is None or mentions(loop, name) != times or is_seen_half_done(name, loop, facts):
            return False
        made = block[start]
        assert isinstance(made, ast.Assign)
        is_empty = (
            isinstance(made.value, ast.List) and not made.value.elts if name == kept else is_builtin_call(made.value, "set", facts, 0)
        )
        if not is_empty:
            return False
    return kept == seen or occurrences_of(seen, facts) == 3


def _can_be_keys(key: ast.expr, facts: ProgramFacts) -> bool:
    return is_hashable(facts.type_of(key)) and facts.type_of(key) != ("never",) and not facts.effects_of(key).writes


def _unique(key: ast.expr, shape: LoopShape) -> ast.expr:
    only = shape.generators[0]
    is_whole = len(shape.generators) == 1 and not only.ifs and isinstance(only.target, ast.Name) and same_name(key, only.target)
    elements = only.iter if is_whole else ast.ListComp(key, shape.generators)
    return call("list", ast.Call(ast.Attribute(load("dict"), "fromkeys", ast.Load()), [elements], []))


def _keys_of_generator(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`dict.fromkeys(e for …)` is `dict.fromkeys([e for …])`."""
    assert isinstance(node, ast.Call)
    function = node.func
    if not isinstance(function, ast.Attribute) or function.attr != "fromkeys" or len(node.args) != 1 or node.keywords:
        return None
    whole, owner = node.args[0], function.value
    is_built_in = isinstance(owner, ast.Name) and owner.id == "dict" and "dict" not in facts.shadowed
    if not is_built_in or not isinstance(whole, ast.GeneratorExp) or not cannot_stop(whole, facts):
        return None
    is_known = is_hashable(facts.type_of(whole.elt))
    return ast.Call(function, [ast.ListComp(whole.elt, whole.generators)], []) if is_known else None


RULES = (
    ExpressionRule("keys_of_generator", (ast.Call,), _keys_of_generator),
    ProgramRule("first_of_equals", over_blocks(_keep_first)),
)
