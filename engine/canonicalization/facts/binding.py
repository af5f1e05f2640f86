"""Unique names: afterwards, each local variable of a module has a name that nothing else in the module has.

Rewrites can then move and copy code without capturing a name, and ask for a variable's definitions by its name alone.
"""

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from engine.canonicalization.facts.live_ranges import LiveRangeAnalysis, LiveRanges
from engine.canonicalization.facts.scopes import COMPREHENSIONS, Scope, ScopeTree
from engine.canonicalization.names import names_of
from engine.canonicalization.trees import child_nodes, walk

Role = Literal["parameter", "local", "captured"]


@dataclass(frozen=True, slots=True)
class Variable:
    """One local variable: the name its author gave it, its role, and whether a use of it may find it unbound.

    A parameter's name is part of the function's interface; a captured variable, which may be a parameter, lives on in an inner function,
    where calls of unknown code may read and change it. Classes keep their names, which values and exceptions show.
    """

    original: str
    role: Role
    is_surely_bound: bool
    is_captured: bool = False
    is_class: bool = False


@dataclass(slots=True)
class Bindings:
    """The variables of a module by their unique names."""

    variables: dict[str, Variable] = field(default_factory=dict)


def bind(tree: ast.Module) -> Bindings | None:
    """Give every local variable of the module its own name, in place; None (and nothing changed) if the program may read names."""
    scopes = ScopeTree(tree)
    if scopes.uses_introspection:
        return None
    binder = _Binder(tree, scopes)
    binder.visit(tree, scopes.of[tree])
    return binder.bindings


@dataclass(slots=True)
class _Hindered:
    """Names of a function that are unbound again (deleted, or by a handler that ends), and those that live ranges do not follow."""

    unbinding: set[str] = field(default_factory=set)
    unsplittable: set[str] = field(default_factory=set)


def _hindered(function: ast.AST) -> _Hindered:
    """Live ranges do not follow names that are unbound again, bound by patterns, declared only, or bound where `finally` is."""
    found = _Hindered()
    for child in walk(function):
        kind = child.__class__
        if kind is ast.Name:
            if child.ctx.__class__ is ast.Del:  # type: ignore[attr-defined]
                found.unbinding.add(child.id)  # type: ignore[attr-defined]
        elif kind in _HINDERING:
            _hinder(child, found)
    found.unsplittable |= found.unbinding
    return found


def _hinder(node: ast.AST, found: _Hindered) -> None:
    if isinstance(node, ast.ExceptHandler) and node.name is not None:
        found.unbinding.add(node.name)
    elif isinstance(node, ast.MatchAs | ast.MatchStar) and node.name is not None:
        found.unsplittable.add(node.name)
    elif isinstance(node, ast.MatchMapping) and node.rest is not None:
        found.unsplittable.add(node.rest)
    elif isinstance(node, ast.AnnAssign) and node.value is None and isinstance(node.target, ast.Name):
        found.unsplittable.add(node.target.id)
    elif isinstance(node, ast.Try | ast.TryStar) and node.finalbody:
        found.unsplittable.update(name.id for name in walk(node) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store))


_HINDERING = frozenset([ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping, ast.AnnAssign, ast.Try, ast.TryStar])


def _is_bound_first(name: str, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a statement of the function's own body binds a name before anything mentions it, and nothing deletes it."""
    for statement in function.body:
        mentions = [node for node in walk(statement) if isinstance(node, ast.Name) and node.id == name]
        if any(isinstance(node.ctx, ast.Del) for node in mentions):
            return False
        if isinstance(statement, ast.FunctionDef) and statement.name == name and not statement.decorator_list:
            return not any(isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Del) for node in walk(function))
        if mentions:
            is_store = isinstance(statement, ast.Assign) and len(mentions) == 1 and mentions[0] in statement.targets
            return is_store and not any(
                isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Del) for node in walk(function)
            )
    return False


