"""What a detector sees and says."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from engine.domain.json_value import JsonObject


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that breaks a rule, in words; lines from 1, columns from 0."""

    message: str
    line: int
    column: int
    end_line: int
    end_column: int


def finding_at(node: ast.AST, message: str) -> Finding:
    """A finding at a node of the tree; the module itself stands for its first line."""
    line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
    return Finding(message, line, column, getattr(node, "end_lineno", line) or line, getattr(node, "end_col_offset", column) or column)


class Detector(Protocol):
    """Decides one rule on a parsed module; `parameters` are the rule's. Pure; order of findings is free."""

    def __call__(self, tree: ast.Module, source: str, parameters: JsonObject) -> Iterator[Finding] | Sequence[Finding]:
        """Find every place that breaks the rule."""
        ...
