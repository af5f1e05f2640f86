"""Confined containers: lists, dictionaries and sets that only one local variable can ever reach.

A simple escape analysis (Choi et al. 1999): made fresh wherever the variable is assigned, and never stored, passed on or captured.
What happens to a confined container is seen through its variable alone, so two of them never interfere.
"""

import ast

from engine.canonicalization.facts.occurrences import Occurrences

FRESH_CALLS = frozenset({"list", "dict", "set", "sorted"})
FRESH_COLLECTIONS = frozenset({"deque", "OrderedDict", "defaultdict", "Counter"})
CONSUMERS = frozenset(
    {"len", "sum", "min", "max", "sorted", "any", "all", "list", "set", "tuple", "frozenset", "dict", "str", "bool", "isinstance"}
)
LAZY_CONSUMERS = frozenset({"enumerate", "zip", "reversed", "iter", "range"})
_METHODS = frozenset(
    [
        "append",
        "extend",
        "insert",
        "remove",
        "pop",
        "clear",
        "index",
        "count",
        "sort",
        "reverse",
        "copy",
        "add",
        "discard",
        "update",
        "union",
        "intersection",
        "difference",
        "symmetric_difference",
        "issubset",
        "issuperset",
        "isdisjoint",
        "get",
        "setdefault",
        "popitem",
        "appendleft",
        "popleft",
        "extendleft",
        "rotate",
        "move_to_end",
    ]
)
_VIEWS = frozenset({"keys", "values", "items"})
_FRESH_METHODS = frozenset({"copy", "split", "rsplit", "splitlines"})


def is_from_collections(name: str, occurrences: Occurrences) -> bool:
    """Whether a name is bound by nothing but `from collections import name`."""
    stores = occurrences.stores.get(name, [])
    return bool(stores) and all(
        isinstance(store, ast.alias)
        and store.name == name
        and isinstance(statement := occurrences.parent(store), ast.ImportFrom)
        and (statement.module, statement.level) == ("collections", 0)
        for store in stores
    )


def is_module(name: str, occurrences: Occurrences) -> bool:
    """Whether a name is bound by nothing but `import name`, and nobody assigns the module's attributes."""
    stores = occurrences.stores.get(name, [])
    changes = [store for found in occurrences.attribute_stores.values() for store in found]
    if any(isinstance(store.value, ast.Name) and store.value.id == name for store in changes if isinstance(store, ast.Attribute)):
        return False
    return bool(stores) and all(
        isinstance(store, ast.alias) and (store.name, store.asname) == (name, None) and isinstance(occurrences.parent(store), ast.Import)
        for store in stores
    )


def known_imports(occurrences: Occurrences) -> frozenset[str]:
    """The names that stand for modules, or for containers of `collections`, wherever they occur."""
    imported = [name for name, stores in occurrences.stores.items() if stores and isinstance(stores[0], ast.alias)]
    return frozenset(name for name in imported if is_module(name, occurrences) or is_from_collections(name, occurrences))


def is_fresh(node: ast.expr, occurrences: Occurrences) -> bool:
    """Whether an expression makes a container that nothing else refers to."""
    if isinstance(node, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp):
        return True
    if isinstance(node, ast.BinOp):
        return is_fresh(node.left, occurrences) and isinstance(node.op, ast.Add | ast.Mult)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id in FRESH_CALLS:
            return node.func.id not in occurrences.stores
        return node.func.id in FRESH_COLLECTIONS and is_from_collections(node.func.id, occurrences)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _FRESH_METHODS


def is_made_here(name: str, occurrences: Occurrences) -> bool:
    """Whether every definition of a local variable makes a new container, and only known methods are called through it."""
    return all(_defines_fresh(store, occurrences) for store in occurrences.stores[name]) and all(
        _calls_known_method(load, occurrences) for load in occurrences.loads[name]
    )


def _calls_known_method(load: ast.expr, occurrences: Occurrences) -> bool:
    parent = occurrences.parent(load)
    if not isinstance(parent, ast.Attribute):
        return True
    call = occurrences.parent(parent)
    return isinstance(call, ast.Call) and call.func is parent and parent.attr in _METHODS | _VIEWS


def is_confined(name: str, occurrences: Occurrences) -> bool:
    """Whether every definition of a local variable is fresh and no use of it lets the container out before the function ends."""
    return is_made_fresh(name, occurrences) and all(_keeps_inside(load, occurrences) for load in occurrences.loads[name])


def is_made_fresh(name: str, occurrences: Occurrences) -> bool:
    """Whether every definition of a local variable makes a container that nothing else refers to."""
    return all(_defines_fresh(store, occurrences) for store in occurrences.stores.get(name, ()))


def is_only_read(name: str, occurrences: Occurrences) -> bool:
    """Whether every use of a local variable reads what is in its container, which none of them changes, keeps or hands on."""
    return all(_only_reads(load, occurrences) for load in occurrences.loads[name])


def _only_reads(load: ast.expr, occurrences: Occurrences) -> bool:
    match parent := occurrences.parent(load):
        case ast.For() | ast.comprehension():
            return parent.iter is load
        case ast.Subscript(ctx=ast.Load()):
            return parent.value is load
        case ast.Call(func=ast.Name(name), args=[first], keywords=[]):
            return first is load and name in CONSUMERS and name not in occurrences.stores
        case ast.If() | ast.While() | ast.IfExp():
            return parent.test is load
    return isinstance(parent, ast.Compare) or (isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not))


