"""The checks can fail: rewrites that are wrong on purpose, plugged in between, are all caught."""

import ast
from collections.abc import Callable
from itertools import pairwise

import pytest

from engine.canonicalization import structure
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.rules import BlockRule, ExpressionRule, Rule
from engine.canonicalization.syntax import load
from engine.canonicalization.traversal import BlockPlace
from tests.property.checks import Failure, assumptions_for, normal_text, same_behaviour
from tests.property.generator import generate

PROGRAMS = 400
FIRST_SEEDS = {"true_for_any": 120, "exchanged_sum": 340, "reordered_effects": 90, "copied_alias": 390}
"""Where to start looking for a program that shows a wrong rewrite that few programs show; later ones show it too."""


def _less_for_at_most(node: ast.expr, _facts: ProgramFacts) -> ast.expr | None:
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.LtE):
        return ast.Compare(node.left, [ast.Lt(), *node.ops[1:]], node.comparators)
    return None


def _dropped_minus(node: ast.expr, _facts: ProgramFacts) -> ast.expr | None:
    return node.operand if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) else None


def _wrong_constant(node: ast.expr, _facts: ProgramFacts) -> ast.expr | None:
    return ast.Constant(4) if isinstance(node, ast.Constant) and type(node.value) is int and node.value == 3 else None


def _true_for_any(node: ast.expr, _facts: ProgramFacts) -> ast.expr | None:
    """`x or y` as `True if x else y`."""
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or) and len(node.values) == 2:
        return ast.IfExp(node.values[0], ast.Constant(True), node.values[1])
    return None


def _exchanged_sum(node: ast.expr, _facts: ProgramFacts) -> ast.expr | None:
    """Operands of `+` in the order of their spelling, whatever they are."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and ast.dump(node.right) < ast.dump(node.left):
        return ast.BinOp(node.right, ast.Add(), node.left)
    return None


def _dropped_print(statements: list[ast.stmt], _place: BlockPlace, _facts: ProgramFacts) -> list[ast.stmt] | None:
    kept = [node for node in statements if not (isinstance(node, ast.Expr) and "print" in ast.dump(node))]
    return None if len(kept) == len(statements) else kept or [ast.Pass()]


def _reordered_effects(statements: list[ast.stmt], _place: BlockPlace, _facts: ProgramFacts) -> list[ast.stmt] | None:
    movable = [index for index, node in enumerate(statements) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    for first, second in pairwise(movable):
        if second == first + 1 and ast.dump(statements[second]) < ast.dump(statements[first]):
            return [*statements[:first], statements[second], statements[first], *statements[second + 1 :]]
    return None


def _copied_alias(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`b = a` as `b = a[:]`, for lists."""
    for node in statements:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name) and (facts.type_of(node.value) or ("",))[0] == "list":
            node.value = ast.Subscript(node.value, ast.Slice(), ast.Load())
            return statements
    return None


def _captured_name(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """Two variables become one."""
    names = [name for name, variable in facts.bindings.variables.items() if variable.role == "local"][:2]
    uses = [
        node
        for statement in statements
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and len(names) == 2 and node.id == names[1]
    ]
    for node in uses:
        node.id = load(names[0]).id
    return statements if uses else None


WRONG: dict[str, Rule] = {
    "less_for_at_most": ExpressionRule("wrong", (ast.Compare,), _less_for_at_most),
    "dropped_minus": ExpressionRule("wrong", (ast.UnaryOp,), _dropped_minus),
    "wrong_constant": ExpressionRule("wrong", (ast.Constant,), _wrong_constant),
    "true_for_any": ExpressionRule("wrong", (ast.BoolOp,), _true_for_any),
    "exchanged_sum": ExpressionRule("wrong", (ast.BinOp,), _exchanged_sum),
    "dropped_print": BlockRule("wrong", _dropped_print),
    "reordered_effects": BlockRule("wrong", _reordered_effects),
    "copied_alias": BlockRule("wrong", _copied_alias),
    "captured_name": BlockRule("wrong", _captured_name),
}


def _first_failure(first_seed: int) -> Failure | None:
    for seed in range(first_seed, first_seed + PROGRAMS):
        program = generate(seed, largest=3)
        after = normal_text(program.source, assumptions_for(program.kinds, is_checked=program.is_checked))
        failure = same_behaviour(program.source, after, "entry", program.kinds, seed, calls=4) if after is not None else None
        if failure is not None:
            return failure
    return None


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_rewrite_is_caught(name: str, plug_in: Callable[[Rule], None]) -> None:
    plug_in(WRONG[name])
    assert _first_failure(FIRST_SEEDS.get(name, 0)) is not None


@pytest.fixture
def plug_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[Rule], None]:
    """Add a rule to those that every round applies."""

    def add(rule: Rule) -> None:
        if isinstance(rule, ExpressionRule):
            table = {node: list(rules) for node, rules in structure._EXPRESSIONS.items()}
            for node in rule.nodes:
                table[node] = [*table.get(node, []), (rule.name, rule.rewrite)]
            monkeypatch.setattr(structure, "_EXPRESSIONS", table)
        elif isinstance(rule, BlockRule):
            monkeypatch.setattr(structure, "_BLOCKS", [*structure._BLOCKS, (rule.name, rule.rewrite, frozenset())])

    return add
