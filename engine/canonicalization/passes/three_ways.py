"""Smaller, equal, greater: the three outcomes of comparing two values of a total order are asked for in one order, equality first."""

import ast
import copy
from itertools import pairwise

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.linear import fail_alike
from engine.canonicalization.rules import BlockRule
from engine.canonicalization.syntax import always_leaves, blind_key, same, size
from engine.canonicalization.traversal import BlockPlace

_SIGNS: dict[type[ast.cmpop], frozenset[int]] = {
    ast.Lt: frozenset({-1}),
    ast.LtE: frozenset({-1, 0}),
    ast.Eq: frozenset({0}),
    ast.NotEq: frozenset({-1, 1}),
    ast.GtE: frozenset({0, 1}),
    ast.Gt: frozenset({1}),
}
_ORDERED = frozenset({"int", "str"})
_ALL = frozenset({-1, 0, 1})


def _signs(test: ast.expr, other: ast.expr, facts: ProgramFacts) -> tuple[frozenset[int], frozenset[int]] | None:
    """For which signs of the difference of two values each of two tests of these same values is true."""
    first, second = _comparison(test), _comparison(other)
    if first is None or second is None:
        return None
    left, right = first.left, first.comparators[0]
    if same(left, second.left) and same(right, second.comparators[0]):
        signs = _SIGNS[type(first.ops[0])], _SIGNS[type(second.ops[0])]
    elif same(left, second.comparators[0]) and same(right, second.left):
        signs = _SIGNS[type(first.ops[0])], frozenset(-sign for sign in _SIGNS[type(second.ops[0])])
    else:
        return None
    if kind(facts.type_of(left)) != kind(facts.type_of(right)) or kind(facts.type_of(left)) not in _ORDERED:
        return None
    is_disturbing = any(effects.writes or effects.leaves for effects in map(facts.effects_of, (test, other)))
    return None if is_disturbing else signs


def _comparison(test: ast.expr) -> ast.Compare | None:
    return test if isinstance(test, ast.Compare) and len(test.ops) == 1 and type(test.ops[0]) in _SIGNS else None


def _compares_by(test: ast.expr, operators: tuple[type[ast.cmpop], ...]) -> bool:
    return isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], operators)


