"""Loops without any visible bound."""

import ast
from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import PYTHON, Detector
from engine.restrictions.finding import Finding, finding_at

_ENDLESS = {"count", "cycle", "repeat"}


def bounded_loops(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each loop that nothing in its header bounds.

    These are `while` loops whose condition is constantly true, `while` loops whose condition the body cannot change (no name in it is
    assigned, used for a method call or passed on), and `for` loops over `itertools.count`, `cycle` or an unlimited `repeat`, or over
    `iter` with a sentinel. Whether a condition that changes ever becomes false is not decided.
    """
    del parameters
    for loop in answer.nodes(ast.While):
        yield from _while(loop)
    for run in answer.nodes(ast.For):
        if isinstance(run.iter, ast.Call) and _is_endless(run.iter):
            yield finding_at(run, "the loop runs over an iterator without end")


def _while(loop: ast.While) -> Iterator[Finding]:
    if isinstance(loop.test, ast.Constant):
        if loop.test.value:
            yield finding_at(loop, "the loop's condition is always true, so nothing in its header bounds it")
        return
    read = {node.id for node in ast.walk(loop.test) if isinstance(node, ast.Name)}
    has_call = any(isinstance(node, ast.Call | ast.NamedExpr | ast.Await) for node in ast.walk(loop.test))
    if not has_call and not read & _touched(loop.body):
        yield finding_at(loop, "the loop's body changes nothing that its condition depends on")


def _touched(body: list[ast.stmt]) -> set[str]:
    """Names whose value the statements may change: assigned, indexed into, subject of a method call, or passed to a call."""
    touched: set[str] = set()
    for node in (node for statement in body for node in ast.walk(statement)):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            touched.add(node.id)
        elif isinstance(node, ast.Subscript | ast.Attribute) and not isinstance(node.ctx, ast.Load):
            touched.update(_names(node.value))
        elif isinstance(node, ast.Call):
            touched.update(_names(node))
    return touched


def _names(node: ast.AST) -> set[str]:
    return {child.id for child in ast.walk(node) if isinstance(child, ast.Name)}


def _is_endless(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id if isinstance(call.func, ast.Name) else ""
    arguments = len(call.args) + len(call.keywords)
    return (name in _ENDLESS and not (name == "repeat" and arguments > 1)) or (name == "iter" and arguments == 2)


DETECTOR = Detector("bounded_loops", PYTHON, bounded_loops)
