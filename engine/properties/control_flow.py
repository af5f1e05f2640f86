"""Control flow."""

import ast

from engine.domain.json_value import Json
from engine.properties.property import Property
from engine.properties.units import per_unit

_LEAVES = (ast.Return, ast.Raise, ast.Break, ast.Continue, ast.Assert)
_BLOCKS = ("body", "orelse", "handlers", "cases", "finalbody")


def skeleton(body: list[ast.stmt]) -> list[Json]:
    """The nested control statements of a block; everything else is left out."""
    return [shape for statement in body if (shape := _shape(statement)) is not None]


def _shape(node: ast.AST) -> Json:
    word = type(node).__name__.lower()
    if isinstance(node, _LEAVES):
        return word
    blocks = [value for name in _BLOCKS if (value := getattr(node, name, None)) and isinstance(value, list)]
    if not blocks:
        return None
    shapes: list[Json] = [[shape for item in block if (shape := _shape(item)) is not None] for block in blocks]
    return [word, *shapes]


CONTROL_FLOW = Property(
    "control_flow",
    "Control flow",
    "The nesting of branches, loops, handlers and exits of every function, without what they compute.",
    lambda tree: per_unit(tree, lambda unit: skeleton(unit.body)),
)
