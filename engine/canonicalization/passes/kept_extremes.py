"""The greater or the lesser of two values kept under a further condition, or in an entry of a list or dictionary."""

import ast

from engine.canonicalization.comprehending import call
from engine.canonicalization.conditions import is_integer
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import are_ordered, kind
from engine.canonicalization.linear import Sum, all_terms, can_reorder, keeps_busy_terms, sum_of
from engine.canonicalization.passes.comparisons import can_exchange
from engine.canonicalization.passes.extremes import extreme_kept
from engine.canonicalization.rules import BlockRule
from engine.canonicalization.syntax import same
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import copied

_ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def _under_condition(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if c and x > m: m = x` is `if c: m = max(m, x)`: where c holds, x is compared anyway."""
    for node in statements:
        if not isinstance(node, ast.If) or node.orelse or len(node.body) != 1 or not isinstance(test := node.test, ast.BoolOp):
            continue
        stored = node.body[0]
        if not isinstance(test.op, ast.And) or not isinstance(stored, ast.Assign):
            continue
        for place in _askable(test, facts):
            kept = extreme_kept(test.values[place], stored, facts) or _entry_kept(test.values[place], stored, facts)
            if kept is not None:
                rest = [*test.values[:place], *test.values[place + 1 :]]
                node.test, node.body = rest[0] if len(rest) == 1 else ast.BoolOp(ast.And(), rest), [kept]
                return statements
    return None


def _askable(test: ast.BoolOp, facts: ProgramFacts) -> list[int]:
    """The places of the tests that may be asked last: all, where they only compute, otherwise the last one."""
    places = list(range(len(test.values)))
    return places if all(facts.effect_rules.of_test(value).is_total for value in test.values) else places[-1:]


def _in_entry(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if x > d[k]: d[k] = x` is `d[k] = max(d[k], x)` for numbers, and for texts."""
    for index, node in enumerate(statements):
        if not isinstance(node, ast.If) or node.orelse or len(node.body) != 1 or not isinstance(stored := node.body[0], ast.Assign):
            continue
        kept = _entry_kept(node.test, stored, facts)
        if kept is not None:
            return [*statements[:index], kept, *statements[index + 1 :]]
    return None


def _entry_kept(test: ast.expr, stored: ast.Assign, facts: ProgramFacts) -> ast.stmt | None:
    """The assignment of an extreme that says the same as an assignment of an entry under a strict comparison with it.

    Where the comparison fails the entry gets what it has, which nobody notices, because it was looked up before.
    """
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    entry = _as_value(stored.targets[0]) if len(stored.targets) == 1 else None
    if entry is not None and (preferred := _preferred(test, entry, stored.value, facts)) is not None:
        return ast.Assign(stored.targets, call(preferred, entry, stored.value))
    if not isinstance(operator := test.ops[0], ast.Lt | ast.Gt):
        return None
    left, right = test.left, test.comparators[0]
    if entry is None or kind(facts.type_of(entry.value)) not in {"list", "dict"}:
        return None
    is_left = same(left, entry)
    value = right if is_left else left
    if not same(value, stored.value) or not same(left if is_left else right, entry) or same(value, entry):
        return None
    name = "max" if isinstance(operator, ast.Lt) == is_left else "min"
    parts = (facts.effects_of(entry), facts.effects_of(value))
    if name in facts.shadowed or any(part.writes or part.leaves for part in parts) or not can_exchange(entry, value, facts):
        return None
    if not are_ordered([facts.type_of(entry), facts.type_of(value)]):
        return None
    return ast.Assign(stored.targets, call(name, entry, value))


def _preferred(test: ast.Compare, entry: ast.Subscript, value: ast.expr, facts: ProgramFacts) -> str | None:
    """Whether a comparison of sums of integers holds where a value is greater than an entry, or less; equal ones are the same."""
    asked = (entry, value, test.left, test.comparators[0])
    is_disturbing = any(effects.writes or effects.leaves for effects in map(facts.effects_of, asked))
    if is_disturbing or kind(facts.type_of(entry.value)) not in {"list", "dict"} or not all(is_integer(part, facts) for part in asked):
        return None
    difference = sum_of(test.comparators[0], facts).add(sum_of(test.left, facts), -1)
    gain = sum_of(value, facts).add(sum_of(entry, facts), -1)
    terms = [*all_terms(value, facts), entry]
    if not can_reorder(terms, facts) or not keeps_busy_terms(terms, gain, facts=facts) or ast.dump(entry) not in gain.coefficients:
        return None
    if isinstance(test.ops[0], ast.Gt | ast.GtE):
        difference = Sum().add(difference, -1)
    is_strict = isinstance(test.ops[0], ast.Lt | ast.Gt)
    for name, sign in (("max", 1), ("min", -1)):
        rest = Sum().add(difference).add(gain, -sign)
        if isinstance(test.ops[0], _ORDERS) and not rest.coefficients and rest.constant - is_strict in {0, -1}:
            return None if name in facts.shadowed else name
    return None


def _as_value(target: ast.expr) -> ast.Subscript | None:
    """The value of an entry that is assigned; None for other targets, and where the key is computed by a walrus or a slice."""
    if not isinstance(target, ast.Subscript) or isinstance(target.slice, ast.Slice):
        return None
    entry = copied(target)
    assert isinstance(entry, ast.Subscript)
    entry.ctx = ast.Load()
    return entry


RULES = (
    BlockRule("extreme_under_condition", _under_condition, (ast.If,)),
    BlockRule("extreme_in_entry", _in_entry, (ast.If,)),
)
