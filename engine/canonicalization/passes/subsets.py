"""Sets that are only compared or searched: one spelling of "every one is among them", and no set where a text or list answers alike."""

import ast
import copy

from engine.canonicalization.comprehending import call, fresh_variable, is_builtin_call
from engine.canonicalization.facts.effects import interferes
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import CHARACTER, Type, element, is_hashable, kind
from engine.canonicalization.rules import ExpressionRule
from engine.canonicalization.syntax import is_constant, load

_SETS = frozenset({"set", "frozenset"})
_GONE_OVER = frozenset({"str", "list", "tuple", "set", "frozenset", "range", "dict"})


def _method(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`a.issubset(b)` is `a <= set(b)` and `b.issuperset(a)` is `set(a) <= b`, for sets of hashable values."""
    assert isinstance(node, ast.Call)
    if not isinstance(node.func, ast.Attribute) or len(node.args) != 1 or node.keywords or "set" in facts.shadowed:
        return None
    own, other = node.func.value, node.args[0]
    if node.func.attr not in {"issubset", "issuperset"} or not _is_set(own, facts) or not _is_plain(other, facts):
        return None
    given = other if _is_set(other, facts) else call("set", other)
    return _compared(own, given) if node.func.attr == "issubset" else _mirrored(given, own, facts)


def _is_set(node: ast.expr, facts: ProgramFacts) -> bool:
    return kind(facts.type_of(node)) in _SETS and _is_plain(node, facts)


def _is_plain(node: ast.expr, facts: ProgramFacts) -> bool:
    """Whether going over a value gives hashable values of built-in types, and computing it does nothing else."""
    type_ = facts.type_of(node)
    return kind(type_) in _GONE_OVER and is_hashable(element(type_)) and facts.effects_of(node).is_total


def _compared(smaller: ast.expr, greater: ast.expr) -> ast.expr:
    return ast.Compare(smaller, [ast.LtE()], [greater])


def _mirrored(smaller: ast.expr, greater: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    return None if interferes(facts.effects_of(smaller), facts.effects_of(greater)) else _compared(smaller, greater)


def _comparison(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`b >= a` is `a <= b` for sets, and `set(a) <= set(b)` is `not any(v not in b for v in a)`."""
    assert isinstance(node, ast.Compare)
    if len(node.ops) != 1 or not _is_set(node.left, facts) or not _is_set(node.comparators[0], facts):
        return None
    left, right = node.left, node.comparators[0]
    if isinstance(node.ops[0], ast.GtE):
        return _mirrored(right, left, facts)
    if not isinstance(node.ops[0], ast.LtE) or not is_builtin_call(left, "set", facts, 1) or "any" in facts.shadowed:
        return None
    assert isinstance(left, ast.Call)
    return _every_one(left.args[0], right, facts) if _is_plain(left.args[0], facts) else None


def _every_one(members: ast.expr, container: ast.expr, facts: ProgramFacts) -> ast.expr:
    name = fresh_variable(facts)
    missing = ast.Compare(load(name), [ast.NotIn()], [copy.deepcopy(container)])
    found = ast.GeneratorExp(missing, [ast.comprehension(ast.Name(name, ast.Store()), members, [], 0)])
    return ast.UnaryOp(ast.Not(), call("any", found))


def _nothing_left(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`not a - b` is `a <= b` for sets."""
    assert isinstance(node, ast.UnaryOp)
    rest = node.operand
    if not isinstance(node.op, ast.Not) or not isinstance(rest, ast.BinOp) or not isinstance(rest.op, ast.Sub):
        return None
    return _compared(rest.left, rest.right) if _is_set(rest.left, facts) and _is_set(rest.right, facts) else None


def _count_left(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`len(x) == 0` of a difference of sets is `not x`."""
    assert isinstance(node, ast.Compare)
    if len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq) or not is_builtin_call(node.left, "len", facts, 1):
        return None
    assert isinstance(node.left, ast.Call)
    rest = node.left.args[0]
    is_difference = isinstance(rest, ast.BinOp) and isinstance(rest.op, ast.Sub) and kind(facts.type_of(rest)) == "set"
    return ast.UnaryOp(ast.Not(), rest) if is_difference and is_constant(node.comparators[0], 0) else None


def _searched(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`c in set(s)` is `c in s` for a character and a text, or for hashable values and a list or tuple of them."""
    assert isinstance(node, ast.Compare)
    if len(node.ops) != 1 or not isinstance(node.ops[0], ast.In | ast.NotIn):
        return None
    made = node.comparators[0]
    if not any(is_builtin_call(made, name, facts, 1) for name in ("set", "frozenset", "list", "tuple")) or not isinstance(made, ast.Call):
        return None
    inner = made.args[0]
    if can_be_searched_itself(facts.type_of(node.left), facts.type_of(inner)) and not facts.effects_of(inner).writes:
        return ast.Compare(node.left, node.ops, [inner])
    return None


def can_be_searched_itself(sought: Type, container: Type) -> bool:
    """Whether asking a text, list or tuple for a value answers what asking a set of its elements would."""
    if kind(container) == "str":
        return sought == CHARACTER
    return kind(container) in {"list", "tuple"} and is_hashable(sought) and is_hashable(element(container))


RULES = (
    ExpressionRule("subset_methods", (ast.Call,), _method),
    ExpressionRule("subset_comparisons", (ast.Compare,), _comparison),
    ExpressionRule("nothing_left", (ast.UnaryOp,), _nothing_left),
    ExpressionRule("none_left", (ast.Compare,), _count_left),
    ExpressionRule("searched_sets", (ast.Compare,), _searched),
)
