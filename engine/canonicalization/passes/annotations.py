"""Annotations of functions, their variables and a module's variables."""

import ast
import sys
from typing import Any

from engine.canonicalization.annotation_values import AnnotationNames, evaluates
from engine.canonicalization.mentions import imported_modules, mentioned_names
from engine.canonicalization.trees import statements_of
from engine.domain.run import EvidenceLevel

_READERS = {"__annotations__", "get_type_hints", "get_annotations", "signature", "inspect", "singledispatch", "singledispatchmethod"}
_BLIND_DECORATORS = {
    "staticmethod",
    "classmethod",
    "property",
    "lru_cache",
    "cache",
    "cached_property",
    "abstractmethod",
    "setter",
    "deleter",
}
_FUTURE = "annotations"


class Annotations:
    """Removes the annotations of functions and of variables outside classes; those in class bodies make dataclasses and stay.

    Sound because nothing in the module reads annotations (no reader is mentioned, no package outside the standard library is
    imported, no unknown decorator sees the function) and because evaluating each removed one does nothing and cannot fail: inside a
    function a variable's annotation is never evaluated (PEP 526); the others consist of builtin types, names of `typing` and the module's
    own classes, and evaluate here and now, or are never evaluated either (PEP 563).
    """

    name = "annotations"
    level = EvidenceLevel.CANONICAL

    def applies(self, tree: ast.Module) -> bool:
        """Whether anything is annotated."""
        return any(map(_is_annotated, statements_of(tree)))

    def rewrite(self, tree: ast.Module) -> ast.Module:
        """Remove what nothing reads and what cannot fail."""
        foreign = imported_modules(tree) - sys.stdlib_module_names
        if foreign or mentioned_names(tree) & _READERS:
            return tree
        _Remover(tree).module(tree)
        return tree


class _Remover(ast.NodeTransformer):
    """Walks a module in order, so that a name of `typing` counts only after its import."""

    def __init__(self, tree: ast.Module) -> None:
        self.names = AnnotationNames(tree)
        self.is_lazy = any(_is_future(statement) for statement in tree.body)
        self.owners: list[ast.AST] = [tree]

    def module(self, tree: ast.Module) -> None:
        for index, statement in enumerate(tree.body):
            self.names.see(statement)
            tree.body[index] = self.visit(statement)
            self.names.define(statement)
        for node in statements_of(tree):
            _fill(node)

    def visit(self, node: ast.AST) -> Any:  # noqa: ANN401 - as in the class above
        """Expressions hold no annotations."""
        return node if isinstance(node, ast.expr) else super().visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self.inside(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self.function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self.function(node)

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:
        if all(_decorator_name(decorator) in _BLIND_DECORATORS for decorator in node.decorator_list):
            for argument in _arguments(node.args):
                argument.annotation = self.kept(argument.annotation)
            node.returns = self.kept(node.returns)
        node.type_comment = None
        return self.inside(node)

    def inside(self, node: ast.AST) -> ast.AST:
        self.owners.append(node)
        self.generic_visit(node)
        self.owners.pop()
        return node

    def kept(self, annotation: ast.expr | None) -> ast.expr | None:
        is_removable = annotation is None or self.is_lazy or evaluates(annotation, self.names)
        return None if is_removable else annotation

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        owner = self.owners[-1]
        if isinstance(owner, ast.ClassDef):
            return node
        is_function = not isinstance(owner, ast.Module)
        if node.value is None:
            return None if is_function and self.is_bound_elsewhere(node) else node
        if is_function or self.kept(node.annotation) is None:
            return ast.Assign(targets=[node.target], value=node.value)
        return node

    def is_bound_elsewhere(self, node: ast.AnnAssign) -> bool:
        """Whether the name is local to its function even without this declaration."""
        owner = self.owners[-1]
        if not isinstance(node.target, ast.Name) or not isinstance(owner, ast.FunctionDef | ast.AsyncFunctionDef):
            return False
        names = {argument.arg for argument in _arguments(owner.args)}
        return node.target.id in names or any(_binds(statement, node.target.id) for statement in owner.body)


def _is_annotated(node: ast.AST) -> bool:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        are_arguments = any(argument.annotation is not None for argument in _arguments(node.args))
        return are_arguments or node.returns is not None or node.type_comment is not None
    return isinstance(node, ast.AnnAssign)


def _fill(node: ast.AST) -> None:
    """Put `pass` where the last statement of a block was removed."""
    for field in ("body", "finalbody"):
        is_needed = field == "body" or (isinstance(node, ast.Try) and not node.handlers)
        if getattr(node, field, None) == [] and is_needed and not isinstance(node, ast.Module):
            setattr(node, field, [ast.Pass()])


def _binds(node: ast.AST, name: str) -> bool:
    """Whether a plain assignment or loop of this very scope binds a name (a subset of what binds, which is enough)."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
        return False
    if isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
        return False
    if isinstance(node, ast.AnnAssign) and node.value is None:
        return False
    if isinstance(node, ast.Name):
        return node.id == name and isinstance(node.ctx, ast.Store)
    return any(_binds(child, name) for child in ast.iter_child_nodes(node))


def _arguments(arguments: ast.arguments) -> list[ast.arg]:
    starred = [argument for argument in (arguments.vararg, arguments.kwarg) if argument]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *starred]


def _decorator_name(decorator: ast.expr) -> str | None:
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    if isinstance(target, ast.Attribute):
        return target.attr
    return target.id if isinstance(target, ast.Name) else None


def _is_future(statement: ast.stmt) -> bool:
    if not isinstance(statement, ast.ImportFrom) or statement.module != "__future__":
        return False
    return any(alias.name == _FUTURE for alias in statement.names)
