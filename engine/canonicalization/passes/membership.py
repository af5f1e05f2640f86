"""Membership: what `in` looks through has one spelling."""

import ast

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import CHARACTER, INEXACT, SCALARS, kind
from engine.canonicalization.rules import ExpressionRule
from engine.canonicalization.syntax import same

_MOST_MEMBERS = 64


def _keys(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`k in d.keys()` is `k in d` for a dictionary."""
    assert isinstance(node, ast.Compare)
    container = node.comparators[0]
    if len(node.ops) != 1 or not isinstance(node.ops[0], ast.In | ast.NotIn) or not isinstance(container, ast.Call):
        return None
    is_keys = isinstance(container.func, ast.Attribute) and container.func.attr == "keys" and not container.args
    if is_keys and isinstance(container.func, ast.Attribute) and kind(facts.type_of(container.func.value)) == "dict":
        return ast.Compare(node.left, node.ops, [container.func.value])
    return None


def _constants(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """A display of constants after `in` is a tuple in one order, without repetitions; a single member is compared with `==`."""
    assert isinstance(node, ast.Compare)
    if len(node.ops) != 1 or not isinstance(node.ops[0], ast.In | ast.NotIn) or kind(facts.type_of(node.left)) not in SCALARS:
        return None
    members = _members(node.comparators[0], node.left, facts)
    if not members or len(members) > _MOST_MEMBERS or not all(kind(facts.type_of(member)) in SCALARS - INEXACT for member in members):
        return None
    ordered = sorted({ast.dump(member): member for member in members}.items())
    if len(ordered) == 1:
        operator = ast.Eq() if isinstance(node.ops[0], ast.In) else ast.NotEq()
        return ast.Compare(node.left, [operator], [ordered[0][1]])
    written = ast.Compare(node.left, node.ops, [ast.Tuple([member for _, member in ordered], ast.Load())])
    return None if same(written, node) else written


def _members(container: ast.expr, member: ast.expr, facts: ProgramFacts) -> list[ast.expr]:
    if isinstance(container, ast.List | ast.Tuple | ast.Set) and all(isinstance(item, ast.Constant) for item in container.elts):
        return container.elts
    if isinstance(container, ast.Dict) and all(isinstance(key, ast.Constant) for key in container.keys) and _is_plain(container, facts):
        return [key for key in container.keys if key is not None]
    is_text = isinstance(container, ast.Constant) and isinstance(container.value, str) and facts.type_of(member) == CHARACTER
    if is_text and isinstance(container, ast.Constant):
        return [ast.Constant(character) for character in str(container.value)]
    is_set = (
        isinstance(container, ast.Call)
        and isinstance(container.func, ast.Name)
        and container.func.id in {"set", "frozenset", "list", "tuple"}
    )
    if is_set and isinstance(container, ast.Call) and len(container.args) == 1 and container.func.id not in facts.shadowed:  # type: ignore[attr-defined]
        return _iterated(container.args[0])
    return []


def _is_plain(container: ast.Dict, facts: ProgramFacts) -> bool:
    return all(facts.effects_of(value).is_total for value in container.values)


def _iterated(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [ast.Constant(character) for character in node.value]
    if isinstance(node, ast.List | ast.Tuple | ast.Set) and all(isinstance(item, ast.Constant) for item in node.elts):
        return node.elts
    return []


def _alternatives(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`x == 1 or x == 2` is `x in (1, 2)`, and `x != 1 and x != 2` is `x not in (1, 2)`, for a built-in x that only computes."""
    assert isinstance(node, ast.BoolOp)
    wanted = (ast.Eq, ast.In) if isinstance(node.op, ast.Or) else (ast.NotEq, ast.NotIn)
    for index, (first, second) in enumerate(zip(node.values, node.values[1:], strict=False)):
        left, right = _alternative(first, wanted, facts), _alternative(second, wanted, facts)
        if left is None or right is None or not same(left[0], right[0]):
            continue
        operator = ast.In() if isinstance(node.op, ast.Or) else ast.NotIn()
        joined = ast.Compare(left[0], [operator], [ast.Tuple([*left[1], *right[1]], ast.Load())])
        values = [*node.values[:index], joined, *node.values[index + 2 :]]
        return values[0] if len(values) == 1 else ast.BoolOp(node.op, values)
    return None


def _alternative(
    node: ast.expr, wanted: tuple[type[ast.cmpop], type[ast.cmpop]], facts: ProgramFacts
) -> tuple[ast.expr, list[ast.expr]] | None:
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or not isinstance(node.ops[0], wanted):
        return None
    if kind(facts.type_of(node.left)) not in SCALARS or not facts.effects_of(node.left).is_total:
        return None
    other = node.comparators[0]
    if isinstance(node.ops[0], wanted[0]) and isinstance(other, ast.Constant):
        return node.left, [other]
    if isinstance(node.ops[0], wanted[1]) and isinstance(other, ast.Tuple) and all(isinstance(item, ast.Constant) for item in other.elts):
        return node.left, other.elts
    return None


RULES = (
    ExpressionRule("membership_in_keys", (ast.Compare,), _keys),
    ExpressionRule("membership_in_constants", (ast.Compare,), _constants),
    ExpressionRule("alternatives", (ast.BoolOp,), _alternatives),
)
