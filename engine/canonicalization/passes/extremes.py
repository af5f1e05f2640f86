"""The lesser, the greater and the absolute value of integers."""

import ast
from itertools import pairwise

from engine.canonicalization.blocks import is_protected, lives_only_in, mentions, over_blocks, previous_assignment
from engine.canonicalization.comprehending import call, is_builtin_call
from engine.canonicalization.conditions import is_integer
from engine.canonicalization.facts.effects import interferes
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import are_ordered, kind
from engine.canonicalization.linear import Sum, fail_alike, sum_of
from engine.canonicalization.rules import BlockRule, ExpressionRule, ProgramRule
from engine.canonicalization.syntax import always_leaves, is_constant, load, same
from engine.canonicalization.traversal import BlockPlace


def _extreme_of(test: ast.expr, chosen: ast.expr, other: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`max(…)` or `min(…)` when a test chooses the greater or the lesser of two integers."""
    margin = _margin(test, facts)
    if (
        margin is None
        or same(chosen, other)
        or not all(is_integer(part, facts) and facts.effects_of(part).is_total for part in (chosen, other))
    ):
        return None
    gain = Sum().add(sum_of(chosen, facts)).add(sum_of(other, facts), -1)
    for name, sign in (("max", 1), ("min", -1)):
        rest = Sum().add(margin).add(gain, -sign)
        if not rest.coefficients and rest.constant in {0, -1} and name not in facts.shadowed:
            return call(name, *sorted((chosen, other), key=lambda part: (isinstance(part, ast.Constant), facts.colours.key(part))))
    return None


def _extreme_choice(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`a if a > b else b` is `max(a, b)` for integers; `x if x >= 0 else -x` is `abs(x)`."""
    assert isinstance(node, ast.IfExp)
    return _absolute(node.test, node.body, node.orelse, facts) or _extreme_of(node.test, node.body, node.orelse, facts)


def _absolute(test: ast.expr, chosen: ast.expr, other: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    if "abs" in facts.shadowed or not all(is_integer(part, facts) and facts.effects_of(part).is_total for part in (chosen, other)):
        return None
    total = Sum().add(sum_of(chosen, facts)).add(sum_of(other, facts))
    margin = _margin(test, facts)
    if margin is None or total.coefficients or total.constant:
        return None
    rest = margin.add(sum_of(chosen, facts), -1)
    is_absolute = not rest.coefficients and rest.constant in {0, -1}
    return call("abs", other if isinstance(chosen, ast.UnaryOp) else chosen) if is_absolute else None


def _margin(test: ast.expr, facts: ProgramFacts) -> Sum | None:
    """The sum that is not negative exactly where a comparison of integers holds."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE):
        return None
    left, right = test.left, test.comparators[0]
    if not all(is_integer(part, facts) and facts.effects_of(part).is_total for part in (left, right)):
        return None
    if isinstance(test.ops[0], ast.Gt | ast.GtE):
        left, right = right, left
    margin = Sum().add(sum_of(right, facts)).add(sum_of(left, facts), -1)
    margin.constant -= isinstance(test.ops[0], ast.Lt | ast.Gt)
    return margin


def _extreme_store(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if x > m: m = x` is `m = max(m, x)` for numbers, and for texts."""
    for index, node in enumerate(statements):
        if not isinstance(node, ast.If) or node.orelse or len(node.body) != 1 or not isinstance(stored := node.body[0], ast.Assign):
            continue
        kept = extreme_kept(node.test, stored, facts)
        if kept is not None:
            return [*statements[:index], kept, *statements[index + 1 :]]
    return None


def extreme_kept(test: ast.expr, stored: ast.Assign, facts: ProgramFacts) -> ast.stmt | None:
    """The assignment of an extreme to a variable that says the same as an assignment under a comparison; None if there is none."""
    if len(stored.targets) != 1 or not isinstance(target := stored.targets[0], ast.Name):
        return None
    if not facts.is_local(target.id) or mentions(stored.value, target.id):
        return None
    chosen = _extreme_of(test, stored.value, load(target.id), facts) or _replaced(test, stored.value, target.id, facts)
    return ast.Assign([target], chosen) if chosen is not None else None


def _replaced(test: ast.expr, value: ast.expr, name: str, facts: ProgramFacts) -> ast.expr | None:
    """`max(m, x)` when m is replaced by x where `x > m`: max asks just that, so it holds for every number, nan included."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(operator := test.ops[0], ast.Lt | ast.Gt):
        return None
    left, right = test.left, test.comparators[0]
    is_greater = isinstance(operator, ast.Gt) == same(left, value)
    is_fitting = same(right if same(left, value) else left, load(name)) and (same(left, value) or same(right, value))
    function = "max" if is_greater else "min"
    if not is_fitting or function in facts.shadowed or not are_ordered([facts.type_of(left), facts.type_of(right)]):
        return None
    effects = facts.effects_of(value)
    return call(function, load(name), value) if not effects.writes and not effects.leaves else None


def _extreme_return(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if a > b: return a; return b` is `return max(a, b)` for integers; the same for `abs`."""
    if len(statements) < 2:
        return None
    guard, last = statements[-2:]
    if not isinstance(guard, ast.If) or guard.orelse or len(guard.body) != 1 or not isinstance(first := guard.body[0], ast.Return):
        return None
    if not isinstance(last, ast.Return) or first.value is None or last.value is None:
        return None
    found = _absolute(guard.test, first.value, last.value, facts) or _extreme_of(guard.test, first.value, last.value, facts)
    return None if found is None else [*statements[:-2], ast.Return(found)]


def _stored_first(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`m = max(x, m)` is `m = max(m, x)` for integers."""
    changed = False
    for node in statements:
        if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(target := node.targets[0], ast.Name):
            continue
        if not any(is_builtin_call(node.value, name, facts, 2) for name in ("max", "min")) or not isinstance(node.value, ast.Call):
            continue
        first, second = node.value.args
        is_last = isinstance(second, ast.Name) and second.id == target.id and not same(first, second)
        if is_last and all(is_integer(part, facts) and facts.effects_of(part).is_total for part in (first, second)):
            node.value.args, changed = [second, first], True
    return statements if changed else None


def _greatest(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`m = x[0]; for v in x: m = max(m, v)` is `m = x[0]; m = max(x)` for numbers and texts; going over the rest of x is the same."""
    for index, loop in enumerate(block):
        if not isinstance(loop, ast.For) or loop.orelse or len(loop.body) != 1 or not isinstance(loop.target, ast.Name):
            continue
        found = _kept_extreme(loop.body[0], loop.target.id, facts)
        if found is None or not lives_only_in({loop.target.id}, loop, facts):
            continue
        sequence = whole_sequence(loop.iter)
        start = previous_assignment(block, index, found[1])
        if sequence is None or start is None or start != index - 1 or kind(facts.type_of(sequence)) not in {"list", "tuple"}:
            continue
        first = block[start]
        assert isinstance(first, ast.Assign)
        is_first = isinstance(first.value, ast.Subscript) and same(first.value.value, sequence) and is_constant(first.value.slice, 0)
        if is_first and are_ordered([facts.type_of(load(loop.target.id)), facts.type_of(load(found[1]))]):
            whole = ast.Assign([ast.Name(found[1], ast.Store())], call(found[0], sequence))
            return [*block[:index], whole, *block[index + 1 :]]
    return None


def _kept_extreme(node: ast.stmt, item: str, facts: ProgramFacts) -> tuple[str, str] | None:
    """Max or min, and m, in `m = max(m, v)`."""
    if (
        not isinstance(node, ast.Assign)
        or len(node.targets) != 1
        or not isinstance(target := node.targets[0], ast.Name)
        or not facts.is_local(target.id)
    ):
        return None
    for name in ("max", "min"):
        if is_builtin_call(node.value, name, facts, 2) and isinstance(node.value, ast.Call) and same(node.value.args[0], load(target.id)):
            return (name, target.id) if same(node.value.args[1], load(item)) else None
    return None


def whole_sequence(node: ast.expr) -> ast.Name | None:
    """X in x and in `x[1:]`."""
    if isinstance(node, ast.Subscript) and isinstance(part := node.slice, ast.Slice):
        is_rest = part.lower is not None and is_constant(part.lower, 1) and part.upper is None and part.step is None
        return node.value if is_rest and isinstance(node.value, ast.Name) else None
    return node if isinstance(node, ast.Name) else None


def _known_first(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`m = x[0]` before `m = e` is needless where x is known to have a first element."""
    for index, (node, following) in enumerate(pairwise(block)):
        parts = [
            item
            for item in (node, following)
            if isinstance(item, ast.Assign) and len(item.targets) == 1 and isinstance(item.targets[0], ast.Name)
        ]
        if len(parts) < 2 or not same(parts[0].targets[0], parts[1].targets[0]) or not isinstance(value := parts[0].value, ast.Subscript):
            continue
        target = parts[0].targets[0]
        assert isinstance(target, ast.Name)
        if (
            mentions(parts[1].value, target.id)
            or not facts.is_local(target.id)
            or is_protected(node, facts)
            or not isinstance(value.value, ast.Name)
        ):
            continue
        if (
            is_constant(value.slice, 0)
            and kind(facts.type_of(value.value)) in {"list", "tuple", "str"}
            and is_not_empty(value.value, block, index, facts)
        ):
            return [*block[:index], *block[index + 1 :]]
    return None


def is_not_empty(sequence: ast.Name, block: list[ast.stmt], index: int, facts: ProgramFacts) -> bool:
    """Whether a test of the sequence stands directly before a statement, as its guard or around its block."""
    if facts.bindings.variables[sequence.id].role == "captured":
        return False
    if index == 0:
        owner = facts.occurrences.parent(block[0])
        return isinstance(owner, ast.If) and owner.body is block and same(owner.test, sequence)
    guard = block[index - 1]
    is_guard = isinstance(guard, ast.If) and not guard.orelse and always_leaves(guard.body) and isinstance(guard.test, ast.UnaryOp)
    return (
        is_guard
        and isinstance(guard, ast.If)
        and isinstance(guard.test, ast.UnaryOp)
        and isinstance(guard.test.op, ast.Not)
        and same(guard.test.operand, sequence)
    )


def _operands(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """Of the operands of `max` and `min` of two integers variables stand first, as they were assigned, and constants last."""
    assert isinstance(node, ast.Call)
    if not (is_builtin_call(node, "max", facts, 2) or is_builtin_call(node, "min", facts, 2)):
        return None
    if not all(is_integer(part, facts) for part in node.args):
        return None
    if interferes(*map(facts.effects_of, node.args)) and not fail_alike(node.args, facts):
        return None
    above = facts.occurrences.parent(node)
    if isinstance(above, ast.Assign) and any(
        same(load(target.id), part) for target in above.targets if isinstance(target, ast.Name) for part in node.args
    ):
        return None
    ordered = sorted(node.args, key=lambda part: _rank(part, facts))
    return None if ordered == node.args else ast.Call(node.func, ordered, [])


def _rank(node: ast.expr, facts: ProgramFacts) -> tuple[int, int]:
    if isinstance(node, ast.Name):
        return 0, facts.occurrences.first_place(node.id)
    return (2, 0) if isinstance(node, ast.Constant) else (1, 0)


RULES = (
    ExpressionRule("operands_of_extremes", (ast.Call,), _operands),
    ExpressionRule("extremes", (ast.IfExp,), _extreme_choice),
    BlockRule("extreme_kept", _extreme_store, (ast.If,)),
    BlockRule("stored_first", _stored_first, (ast.Assign,)),
    BlockRule("extreme_returned", _extreme_return, (ast.If,)),
    ProgramRule("extreme_of_sequence", over_blocks(_greatest), (ast.For,)),
    ProgramRule("known_first_element", over_blocks(_known_first), (ast.Assign,)),
)