def _equal_first(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if a < b: P else: if a > b: Q else: R` asks for equality first; also where the branches leave, one after the other."""
    for index, node in enumerate(statements):
        if not isinstance(node, ast.If) or not _compares_by(node.test, (ast.Lt, ast.Gt)):
            continue
        leaves = always_leaves(node.body) and not node.orelse
        rest = statements[index + 1 :] if leaves else node.orelse
        inner = rest[0] if rest else None
        if not isinstance(inner, ast.If) or (leaves and inner.orelse):
            continue
        signs = _signs(node.test, inner.test, facts)
        if signs is None or 0 in signs[0] or len(signs[0]) != 1:
            continue
        arms = _arms(inner, rest[1:])
        if arms is None:
            continue
        taken = signs[1] - signs[0]
        if taken == {0}:
            equal, other = arms
        elif taken == _ALL - {0} - signs[0]:
            other, equal = arms
        else:
            continue
        assert isinstance(node.test, ast.Compare)
        is_equal = ast.Compare(copy.deepcopy(node.test.left), [ast.Eq()], copy.deepcopy(node.test.comparators))
        if leaves and not always_leaves(equal):
            continue
        return [*statements[:index], *_ordered(is_equal, equal, node, other, is_flat=leaves), *([] if leaves else statements[index + 1 :])]
    return None


def _arms(inner: ast.If, rest: list[ast.stmt]) -> tuple[list[ast.stmt], list[ast.stmt]] | None:
    """What runs where the inner test is true, and where it is not; None where something follows both."""
    if inner.orelse:
        return None if rest else (inner.body, inner.orelse)
    if always_leaves(inner.body):
        return inner.body, rest
    return None if rest else (inner.body, [])


def _ordered(is_equal: ast.expr, equal: list[ast.stmt], node: ast.If, other: list[ast.stmt], *, is_flat: bool) -> list[ast.stmt]:
    if is_flat:
        return [ast.If(is_equal, equal, []), ast.If(node.test, node.body, []), *other]
    return [ast.If(is_equal, equal or [ast.Pass()], [ast.If(node.test, node.body, other)])]


def _strict_after_equal(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """After `if a == b: …leave…` the test `a <= b` is `a < b`."""
    equal = [(node, place) for place, node in enumerate(statements) if isinstance(node, ast.If) and _compares_by(node.test, (ast.Eq,))]
    for node, place in equal:
        rest = node.orelse or (statements[place + 1 : place + 2] if always_leaves(node.body) else [])
        following = rest[0] if rest else None
        if not isinstance(following, ast.If) or not _compares_by(following.test, (ast.LtE, ast.GtE)):
            continue
        signs = _signs(node.test, following.test, facts)
        if signs is not None and signs[0] == {0} and 0 in signs[1] and len(signs[1]) == 2:
            following.test = _strict(following.test)
            return statements
    return None


def _strict_where_unequal(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """Within `if a != b:` a first test `a <= b` is `a < b`."""
    for node in statements:
        inner = node.body[0] if isinstance(node, ast.If) and _compares_by(node.test, (ast.NotEq,)) else None
        if not isinstance(inner, ast.If) or not _compares_by(inner.test, (ast.LtE, ast.GtE)):
            continue
        assert isinstance(node, ast.If)
        if _signs(node.test, inner.test, facts) is not None:
            inner.test = _strict(inner.test)
            return statements
    return None


def _strict(test: ast.expr) -> ast.expr:
    """`a < b` for `a <= b`."""
    assert isinstance(test, ast.Compare)
    return ast.Compare(test.left, [ast.Lt() if isinstance(test.ops[0], ast.LtE) else ast.Gt()], test.comparators)


def _two_guards(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if a != b: if a < b: …leave…; …leave…` is `if a < b: …leave…; if b < a: …leave…`.

    Not where all that follows leaves as well: there equality is asked for first, or last where that is shorter.
    """
    for index, node in enumerate(statements):
        if not isinstance(node, ast.If) or node.orelse or not _compares_by(node.test, (ast.NotEq,)) or not always_leaves(node.body):
            continue
        inner, rest = node.body[0], node.body[1:]
        if not isinstance(inner, ast.If) or inner.orelse or not rest or not always_leaves(inner.body):
            continue
        if always_leaves(statements[index + 1 :]):
            continue
        signs = _signs(node.test, inner.test, facts)
        if signs is None or len(signs[1]) != 1 or 0 in signs[1] or not _can_ask_again(inner.test, facts):
            continue
        return [*statements[:index], inner, ast.If(_turned(inner.test), rest, []), *statements[index + 1 :]]
    return None


def _smaller_guard_first(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """Two guards after each other for less and for greater, of which at most one holds, stand in the order of their bodies."""
    for index, (first, second) in enumerate(pairwise(statements)):
        if not all(isinstance(node, ast.If) and not node.orelse and always_leaves(node.body) for node in (first, second)):
            continue
        assert isinstance(first, ast.If)
        assert isinstance(second, ast.If)
        signs = _signs(first.test, second.test, facts)
        if signs is None or {frozenset({-1}), frozenset({1})} != set(signs) or not _can_ask_again(first.test, facts):
            continue
        keys = [
            (size(node.body), ";".join(blind_key(item, facts.bindings.variables.keys()) for item in node.body)) for node in (first, second)
        ]
        if keys[1] < keys[0]:
            return [*statements[:index], second, first, *statements[index + 2 :]]
    return None


def _can_ask_again(test: ast.expr, facts: ProgramFacts) -> bool:
    """Whether the operands of a comparison may be evaluated in either order, again, or for another test first."""
    comparison = _comparison(test)
    return comparison is not None and fail_alike([comparison.left, comparison.comparators[0]], facts)


def _turned(test: ast.expr) -> ast.expr:
    """`b < a` for `a < b`."""
    assert isinstance(test, ast.Compare)
    return ast.Compare(copy.deepcopy(test.comparators[0]), [copy.deepcopy(test.ops[0])], [copy.deepcopy(test.left)])


RULES = (
    BlockRule("two_guards", _two_guards, (ast.If,)),
    BlockRule("smaller_guard_first", _smaller_guard_first, (ast.If,)),
    BlockRule("equal_first", _equal_first, (ast.If,)),
    BlockRule("strict_after_equal", _strict_after_equal, (ast.If,)),
    BlockRule("strict_where_unequal", _strict_where_unequal, (ast.If,)),
)