def is_confined_attribute(name: str, occurrences: Occurrences) -> bool:
    """The same for an attribute, which outlives the function: it may not be returned either."""
    return all(_defines_fresh(store, occurrences) for store in occurrences.attribute_stores[name]) and all(
        _keeps_inside(load, occurrences) and not isinstance(occurrences.parent(load), ast.Return | ast.BinOp)
        for load in occurrences.attribute_loads[name]
    )


def _defines_fresh(store: ast.AST, occurrences: Occurrences) -> bool:
    parent = occurrences.parent(store)
    if isinstance(parent, ast.Assign):
        return parent.targets == [store] and is_fresh(parent.value, occurrences)
    if isinstance(parent, ast.Tuple):
        return _defines_fresh_in_tuple(store, parent, occurrences)
    return isinstance(parent, ast.AugAssign) and isinstance(parent.op, ast.Add)


def _defines_fresh_in_tuple(store: ast.AST, target: ast.Tuple, occurrences: Occurrences) -> bool:
    statement = occurrences.parent(target)
    if not isinstance(statement, ast.Assign) or statement.targets != [target] or not isinstance(statement.value, ast.Tuple):
        return False
    values = statement.value.elts
    return len(values) == len(target.elts) and is_fresh(values[target.elts.index(store)], occurrences)  # type: ignore[arg-type]


def _keeps_inside(load: ast.expr, occurrences: Occurrences) -> bool:
    parent = occurrences.parent(load)
    match parent:
        case ast.Attribute():
            call = occurrences.parent(parent)
            if isinstance(call, ast.keyword):
                return parent.attr == "get" and _is_key_at_once(call, occurrences)
            is_method = isinstance(call, ast.Call) and call.func is parent
            return is_method and (parent.attr in _METHODS or (parent.attr in _VIEWS and _view_stays(call, occurrences)))
        case ast.Subscript():
            return parent.value is load
        case ast.For() | ast.comprehension():
            return _is_iterated_at_once(load, parent, occurrences)
        case ast.Call():
            return _call_keeps_inside(load, parent, occurrences)
        case ast.Compare() | ast.If() | ast.While() | ast.Return() | ast.AugAssign() | ast.FormattedValue():
            return True
        case ast.UnaryOp():
            return isinstance(parent.op, ast.Not)
        case ast.BinOp():
            return True
        case ast.Dict():
            return any(key is None and value is load for key, value in zip(parent.keys, parent.values, strict=True))
        case ast.BoolOp():
            return isinstance(occurrences.parent(parent), ast.If | ast.While | ast.UnaryOp)
    return False


def _is_first(call: ast.Call, above: ast.AST | None, occurrences: Occurrences) -> bool:
    """Whether only the first element is asked for: `next(iter(…))`."""
    is_next = isinstance(above, ast.Call) and isinstance(above.func, ast.Name) and above.func.id == "next" and above.args[:1] == [call]
    return is_next and "next" not in occurrences.stores and len(call.args) == 1 and not call.keywords


def _is_key_at_once(word: ast.keyword, occurrences: Occurrences) -> bool:
    """Whether a function is the key of `max`, `min` or `sorted`, which ask it and keep it not."""
    call = occurrences.parent(word)
    name = call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""
    return word.arg == "key" and name in {"max", "min", "sorted"} and name not in occurrences.stores


def _is_iterated_at_once(node: ast.expr, parent: ast.AST | None, occurrences: Occurrences) -> bool:
    """Whether a loop or comprehension goes through a value before anything else can happen; generators do so only inside a consumer."""
    if isinstance(parent, ast.For):
        return parent.iter is node
    if not isinstance(parent, ast.comprehension) or parent.iter is not node:
        return False
    whole = occurrences.parent(parent)
    if not isinstance(whole, ast.GeneratorExp):
        return True
    above = occurrences.parent(whole)
    return isinstance(above, ast.Call) and above.args == [whole] and _is_consumer(above, occurrences)


def _is_consumer(call: ast.Call, occurrences: Occurrences) -> bool:
    """Whether a call goes through its argument, or looks at it, and keeps nothing of it."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr == "join" and isinstance(call.func.value, ast.Constant)
    return isinstance(call.func, ast.Name) and call.func.id in CONSUMERS and call.func.id not in occurrences.stores


def _view_stays(call: ast.AST | None, occurrences: Occurrences) -> bool:
    """Whether a view of a dictionary is used where it is made."""
    above = occurrences.parent(call) if call is not None else None
    if not isinstance(call, ast.Call) or call.args or call.keywords:
        return False
    if isinstance(above, ast.Call):
        return above.args == [call] and _is_consumer(above, occurrences)
    return isinstance(above, ast.Compare) or _is_iterated_at_once(call, above, occurrences)


def _call_keeps_inside(load: ast.expr, call: ast.Call, occurrences: Occurrences) -> bool:
    if call.func is load:
        return False
    if isinstance(call.func, ast.Name):
        if call.func.id in occurrences.stores:
            return False
        if call.func.id in CONSUMERS:
            return bool(call.args) and call.args[0] is load and (len(call.args) == 1 or call.func.id == "isinstance")
        above = occurrences.parent(call)
        return call.func.id in LAZY_CONSUMERS and (_is_iterated_at_once(call, above, occurrences) or _is_first(call, above, occurrences))
    return isinstance(call.func, ast.Attribute) and call.func.attr in {"join", "extend", "update"}
