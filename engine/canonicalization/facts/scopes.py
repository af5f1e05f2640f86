"""Which scope binds which name: Python's own rules (language reference, section 4.2), for a whole module."""

import ast
from collections.abc import Callable
from dataclasses import dataclass, field

from engine.canonicalization.trees import child_nodes

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
CONSUMERS = frozenset({"any", "all", "sum", "min", "max", "sorted", "list", "tuple", "set", "dict"})
EAGER_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp)
COMPREHENSIONS = (*EAGER_COMPREHENSIONS, ast.GeneratorExp)
INTROSPECTION = frozenset(
    {"locals", "vars", "eval", "exec", "dir", "globals", "compile", "__import__", "breakpoint", "inspect", "gc", "builtins", "__builtins__"}
)
_INTROSPECTIVE_ATTRIBUTES = frozenset(
    [
        "_getframe",
        "_current_frames",
        "settrace",
        "setprofile",
        "__code__",
        "__closure__",
        "f_locals",
        "f_back",
        "tb_frame",
        "gi_frame",
        "cr_frame",
        "co_varnames",
        "__doc__",
        "__name__",
        "__qualname__",
        "__defaults__",
        "__kwdefaults__",
        "__annotations__",
        "__globals__",
        "__builtins__",
        "__wrapped__",
    ]
)
_INTROSPECTIVE_MODULES = frozenset({"inspect", "gc", "builtins", "importlib", "traceback", "ctypes", "dis"})


@dataclass(slots=True, eq=False)
class Scope:
    """One scope: what it binds, what it declares global or nonlocal, and which of its names outlive a statement in inner functions."""

    node: ast.AST
    parent: "Scope | None"
    parameters: list[str] = field(default_factory=list)
    bound: set[str] = field(default_factory=set)
    declared_global: set[str] = field(default_factory=set)
    declared_nonlocal: set[str] = field(default_factory=set)
    captured: set[str] = field(default_factory=set)
    uses: set[str] = field(default_factory=set)
    is_consumed: bool = False
    _owners: "dict[str, Scope | None]" = field(default_factory=dict)

    @property
    def has_locals(self) -> bool:
        """Whether names bound here are local variables (functions, lambdas, comprehensions), not attributes or globals."""
        return not isinstance(self.node, ast.Module | ast.ClassDef)

    @property
    def is_lazy(self) -> bool:
        """Whether the code inside may run later than the statement it stands in."""
        return isinstance(self.node, (*FUNCTIONS, ast.GeneratorExp)) and not self.is_consumed

    def owner_of(self, name: str) -> "Scope | None":
        """The scope with the local variable that `name` means here; None for globals, builtins and class attributes.

        To be asked when all scopes are built, because the answer is remembered.
        """
        if name not in self._owners:
            self._owners[name] = self._found_owner(name)
        return self._owners[name]

    def _found_owner(self, name: str) -> "Scope | None":
        scope: Scope | None = self
        while scope is not None:
            if name in scope.declared_global:
                return None
            if name in scope.bound and name not in scope.declared_nonlocal and (scope is self or scope.has_locals):
                return scope if scope.has_locals else None
            scope = scope.parent
        return None


