"""One short key for everything that decides what structural normalization makes of a program."""

import ast

from engine.canonicalization.facts.binding import Bindings
from engine.canonicalization.memory import digest

_FIELDS: dict[type[ast.AST], tuple[str, ...]] = {}


def fingerprint(tree: ast.Module, bindings: Bindings) -> bytes:
    """The key of a module with unique names: equal only for equal trees whose variables have equal properties.

    Names that authors gave to local variables are left out where the final names cannot show them: those of parameters, classes and
    inner functions stay, and all of them where a lambda could become an inner function.
    """
    parts: list[str] = []
    _spell(tree, parts)
    words = set(parts)
    keeps_all = "Lambda" in words
    for name, variable in bindings.variables.items():
        is_seen = keeps_all or variable.role == "parameter" or variable.is_class or f"def {name}" in words
        flags = f"{variable.role} {variable.is_surely_bound} {variable.is_captured} {variable.is_class}"
        parts.append(f"{name} {flags} {variable.original if is_seen else ''}")
    return digest("\n".join(parts))


def _spell(node: ast.AST, parts: list[str]) -> None:
    """A class, then its fields in order, lists with their length, so that no two trees are spelled alike; contexts follow from the rest."""
    kind = node.__class__
    fields = _FIELDS.get(kind)
    if fields is None:
        fields = _FIELDS[kind] = tuple(name for name in kind._fields if name != "ctx")
    parts.append(kind.__name__)
    if kind is ast.FunctionDef or kind is ast.AsyncFunctionDef:
        parts.append(f"def {node.name}")  # type: ignore[attr-defined]
    for name in fields:
        value = getattr(node, name, None)
        if isinstance(value, ast.AST):
            _spell(value, parts)
        elif value.__class__ is list:
            parts.append(f"[{len(value)}")
            for item in value:
                if isinstance(item, ast.AST):
                    _spell(item, parts)
                else:
                    parts.append(repr(item))
        else:
            parts.append(repr(value))
