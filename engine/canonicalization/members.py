"""Members of a module's own classes that only the module can name: attributes, private methods, helper classes.

All of this assumes, and only where the contract says so, that callers use the entry class by its declared methods alone.
"""

import ast
import collections
import re

from engine.canonicalization.trees import child_nodes, statements_of, walk

_ACCESSING = frozenset({"__getattr__", "__getattribute__", "__setattr__", "__delattr__", "__dir__"})
_BY_NAME = frozenset({"hasattr", "getattr", "setattr", "delattr", "dir", "vars"})
_REFLECTION = _BY_NAME | {"dataclass", "total_ordering", "namedtuple", "property", "attrgetter", "methodcaller"}
_REFLECTING = frozenset({"__dict__", "__class__", "__slots__", "attrgetter", "methodcaller"})
_TELLING = frozenset({ast.Attribute, ast.FunctionDef, ast.alias, ast.MatchClass})
_DEEP_FIELD = re.compile(r"\{[^{}]*[.\[]")
_CONTAINERS = frozenset({"bisect", "collections", "collections.abc", "copy", "functools", "heapq", "itertools", "operator"})
_HARMLESS_MODULES = _CONTAINERS | {"__future__", "abc", "math", "random", "re", "string", "sys", "time", "typing"}
_BUILT_IN_TYPES = (list, dict, set, frozenset, str, bytes, int, float, tuple, object, re.Match, re.Pattern, collections.OrderedDict)
_MORE_TYPES = (collections.deque, collections.defaultdict, collections.Counter, Exception, type, range)
BUILT_IN_MEMBERS = frozenset(name for type_ in (*_BUILT_IN_TYPES, *_MORE_TYPES) for name in dir(type_))

OFTEN_IMPLICIT = frozenset(
    [
        "__init__",
        "__new__",
        "__del__",
        "__getattr__",
        "__getattribute__",
        "__setattr__",
        "__delattr__",
        "__init_subclass__",
        "__class_getitem__",
        "__set_name__",
        "__eq__",
        "__hash__",
    ]
)


def plain_classes(tree: ast.Module) -> list[ast.ClassDef]:
    """The module's classes, if all of them are plain: no bases, decorators or keywords, nothing but methods without decorators."""
    classes = [node for node in statements_of(tree) if isinstance(node, ast.ClassDef)]
    return classes if all(node in tree.body and is_plain(node) for node in classes) else []


def methods_of(node: ast.ClassDef) -> list[ast.FunctionDef]:
    """A plain class's methods."""
    return [item for item in node.body if isinstance(item, ast.FunctionDef)]


def is_plain(node: ast.ClassDef) -> bool:
    """Whether a class has no bases, decorators or keywords, and nothing but methods without decorators."""
    bases = [base for base in node.bases if not (isinstance(base, ast.Name) and base.id == "object")]
    names = [item.name for item in node.body if isinstance(item, ast.FunctionDef)]
    is_usual = all(isinstance(item, ast.FunctionDef) and not item.decorator_list and item.args.args for item in node.body)
    return is_usual and not bases and not node.decorator_list and not node.keywords and len(set(names)) == len(names)


def uses_reflection(tree: ast.Module) -> bool:
    """Whether the module may name members by texts, or is told their names."""
    for node in walk(tree):
        kind = node.__class__
        if kind is ast.Name:
            if node.id in _REFLECTION:  # type: ignore[attr-defined]
                return True
        elif kind in _TELLING and _is_told(node):
            return True
    return False


def _is_told(node: ast.AST) -> bool:
    """Whether a node names members by texts or patterns, or is a method that is told their names."""
    match node:
        case ast.Attribute(attr=name, value=value):
            return name in _REFLECTING or (name in {"format", "format_map"} and _names_fields(value))
        case ast.FunctionDef(name=name):
            return name in _ACCESSING
        case ast.alias(name=name):
            return name in _REFLECTING
    return isinstance(node, ast.MatchClass) and bool(node.patterns or node.kwd_attrs)


def _names_fields(node: ast.expr) -> bool:
    """Whether a template may ask for attributes, as `{0.name}` does."""
    template = node.value if isinstance(node, ast.Constant) else None
    return not isinstance(template, str) or _DEEP_FIELD.search(template) is not None


