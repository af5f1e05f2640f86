"""The units of a module: its functions, the methods of its classes, and the code at its top level."""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from engine.domain.json_value import Json, canonical_json

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class ModuleNames:
    """The names that a module defines at its top level, the attributes that it sets or defines as functions."""

    top: frozenset[str]
    attributes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unit:
    """A function or method with everything nested in it, or the module's own statements (`function` is None)."""

    names: ModuleNames
    function: Function | None
    body: list[ast.stmt]

    def nodes(self) -> Iterator[ast.AST]:
        """Every node of the body in source order, without annotations and documentation strings."""
        waiting: list[ast.AST] = list(reversed(self.body))
        while waiting:
            node = waiting.pop()
            if is_documentation(node):
                continue
            yield node
            waiting.extend(reversed(list(_children(node))))

    def parameters(self) -> tuple[str, ...]:
        """The names of all parameters, in order."""
        if self.function is None:
            return ()
        return parameter_names(self.function.args)


def units(tree: ast.Module) -> list[Unit]:
    """The units of a module in source order; the top level comes last and only where it has code of its own."""
    names = ModuleNames(frozenset(_top_names(tree.body)), frozenset(_attributes(tree)))
    found = [Unit(names, function, function.body) for function in _functions(tree.body)]
    own = [statement for statement in tree.body if not isinstance(statement, _DEFINITIONS) and not is_documentation(statement)]
    return [*found, Unit(names, None, own)] if own else found


def per_unit(tree: ast.Module, profile: Callable[[Unit], Json]) -> Json:
    """The profiles of all units, in an order that does not depend on the order of the units."""
    return in_order(profile(unit) for unit in units(tree))


def in_order(values: Iterable[Json]) -> list[Json]:
    """JSON values in the order of their canonical spelling."""
    return sorted(values, key=canonical_json)


def parameter_names(arguments: ast.arguments) -> tuple[str, ...]:
    """The names of all parameters of a function or lambda, in order."""
    starred = [item for item in (arguments.vararg, arguments.kwarg) if item is not None]
    return tuple(item.arg for item in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *starred))


def is_documentation(node: ast.AST) -> bool:
    """Whether a node is a statement that is only a constant, such as a documentation string or an ellipsis."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
_TYPES = {"annotation", "returns", "type_params", "type_comment"}


def _functions(body: list[ast.stmt]) -> Iterator[Function]:
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            yield statement
        elif isinstance(statement, ast.ClassDef):
            yield from _functions(statement.body)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    for name, value in ast.iter_fields(node):
        if name in _TYPES:
            continue
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, ast.AST) and not isinstance(item, ast.expr_context):
                yield item


def _top_names(body: list[ast.stmt]) -> Iterator[str]:
    for item in body:
        if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield item.name
        if isinstance(item, ast.Assign):
            yield from (target.id for target in item.targets if isinstance(target, ast.Name))


def _attributes(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
