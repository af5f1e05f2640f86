"""Imports that nothing uses."""

import ast
from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import PYTHON, Detector
from engine.restrictions.finding import Finding, finding_at
from engine.restrictions.patterns import compile_pattern


def unused_imports(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each imported name that the module never mentions, neither as a name nor inside a text; `from __future__` and `x as x` are kept."""
    del parameters
    used = {node.id for node in answer.nodes(ast.Name)}
    imported = [node.names for node in answer.nodes(ast.Import)]
    imported += [node.names for node in answer.nodes(ast.ImportFrom) if node.module != "__future__"]
    for names in imported:
        for item in names:
            name = (item.asname or item.name).split(".")[0]
            if item.name not in ("*", item.asname) and name not in used and not _is_in_text(name, answer):
                yield finding_at(item, f"'{item.name}' is imported and never used", "Remove the import.")


def _is_in_text(name: str, answer: Answer) -> bool:
    """Whether a text names it, as `__all__` and quoted annotations do."""
    texts = [node.value for node in answer.nodes(ast.Constant) if isinstance(node.value, str) and len(node.value) < 200]
    pattern = compile_pattern(rf"^[\w.\[\], |]*\b{name}\b[\w.\[\], |]*$")
    return any(name in text and pattern.search(text) for text in texts if " " not in text.strip() or "[" in text or "|" in text)


DETECTOR = Detector("unused_imports", PYTHON, unused_imports)