def _has_foreign_objects(tree: ast.Module) -> bool:
    """Whether there may be objects of classes that are neither the module's nor built in."""
    for node in walk(tree):
        modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if not _HARMLESS_MODULES.issuperset(modules) or (isinstance(node, ast.Name) and node.id == "open"):
            return True
    return False


def _foreign_names(tree: ast.Module) -> set[str]:
    """The names of modules, what is imported from them, and caught exceptions."""
    found = {
        (alias.asname or alias.name).split(".")[0]
        for node in walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    return found | {node.name for node in walk(tree) if isinstance(node, ast.ExceptHandler) and node.name is not None}


def renamable_members(tree: ast.Module, public_members: frozenset[str] | None) -> list[str]:
    """Members that may have any name: attributes set on `self`, and methods that are neither public nor special."""
    classes = plain_classes(tree) if public_members is not None else []
    if not classes or public_members is None or uses_reflection(tree):
        return []
    owners = {item.args.args[0].arg for node in classes for item in node.body if isinstance(item, ast.FunctionDef)}
    methods = {item.name for node in classes for item in node.body if isinstance(item, ast.FunctionDef)}
    mentions = [node for node in walk(tree) if isinstance(node, ast.Attribute)]
    stored = {node.attr for node in mentions if not isinstance(node.ctx, ast.Load) and _owner(node) in owners}
    candidates = (stored | methods) - public_members
    foreign, is_strict = _foreign_names(tree), _has_foreign_objects(tree)
    chosen = {name for name in candidates if not name.startswith("__") and _is_ours(name, mentions, owners, is_strict=is_strict)}
    chosen -= {node.attr for node in mentions if _owner(node) in foreign}
    return [name for name in dict.fromkeys(_in_order(tree)) if name in chosen]


def private_attributes(tree: ast.Module, entry_point: str | None) -> frozenset[str]:
    """Attributes that every instance of the module's only class has from its constructor on, and that nobody outside can set.

    To be asked where callers' members are known and nothing names members by texts.
    """
    classes = plain_classes(tree) if entry_point is not None else []
    if len(classes) != 1:
        return frozenset()
    constructors = [item for item in classes[0].body if isinstance(item, ast.FunctionDef) and item.name == "__init__"]
    if not constructors:
        return frozenset()
    owner = constructors[0].args.args[0].arg
    mentions = [node for node in walk(tree) if isinstance(node, ast.Attribute)]
    owners = {item.args.args[0].arg for item in classes[0].body if isinstance(item, ast.FunctionDef)}
    made = [
        target.attr
        for item in constructors[0].body
        for target in _targets(item)
        if isinstance(target, ast.Attribute) and _owner(target) == owner
    ]
    methods = {item.name for item in classes[0].body if isinstance(item, ast.FunctionDef)}
    deleted = {node.attr for node in mentions if isinstance(node.ctx, ast.Del)}
    return frozenset(
        name for name in made if name not in methods | deleted and all(_owner(node) in owners for node in mentions if node.attr == name)
    )


def _targets(node: ast.stmt) -> list[ast.expr]:
    """What an assignment assigns, parts of tuples included."""
    whole = node.targets if isinstance(node, ast.Assign) else []
    return [part for target in whole for part in (target.elts if isinstance(target, ast.Tuple) else [target])]


def _owner(node: ast.Attribute) -> str | None:
    return node.value.id if isinstance(node.value, ast.Name) else None


def _is_ours(name: str, mentions: list[ast.Attribute], owners: set[str], *, is_strict: bool) -> bool:
    """A name that built-in objects have too, or foreign ones may have, is ours only if it stands behind `self` everywhere."""
    if name not in BUILT_IN_MEMBERS and not is_strict:
        return True
    return all(_owner(node) in owners for node in mentions if node.attr == name)


def _in_order(tree: ast.Module) -> list[str]:
    found: list[str] = []
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Attribute):
            found.append(node.attr)
        elif isinstance(node, ast.FunctionDef):
            found.append(node.name)
        stack.extend(reversed(list(child_nodes(node))))
    return found


def rename_members(tree: ast.Module, final: dict[str, str]) -> None:
    """Rename members everywhere, in place."""
    for node in walk(tree):
        if isinstance(node, ast.Attribute):
            node.attr = final.get(node.attr, node.attr)
        elif isinstance(node, ast.ClassDef):
            for item in node.body:
                if isinstance(item, ast.FunctionDef):
                    item.name = final.get(item.name, item.name)
