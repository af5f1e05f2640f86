"""Whether a program can do something else under another hash seed, at another time or in another process, told from its text.

The answer "it cannot" is a proof by what the text leaves out: every name, attribute, import and kind of syntax that it has is known to
depend on the arguments alone. Whatever is not known here counts as able to differ, and is run again (`confirmation`).
"""

import ast
import builtins
from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from engine.oracle.plain_modules import is_plain_module, is_plain_name
from engine.ports.sandbox import Call

Node = TypeVar("Node", bound=ast.AST)

_PLAIN_NAMES = frozenset(
    """
    abs all any ascii bin bool bytearray bytes callable chr classmethod complex dict divmod enumerate filter float format hex int isinstance
    issubclass iter len list map max min next oct ord pow print property range repr reversed round slice sorted staticmethod str sum super
    tuple type zip True False None NotImplemented Ellipsis __name__
    """.split()  # noqa: SIM905
) | {name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)}
_STRANGE_NAMES = frozenset(dir(builtins)) - _PLAIN_NAMES
_METHODS = frozenset(
    """
    __init__ __len__ __repr__ __str__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __iter__ __next__ __getitem__ __setitem__ __delitem__
    __contains__ __call__ __enter__ __exit__ __bool__ __add__ __sub__ __mul__ __post_init__
    """.split()  # noqa: SIM905
)
_STRANGE = frozenset({ast.Set, ast.SetComp, ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await})
_BINDING = (ast.Name, ast.arg, ast.ClassDef, ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping)
_STRANGE_ATTRIBUTES = frozenset({"mro", "scanner", "format_map"})
_OF_FRAMES = ("__", "gi_", "cr_", "ag_", "f_", "tb_", "co_")
_TEXTS = frozenset({"str", "repr", "format", "ascii", "type"})
_ATTRIBUTES_WITH_TEXTS = frozenset({"format", "args"})
_ITERATORS = frozenset({"map", "filter", "zip", "enumerate", "reversed", "iter", "finditer", "elements"})
_OF_FIRST = frozenset({"all", "any", "bytes", "dict", "enumerate", "iter", "len", "list", "next", "reversed", "sorted", "sum", "tuple"})
_OF_ALL = frozenset({"map", "filter", "zip"})
_METHODS_OF_FIRST = frozenset({"join", "extend", "update", "fromkeys"})
_FUNCTION_MAKERS = frozenset({"itertools", "functools"})
_VIEWS = frozenset({"keys", "items"})


def is_determined(source: str, tree: ast.Module | None = None) -> bool:
    """Whether what a program does is decided by its arguments alone, given that none of them holds a set.

    False where its text has anything whose answer may depend on hashes, addresses, time, chance, files or other processes, and where
    it does not parse. `tree` is the text's syntax tree, for whoever has it.
    """
    try:
        reading = _Reading(tree if tree is not None else ast.parse(source))
        return reading.is_plain() and not (reading.writes_texts() and reading.has_addresses())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def holds_set(value: object) -> bool:
    """Whether an argument is a set or has one inside: going through it depends on hashes. Only built-in containers are known as plain."""
    kind = type(value)
    if kind is list or kind is tuple:
        return any(map(holds_set, value))  # type: ignore[call-overload]
    if kind is dict:
        return any(holds_set(key) or holds_set(item) for key, item in value.items())  # type: ignore[attr-defined]
    return not (value is None or kind in (bool, int, float, str, bytes))


def have_sets(scenarios: tuple[tuple[Call, ...], ...]) -> bool:
    """Whether any argument of any call is a set or has one inside."""
    return any(holds_set(value) for calls in scenarios for call in calls for value in call.arguments)


