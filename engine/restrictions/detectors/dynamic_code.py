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
    for node, words in _uses(answer):
        yield finding_at(node, f"{words} makes or changes code or names at run time")


def _uses(answer: Answer) -> Iterator[tuple[ast.AST, str]]:
    yield from ((node, f"'{node.id}'") for node in answer.nodes(ast.Name) if node.id in _BUILTINS)
    yield from ((node, f"'.{node.attr}'") for node in answer.nodes(ast.Attribute) if node.attr in _ATTRIBUTES)
    for member in answer.nodes(ast.ImportFrom):
        if any(alias.name == "*" for alias in member.names):
            yield member, f"'from {member.module} import *'"
    for made in answer.nodes(ast.ClassDef):
        if any(keyword.arg == "metaclass" for keyword in made.keywords):
            yield made, f"the metaclass of '{made.name}'"
    for call in answer.nodes(ast.Call):
        if isinstance(call.func, ast.Name) and call.func.id == "type" and len(call.args) == 3:
            yield call, "'type' with three arguments"


DETECTOR = Detector("dynamic_code", PYTHON, dynamic_code)
