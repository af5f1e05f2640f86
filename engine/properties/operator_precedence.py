"""Operator precedence."""

import ast

from engine.domain.json_value import Json
from engine.properties.property import Property
from engine.properties.units import Unit, in_order, per_unit

_OPERATIONS = (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare)


def _operands(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.UnaryOp):
        return [node.operand]
    if isinstance(node, ast.BoolOp):
        return node.values
    return [node.left, *node.comparators] if isinstance(node, ast.Compare) else []


def _grouping(node: ast.AST) -> str:
    """An operation's operators as they bind, with `_` for everything else."""
    if not isinstance(node, _OPERATIONS):
        return "_"
    operators = node.ops if isinstance(node, ast.Compare) else [node.op]
    word = " ".join(type(operator).__name__ for operator in operators)
    return f"{word}({', '.join(map(_grouping, _operands(node)))})"


def _profile(unit: Unit) -> Json:
    """Only operations that are no operands of others count, and of those only the nested ones have anything to bind."""
    nodes = list(unit.nodes())
    inner = {id(operand) for node in nodes for operand in _operands(node)}
    outermost = [node for node in nodes if isinstance(node, _OPERATIONS) and id(node) not in inner]
    return in_order(_grouping(node) for node in outermost if any(isinstance(part, _OPERATIONS) for part in _operands(node)))


OPERATOR_PRECEDENCE = Property(
    "operator_precedence",
    "Operator precedence",
    "How the operators of every nested expression bind to each other, without their operands.",
    lambda tree: per_unit(tree, _profile),
)
