"""Lists put together at the end, and lists of one value: `x + y` and `[c] * n`."""

import ast
from itertools import pairwise

from engine.canonicalization.blocks import is_protected, lives_only_in, mentions
from engine.canonicalization.comprehending import call, is_builtin_call
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.rules import BlockRule, ExpressionRule
from engine.canonicalization.traversal import BlockPlace


def _return_sum(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`x.extend(y); return x` is `return x + y` for lists, when nobody else has x; so is `x.extend(y); return x + z`."""
    for index, (node, last) in enumerate(pairwise(statements)):
        name, added = _extended(node, facts)
        if name is None or added is None or not isinstance(last, ast.Return) or last.value is None or is_protected(last, facts):
            continue
        whole = _with_more(last.value, name, added)
        if whole is not None and mentions(last.value, name) == 1:
            return [*statements[:index], ast.Return(whole), *statements[index + 2 :]]
    return None


def _extended(node: ast.stmt, facts: ProgramFacts) -> tuple[str | None, ast.expr | None]:
    """X and y in `x.extend(y)`, for lists of which x is only the function's own."""
    made = node.value if isinstance(node, ast.Expr) else None
    if not isinstance(made, ast.Call) or not isinstance(made.func, ast.Attribute) or len(made.args) != 1 or made.keywords:
        return None, None
    own, added = made.func.value, made.args[0]
    if made.func.attr != "extend" or not isinstance(own, ast.Name) or own.id not in facts.confined or own.id in facts.effect_rules.lasting:
        return None, None
    is_list = kind(facts.type_of(own)) == "list" == kind(facts.type_of(added))
    return (own.id, added) if is_list else (None, None)


def _with_more(node: ast.expr, name: str, added: ast.expr) -> ast.expr | None:
    """A sum that begins with a variable, with something more put after that."""
    if isinstance(node, ast.Name) and node.id == name:
        return ast.BinOp(node, ast.Add(), added)
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Add):
        return None
    first = _with_more(node.left, name, added)
    return None if first is None else ast.BinOp(first, ast.Add(), node.right)


def _same_elements(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`[c for _ in range(n)]` is `[c] * n`, and with any other sequence `[c] * len(x)`, for a value that is there already."""
    assert isinstance(node, ast.ListComp)
    only = node.generators[0]
    if len(node.generators) != 1 or only.ifs or only.is_async or not isinstance(only.target, ast.Name):
        return None
    if not _is_there(node.elt, only.target.id, facts) or not lives_only_in({only.target.id}, only, facts):
        return None
    times = _length(only.iter, facts)
    return ast.BinOp(ast.List([node.elt], ast.Load()), ast.Mult(), times) if times is not None else None


def _is_there(node: ast.expr, target: str, facts: ProgramFacts) -> bool:
    """Whether an expression is one and the same object each time: a constant or a variable."""
    if isinstance(node, ast.Name):
        variable = facts.bindings.variables.get(node.id)
        return variable is not None and node.id != target and variable.is_surely_bound and variable.role != "captured"
    return isinstance(node, ast.Constant)


def _length(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    if is_builtin_call(node, "range", facts) and isinstance(node, ast.Call):
        bounds = node.args
        if not 1 <= len(bounds) <= 2 or any(kind(facts.type_of(bound)) != "int" for bound in bounds):
            return None
        return bounds[0] if len(bounds) == 1 else ast.BinOp(bounds[1], ast.Sub(), bounds[0]) if _are_free(bounds, facts) else None
    is_sequence = kind(facts.type_of(node)) in {"list", "str", "tuple"} and "len" not in facts.shadowed
    return call("len", node) if is_sequence else None


def _are_free(nodes: list[ast.expr], facts: ProgramFacts) -> bool:
    return all(facts.effects_of(node).is_total for node in nodes)


def _empty_sum(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`[] + x` and `x + []` are x, for a list that is made there."""
    assert isinstance(node, ast.BinOp)
    for part, other in ((node.left, node.right), (node.right, node.left)):
        is_new = isinstance(other, ast.List | ast.ListComp) or (isinstance(other, ast.BinOp) and kind(facts.type_of(other)) == "list")
        if isinstance(node.op, ast.Add) and isinstance(part, ast.List) and not part.elts and is_new:
            return other
    return None


RULES = (
    BlockRule("returned_sum", _return_sum, (ast.Return,)),
    ExpressionRule("same_elements", (ast.ListComp,), _same_elements),
    ExpressionRule("empty_sum", (ast.BinOp,), _empty_sum),
)
