"""`x if c else y` as a statement of its own is an `if` statement; boolean results are the condition itself."""

import ast
import copy

from engine.canonicalization.conditions import is_boolean, negate, opposite
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.rules import BlockRule, ExpressionRule
from engine.canonicalization.syntax import is_constant
from engine.canonicalization.traversal import BlockPlace

_TARGETS = (ast.Name, ast.Subscript, ast.Attribute)


def _expand(statements: list[ast.stmt], _place: BlockPlace, _facts: ProgramFacts) -> list[ast.stmt] | None:
    """`return x if c else y` and `v = x if c else y` become `if` statements: where a value goes is found out after the value."""
    for index, node in enumerate(statements):
        if isinstance(node, ast.Return) and isinstance(node.value, ast.IfExp):
            choice = node.value
            arms: list[list[ast.stmt]] = [[ast.Return(choice.body)], [ast.Return(choice.orelse)]]
        elif (
            isinstance(node, ast.Assign) and isinstance(node.value, ast.IfExp) and all(isinstance(item, _TARGETS) for item in node.targets)
        ):
            choice = node.value
            arms = [[ast.Assign(copy.deepcopy(node.targets), value)] for value in (choice.body, choice.orelse)]
        else:
            continue
        return [*statements[:index], ast.If(choice.test, arms[0], arms[1]), *statements[index + 1 :]]
    return None


def _boolean_tail(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if c: return True; return e` is `return c or e` for boolean c and e; with `False` it is `return not c and e`."""
    if len(statements) < 2:
        return None
    guard, last = statements[-2:]
    if not isinstance(guard, ast.If) or guard.orelse or len(guard.body) != 1 or not isinstance(last, ast.Return) or last.value is None:
        return None
    result = guard.body[0]
    if not isinstance(result, ast.Return) or not is_boolean(last.value, facts):
        return None
    for outcome, operator in ((True, ast.Or()), (False, ast.And())):
        test = guard.test if outcome else negate(guard.test, facts)
        if is_constant(result.value, outcome) and is_boolean(test, facts):
            combined = test if is_constant(last.value, not outcome) else ast.BoolOp(operator, [test, last.value])
            return [*statements[:-2], ast.Return(combined)]
    return None


def _boolean_choice(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`True if c else False` is c, and `False if c else True` is `not c`, for boolean tests."""
    assert isinstance(node, ast.IfExp)
    if is_constant(node.body, True) and is_constant(node.orelse, False) and is_boolean(node.test, facts):
        return node.test
    if is_constant(node.body, False) and is_constant(node.orelse, True):
        return opposite(node.test, facts)
    return None


RULES = (
    BlockRule("conditional_expressions", _expand, (ast.Return, ast.Assign)),
    BlockRule("boolean_results", _boolean_tail, (ast.If,)),
    ExpressionRule("boolean_choice", (ast.IfExp,), _boolean_choice),
)
