"""Functions longer than a printed page."""

import ast
from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.finding import Finding, finding_at
from engine.restrictions.functions import functions_of
from engine.restrictions.parameters import number

MAX_LINES = 60


def function_length(tree: ast.Module, source: str, parameters: JsonObject) -> Iterator[Finding]:
    """Each function of more than `max_lines` lines (60 unless the rule says otherwise), counted from `def` to its last line."""
    del source
    limit = number(parameters, "max_lines", MAX_LINES)
    for function in functions_of(tree):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > limit:
            yield finding_at(function, f"'{function.name}' has {lines} lines, more than {limit:g}")