class _Reading:
    """One program's text: what stands above each node, and which names it binds to what."""

    def __init__(self, tree: ast.Module) -> None:
        self.nodes: list[ast.AST] = [tree]
        self.parents: dict[int, ast.AST] = {}
        self.kinds: dict[type[ast.AST], list[ast.AST]] = defaultdict(list)
        for node in self.nodes:
            self.kinds[node.__class__].append(node)
            children = _children(node)
            for child in children:
                self.parents[id(child)] = node
            self.nodes += children
        self.functions = {node.name for node in self._of(ast.FunctionDef)}
        self.modules = {alias.asname or alias.name: alias.name for node in self._of(ast.Import) for alias in node.names}
        taken = {alias.asname or alias.name for node in self._of(ast.ImportFrom) for alias in node.names}
        self.values_with_address = self.functions | _ITERATORS | {name for name in taken if not name[:1].isupper()}
        self.bound = (
            self.functions
            | self.modules.keys()
            | taken
            | {name for kind in _BINDING for node in self._of(kind) for name in _bound_names(node)}
        )

    def _of(self, kind: type[Node]) -> list[Node]:
        return self.kinds.get(kind, [])  # type: ignore[return-value]

    def is_plain(self) -> bool:
        """Whether everything in the text is known; a name bound in one place may mean Python's own in another."""
        if not (self.bound.isdisjoint(_STRANGE_NAMES) and self.kinds.keys().isdisjoint(_STRANGE)):
            return False
        return all(rule(self, node) for kind, rule in _PLAIN_RULES.items() for node in self._of(kind))

    def _is_plain_definition(self, node: ast.FunctionDef | ast.ClassDef) -> bool:
        return not node.name.startswith("__") or node.name in _METHODS

    def _is_plain_keyword(self, node: ast.keyword) -> bool:
        return node.arg not in {None, "file"}  # print writes texts into an object that it is given

    def _is_plain_import(self, node: ast.Import) -> bool:
        return all(is_plain_module(alias.name) and "." not in alias.name for alias in node.names)

    def _is_plain_import_from(self, node: ast.ImportFrom) -> bool:
        return not node.level and all(is_plain_name(node.module or "", alias.name) for alias in node.names)

    def _is_plain_name(self, node: ast.Name) -> bool:
        above = self.parents.get(id(node))
        if node.id in self.modules:
            return isinstance(above, ast.Attribute) and is_plain_name(self.modules[node.id], above.attr)
        if node.id == "type":
            return isinstance(above, ast.Call) and above.func is node and len(above.args) == 1
        return (node.id in self.bound and not node.id.startswith("__")) or node.id in _PLAIN_NAMES

    def _is_plain_attribute(self, node: ast.Attribute) -> bool:
        if node.attr in _STRANGE_ATTRIBUTES or (node.attr.startswith(_OF_FRAMES) and node.attr != "__init__"):
            return False
        above = self.parents[id(node)]
        if node.attr in _VIEWS:
            return isinstance(above, ast.Call) and above.func is node and not above.args and self._is_used_at_once(above)
        return node.attr != "format" or (isinstance(node.value, ast.Constant) and not set(".[") & set(str(node.value.value)))

    def writes_texts(self) -> bool:
        """Whether it may turn an object into text, where addresses show."""
        return (
            not self.kinds.keys().isdisjoint((ast.FormattedValue, ast.Mod))
            or any(node.id in _TEXTS for node in self._of(ast.Name))
            or any(node.attr in _ATTRIBUTES_WITH_TEXTS for node in self._of(ast.Attribute))
        )

    def has_addresses(self) -> bool:
        """Whether there may be an object whose text has an address in it."""
        return any(rule(self, node) for kind, rule in _ADDRESS_RULES.items() for node in self._of(kind))

    def _is_kept(self, node: ast.GeneratorExp) -> bool:
        return not self._is_used_at_once(node)

    def _is_kept_iterator(self, node: ast.Call) -> bool:
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        return name in _ITERATORS and not self._is_used_at_once(node)

    def _is_shown_function(self, node: ast.Lambda | ast.Attribute | ast.Name) -> bool:
        if isinstance(node, ast.Name) and node.id not in self.values_with_address:
            return False
        return (isinstance(node, ast.Lambda) or isinstance(node.ctx, ast.Load)) and not self._is_asked_only(node)

    def _takes_function_makers(self, node: ast.Import | ast.ImportFrom) -> bool:
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module]
        return not _FUNCTION_MAKERS.isdisjoint(names)

    def _is_asked_only(self, node: ast.AST) -> bool:
        """Whether a function is called, or given to what sorts, chooses or maps."""
        above = self.parents[id(node)]
        if isinstance(above, ast.keyword):
            return above.arg == "key"
        if not isinstance(above, ast.Call):
            return False
        is_applied = isinstance(above.func, ast.Name) and above.func.id in {"map", "filter"} - self.bound
        return above.func is node or (is_applied and above.args[0] is node)

    def _is_used_at_once(self, node: ast.AST) -> bool:
        """Whether an iterator or a view is gone through where it is made, so that nothing keeps it."""
        above = self.parents[id(node)]
        if isinstance(above, ast.For | ast.comprehension):
            return above.iter is node
        if not isinstance(above, ast.Call) or node not in above.args:
            return isinstance(above, ast.Starred | ast.Compare)
        is_first = above.args[0] is node
        if isinstance(above.func, ast.Attribute):
            return is_first and above.func.attr in _METHODS_OF_FIRST - self.functions
        if not isinstance(above.func, ast.Name) or above.func.id in self.bound:
            return False
        name = above.func.id
        return (is_first and (name in _OF_FIRST or (name in {"max", "min"} and len(above.args) == 1))) or name in _OF_ALL


def _children(node: ast.AST) -> list[ast.AST]:
    """The nodes directly below, without the contexts of names, which all places share."""
    found: list[ast.AST] = []
    for name, value in node.__dict__.items():
        if value.__class__ is list:
            found += [item for item in value if isinstance(item, ast.AST)]
        elif isinstance(value, ast.AST) and name != "ctx":
            found.append(value)
    return found


def _bound_names(node: ast.AST) -> tuple[str, ...]:
    match node:
        case ast.Name() if not isinstance(node.ctx, ast.Load):
            return (node.id,)
        case ast.arg():
            return (node.arg,)
        case ast.ClassDef():
            return (node.name,)
        case ast.ExceptHandler() | ast.MatchAs() | ast.MatchStar() if node.name is not None:
            return (node.name,)
        case ast.MatchMapping() if node.rest is not None:
            return (node.rest,)
    return ()


_PLAIN_RULES: dict[type[ast.AST], Callable[..., bool]] = {
    ast.Name: _Reading._is_plain_name,
    ast.Attribute: _Reading._is_plain_attribute,
    ast.FunctionDef: _Reading._is_plain_definition,
    ast.ClassDef: _Reading._is_plain_definition,
    ast.keyword: _Reading._is_plain_keyword,
    ast.Import: _Reading._is_plain_import,
    ast.ImportFrom: _Reading._is_plain_import_from,
}
_ADDRESS_RULES: dict[type[ast.AST], Callable[..., bool]] = {
    ast.ClassDef: lambda _, __: True,
    ast.Yield: lambda _, __: True,
    ast.YieldFrom: lambda _, __: True,
    ast.GeneratorExp: _Reading._is_kept,
    ast.Lambda: _Reading._is_shown_function,
    ast.Name: _Reading._is_shown_function,
    ast.Attribute: _Reading._is_shown_function,
    ast.Call: _Reading._is_kept_iterator,
    ast.Import: _Reading._takes_function_makers,
    ast.ImportFrom: _Reading._takes_function_makers,
}
