"""Dictionaries filled entry by entry: `d[k] = d.get(k, 0) + e` and `d.setdefault(k, []).append(e)` are how a missing entry begins."""

import ast
import copy
from itertools import pairwise

from engine.canonicalization.comprehending import is_builtin_call
from engine.canonicalization.entries import (
    Change,
    Entry,
    can_be_joined,
    change_of,
    entry_of,
    is_integer,
    is_new_container,
    is_plain_value,
    stored_entry,
)
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import is_hashable, is_settled, kind
from engine.canonicalization.rules import BlockRule, ExpressionRule
from engine.canonicalization.syntax import constant, same
from engine.canonicalization.traversal import BlockPlace


def _begin_missing(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if k not in d: d[k] = z`, or `d.setdefault(k, z)`, before a change of `d[k]`."""
    for index, (guard, following) in enumerate(pairwise(statements)):
        change, begun = change_of(following), _beginning(guard)
        if change is None or begun is None or not change.entry.is_in(begun[0].owner) or not same(begun[0].key, change.entry.key):
            continue
        if _fits(change, begun[1], facts) and can_be_joined(change, following, facts):
            return [*statements[:index], change.with_default(begun[1]), *statements[index + 2 :]]
    return None


def _beginning(node: ast.stmt) -> tuple[Entry, ast.expr] | None:
    """The entry and its first value in `if k not in d: d[k] = z` and in `d.setdefault(k, z)`."""
    if isinstance(node, ast.If) and not node.orelse and len(node.body) == 1:
        begun, test = stored_entry(node.body[0]), node.test
        if begun is None or not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.NotIn):
            return None
        return begun if begun[0].is_in(test.comparators[0]) and same(test.left, begun[0].key) else None
    asked = node.value if isinstance(node, ast.Expr) else None
    if not isinstance(asked, ast.Call) or not isinstance(asked.func, ast.Attribute) or asked.func.attr != "setdefault":
        return None
    if len(asked.args) != 2 or asked.keywords or any(isinstance(argument, ast.Starred) for argument in asked.args):
        return None
    entry = entry_of(ast.Subscript(asked.func.value, asked.args[0], ast.Load()))
    return (entry, asked.args[1]) if entry is not None else None


def _membership(test: ast.expr, change: Change, operator: type[ast.cmpop]) -> bool:
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], operator):
        return False
    container = test.comparators[0]
    return change.entry.is_in(container) and same(test.left, change.entry.key)


def _fits(change: Change, default: ast.expr, facts: ProgramFacts) -> bool:
    """Whether a value may be made although the entry is there already: nobody sees it then."""
    if change.call is not None:
        return is_new_container(default) or is_builtin_call(default, "set", facts, 0)
    return is_plain_value(default)


def _begin_or_change(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if k in d: d[k] += e` `else: d[k] = e`, and the same with `append` and a list of one."""
    for index, node in enumerate(statements):
        choice = _choice(node)
        if choice is None:
            continue
        test, there, missing = choice
        change, begun = change_of(there), stored_entry(missing)
        if change is None or begun is None or not change.entry.is_in(begun[0].owner) or not same(begun[0].key, change.entry.key):
            continue
        default = _default(change, begun[1], facts)
        if default is not None and _membership(test, change, ast.In) and can_be_joined(change, node, facts):
            return [*statements[:index], change.with_default(default), *statements[index + 1 :]]
    return None


def _change_or_begin(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`try: d[k] += e` `except KeyError: d[k] = e` is the choice of `if k in d`, where only a missing entry can fail."""
    for index, node in enumerate(statements):
        if not isinstance(node, ast.Try) or node.orelse or node.finalbody or len(node.body) != 1 or len(node.handlers) != 1:
            continue
        handler, change = node.handlers[0], change_of(node.body[0])
        is_missing = isinstance(handler.type, ast.Name) and handler.type.id == "KeyError" and handler.name is None
        if not is_missing or change is None or "KeyError" in facts.shadowed or not _fails_if_missing(change, facts):
            continue
        test = ast.Compare(copy.deepcopy(change.entry.key), [ast.In()], [copy.deepcopy(change.entry.owner)])
        return [*statements[:index], ast.If(test, node.body, handler.body), *statements[index + 1 :]]
    return None


def _fails_if_missing(change: Change, facts: ProgramFacts) -> bool:
    """Whether a change of an entry of a plain dictionary only computes, but for looking it up: its values are integers or lists."""
    old = ast.Subscript(change.entry.owner, change.entry.key, ast.Load())
    values = [change.value] if change.value is not None else list(change.call.args) if change.call is not None else []
    is_plain = kind(facts.type_of(change.entry.owner)) == "dict" and is_hashable(facts.type_of(change.entry.key))
    if not is_plain or not all(facts.effects_of(part).is_total for part in [change.entry.key, change.entry.owner, *values]):
        return False
    if change.call is not None:
        method = change.call.func.attr if isinstance(change.call.func, ast.Attribute) else ""
        return method == "append" and len(values) == 1 and not change.call.keywords and kind(facts.type_of(old)) == "list"
    return isinstance(change.operator, ast.Add) and is_integer(old, facts) and all(is_integer(value, facts) for value in values)


def _choice(node: ast.stmt) -> tuple[ast.expr, ast.stmt, ast.stmt] | None:
    """A test for membership, what is done with an entry that is there, and with one that is not."""
    if isinstance(node, ast.If) and len(node.body) == len(node.orelse) == 1:
        test, there, missing = node.test, node.body[0], node.orelse[0]
    elif isinstance(node, ast.Assign) and isinstance(node.value, ast.IfExp):
        choice = node.value
        test, there, missing = choice.test, ast.Assign(node.targets, choice.body), ast.Assign(node.targets, choice.orelse)
    else:
        return None
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.NotIn):
        return ast.Compare(test.left, [ast.In()], test.comparators), missing, there
    return test, there, missing


