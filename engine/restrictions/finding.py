"""What a detector says."""

import ast
from dataclasses import dataclass

import tree_sitter


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that breaks a rule, in words; lines from 1, columns from 0.

    Columns count characters, or bytes of UTF-8 where `in_bytes` says so, as both kinds of syntax tree do.
    """

    message: str
    line: int
    column: int
    end_line: int
    end_column: int
    suggestion: str | None = None
    in_bytes: bool = False


class Undecidable(Exception):
    """The output cannot be held against a rule; the text says why. The rule is neither kept nor broken."""


def finding_at(node: ast.AST, message: str, suggestion: str | None = None) -> Finding:
    """A finding at a node of Python's own tree; the module itself stands for its first line."""
    line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
    end = getattr(node, "end_lineno", line) or line, getattr(node, "end_col_offset", column) or column
    return Finding(message, line, column, *end, suggestion, in_bytes=True)


def finding_on(node: tree_sitter.Node, message: str, suggestion: str | None = None) -> Finding:
    """A finding at a node of a tree-sitter tree."""
    (row, column), (end_row, end_column) = node.start_point, node.end_point
    return Finding(message, row + 1, column, end_row + 1, end_column, suggestion, in_bytes=True)


def whole_output(message: str, suggestion: str | None = None) -> Finding:
    """A finding about the output as a whole, at its first line."""
    return Finding(message, 1, 0, 1, 0, suggestion)
