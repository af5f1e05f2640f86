"""Loops that count: `while` with a counter is `for` over a range; `while True` with a test at its top has that test."""

import ast

from engine.canonicalization.blocks import effects_of_block, lives_only_in, mentions, over_blocks, own_jumps, previous_assignment
from engine.canonicalization.comprehending import call
from engine.canonicalization.conditions import is_integer, negate
from engine.canonicalization.facts.effects import HEAP, interferes
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.lengths import keeps_lengths, measures_only
from engine.canonicalization.linear import Sum, sum_of, write_sum
from engine.canonicalization.rules import BlockRule, ExpressionRule, ProgramRule
from engine.canonicalization.syntax import always_leaves, constant, is_true, load
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import walk


def _count(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`i = a; while i < n: …; i = i + c` is `for i in range(a, n, c): …` when nothing else changes i or n and nobody sees i afterwards."""
    if "range" in facts.shadowed:
        return None
    for index, loop in enumerate(block):
        if not isinstance(loop, ast.While) or loop.orelse or own_jumps(loop.body, ast.Continue):
            continue
        for position, name, step in _steps(loop, facts):
            start = previous_assignment(block, index, name)
            stop = _stop(loop.test, name, step, facts)
            if (
                start is None
                or stop is None
                or not _is_only_counter(name, loop, block[start], facts)
                or not _stays(stop, name, loop, facts)
            ):
                continue
            first = block[start]
            assert isinstance(first, ast.Assign)
            if interferes(facts.effects_of(first), effects_of_block(block[start + 1 : index], facts)):
                continue
            body = [*loop.body[:position], *loop.body[position + 1 :]] or [ast.Pass()]
            counted = ast.For(ast.Name(name, ast.Store()), _range(first.value, stop, step), body, [])
            return [*block[:start], *block[start + 1 : index], counted, *block[index + 1 :]]
    return None


def _steps(loop: ast.While, facts: ProgramFacts) -> list[tuple[int, str, int]]:
    """The statements of a loop's body that step a variable after its last use: where, which, how far."""
    found = []
    for position, node in enumerate(loop.body):
        if (
            isinstance(node, ast.Assign)
            and len(node.targets) == 1
            and isinstance(target := node.targets[0], ast.Name)
            and is_integer(node.value, facts)
        ):
            total = sum_of(node.value, facts)
            if (
                list(total.coefficients.items()) == [(ast.dump(load(target.id)), 1)]
                and total.constant
                and not mentions(loop.body[position + 1 :], target.id)
            ):
                found.append((position, target.id, total.constant))
    return found


def _stop(test: ast.expr, name: str, step: int, facts: ProgramFacts) -> ast.expr | None:
    """The bound that a counter must not reach, read from a comparison of integers."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE):
        return None
    left, right, operator = test.left, test.comparators[0], test.ops[0]
    if not is_integer(left, facts) or not is_integer(right, facts):
        return None
    if isinstance(operator, ast.Gt | ast.GtE):
        left, right = right, left
    rest = Sum().add(sum_of(right, facts)).add(sum_of(left, facts), -1)
    coefficient = rest.coefficients.pop(ast.dump(load(name)), 0)
    if coefficient != (-1 if step > 0 else 1):
        return None
    bound = rest if step > 0 else Sum().add(rest, -1)
    if isinstance(operator, ast.LtE | ast.GtE):
        bound.constant += 1 if step > 0 else -1
    return write_sum(bound, facts)


def _is_only_counter(name: str, loop: ast.While, first: ast.stmt, facts: ProgramFacts) -> bool:
    """Whether a variable occurs in the loop and its start only, and is stored there once each."""
    stores = [node for node in walk(loop) if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)]
    return len(stores) == 1 and lives_only_in({name}, [first, loop], facts) and is_integer(load(name), facts)


def _stays(stop: ast.expr, name: str, loop: ast.While, facts: ProgramFacts) -> bool:
    """Whether the bound is the same in every turn, and computing it has no effect but maybe an exception."""
    if mentions(stop, name):
        return False
    effects = facts.effects_of(stop)
    written = effects_of_block(loop.body, facts).writes
    if effects.writes or effects.leaves:
        return False
    if not effects.reads & written:
        return True
    variables = frozenset(region for region in effects.reads if not region.startswith(HEAP))
    return measures_only(stop, facts) and keeps_lengths(loop.body, facts) and not variables & written


def _range(start: ast.expr, stop: ast.expr, step: int) -> ast.expr:
    first = [] if isinstance(start, ast.Constant) and start.value == 0 and step == 1 else [start]
    if step == 1:
        return call("range", *first, stop)
    return call("range", start, stop, constant(step) if step > 0 else ast.UnaryOp(ast.USub(), constant(-step)))


def _test_at_top(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`while True: if c: break; B` is `while not c: B`."""
    for node in statements:
        if isinstance(node, ast.While) and is_true(node.test) and not node.orelse and isinstance(first := node.body[0], ast.If):
            if not first.orelse and len(first.body) == 1 and isinstance(first.body[0], ast.Break):
                node.test, node.body = negate(first.test, facts), node.body[1:] or [ast.Pass()]
                return statements
            if first.orelse and len(node.body) == 1 and len(first.orelse) == 1 and isinstance(first.orelse[0], ast.Break):
                node.test, node.body = first.test, first.body
                return statements
    return None


def _leave_at_top(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`while True: if c: return e; B` without `break` is `while not c: B; return e`."""
    for index, node in enumerate(statements):
        if (
            not isinstance(node, ast.While)
            or not is_true(node.test)
            or node.orelse
            or not isinstance(first := node.body[0], ast.If)
            or first.orelse
        ):
            continue
        jumps = [*own_jumps(node.body, ast.Break), *own_jumps(first.body, ast.Continue)]
        if jumps or not always_leaves(first.body) or len(node.body) < 2:
            continue
        node.test, node.body = negate(first.test, facts), node.body[1:]
        return [*statements[: index + 1], *first.body]
    return None


def _else_of_loop(statements: list[ast.stmt], _place: BlockPlace, _facts: ProgramFacts) -> list[ast.stmt] | None:
    """The `else` of a loop without `break` stands after it."""
    for index, node in enumerate(statements):
        if isinstance(node, ast.For | ast.While | ast.AsyncFor) and node.orelse and not own_jumps(node.body, ast.Break):
            rest, node.orelse = node.orelse, []
            return [*statements[: index + 1], *rest, *statements[index + 1 :]]
    return None


def _plain_range(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`range(0, n)` and `range(0, n, 1)` are `range(n)`; `range(a, n, 1)` is `range(a, n)`."""
    assert isinstance(node, ast.Call)
    if not isinstance(node.func, ast.Name) or node.func.id != "range" or "range" in facts.shadowed or node.keywords:
        return None
    parts = node.args
    if any(isinstance(part, ast.Starred) for part in parts):
        return None
    if len(parts) == 3 and _is_number(parts[2], 1):
        return call("range", *parts[:2])
    return call("range", parts[1]) if len(parts) == 2 and _is_number(parts[0], 0) else None


def _is_number(node: ast.expr, value: int) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value == value


RULES = (
    BlockRule("test_at_top", _test_at_top, (ast.While,)),
    BlockRule("leave_at_top", _leave_at_top, (ast.While,)),
    BlockRule("else_of_loop", _else_of_loop, (ast.For, ast.While, ast.AsyncFor)),
    ExpressionRule("plain_range", (ast.Call,), _plain_range),
    ProgramRule("counting_loops", over_blocks(_count), (ast.While,)),
)