class ScopeTree:
    """All scopes of a module, by the node that opens them. `uses_introspection` tells that names may be read at run time."""

    def __init__(self, tree: ast.Module) -> None:
        """Build the scopes of a parsed module."""
        self.of: dict[ast.AST, Scope] = {}
        self.uses_introspection = False
        self._consumed: list[tuple[str, ast.GeneratorExp]] = []
        self._visit_all(tree.body, self._open(tree, None))
        bound = set[str]().union(*(scope.bound for scope in self.of.values()))
        for consumer, generator in self._consumed:
            self.of[generator].is_consumed = consumer not in bound
        for scope in self.of.values():
            self._mark_captured(scope)

    def _open(self, node: ast.AST, parent: Scope | None) -> Scope:
        scope = self.of[node] = Scope(node, parent)
        return scope

    def _visit_all(self, nodes: list[ast.stmt] | list[ast.expr] | list[ast.keyword], scope: Scope) -> None:
        for node in nodes:
            self._visit(node, scope)

    def _visit(self, node: ast.AST, scope: Scope) -> None:
        handler = _HANDLERS.get(node.__class__)
        if handler is not None:
            handler(self, node, scope)
        else:
            for child in child_nodes(node):
                self._visit(child, scope)

    def _name(self, node: ast.Name, scope: Scope) -> None:
        scope.uses.add(node.id)
        if not isinstance(node.ctx, ast.Load):
            scope.bound.add(node.id)
        self.uses_introspection |= node.id in INTROSPECTION or (_is_private(node.id) and _is_in_class(scope))

    def _call(self, node: ast.Call, scope: Scope) -> None:
        """Built-in functions that go over a generator expression do so before anything else happens."""
        for child in child_nodes(node):
            self._visit(child, scope)
        if len(node.args) != 1 or node.keywords or not isinstance(generator := node.args[0], ast.GeneratorExp):
            return
        if isinstance(node.func, ast.Name) and node.func.id in CONSUMERS:
            self._consumed.append((node.func.id, generator))
        elif isinstance(node.func, ast.Attribute) and node.func.attr == "join" and isinstance(node.func.value, ast.Constant):
            self._consumed.append(("", generator))

    def _attribute(self, node: ast.Attribute, scope: Scope) -> None:
        self.uses_introspection |= node.attr in _INTROSPECTIVE_ATTRIBUTES
        self._visit(node.value, scope)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> None:
        scope.bound.add(node.name)
        scope.uses.add(node.name)
        self._visit_all(node.decorator_list, scope)
        if node.returns is not None:
            self._visit(node.returns, scope)
        self._visit_all(node.body, self._parameters(node, node.args, scope))

    def _lambda(self, node: ast.Lambda, scope: Scope) -> None:
        self._visit(node.body, self._parameters(node, node.args, scope))

    def _parameters(self, node: ast.AST, arguments: ast.arguments, scope: Scope) -> Scope:
        self._visit_all([*arguments.defaults, *(default for default in arguments.kw_defaults if default is not None)], scope)
        inner = self._open(node, scope)
        for argument in all_arguments(arguments):
            if argument.annotation is not None:
                self._visit(argument.annotation, scope)
            inner.parameters.append(argument.arg)
        inner.bound.update(inner.parameters)
        return inner

    def _class(self, node: ast.ClassDef, scope: Scope) -> None:
        scope.bound.add(node.name)
        scope.uses.add(node.name)
        self._visit_all([*node.decorator_list, *node.bases], scope)
        self._visit_all(node.keywords, scope)
        self._visit_all(node.body, self._open(node, scope))

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp, scope: Scope) -> None:
        inner = self._open(node, scope)
        for index, generator in enumerate(node.generators):
            self._visit(generator.iter, inner if index else scope)
            self._visit(generator.target, inner)
            self._visit_all(generator.ifs, inner)
        elements = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        self._visit_all(elements, inner)

    def _walrus(self, node: ast.NamedExpr, scope: Scope) -> None:
        self._visit(node.value, scope)
        owner = scope
        while isinstance(owner.node, COMPREHENSIONS) and owner.parent is not None:
            owner = owner.parent
        owner.bound.add(node.target.id)
        scope.uses.add(node.target.id)
        owner.captured.add(node.target.id)

    def _import(self, node: ast.Import | ast.ImportFrom, scope: Scope) -> None:
        modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
        self.uses_introspection |= any(module.split(".")[0] in _INTROSPECTIVE_MODULES for module in modules)
        for alias in node.names:
            self.uses_introspection |= alias.name == "*" or (isinstance(node, ast.ImportFrom) and alias.name in _INTROSPECTIVE_ATTRIBUTES)
            scope.bound.add(alias.asname or alias.name.split(".")[0])

    def _handler(self, node: ast.ExceptHandler, scope: Scope) -> None:
        if node.name is not None:
            scope.bound.add(node.name)
        if node.type is not None:
            self._visit(node.type, scope)
        self._visit_all(node.body, scope)

    def _pattern(self, node: ast.MatchAs | ast.MatchStar | ast.MatchMapping, scope: Scope) -> None:
        name = node.rest if isinstance(node, ast.MatchMapping) else node.name
        if name is not None:
            scope.bound.add(name)
        for child in child_nodes(node):
            self._visit(child, scope)

    def _global(self, node: ast.Global, scope: Scope) -> None:
        scope.declared_global.update(node.names)

    def _nonlocal(self, node: ast.Nonlocal, scope: Scope) -> None:
        scope.declared_nonlocal.update(node.names)
        scope.uses.update(node.names)

    def _mark_captured(self, scope: Scope) -> None:
        for name in scope.uses:
            owner = scope.owner_of(name)
            inner: Scope | None = scope
            while owner is not None and inner is not None and inner is not owner:
                if inner.is_lazy or isinstance(inner.node, ast.ClassDef):
                    owner.captured.add(name)
                inner = inner.parent


def _is_private(name: str) -> bool:
    """Whether Python changes a name inside classes (language reference, section 6.2.1)."""
    return name.startswith("__") and not name.endswith("__")


def _is_in_class(scope: Scope | None) -> bool:
    while scope is not None:
        if isinstance(scope.node, ast.ClassDef):
            return True
        scope = scope.parent
    return False


def all_arguments(arguments: ast.arguments) -> list[ast.arg]:
    """Every parameter of a function in order: positional, `*rest`, keyword-only, `**named`."""
    stars = [[argument] if argument is not None else [] for argument in (arguments.vararg, arguments.kwarg)]
    return [*arguments.posonlyargs, *arguments.args, *stars[0], *arguments.kwonlyargs, *stars[1]]


_HANDLERS: dict[type[ast.AST], Callable[..., None]] = {
    ast.Name: ScopeTree._name,
    ast.Attribute: ScopeTree._attribute,
    ast.Call: ScopeTree._call,
    ast.FunctionDef: ScopeTree._function,
    ast.AsyncFunctionDef: ScopeTree._function,
    ast.Lambda: ScopeTree._lambda,
    ast.ClassDef: ScopeTree._class,
    ast.ListComp: ScopeTree._comprehension,
    ast.SetComp: ScopeTree._comprehension,
    ast.DictComp: ScopeTree._comprehension,
    ast.GeneratorExp: ScopeTree._comprehension,
    ast.NamedExpr: ScopeTree._walrus,
    ast.Import: ScopeTree._import,
    ast.ImportFrom: ScopeTree._import,
    ast.ExceptHandler: ScopeTree._handler,
    ast.MatchAs: ScopeTree._pattern,
    ast.MatchStar: ScopeTree._pattern,
    ast.MatchMapping: ScopeTree._pattern,
    ast.Global: ScopeTree._global,
    ast.Nonlocal: ScopeTree._nonlocal,
}
