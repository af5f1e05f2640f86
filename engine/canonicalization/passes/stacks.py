"""Looking at the last element and removing it afterwards, or removing it at once."""

import ast
from itertools import pairwise

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.rules import BlockRule
from engine.canonicalization.syntax import always_leaves, is_constant, load, names_in
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import walk


def _pop_at_once(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if …s[-1]…: leave; s.pop()` is `if …s.pop()…: leave` when s is confined and dead after leaving.

    Both raise IndexError on an empty list, and whoever passes the test has evaluated its last part.
    """
    for index, (guard, following) in enumerate(pairwise(statements)):
        name = _popped(following)
        if name is None or name not in facts.confined or not isinstance(guard, ast.If):
            continue
        if guard.orelse or not _leaves_function(guard.body):
            continue
        if any(name in names_in(node) for node in guard.body) or _has_try(facts):
            continue
        if _pop_instead(guard.test, name):
            return [*statements[:index], guard, *statements[index + 2 :]]
    return None


def _popped(node: ast.stmt) -> str | None:
    if (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and not node.value.args
        and isinstance(node.value.func, ast.Attribute)
    ):
        function = node.value.func
        if function.attr == "pop" and isinstance(function.value, ast.Name):
            return function.value.id
    return None


def _pop_instead(test: ast.expr, name: str) -> bool:
    """Replace `s[-1]` in a test's last part by `s.pop()`, in place, if that part has it once and no other use of s."""
    last = test.values[-1] if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or) else test
    if not isinstance(last, ast.Compare) or len(last.ops) != 1:
        return False
    left, right = last.left, last.comparators[0]
    pop = ast.Call(ast.Attribute(load(name), "pop", ast.Load()), [], [])
    if _is_last_element(left, name) and name not in names_in(right):
        last.left = pop
    elif _is_last_element(right, name) and name not in names_in(left):
        last.comparators = [pop]
    else:
        return False
    return True


def _is_last_element(node: ast.expr, name: str) -> bool:
    if not isinstance(node, ast.Subscript) or not isinstance(node.value, ast.Name) or node.value.id != name:
        return False
    index = node.slice
    return isinstance(index, ast.UnaryOp) and isinstance(index.op, ast.USub) and is_constant(index.operand, 1)


def _leaves_function(block: list[ast.stmt]) -> bool:
    return always_leaves(block) and isinstance(block[-1], ast.Return | ast.Raise)


def _has_try(facts: ProgramFacts) -> bool:
    return any(isinstance(node, ast.Try | ast.TryStar | ast.With) for node in walk(facts.tree))


RULES = (BlockRule("pop_at_once", _pop_at_once, (ast.If,)),)
