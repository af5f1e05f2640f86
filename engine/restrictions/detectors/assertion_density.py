"""Too few checks of what must hold."""

import ast
from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import PYTHON, Detector
from engine.restrictions.finding import Finding, finding_at
from engine.restrictions.parameters import number

MIN_PER_FUNCTION = 2


def assertion_density(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """One finding when the module's functions have fewer than `min_per_function` checks on average (2 unless the rule says otherwise).

    A check is an `assert` whose condition is not a constant, or an `if` whose body does nothing but raise.
    """
    functions = answer.functions
    needed = number(parameters, "min_per_function", MIN_PER_FUNCTION)
    spans = [range(function.lineno, (function.end_lineno or function.lineno) + 1) for function in functions]
    found = [node for node in answer.nodes(ast.Assert, ast.If) if _is_check(node)]
    checks = sum(any(node.lineno in span for span in spans) for node in found)
    if functions and checks < needed * len(functions):
        yield finding_at(functions[0], f"{checks} checks in {len(functions)} functions, fewer than {needed:g} a function on average")


def _is_check(node: ast.AST) -> bool:
    if isinstance(node, ast.Assert):
        return not isinstance(node.test, ast.Constant)
    return isinstance(node, ast.If) and all(isinstance(statement, ast.Raise) for statement in node.body)


DETECTOR = Detector(
    "assertion_density", PYTHON, assertion_density, {"min_per_function": {"type": "number", "minimum": 0, "default": MIN_PER_FUNCTION}}
)
