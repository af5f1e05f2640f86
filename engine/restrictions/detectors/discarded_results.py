"""Results that nobody looks at."""

import ast
from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import PYTHON, Detector
from engine.restrictions.finding import Finding, finding_at
from engine.restrictions.functions import Function, called_name, own_nodes

_PURE_BUILTINS = {
    "sorted",
    "reversed",
    "len",
    "sum",
    "min",
    "max",
    "abs",
    "str",
    "int",
    "float",
    "bool",
    "round",
    "enumerate",
    "zip",
    "map",
    "filter",
}


def discarded_results(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each statement that drops the result of a call.

    Counted are calls of functions of the module that return a value, and of builtins that do nothing but return one. Whether every
    function checks its parameters is not decided.
    """
    del parameters
    dropped = [(name, node) for node in answer.nodes(ast.Expr) if isinstance(node.value, ast.Call) and (name := called_name(node.value))]
    names = {name for name, _ in dropped}
    returning = {item.name for item in answer.functions if item.name in names and _returns_value(item)} | _PURE_BUILTINS
    yield from (finding_at(node, f"the result of '{name}' is dropped") for name, node in dropped if name in returning)


def _returns_value(function: Function) -> bool:
    returns = [node.value for node in own_nodes(function) if isinstance(node, ast.Return) and node.value is not None]
    return any(not (isinstance(value, ast.Constant) and value.value is None) for value in returns)


DETECTOR = Detector("discarded_results", PYTHON, discarded_results)
