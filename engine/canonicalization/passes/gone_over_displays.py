"""Displays that are only gone over are tuples, and ranges where they hold successive integers."""

import ast

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.rules import BlockRule, ExpressionRule
from engine.canonicalization.syntax import COMPREHENSION_NODES, constant
from engine.canonicalization.traversal import BlockPlace

_FEWEST, _SHARED = 2, 256


def _of_loops(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`for x in [a, b]` goes over `(a, b)`, and `for x in (0, 1, 2)` over `range(3)`."""
    changed = False
    for node in statements:
        if isinstance(node, ast.For) and (plain := _plain(node.iter, facts)) is not None:
            node.iter, changed = plain, True
    return statements if changed else None


def _of_comprehensions(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    assert isinstance(node, COMPREHENSION_NODES)
    changed = False
    for clause in node.generators:
        if not clause.is_async and (plain := _plain(clause.iter, facts)) is not None:
            clause.iter, changed = plain, True
    return node if changed else None


def _plain(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    if not isinstance(node, ast.List | ast.Tuple):
        return None
    numbers = [_number(item) for item in node.elts]
    first = numbers[0] if numbers else None
    is_successive = first is not None and numbers == list(range(first, first + len(numbers)))
    is_apart = facts.occurrences.compares_identity and first is not None and not -1 <= first <= first + len(numbers) <= _SHARED
    if is_successive and first is not None and len(numbers) >= _FEWEST and "range" not in facts.shadowed and not is_apart:
        bounds = [*([] if first == 0 else [_written(first)]), _written(first + len(numbers))]
        return ast.Call(ast.Name("range", ast.Load()), bounds, [])
    return ast.Tuple(node.elts, ast.Load()) if isinstance(node, ast.List) and node.elts else None


def _number(node: ast.expr) -> int | None:
    """The integer that a constant is, with its sign."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _number(node.operand)
        return -inner if inner else None
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int else None


def _written(value: int) -> ast.expr:
    return constant(value) if value >= 0 else ast.UnaryOp(ast.USub(), constant(-value))


RULES = (
    BlockRule("displays_of_loops", _of_loops, (ast.For,)),
    ExpressionRule("displays_of_comprehensions", COMPREHENSION_NODES, _of_comprehensions),
)
