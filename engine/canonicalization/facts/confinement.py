"""Confined containers: lists, dictionaries and sets that only one local variable can ever reach.

A simple escape analysis (Choi et al. 1999): made fresh wherever the variable is assigned, and never stored, passed on or captured.
What happens to a confined container is seen through its variable alone, so two of them never interfere.
"""

import ast

from engine.canonicalization.facts.occurrences import Occurrences

FRESH_CALLS = frozenset({"list", "dict", "set", "sorted", "deque", "OrderedDict", "defaultdict", "Counter"})
CONSUMERS = frozenset({"len", "sum", "min", "max", "sorted", "any", "all", "list", "set", "tuple", "frozenset", "str", "bool", "isinstance"})
LAZY_CONSUMERS = frozenset({"enumerate", "zip", "reversed", "iter", "range"})
_FRESH_METHODS = frozenset({"copy", "split", "rsplit", "splitlines"})


def is_fresh(node: ast.expr) -> bool:
    """Whether an expression makes a container that nothing else refers to."""
    if isinstance(node, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp):
        return True
    if isinstance(node, ast.BinOp):
        return is_fresh(node.left) and isinstance(node.op, ast.Add | ast.Mult)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in FRESH_CALLS
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _FRESH_METHODS


def is_confined(name: str, occurrences: Occurrences) -> bool:
    """Whether every definition of a local variable is fresh and no use of it lets the container out before the function ends."""
    return all(_defines_fresh(store, occurrences) for store in occurrences.stores[name]) and all(
        _keeps_inside(load, occurrences) for load in occurrences.loads[name]
    )


def is_confined_attribute(name: str, occurrences: Occurrences) -> bool:
    """The same for an attribute, which outlives the function: it may not be returned either."""
    return all(_defines_fresh(store, occurrences) for store in occurrences.attribute_stores[name]) and all(
        _keeps_inside(load, occurrences) and not isinstance(occurrences.parent(load), ast.Return | ast.BinOp)
        for load in occurrences.attribute_loads[name]
    )


def _defines_fresh(store: ast.AST, occurrences: Occurrences) -> bool:
    parent = occurrences.parent(store)
    if isinstance(parent, ast.Assign):
        return parent.targets == [store] and is_fresh(parent.value)
    if isinstance(parent, ast.Tuple):
        return _defines_fresh_in_tuple(store, parent, occurrences)
    return isinstance(parent, ast.AugAssign) and isinstance(parent.op, ast.Add)


def _defines_fresh_in_tuple(store: ast.AST, target: ast.Tuple, occurrences: Occurrences) -> bool:
    statement = occurrences.parent(target)
    if not isinstance(statement, ast.Assign) or statement.targets != [target] or not isinstance(statement.value, ast.Tuple):
        return False
    values = statement.value.elts
    return len(values) == len(target.elts) and is_fresh(values[target.elts.index(store)])  # type: ignore[arg-type]


def _keeps_inside(load: ast.expr, occurrences: Occurrences) -> bool:
    parent = occurrences.parent(load)
    match parent:
        case ast.Attribute():
            call = occurrences.parent(parent)
            return isinstance(call, ast.Call) and call.func is parent
        case ast.Subscript():
            return parent.value is load
        case ast.For() | ast.comprehension():
            return parent.iter is load
        case ast.Call():
            return _call_keeps_inside(load, parent, occurrences)
        case ast.Compare() | ast.If() | ast.While() | ast.Return() | ast.AugAssign() | ast.FormattedValue():
            return True
        case ast.UnaryOp():
            return isinstance(parent.op, ast.Not)
        case ast.BinOp():
            return True
        case ast.BoolOp():
            return isinstance(occurrences.parent(parent), ast.If | ast.While | ast.UnaryOp)
    return False


def _call_keeps_inside(load: ast.expr, call: ast.Call, occurrences: Occurrences) -> bool:
    if call.func is load:
        return False
    if isinstance(call.func, ast.Name):
        if call.func.id in CONSUMERS:
            return True
        above = occurrences.parent(call)
        return call.func.id in LAZY_CONSUMERS and isinstance(above, ast.For | ast.comprehension) and above.iter is call
    return isinstance(call.func, ast.Attribute) and call.func.attr in {"join", "extend", "update"}
