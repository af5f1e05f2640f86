"""Texts that Python code puts together from parts."""

import ast

from engine.restrictions.answer import Answer
from engine.restrictions.memo import once_per_answer


def is_built_text(value: ast.expr, answer: Answer) -> bool:
    """Whether a text is put together from parts that are not constant, in place or by an assignment of the name. Raises Undecidable."""
    return value.id in _built_names(answer) if isinstance(value, ast.Name) else _is_built(value)


@once_per_answer
def _built_names(answer: Answer) -> set[str]:
    assigns = [node for node in answer.nodes(ast.Assign) if _is_built(node.value)]
    return {target.id for node in assigns for target in node.targets if isinstance(target, ast.Name)}


def _is_built(value: ast.expr) -> bool:
    if isinstance(value, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in value.values)
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add | ast.Mod):
        return not all(isinstance(part, ast.Constant) for part in (value.left, value.right)) and _has_text(value)
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "format" and _has_text(value.func)


def _has_text(node: ast.AST) -> bool:
    return any(
        isinstance(part, ast.JoinedStr) or (isinstance(part, ast.Constant) and isinstance(part.value, str)) for part in ast.walk(node)
    )