def _default(change: Change, begun: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """The value of which the change makes what a missing entry begins with."""
    if change.call is not None:
        return _container_before(change.call, begun)
    if not isinstance(change.operator, ast.Add) or change.value is None or not is_integer(change.value, facts):
        return None
    if same(begun, change.value):
        return constant(0)
    both = (begun, change.value)
    if all(isinstance(item, ast.Constant) and type(item.value) is int for item in both):
        return constant(begun.value - change.value.value)  # type: ignore[attr-defined]
    return None


def _container_before(call: ast.Call, begun: ast.expr) -> ast.expr | None:
    if not isinstance(call.func, ast.Attribute) or len(call.args) != 1 or not isinstance(begun, ast.List | ast.Set):
        return None
    is_one = len(begun.elts) == 1 and same(begun.elts[0], call.args[0])
    if not is_one or call.func.attr != ("append" if isinstance(begun, ast.List) else "add"):
        return None
    return ast.List([], ast.Load()) if isinstance(begun, ast.List) else ast.Call(ast.Name("set", ast.Load()), [], [])


def _get(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`d[k] if k in d else z` is `d.get(k, z)` for a dictionary, when z only computes."""
    assert isinstance(node, ast.IfExp)
    test = node.test
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.In | ast.NotIn):
        return None
    found, missing = (node.body, node.orelse) if isinstance(test.ops[0], ast.In) else (node.orelse, node.body)
    entry, container = entry_of(found), test.comparators[0]
    if entry is None or not entry.is_in(container) or not same(test.left, entry.key):
        return None
    is_known = kind(facts.type_of(container)) == "dict" and is_settled(facts.type_of(entry.key)) and is_settled(facts.type_of(container))
    if not is_known or facts.effects_of(entry.key).writes or not facts.effects_of(missing).is_total:
        return None
    return entry.asked("get", missing)


def _get_or_leave(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if k in d: return d[k]; return z` is `return d.get(k, z)` for a dictionary, when z only computes."""
    for index, (guard, last) in enumerate(pairwise(statements)):
        if not isinstance(guard, ast.If) or guard.orelse or len(guard.body) != 1 or not isinstance(last, ast.Return) or last.value is None:
            continue
        first = guard.body[0]
        if not isinstance(first, ast.Return) or first.value is None:
            continue
        found = _get(ast.IfExp(guard.test, first.value, last.value), facts)
        if found is not None:
            return [*statements[:index], ast.Return(found), *statements[index + 2 :]]
    return None


def _keys_gone_over(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`sorted(d.keys())` is `sorted(d)`, and the same for other functions that go over a dictionary at once."""
    assert isinstance(node, ast.Call)
    if len(node.args) != 1 or not isinstance(node.func, ast.Name) or node.func.id not in _GOING_OVER - facts.shadowed:
        return None
    view = node.args[0]
    is_keys = isinstance(view, ast.Call) and isinstance(view.func, ast.Attribute) and view.func.attr == "keys" and not view.args
    if not is_keys or not isinstance(view, ast.Call) or not isinstance(view.func, ast.Attribute) or view.keywords:
        return None
    return ast.Call(node.func, [view.func.value], node.keywords) if kind(facts.type_of(view.func.value)) == "dict" else None


_GOING_OVER = frozenset({"sorted", "list", "tuple", "set", "frozenset", "len", "max", "min", "sum", "any", "all", "enumerate"})


def _get_none(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`d.get(k, None)` is `d.get(k)`."""
    assert isinstance(node, ast.Call)
    is_get = isinstance(node.func, ast.Attribute) and node.func.attr == "get" and len(node.args) == 2 and not node.keywords
    if not is_get or not isinstance(node.func, ast.Attribute) or kind(facts.type_of(node.func.value)) != "dict":
        return None
    last = node.args[1]
    return ast.Call(node.func, node.args[:1], []) if isinstance(last, ast.Constant) and last.value is None else None


RULES = (
    BlockRule("entry_or_left", _get_or_leave, (ast.If,)),
    ExpressionRule("keys_gone_over", (ast.Call,), _keys_gone_over),
    BlockRule("missing_entry", _begin_missing),
    BlockRule("missing_entry_caught", _change_or_begin, (ast.Try,)),
    BlockRule("entry_begun_or_changed", _begin_or_change),
    ExpressionRule("entry_or_default", (ast.IfExp,), _get),
    ExpressionRule("default_none", (ast.Call,), _get_none),
)
