"""Code that is made or changed while it runs."""

import ast
from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import PYTHON, Detector
from engine.restrictions.finding import Finding, finding_at

_BUILTINS = {"exec", "eval", "compile", "__import__", "setattr", "delattr", "globals", "locals", "vars"}
_ATTRIBUTES = {"import_module", "__dict__", "__class__", "__bases__", "__code__", "__globals__", "__builtins__", "_getframe"}


def dynamic_code(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each use of what makes or changes code or names at run time.

    These are `exec`, `eval`, `compile`, `__import__`, `setattr`, `globals` and their like, classes made by `type` or by a metaclass, and
    star imports.
    """
    del parameters
    for node in answer.nodes(ast.Name, ast.Attribute, ast.ImportFrom, ast.ClassDef, ast.Call):
        words = _words(node)
        if words:
            yield finding_at(node, f"{words} makes or changes code or names at run time")


def _words(node: ast.AST) -> str | None:
    if isinstance(node, ast.Name) and node.id in _BUILTINS:
        return f"'{node.id}'"
    if isinstance(node, ast.Attribute) and node.attr in _ATTRIBUTES:
        return f"'.{node.attr}'"
    if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
        return f"'from {node.module} import *'"
    if isinstance(node, ast.ClassDef) and any(keyword.arg == "metaclass" for keyword in node.keywords):
        return f"the metaclass of '{node.name}'"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "type" and len(node.args) == 3:
        return "'type' with three arguments"
    return None


DETECTOR = Detector("dynamic_code", PYTHON, dynamic_code)
