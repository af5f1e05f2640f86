"""Entries that are asked for with `get`: the test whether there is one stands where a method asks, and the entry where there is."""

import ast
import copy
from collections.abc import Callable, Sequence

from engine.canonicalization.syntax import always_leaves, is_constant, load
from engine.canonicalization.trees import walk

IsEntry = Callable[[ast.expr, ast.Name, ast.Name], bool]


def asked_first(body: list[ast.stmt], is_entry: IsEntry, *, are_true: bool, after: Sequence[ast.stmt] = ()) -> list[ast.stmt]:
    """`n = d.get(k)` and `if n is None: return` as `if k not in d: return` and `n = d[k]`, and the like, in all blocks of a method.

    The statements given stay as they are. `is_entry` says of which dictionaries, keys and variables for the entry, which
    nobody else may read; no entry may be None, and looking for one twice may do no harm; `are_true` says that all are true, so that
    `if not n` asks the same. `after` is what is done after the body.
    """
    made: list[ast.stmt] = []
    rest = list(body)
    while rest:
        node, follower = rest[0], rest[1] if len(rest) > 1 else None
        asked = _asked(node, is_entry)
        choice = _choice(follower, asked[0], are_true=are_true) if asked is not None and isinstance(follower, ast.If) else None
        written = _written(*asked, *choice, [*rest[2:], *after]) if asked is not None and choice is not None else None
        if written is not None:
            rest = [*written, *rest[2:]]
        else:
            rest = rest[1:]
            made.append(_inside(node, is_entry, are_true=are_true, after=[*rest, *after]))
    return made


def _inside(node: ast.stmt, is_entry: IsEntry, *, are_true: bool, after: Sequence[ast.stmt]) -> ast.stmt:
    if not isinstance(node, ast.If):
        return node
    body, orelse = (asked_first(block, is_entry, are_true=are_true, after=after) for block in (node.body, node.orelse))
    return ast.If(node.test, body, orelse)


def _asked(node: ast.stmt, is_entry: IsEntry) -> tuple[str, ast.Subscript] | None:
    """The variable and `d[k]` in `n = d.get(k)`."""
    if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(target := node.targets[0], ast.Name):
        return None
    call = node.value
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or call.func.attr != "get" or call.keywords:
        return None
    is_default = len(call.args) == 1 or (len(call.args) == 2 and isinstance(call.args[1], ast.Constant) and call.args[1].value is None)
    if not is_default or not isinstance(call.args[0], ast.Name) or not is_entry(call.func.value, call.args[0], target):
        return None
    return (target.id, ast.Subscript(call.func.value, call.args[0], ast.Load())) if target.id != call.args[0].id else None


def _choice(node: ast.If, name: str, *, are_true: bool) -> tuple[list[ast.stmt], list[ast.stmt]] | None:
    """What is done with an entry, and what without."""
    test, swaps = node.test, False
    if not are_true and not isinstance(test, ast.Compare):
        return None
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test, swaps = test.operand, True
    elif isinstance(node.test, ast.Compare) and len(node.test.ops) == 1 and isinstance(node.test.ops[0], ast.Is | ast.IsNot):
        if not is_constant(node.test.comparators[0], None):
            return None
        test, swaps = node.test.left, isinstance(node.test.ops[0], ast.Is)
    if not isinstance(test, ast.Name) or test.id != name:
        return None
    return (node.orelse, node.body) if swaps else (node.body, node.orelse)


def _written(
    name: str, place: ast.Subscript, having: list[ast.stmt], lacking: list[ast.stmt], after: list[ast.stmt]
) -> list[ast.stmt] | None:
    """The statements in place of the two; None where the variable is read where it holds no entry."""
    bound: ast.stmt = ast.Assign([ast.Name(name, ast.Store())], copy.deepcopy(place))
    if _mentions(lacking, name):
        return None
    missing = ast.Compare(place.slice, [ast.NotIn()], [place.value])
    if lacking and always_leaves(lacking):
        return [ast.If(missing, lacking, []), bound, *having]
    if _mentions(after, name):
        return None
    if not having:
        return [ast.If(missing, lacking, [])]
    return [ast.If(ast.Compare(load(place.slice.id), [ast.In()], [place.value]), [bound, *having], lacking)]  # type: ignore[attr-defined]


def _mentions(block: list[ast.stmt], name: str) -> bool:
    return any(isinstance(part, ast.Name) and part.id == name for item in block for part in walk(item))
