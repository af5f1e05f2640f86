"""Statement order."""

import ast

from engine.domain.json_value import Json
from engine.properties.property import Property
from engine.properties.spelling import Spelling
from engine.properties.units import Unit, per_unit


def _words(unit: Unit) -> Json:
    spelling = Spelling(unit)
    return [_word(node, spelling) for node in unit.nodes() if isinstance(node, ast.stmt)]


def _word(node: ast.stmt, spelling: Spelling) -> str:
    """The statement's kind, and of an assignment the targets."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AugAssign | ast.For) else []
    return " ".join([type(node).__name__, *(spelling.write(target) for target in targets)])


STATEMENT_ORDER = Property(
    "statement_order",
    "Statement order",
    "The sequence of every function's statements by kind and assigned variable, variables numbered by first occurrence.",
    lambda tree: per_unit(tree, _words),
)
