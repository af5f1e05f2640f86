"""What operators make of built-in operands, by their types."""

import ast

from engine.canonicalization.facts.types import BOOL, FLOAT, INT, NEVER, NUMBERS, REAL, STR, UNKNOWN, Type, join, kind

_PLAIN = (ast.Add, ast.Sub, ast.Mult, ast.FloorDiv, ast.Mod)


def binary_result(left: Type, operator: ast.operator, right: Type, right_node: ast.expr | None = None) -> Type:
    """The type of `left operator right` for built-in operands."""
    names = (kind(left), kind(right))
    if "never" in names:
        return NEVER
    if names[0] in NUMBERS and names[1] in NUMBERS:
        return _number_result(names, operator, right_node)
    if isinstance(operator, ast.Add) and names[0] == names[1] and names[0] in {"str", "bytes", "list"}:
        return STR if names[0] == "str" else join(left, right)
    if isinstance(operator, ast.Mult) and "int" in names and {"str", "bytes", "list"} & set(names):
        repeated = right if names[0] == "int" else left
        return STR if kind(repeated) == "str" else repeated
    if isinstance(operator, ast.Mod) and names[0] == "str" and right is not UNKNOWN:
        return STR
    if names == ("set", "set") and isinstance(operator, ast.BitOr | ast.BitAnd | ast.Sub | ast.BitXor):
        return join(left, right)
    return UNKNOWN


def _number_result(names: tuple[str, str], operator: ast.operator, right_node: ast.expr | None) -> Type:
    if isinstance(operator, ast.Div):
        return FLOAT
    if "real" in names and not isinstance(operator, _PLAIN):
        return UNKNOWN
    if "float" in names:
        is_power = isinstance(operator, ast.Pow) and not (names[0] == "float" and _is_natural(right_node))
        return UNKNOWN if is_power else FLOAT
    if "real" in names:
        return REAL
    if isinstance(operator, ast.Pow):
        is_length = isinstance(right_node, ast.Call) and isinstance(right_node.func, ast.Name) and right_node.func.id == "len"
        return INT if is_length or _is_natural(right_node) else UNKNOWN
    if names == ("bool", "bool") and isinstance(operator, ast.BitAnd | ast.BitOr | ast.BitXor):
        return BOOL
    return INT


def _is_natural(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int) and node.value >= 0
