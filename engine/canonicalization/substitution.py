"""A value in place of a variable."""

import ast
import copy


class _Substitution(ast.NodeTransformer):
    def __init__(self, name: str, value: ast.expr) -> None:
        self.name, self.value = name, value

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return copy.deepcopy(self.value) if node.id == self.name and isinstance(node.ctx, ast.Load) else node


def substitute(statements: list[ast.stmt], name: str, value: ast.expr) -> None:
    """Put a value in place of every use of a variable."""
    for statement in statements:
        _Substitution(name, value).visit(statement)
