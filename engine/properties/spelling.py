"""Spelling expressions without the names that an author chose."""

import ast

from engine.properties.units import Unit, parameter_names

OWN = "own"


class Spelling:
    """Numbers the local names of a unit by first occurrence; what the module defines is `own`, builtins and imports keep their names."""

    def __init__(self, unit: Unit) -> None:
        """Collect the names that the unit binds."""
        self._names = unit.names
        names = [*unit.parameters(), *(name for node in unit.nodes() for name in _bound(node))]
        self._locals = {name: f"v{number}" for number, name in enumerate(dict.fromkeys(names))}

    def name(self, name: str) -> str:
        """The spelling of a plain name."""
        if name in self._locals:
            return self._locals[name]
        return OWN if name in self._names.top else name

    def attribute(self, name: str) -> str:
        """The spelling of an attribute; those that the module sets or defines are its own."""
        return OWN if name in self._names.attributes else name

    def is_local(self, name: str) -> bool:
        """Whether the unit itself binds this name."""
        return name in self._locals

    def write(self, node: ast.AST) -> str:
        """Spell a whole node: its kinds, operators, constants and spelled names, nested as the tree is."""
        if isinstance(node, ast.Name):
            return self.name(node.id)
        if isinstance(node, ast.arg):
            return self.name(node.arg)
        if isinstance(node, ast.Attribute):
            return f"{self.write(node.value)}.{self.attribute(node.attr)}"
        if isinstance(node, ast.Constant):
            return f"{type(node.value).__name__} {node.value!r}"
        parts = [self._field(name, value) for name, value in ast.iter_fields(node) if name not in _LEFT_OUT]
        return f"{type(node).__name__}({', '.join(parts)})" if parts else type(node).__name__

    def _field(self, name: str, value: object) -> str:
        if isinstance(value, ast.AST):
            return self.write(value)
        if isinstance(value, list):
            kept = [item for item in value if not (isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant))]
            return "[" + ", ".join(self._field(name, item) for item in kept) + "]"
        return self.name(value) if isinstance(value, str) and name in _NAMING else repr(value)


_LEFT_OUT = {"annotation", "returns", "type_comment", "type_params", "ctx", "kind", "simple"}
_NAMING = {"name", "names", "id", "arg", "rest"}


def _bound(node: ast.AST) -> tuple[str, ...]:
    """The names that one node binds, without looking into it."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
        return (node.id,)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return (node.name, *parameter_names(node.args))
    if isinstance(node, ast.Lambda):
        return parameter_names(node.args)
    if isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar | ast.ClassDef) and node.name:
        return (node.name,)
    return (node.rest,) if isinstance(node, ast.MatchMapping) and node.rest else ()
