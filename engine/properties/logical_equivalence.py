"""Logical equivalence."""

import ast

from engine.domain.json_value import Json
from engine.properties.property import Property
from engine.properties.spelling import Spelling
from engine.properties.units import Unit, in_order, per_unit

_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_MIRRORED: dict[type[ast.cmpop], str] = {ast.Gt: "Lt", ast.GtE: "LtE"}
_SYMMETRIC = {"Eq", "NotEq", "Is", "IsNot"}
_CONDITIONAL = (ast.If, ast.IfExp, ast.While, ast.Assert)


def _normal(node: ast.expr, spelling: Spelling, *, negated: bool = False) -> str:
    """Negation normal form with sorted parts; comparisons point to the right."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return _normal(node.operand, spelling, negated=not negated)
    if isinstance(node, ast.BoolOp):
        word = "or" if isinstance(node.op, ast.And) == negated else "and"
        parts = sorted({_normal(value, spelling, negated=negated) for value in node.values})
        return f"{word}({', '.join(parts)})" if len(parts) > 1 else parts[0]
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return _comparison(node, spelling, negated=negated)
    text = spelling.write(node)
    return f"not({text})" if negated else text


def _comparison(node: ast.Compare, spelling: Spelling, *, negated: bool) -> str:
    """An order is not turned round under `not`: with NaN or sets both may be false."""
    left, right = spelling.write(node.left), spelling.write(node.comparators[0])
    operator = type(node.ops[0])
    if negated and operator in _OPPOSITE:
        operator, negated = _OPPOSITE[operator], False
    name = _MIRRORED.get(operator, operator.__name__)
    left, right = (right, left) if operator in _MIRRORED else (left, right)
    if name in _SYMMETRIC:
        left, right = sorted((left, right))
    text = f"{left} {name} {right}"
    return f"not({text})" if negated else text


def _profile(unit: Unit) -> Json:
    spelling = Spelling(unit)
    tests = [node.test for node in unit.nodes() if isinstance(node, _CONDITIONAL)]
    guards = [guard for node in unit.nodes() if isinstance(node, ast.comprehension) for guard in node.ifs]
    return in_order(_normal(test, spelling) for test in (*tests, *guards))


LOGICAL_EQUIVALENCE = Property(
    "logical_equivalence",
    "Logical equivalence",
    "The conditions of every function in negation normal form with ordered parts, so that conditions equal by De Morgan's laws coincide.",
    lambda tree: per_unit(tree, _profile),
)
