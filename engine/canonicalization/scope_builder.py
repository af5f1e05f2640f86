"""Finding the scopes of a module and every occurrence of a name in them."""

import ast
from collections.abc import Callable, Sequence

from engine.canonicalization.scopes import Binding, Occurrence, Scope

_Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
_Function = ast.FunctionDef | ast.AsyncFunctionDef


class ScopeBuilder(ast.NodeVisitor):
    """Visits a module; afterwards `occurrences` has every variable name in reading order, each with its scope.

    Bindings are complete only after the whole visit. `visible` collects the names that stand for something others see: parameters,
    functions, classes, imports.
    """

    def __init__(self, tree: ast.Module) -> None:
        self.scope = Scope("module")
        self.occurrences: list[Occurrence] = []
        self.visible: set[str] = set()
        self.scopes_of_calls: list[tuple[ast.Call, Scope]] = []
        self.visit(tree)

    def occur(self, name: str, rename: Callable[[str], None]) -> None:
        self.occurrences.append(Occurrence(self.scope, name, rename))

    def bind_visible(self, name: str) -> None:
        self.visible.add(name)
        self.scope.bind(name, Binding.VISIBLE)

    def bind_field(self, node: ast.AST, field: str) -> None:
        name = getattr(node, field)
        if name is not None:
            self.scope.bind(name, Binding.VARIABLE)
            self.occur(name, lambda new: setattr(node, field, new))

    def visit_all(self, nodes: Sequence[ast.AST | None]) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        if not isinstance(node.ctx, ast.Load):
            self.scope.bind(node.id, Binding.VARIABLE)
        self.occur(node.id, lambda new: setattr(node, "id", new))

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.function(node)

    def function(self, node: _Function) -> None:
        self.bind_visible(node.name)
        self.visit_all(node.decorator_list)
        self.header(node.args)
        self.visit_all([node.returns])
        self.inside("function", node.args, node.body)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.header(node.args)
        self.inside("function", node.args, [node.body])

    def header(self, arguments: ast.arguments) -> None:
        """Defaults and annotations belong to the scope around the function."""
        self.visit_all([*arguments.defaults, *arguments.kw_defaults])
        self.visit_all([argument.annotation for argument in _parameters(arguments)])

    def inside(self, kind: str, arguments: ast.arguments | None, body: Sequence[ast.AST]) -> None:
        self.scope = Scope(kind, self.scope)
        for argument in _parameters(arguments) if arguments else ():
            self.bind_visible(argument.arg)
        self.visit_all(body)
        assert self.scope.parent is not None
        self.scope = self.scope.parent

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.bind_visible(node.name)
        self.visit_all([*node.decorator_list, *node.bases, *node.keywords])
        self.inside("class", None, node.body)

    def visit_ListComp(self, node: ast.ListComp) -> None:
        self.comprehension(node, [node.elt])

    def visit_SetComp(self, node: ast.SetComp) -> None:
        self.comprehension(node, [node.elt])

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> None:
        self.comprehension(node, [node.elt])

    def visit_DictComp(self, node: ast.DictComp) -> None:
        self.comprehension(node, [node.key, node.value])

    def comprehension(self, node: _Comprehension, results: list[ast.expr]) -> None:
        """The first iterable belongs to the scope around, everything else to the comprehension's own."""
        first, *others = node.generators
        self.visit(first.iter)
        rest = [part for other in others for part in (other.iter, other.target, *other.ifs)]
        self.inside("comprehension", None, [first.target, *first.ifs, *rest, *results])

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        """A walrus binds in the scope around all comprehensions (PEP 572)."""
        self.visit(node.value)
        here = self.scope
        while self.scope.kind == "comprehension" and self.scope.parent is not None:
            self.scope = self.scope.parent
        self.visit(node.target)
        self.scope = here

    def visit_Import(self, node: ast.Import) -> None:
        self.imports(node.names)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        self.imports(node.names)

    def imports(self, aliases: list[ast.alias]) -> None:
        for alias in aliases:
            if alias.asname:
                self.bind_field(alias, "asname")
            else:
                self.bind_visible(alias.name.split(".")[0])

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self.visit_all([node.type])
        self.bind_field(node, "name")
        self.visit_all(node.body)

    def visit_MatchAs(self, node: ast.MatchAs) -> None:
        self.visit_all([node.pattern])
        self.bind_field(node, "name")

    def visit_MatchStar(self, node: ast.MatchStar) -> None:
        self.bind_field(node, "name")

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        self.visit_all([*node.keys, *node.patterns])
        self.bind_field(node, "rest")

    def visit_Global(self, node: ast.Global) -> None:
        self.scope.global_names.update(node.names)
        self.visible.update(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.scope.nonlocal_names.update(node.names)
        for index, name in enumerate(node.names):
            self.occur(name, lambda new, index=index: node.names.__setitem__(index, new))  # type: ignore[misc]

    def visit_Call(self, node: ast.Call) -> None:
        self.scopes_of_calls.append((node, self.scope))
        self.generic_visit(node)


def _parameters(arguments: ast.arguments) -> list[ast.arg]:
    starred = [argument for argument in (arguments.vararg, arguments.kwarg) if argument]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *starred]