class _Binder:
    def __init__(self, tree: ast.Module, scopes: ScopeTree) -> None:
        self.scopes, self.bindings = scopes, Bindings()
        self.names: dict[tuple[int, str, int], str] = {}
        self.ranges: dict[int, LiveRanges] = {}
        self.unbound: dict[int, set[str]] = {}
        self.early: dict[int, set[str]] = {}
        self.taken = {name for node in walk(tree) if node.__class__ in _TAKING for name in names_of(node)}
        self.counter = 0

    def _fresh(self) -> str:
        while True:
            name = f"v{self.counter}"
            self.counter += 1
            if name not in self.taken:
                return name

    def _rename(self, node: ast.AST, name: str, scope: Scope) -> str:
        owner = scope.owner_of(name)
        if owner is None:
            return name
        ranges = self.ranges.get(id(owner.node))
        number = ranges.range_of.get(id(node)) if ranges is not None else None
        key = (id(owner.node), name, ranges.root(number) if ranges is not None and number is not None else -1)
        known = self.names.get(key)
        if known is None:
            known = self.names[key] = fresh = self._fresh()
            is_parameter = isinstance(node, ast.arg) or (number is None and name in owner.parameters)
            role: Role = "parameter" if is_parameter else "captured" if name in owner.captured else "local"
            unbound = {ranges.root(item) for item in ranges.maybe_unbound} if ranges is not None else set()
            is_early = name in self.early.get(id(owner.node), ())
            is_surely_bound = (
                is_parameter or is_early or isinstance(owner.node, COMPREHENSIONS) or (number is not None and key[2] not in unbound)
            )
            is_surely_bound = is_surely_bound and name not in self.unbound.get(id(owner.node), ())
            self.bindings.variables[fresh] = Variable(name, role, is_surely_bound, name in owner.captured, isinstance(node, ast.ClassDef))
        return known

    def _analyse(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        scope = self.scopes.of[node]
        hindered = _hindered(node)
        self.unbound[id(node)] = hindered.unbinding
        declared = scope.captured | scope.declared_global | scope.declared_nonlocal
        splittable = scope.bound - declared - hindered.unsplittable
        self.early[id(node)] = {name for name in scope.captured & scope.bound if _is_bound_first(name, node)}
        self.ranges[id(node)] = LiveRangeAnalysis(self.scopes, scope, splittable).run(node)

    def visit(self, node: ast.AST, scope: Scope) -> None:
        """Rename below a node whose names mean what they mean in `scope`."""
        kind = node.__class__
        if kind is ast.Name:
            node.id = self._rename(node, node.id, scope)  # type: ignore[attr-defined]
            return
        visitor = _VISITORS.get(kind)
        if visitor is not None:
            visitor(self, node, scope)
            return
        for child in child_nodes(node):
            self.visit(child, scope)

    def _visit_definition(self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> None:
        self._analyse(node)
        self._visit_function(node, scope)

    def _visit_class(self, node: ast.ClassDef, scope: Scope) -> None:
        for child in [*node.decorator_list, *node.bases, *node.keywords]:
            self.visit(child, scope)
        for statement in node.body:
            self.visit(statement, self.scopes.of[node])
        node.name = self._rename(node, node.name, scope)

    def _visit_plain(self, node: ast.AST, scope: Scope) -> None:
        match node:
            case ast.arg():
                node.arg = self._rename(node, node.arg, scope)
            case ast.ExceptHandler() | ast.MatchAs() | ast.MatchStar() if node.name is not None:
                node.name = self._rename(node, node.name, scope)
            case ast.MatchMapping() if node.rest is not None:
                node.rest = self._rename(node, node.rest, scope)
            case ast.Nonlocal():
                node.names = [self._rename(node, name, scope) for name in node.names]
            case ast.alias():
                self._visit_alias(node, scope)
        for child in child_nodes(node):
            self.visit(child, scope)

    def _visit_alias(self, node: ast.alias, scope: Scope) -> None:
        local = node.asname or node.name.split(".")[0]
        renamed = self._rename(node, local, scope)
        if renamed != local and ("." not in node.name or node.asname is not None):
            node.asname = renamed

    def _visit_function(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, scope: Scope) -> None:
        inner = self.scopes.of[node]
        for default in [*node.args.defaults, *node.args.kw_defaults]:
            if default is not None:
                self.visit(default, scope)
        for argument in [child for child in child_nodes(node.args) if isinstance(child, ast.arg)]:
            argument.arg = self._rename(argument, argument.arg, inner)
            if argument.annotation is not None:
                self.visit(argument.annotation, scope)
        if isinstance(node, ast.Lambda):
            self.visit(node.body, inner)
            return
        for decorator in node.decorator_list:
            self.visit(decorator, scope)
        for statement in node.body:
            self.visit(statement, inner)
        node.name = self._rename(node, node.name, scope)

    def _visit_comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp, scope: Scope) -> None:
        inner = self.scopes.of[node]
        for index, generator in enumerate(node.generators):
            self.visit(generator.iter, inner if index else scope)
            self.visit(generator.target, inner)
            for condition in generator.ifs:
                self.visit(condition, inner)
        for element in [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]:
            self.visit(element, inner)


_TAKING = frozenset([ast.Name, ast.arg])
_VISITORS: dict[type[ast.AST], Callable[..., None]] = {
    ast.FunctionDef: _Binder._visit_definition,
    ast.AsyncFunctionDef: _Binder._visit_definition,
    ast.Lambda: _Binder._visit_function,
    ast.ListComp: _Binder._visit_comprehension,
    ast.SetComp: _Binder._visit_comprehension,
    ast.DictComp: _Binder._visit_comprehension,
    ast.GeneratorExp: _Binder._visit_comprehension,
    ast.ClassDef: _Binder._visit_class,
    ast.arg: _Binder._visit_plain,
    ast.ExceptHandler: _Binder._visit_plain,
    ast.MatchAs: _Binder._visit_plain,
    ast.MatchStar: _Binder._visit_plain,
    ast.MatchMapping: _Binder._visit_plain,
    ast.Nonlocal: _Binder._visit_plain,
    ast.alias: _Binder._visit_plain,
}
