"""Which annotations surely evaluate without doing anything: builtin types and names of `typing`, combined."""

import ast
import collections.abc
import typing

from engine.canonicalization.bound_names import bound_names

_MODULES = {"typing": typing, "collections.abc": collections.abc}
_BUILTIN_TYPES = (
    *(bool, bytearray, bytes, complex, dict, float, frozenset, int, list, object, range, set, slice, str, tuple, type),
    *(BaseException, Exception),
)
_BUILTINS: dict[str, object] = {kind.__name__: kind for kind in _BUILTIN_TYPES}
_NODES = (ast.Name, ast.Attribute, ast.Subscript, ast.Tuple, ast.List, ast.BinOp, ast.BitOr, ast.Constant, ast.Load)
_CONSTANTS = (str, type(None), type(...))
MAX_NODES = 200


class AnnotationNames:
    """The names that stand for types in a module so far.

    A builtin counts while nothing in the whole module binds its name; a name of `typing` or `collections.abc` counts once it was imported
    at the top level, and a class once it was defined there, if nothing else binds it.
    """

    def __init__(self, tree: ast.Module) -> None:
        self.bindings = bound_names(tree)
        self.values: dict[str, object] = {name: value for name, value in _BUILTINS.items() if name not in self.bindings}

    def see(self, statement: ast.stmt) -> None:
        """Take note of a top-level statement, if it imports types."""
        if isinstance(statement, ast.ImportFrom) and not statement.level:
            module = _MODULES.get(statement.module or "")
            self.add({alias.asname or alias.name: getattr(module, alias.name, None) for alias in statement.names})
        elif isinstance(statement, ast.Import):
            self.add({alias.asname or alias.name: _MODULES.get(alias.name) for alias in statement.names})

    def define(self, statement: ast.stmt) -> None:
        """Take note of a top-level statement that has run, if it defines a class which is an ordinary one: its metaclass is `type`."""
        if isinstance(statement, ast.ClassDef) and not statement.decorator_list and not statement.keywords:
            bases = [self.values.get(base.id) if isinstance(base, ast.Name) else None for base in statement.bases]
            if all(isinstance(base, type) and type(base) is type for base in bases):
                self.add({statement.name: type(statement.name, (), {})})

    def add(self, values: dict[str, object]) -> None:
        """Add the names that nothing else binds."""
        self.values.update({name: value for name, value in values.items() if value is not None and self.bindings.get(name) == 1})


def evaluates(annotation: ast.expr, names: AnnotationNames) -> bool:
    """Whether evaluating an annotation is free of effects and cannot fail: it is made of known types and is tried here."""
    nodes = list(ast.walk(annotation))
    if len(nodes) > MAX_NODES or not all(_is_harmless(node, names) for node in nodes):
        return False
    try:
        code = compile(ast.Expression(annotation), "<annotation>", "eval", dont_inherit=True)
        eval(code, {"__builtins__": {}}, dict(names.values))  # noqa: S307
    except (TypeError, AttributeError, SyntaxError, ValueError):
        return False
    return True


def _is_harmless(node: ast.AST, names: AnnotationNames) -> bool:
    if isinstance(node, ast.Name):
        return node.id in names.values
    if isinstance(node, ast.Attribute):
        return isinstance(node.value, ast.Name) and names.values.get(node.value.id) in _MODULES.values()
    if isinstance(node, ast.Constant):
        return isinstance(node.value, _CONSTANTS)
    return isinstance(node, _NODES)
