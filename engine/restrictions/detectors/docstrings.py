"""Missing docstrings."""

import ast
from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import PYTHON, Detector
from engine.restrictions.finding import Finding, finding_at


def docstrings(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each public function, method and class of the module or of a public class that has no docstring (PEP 257)."""
    del parameters
    yield from _missing(answer.module.body)


def _missing(body: list[ast.stmt]) -> Iterator[Finding]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            if not (ast.get_docstring(node, clean=False) or "").strip() and not _is_overload(node):
                yield finding_at(node, f"'{node.name}' has no docstring", "Say in one sentence what it does.")
            if isinstance(node, ast.ClassDef):
                yield from _missing(node.body)


def _is_overload(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    return any("overload" in ast.dump(decorator) for decorator in node.decorator_list)


DETECTOR = Detector("docstrings", PYTHON, docstrings)
