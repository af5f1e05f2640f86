"""Docstrings, and other statements that are nothing but a text."""

import ast

from engine.canonicalization.mentions import mentioned_names
from engine.canonicalization.trees import statements_of
from engine.domain.run import EvidenceLevel

_READERS = {"__doc__", "help", "getdoc", "doctest", "pydoc", "inspect"}


class Docstrings:
    """Removes every statement that is only a text.

    Sound because evaluating a constant does nothing, and a docstring is visible through `__doc__` and its readers only: where a
    module mentions one of them, all of its texts stay.
    """

    name = "docstrings"
    level = EvidenceLevel.CANONICAL

    def applies(self, tree: ast.Module) -> bool:
        """Whether any statement is only a text."""
        return any(map(_is_text, statements_of(tree)))

    def rewrite(self, tree: ast.Module) -> ast.Module:
        """Remove the texts, unless something could read them."""
        if mentioned_names(tree) & _READERS:
            return tree
        for node in (tree, *statements_of(tree)):
            for field in ("body", "orelse", "finalbody"):
                _strip(node, field)
        return tree


def _strip(node: ast.AST, field: str) -> None:
    statements = getattr(node, field, None)
    if not isinstance(statements, list) or not any(map(_is_text, statements)):
        return
    kept = [statement for statement in statements if not _is_text(statement)]
    setattr(node, field, kept if kept or isinstance(node, ast.Module) else [ast.Pass()])


def _is_text(statement: ast.AST) -> bool:
    if statement.__class__ is not ast.Expr:
        return False
    value = statement.value
    return isinstance(value, ast.Constant) and isinstance(value.value, str)
