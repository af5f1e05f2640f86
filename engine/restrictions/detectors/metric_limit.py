"""Measures of code with limits, on tree-sitter trees, so that Python and C are counted alike."""

from collections.abc import Callable, Iterator

import tree_sitter

from engine.domain.contract import Kind
from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import CODE, Detector
from engine.restrictions.finding import Finding, finding_on, whole_output
from engine.restrictions.parameters import number, text
from engine.restrictions.syntax import text_of, walk

_LOOPS = {"for_statement", "while_statement", "do_statement"}
_BLOCKS = _LOOPS | {"if_statement", "switch_statement", "try_statement", "with_statement", "match_statement"}
_BRANCHES = _LOOPS | {
    "if_statement",
    "elif_clause",
    "except_clause",
    "conditional_expression",
    "boolean_operator",
    "if_clause",
    "for_in_clause",
    "case_statement",
    "case_clause",
}
_PARAMETERS = {
    "identifier",
    "typed_parameter",
    "default_parameter",
    "typed_default_parameter",
    "list_splat_pattern",
    "dictionary_splat_pattern",
    "parameter_declaration",
    "variadic_parameter",
}


def metric_limit(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each function, line or file whose measure is above `max`.

    Measures of a function: `function_lines` from its first line to its last; `nesting` of blocks in it; `complexity`, McCabe's
    (IEEE TSE SE-2(4), 1976): 1 plus branches, loops, cases, conditions and `and`/`or`; `parameters` without `self` and `cls`.
    Others: `line_length` in characters, `file_lines`.
    """
    limit, metric = number(parameters, "max", 0), text(parameters, "metric")
    if metric == "file_lines":
        lines = len(answer.text.splitlines())
        if lines > limit:
            yield whole_output(f"the file has {lines} lines, more than {limit:g}")
    elif metric == "line_length":
        yield from _long_lines(answer, limit)
    else:
        measure, words = MEASURES[metric]
        for function in answer.syntax_nodes.get("function_definition", []):
            value = measure(function)
            if value > limit:
                yield finding_on(function, f"'{name_of(function)}' has {words} {value}, more than {limit:g}")


def _long_lines(answer: Answer, limit: float) -> Iterator[Finding]:
    for line, content in enumerate(answer.lines, start=1):
        length = len(content.rstrip("\r"))
        if length > limit:
            yield Finding(f"the line has {length} characters, more than {limit:g}", line, 0, line, length)


def name_of(function: tree_sitter.Node) -> str:
    """The name of a function definition in Python or C."""
    name = function.child_by_field_name("name")
    declarator = function.child_by_field_name("declarator")
    while name is None and declarator is not None:
        name = declarator if declarator.type == "identifier" else None
        declarator = declarator.child_by_field_name("declarator")
    return text_of(name) or "?"


def _lines(function: tree_sitter.Node) -> int:
    return int(function.end_point[0] - function.start_point[0]) + 1


def _nesting(function: tree_sitter.Node) -> int:
    deepest, waiting = 0, [(child, 0) for child in function.named_children]
    while waiting:
        node, depth = waiting.pop()
        is_else_if = node.type == "if_statement" and node.parent is not None and node.parent.type == "else_clause"
        depth += node.type in _BLOCKS and not is_else_if
        deepest = max(deepest, depth)
        if node.type != "function_definition":
            waiting.extend((child, depth) for child in node.named_children)
    return deepest


def _complexity(function: tree_sitter.Node) -> int:
    return 1 + sum(_is_branch(node) for node in walk(function, "function_definition", "class_definition"))


def _is_branch(node: tree_sitter.Node) -> bool:
    if node.type == "binary_expression":
        operator = node.child_by_field_name("operator")
        return operator is not None and operator.type in ("&&", "||")
    if node.type == "case_statement":
        return node.child_by_field_name("value") is not None
    return node.type in _BRANCHES


def _parameters(function: tree_sitter.Node) -> int:
    holder = function.child_by_field_name("parameters")
    declarator = function.child_by_field_name("declarator")
    while holder is None and declarator is not None:
        holder = declarator.child_by_field_name("parameters")
        declarator = declarator.child_by_field_name("declarator")
    children = holder.named_children if holder is not None else []
    return sum(child.type in _PARAMETERS and text_of(child) not in ("self", "cls", "void") for child in children)


MEASURES: dict[str, tuple[Callable[[tree_sitter.Node], int], str]] = {
    "function_lines": (_lines, "a length in lines of"),
    "nesting": (_nesting, "a nesting of"),
    "complexity": (_complexity, "a cyclomatic complexity of"),
    "parameters": (_parameters, "a number of parameters of"),
}


def _check(parameters: JsonObject, kind: Kind) -> Iterator[str]:
    if kind not in (Kind.PYTHON, Kind.C):
        yield f"outputs of kind '{kind}' have no functions"


DETECTOR = Detector(
    "metric_limit",
    CODE,
    metric_limit,
    {
        "metric": {"enum": [*MEASURES, "line_length", "file_lines"]},
        "max": {"type": "number", "minimum": 0},
    },
    ("metric", "max"),
    _check,
)
