"""Python's scopes: who binds a name, and to which binding each use of it refers (language reference, section 4.2)."""

import ast
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum


class Binding(Enum):
    """How a scope binds a name: as a variable, which may take another name, or visibly to others."""

    VARIABLE = "variable"
    VISIBLE = "visible"


@dataclass(eq=False, slots=True)
class Scope:
    """A module, class, function, lambda or comprehension."""

    kind: str
    parent: "Scope | None" = None
    bindings: dict[str, Binding] = field(default_factory=dict)
    global_names: set[str] = field(default_factory=set)
    nonlocal_names: set[str] = field(default_factory=set)

    @property
    def is_function(self) -> bool:
        """Whether names bound here are hidden from everything but nested functions."""
        return self.kind in ("function", "comprehension")

    def bind(self, name: str, binding: Binding) -> None:
        """Record a binding; once visible to others, always visible."""
        if self.bindings.get(name) is not Binding.VISIBLE:
            self.bindings[name] = binding

    def root(self) -> "Scope":
        """The outermost function around this scope, or the scope itself where there is none."""
        found, scope = self, self.parent
        while scope is not None:
            found, scope = (scope if scope.is_function else found), scope.parent
        return found


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a name stands: the scope it is looked up from, and how to put another name there."""

    scope: Scope
    name: str
    rename: Callable[[str], None]


def owner(scope: Scope, name: str) -> Scope | None:
    """The function scope whose variable a name refers to in this scope; None for names of modules, classes and builtins."""
    if name in scope.global_names:
        return None
    if name in scope.bindings and name not in scope.nonlocal_names:
        return scope if scope.is_function else None
    enclosing = scope.parent
    while enclosing is not None:
        if enclosing.is_function:
            if name in enclosing.global_names:
                return None
            if name in enclosing.bindings and name not in enclosing.nonlocal_names:
                return enclosing
        enclosing = enclosing.parent
    return None


def bound_names(tree: ast.Module) -> Counter[str]:
    """How many statements and expressions of a module, in any scope, bind each name."""
    counts: Counter[str] = Counter()
    for node in ast.walk(tree):
        counts.update(_names_bound_by(node))
    return counts


def _names_bound_by(node: ast.AST) -> Iterable[str]:
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            return [name]
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
            return [name]
        case ast.alias(name=name, asname=asname):
            return [asname or name.split(".")[0], *([name] if "." in name else [])]
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            return [name]
        case ast.MatchMapping(rest=str(name)):
            return [name]
    return []
