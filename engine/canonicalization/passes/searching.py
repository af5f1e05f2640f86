"""Loops that only look for something are `any`; `all` is spelled by `any`."""

import ast

from engine.canonicalization.blocks import mentions, over_blocks, own_jumps, previous_assignment
from engine.canonicalization.comprehending import LoopShape, call, can_be_comprehension, cannot_stop, is_builtin_call, shape_of
from engine.canonicalization.conditions import negate
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.passes.collecting import is_seen_half_done
from engine.canonicalization.rules import ExpressionRule, ProgramRule
from engine.canonicalization.syntax import is_constant


def _search(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`for v in y: if c: return True` before `return False` is `return any(c for v in y)`; with flags the same."""
    if "any" in facts.shadowed:
        return None
    for index, loop in enumerate(block):
        if not isinstance(loop, ast.For):
            continue
        shape = shape_of(loop)
        if shape is None or not can_be_comprehension(loop, shape, facts) or not cannot_stop(loop, facts):
            continue
        rewritten = _returning(block, index, shape) or _flagging(block, index, shape, facts)
        if rewritten is not None:
            return rewritten
    return None


def _returning(block: list[ast.stmt], index: int, shape: LoopShape) -> list[ast.stmt] | None:
    after = block[index + 1] if index + 1 < len(block) else None
    if len(shape.leaf) != 1 or not isinstance(shape.leaf[0], ast.Return) or not isinstance(after, ast.Return):
        return None
    for outcome in (True, False):
        if is_constant(shape.leaf[0].value, outcome) and is_constant(after.value, not outcome):
            return [*block[:index], ast.Return(_found(shape, outcome))]
    return None


def _found(shape: LoopShape, outcome: bool) -> ast.expr:
    """Whether any element passes all tests, or its opposite."""
    last = shape.generators[-1]
    test: ast.expr = ast.Constant(value=True)
    if last.ifs:
        test = last.ifs[0] if len(last.ifs) == 1 else ast.BoolOp(ast.And(), last.ifs)
        last.ifs = []
    found = call("any", ast.GeneratorExp(test, shape.generators))
    return found if outcome else ast.UnaryOp(ast.Not(), found)


def _flagging(block: list[ast.stmt], index: int, shape: LoopShape, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`f = False; for v in y: if c: f = True; break`."""
    loop, leaf = block[index], shape.leaf
    if not leaf or len(leaf) > 2 or not isinstance(leaf[0], ast.Assign) or not isinstance(leaf[0].targets[0], ast.Name):
        return None
    assert isinstance(loop, ast.For)
    stops = len(leaf) == 2 and isinstance(leaf[1], ast.Break)
    name, value = leaf[0].targets[0].id, leaf[0].value
    start = previous_assignment(block, index, name)
    if start is None or mentions(loop, name) != 1 or is_seen_half_done(name, loop, facts) or len(leaf[0].targets) != 1:
        return None
    if (len(leaf) == 2 and not stops) or (stops and (len(shape.generators) > 1 or len(own_jumps(loop.body, ast.Break)) != 1)):
        return None
    if not stops and not _only_computes(shape, facts):
        return None
    for outcome in (True, False):
        first = block[start]
        if is_constant(value, outcome) and isinstance(first, ast.Assign) and is_constant(first.value, not outcome):
            flag = ast.Assign([ast.Name(name, ast.Store())], _found(shape, outcome))
            return [*block[:start], *block[start + 1 : index], flag, *block[index + 1 :]]
    return None


def _only_computes(shape: LoopShape, facts: ProgramFacts) -> bool:
    """Whether it makes no difference that the search stops at the first element found."""
    return facts.effects_of(ast.ListComp(ast.Constant(value=True), shape.generators)).is_total and all(
        facts.type_of(generator.iter) is not None and (facts.type_of(generator.iter) or ("",))[0] != "iterator"
        for generator in shape.generators
    )


def _all(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`all(c for v in y)` is `not any(not c for v in y)`; a list of values that are only computed need not be made."""
    assert isinstance(node, ast.Call)
    for name in ("all", "any"):
        if not is_builtin_call(node, name, facts, 1) or "any" in facts.shadowed:
            continue
        whole = node.args[0]
        if isinstance(whole, ast.ListComp) and facts.effects_of(whole).is_total and facts.effect_rules.of_test(whole.elt).is_total:
            return call(name, ast.GeneratorExp(whole.elt, whole.generators))
        if name == "all" and isinstance(whole, ast.GeneratorExp):
            opposite = ast.GeneratorExp(negate(whole.elt, facts), whole.generators)
            return ast.UnaryOp(ast.Not(), call("any", opposite))
    return None


def _filter_in_test(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`any(c for v in y if d)` is `any(d and c for v in y)`."""
    assert isinstance(node, ast.Call)
    if (
        not is_builtin_call(node, "any", facts, 1)
        or not isinstance(whole := node.args[0], ast.GeneratorExp)
        or not whole.generators[-1].ifs
    ):
        return None
    last = whole.generators[-1]
    test = ast.BoolOp(ast.And(), [*last.ifs, whole.elt])
    last.ifs = []
    return call("any", ast.GeneratorExp(test, whole.generators))


RULES = (
    ExpressionRule("all_by_any", (ast.Call,), _all),
    ExpressionRule("filter_of_search", (ast.Call,), _filter_in_test),
    ProgramRule("searching_loops", over_blocks(_search), (ast.For,)),
)
