"""One output that is held against rules: its text, and what is made of it once for all detectors."""

import ast
import json
import re
import threading
import warnings
from bisect import bisect_right
from functools import cached_property
from typing import TypeVar

import tree_sitter

from engine.domain.contract import Kind
from engine.domain.json_value import Json
from engine.ports.sandbox import Sandbox
from engine.ports.tools import ToolRunner
from engine.restrictions.finding import Finding, Undecidable
from engine.restrictions.functions import Function
from engine.restrictions.python_nodes import nodes_by_type
from engine.restrictions.syntax import parse_syntax

MAX_CHARACTERS = 1_000_000
MAX_CODE_CHARACTERS = 200_000
MAX_JSON_DEPTH = 200
WARNINGS = threading.Lock()
# no part of it can match in two ways, so that its time is linear
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
Node = TypeVar("Node", bound=ast.AST)


class Answer:
    """An output of one kind; every view of it is computed when first asked for. A failed view fails again each time."""

    def __init__(self, text: str, kind: Kind, *, sandbox: Sandbox | None = None, tools: ToolRunner | None = None) -> None:
        """Take the text that is held against the rules, and the means that some detectors need."""
        self.text, self.kind, self.sandbox, self.tools = text, kind, sandbox, tools

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; only line feeds end a line, as in syntax trees."""
        return self.text.split("\n")

    @cached_property
    def words(self) -> list[str]:
        """The words: letters and digits, with hyphens and apostrophes inside."""
        return _WORD.findall(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    @cached_property
    def _module(self) -> ast.Module | str:
        try:
            with WARNINGS, warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return ast.parse(self.text)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            return f"the output is not Python that can be analysed ({getattr(error, 'msg', None) or error})"

    @property
    def module(self) -> ast.Module:
        """The tree of Python's own parser. Raises Undecidable."""
        if not isinstance(self._module, ast.Module):
            raise Undecidable(self._module)
        return self._module

    @cached_property
    def _by_type(self) -> dict[type[ast.AST], list[ast.AST]]:
        return nodes_by_type(self.module)

    def nodes(self, *types: type[Node]) -> list[Node]:
        """Every node of these types in Python's tree, type by type; contexts and operators are not kept. Raises Undecidable."""
        return [node for kind in types for node in self._by_type.get(kind, ())]  # type: ignore[misc]

    @property
    def functions(self) -> list[Function]:
        """Every function and method of the Python module, nested ones too. Raises Undecidable."""
        return [*self.nodes(ast.FunctionDef), *self.nodes(ast.AsyncFunctionDef)]

    @cached_property
    def _syntax(self) -> tree_sitter.Node | str:
        return parse_syntax(self.text, self.kind)

    @property
    def syntax(self) -> tree_sitter.Node:
        """The root of the tree-sitter tree of Python or C. Raises Undecidable when it has errors."""
        if isinstance(self._syntax, str):
            raise Undecidable(self._syntax)
        return self._syntax

    @cached_property
    def syntax_nodes(self) -> dict[str, list[tree_sitter.Node]]:
        """The named nodes of the tree-sitter tree by type, in reading order. Raises Undecidable."""
        index: dict[str, list[tree_sitter.Node]] = {}
        waiting = [self.syntax]
        while waiting:
            node = waiting.pop()
            index.setdefault(node.type, []).append(node)
            waiting.extend(reversed(node.named_children))
        return index

    @cached_property
    def _json(self) -> tuple[Json, str]:
        try:
            value: Json = json.loads(self.text)
        except (ValueError, RecursionError) as error:
            return None, f"the output is not one JSON document ({error})"
        return value, f"the output is nested deeper than {MAX_JSON_DEPTH} levels" if _depth_exceeds(value, MAX_JSON_DEPTH) else ""

    @property
    def json(self) -> Json:
        """The output as a JSON value. Raises Undecidable when it is not one document or nested too deeply."""
        value, problem = self._json
        if problem:
            raise Undecidable(problem)
        return value

    def span(self, span: tuple[int, int], message: str, suggestion: str | None = None) -> Finding:
        """A finding from one character of the text to another, both counted from 0."""
        start, end = span[0], max(span)
        line, end_line = bisect_right(self._starts, start) - 1, bisect_right(self._starts, end) - 1
        return Finding(message, line + 1, start - self._starts[line], end_line + 1, end - self._starts[end_line], suggestion)


def _depth_exceeds(value: Json, limit: int) -> bool:
    level: list[Json] = [value]
    for _ in range(limit):
        level = [item for node in level for item in (node.values() if isinstance(node, dict) else node if isinstance(node, list) else ())]
        if not level:
            return False
    return True
