"""A container that holds at most so many entries gives the oldest up after a new one came, not before.

`if len(d) >= c and k not in d: d.popitem(False)` before `d[k] = v` is `if len(d) > c: d.popitem(False)` after it, where the container
never holds more than c entries, and so is `if len(d) == c and …`. That is proven by induction over the calls of methods: it is empty at
first, c is at least one and never changes, and nothing else puts entries in.
"""

import ast
import copy
from typing import NamedTuple

from engine.canonicalization.blocks import blocks_of
from engine.canonicalization.entries import Entry, stored_entry
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import PLAIN_MAPPINGS, element, is_hashable, kind
from engine.canonicalization.passes.ordered_entries import branches_of, is_asked_for, is_missing, takes_by_key
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import is_constant, same

_NEVER_MORE = frozenset({"get", "pop", "popitem", "move_to_end", "keys", "values", "items", "clear"})


class _Room(NamedTuple):
    """A statement before which the oldest entry goes if the container is full: the container, its bound, and how the entry goes."""

    owner: ast.expr
    bound: ast.expr
    giving_up: ast.stmt
    first: ast.stmt | None


def _give_up_later(program: Program) -> bool:
    for block in blocks_of(program.tree):
        for index in range(len(block) - 1):
            put = stored_entry(block[index + 1])
            room = _room_at(block, index, put[0]) if put is not None else None
            if room is None or put is None or not program.facts.is_readable(put[1]):
                continue
            if not _is_bounded(put[0], room, block[index + 1], program):
                continue
            block[index : index + 2] = [*([room.first] if room.first else []), block[index + 1]]
            block.insert(_place(block, index + bool(room.first), put[0]), _after(room))
            return True
    return False


def _give_up_after_all(program: Program) -> bool:
    """Of `if k in d: d[k] = v` and `else: d[k] = v; if c < len(d): d.popitem(False)`, room is asked for after both."""
    for block in blocks_of(program.tree):
        for index, node in enumerate(block):
            having, lacking = branches_of(node) if isinstance(node, ast.If) and node.orelse else ([], [])
            put = stored_entry(lacking[0]) if len(lacking) > 1 else None
            room = _room_after(lacking[-1], put[0]) if put is not None else None
            if put is None or room is None or not isinstance(node, ast.If):
                continue
            is_about = is_asked_for(node.test, put[0]) or is_missing(node.test, put[0])
            is_plain = is_about and all(_only_sets(item, put[0]) for item in having)
            if is_plain and all(_moves(item, put[0]) for item in lacking[1:-1]) and _is_bounded(put[0], room, lacking[0], program):
                block.insert(index + 1, lacking.pop())
                return True
    return False


def _once(program: Program) -> bool:
    """`while c < len(d): d.popitem(False)` after an entry came is `if`: one goes at most."""
    for block in blocks_of(program.tree):
        for index, node in enumerate(block):
            before = (
                block[index - 1] if index and not takes_by_key(block[index - 1], "move_to_end") else block[index - 2] if index > 1 else None
            )
            put = stored_entry(before) if before is not None and isinstance(node, ast.While) and not node.orelse else None
            if put is None or before is None or not isinstance(node, ast.While):
                continue
            room = _room_after(ast.If(node.test, node.body, []), put[0])
            if room is not None and _is_bounded(put[0], room, before, program):
                block[index] = ast.If(node.test, node.body, [])
                return True
    return False


def _room_after(node: ast.stmt, entry: Entry) -> _Room | None:
    """Read `if c < len(d): d.popitem(False)`."""
    if not isinstance(node, ast.If) or node.orelse or len(node.body) != 1 or not isinstance(node.test, ast.Compare):
        return None
    is_above = len(node.test.ops) == 1 and isinstance(node.test.ops[0], ast.Lt) and same(node.test.comparators[0], _length(entry.owner))
    return _Room(entry.owner, node.test.left, node.body[0], None) if is_above and _gives_up_oldest(node.body[0], entry.owner) else None


def _only_sets(node: ast.stmt, entry: Entry) -> bool:
    """Whether a statement sets the entry to a variable or constant, or moves it."""
    put = stored_entry(node)
    if put is None:
        return _moves(node, entry)
    return same(put[0].key, entry.key) and same(put[0].owner, entry.owner) and isinstance(put[1], ast.Name | ast.Constant)


def _moves(node: ast.stmt, entry: Entry) -> bool:
    moved = takes_by_key(node, "move_to_end") if isinstance(node, ast.Expr) else None
    return moved is not None and same(moved.owner, entry.owner) and same(moved.key, entry.key)


def _place(block: list[ast.stmt], index: int, entry: Entry) -> int:
    """Where the entry goes: after it was set, and moved."""
    follower = block[index + 1] if index + 1 < len(block) else None
    moved = takes_by_key(follower, "move_to_end") if isinstance(follower, ast.Expr) else None
    is_moved = moved is not None and same(moved.owner, entry.owner) and same(moved.key, entry.key)
    return index + 1 + is_moved


def _after(room: _Room) -> ast.stmt:
    test = ast.Compare(copy.deepcopy(room.bound), [ast.Lt()], [_length(room.owner)])
    return ast.If(test, [room.giving_up], [])


def _length(owner: ast.expr) -> ast.expr:
    return ast.Call(ast.Name("len", ast.Load()), [copy.deepcopy(owner)], [])


def _room_at(block: list[ast.stmt], index: int, entry: Entry) -> _Room | None:
    """Read a statement, which after `if k in d: del d[k]` need not ask for the key."""
    before, node = block[index - 1] if index else None, block[index]
    if isinstance(before, ast.If) and isinstance(node, ast.If) and not before.orelse and not node.orelse:
        is_gone = is_asked_for(before.test, entry) and _only_takes_out(before.body, entry)
        room = _read(node.test, node.body, entry, None) if is_gone else None
        if room is not None:
            return room
    return _room_for(node, entry)


def _room_for(node: ast.stmt, entry: Entry) -> _Room | None:
    """Read `if c <= len(d) and k not in d: …`, and `if k in d: del d[k] elif c <= len(d): …`."""
    if not isinstance(node, ast.If):
        return None
    if isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.And) and len(node.test.values) == 2 and not node.orelse:
        tests = sorted(node.test.values, key=lambda test: is_missing(test, entry))
        return _read(tests[0], node.body, entry, None) if is_missing(tests[1], entry) else None
    inner = node.orelse[0] if len(node.orelse) == 1 else None
    if not is_asked_for(node.test, entry) or not isinstance(inner, ast.If) or inner.orelse or not _only_takes_out(node.body, entry):
        return None
    return _read(inner.test, inner.body, entry, ast.If(node.test, node.body, []))


def _read(test: ast.expr, body: list[ast.stmt], entry: Entry, first: ast.stmt | None) -> _Room | None:
    bound = _bound_where_full(test, entry)
    if bound is None or len(body) != 1 or not _gives_up_oldest(body[0], entry.owner):
        return None
    return _Room(entry.owner, bound, body[0], first)


def _bound_where_full(test: ast.expr, entry: Entry) -> ast.expr | None:
    """C in `c <= len(d)`, and in `c == len(d)`, which says the same of a container that never holds more."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.LtE | ast.Eq):
        return None
    left, right, length = test.left, test.comparators[0], _length(entry.owner)
    if same(right, length):
        return left
    return right if isinstance(test.ops[0], ast.Eq) and same(left, length) else None


def _only_takes_out(body: list[ast.stmt], entry: Entry) -> bool:
    target = body[0].targets[0] if len(body) == 1 and isinstance(body[0], ast.Delete) and len(body[0].targets) == 1 else None
    return isinstance(target, ast.Subscript) and same(target.value, entry.owner) and same(target.slice, entry.key)


def _gives_up_oldest(node: ast.stmt, owner: ast.expr) -> bool:
    """Whether a statement is `d.popitem(False)` or `del d[next(iter(d))]`."""
    if isinstance(node, ast.Expr) and isinstance(call := node.value, ast.Call) and isinstance(call.func, ast.Attribute):
        is_first = len(call.args) == 1 and is_constant(call.args[0], value=False) and not call.keywords
        return call.func.attr == "popitem" and same(call.func.value, owner) and is_first
    target = node.targets[0] if isinstance(node, ast.Delete) and len(node.targets) == 1 else None
    oldest = ast.Call(ast.Name("next", ast.Load()), [ast.Call(ast.Name("iter", ast.Load()), [owner], [])], [])
    return isinstance(target, ast.Subscript) and same(target.value, owner) and same(target.slice, oldest)


def _is_bounded(entry: Entry, room: _Room, put: ast.stmt, program: Program) -> bool:
    """Whether the container never holds more entries than the bound, and the bound is at least one."""
    facts, owner = program.facts, entry.owner
    if not isinstance(owner, ast.Attribute) or f".{owner.attr}" not in facts.confined or {"len", "next", "iter"} & facts.shadowed:
        return False
    type_ = facts.type_of(owner)
    has_plain_keys = kind(type_) in PLAIN_MAPPINGS and is_hashable(element(type_)) and is_hashable(facts.type_of(entry.key))
    is_plain = isinstance(entry.key, ast.Name | ast.Constant) and has_plain_keys and not facts.effects_of(owner).raises
    is_small = is_plain and is_empty_at_first(owner.attr, facts) and _is_filled_by(put, owner.attr, facts)
    return is_small and is_positive(room.bound, program)


def is_empty_at_first(name: str, facts: ProgramFacts) -> bool:
    """Whether an attribute gets its value once, in the constructor: an empty dictionary."""
    stores = facts.occurrences.attribute_stores[name]
    parent = facts.occurrences.parent(stores[0]) if len(stores) == 1 else None
    made = parent.value if isinstance(parent, ast.Assign) else None
    return is_in_constructor(parent, facts) and kind(facts.type_of(made) if made else None) in PLAIN_MAPPINGS and _is_empty(made)


def _is_empty(node: ast.expr | None) -> bool:
    return (isinstance(node, ast.Dict) and not node.values) or (isinstance(node, ast.Call) and not node.args and not node.keywords)


def is_in_constructor(node: ast.AST | None, facts: ProgramFacts) -> bool:
    """Whether a statement of a method runs exactly when an object is made."""
    above = facts.occurrences.parent(node) if node is not None else None
    return isinstance(above, ast.FunctionDef) and above.name == "__init__"


def _is_filled_by(put: ast.stmt, name: str, facts: ProgramFacts) -> bool:
    """Whether nothing else adds entries: but for this one statement, values are only looked up, taken out, and put back at once."""
    for use in facts.occurrences.attribute_loads[name]:
        parent = facts.occurrences.parent(use)
        if isinstance(parent, ast.Attribute) and parent.attr not in _NEVER_MORE:
            return False
        if isinstance(parent, ast.AugAssign | ast.NamedExpr):
            return False
        if isinstance(parent, ast.Subscript) and isinstance(parent.ctx, ast.Store):
            statement = facts.occurrences.parent(parent)
            if statement is not put and not _is_put_back(statement, facts) and not _is_set_again(statement, facts):
                return False
    return True


def _is_put_back(node: ast.AST | None, facts: ProgramFacts) -> bool:
    """Whether a statement is the second of `x = d.pop(k); d[k] = x`."""
    put = stored_entry(node) if isinstance(node, ast.stmt) else None
    above = facts.occurrences.parent(node) if node is not None else None
    if put is None or above is None:
        return False
    block = next((item for item in blocks_of(above) if any(part is node for part in item)), [])
    index = next((position for position, part in enumerate(block) if part is node), 0)
    before = takes_by_key(block[index - 1], "pop") if index else None
    return before is not None and same(before.owner, put[0].owner) and same(before.key, put[0].key) and isinstance(put[0].key, ast.Name)


def _is_set_again(node: ast.AST | None, facts: ProgramFacts) -> bool:
    """Whether a statement sets an entry that is there: `if k in d: d[k] = v`, with nothing before it but the entry's moves."""
    put = stored_entry(node) if isinstance(node, ast.stmt) else None
    above = facts.occurrences.parent(node) if node is not None else None
    if put is None or not isinstance(above, ast.If) or not isinstance(put[0].key, ast.Name):
        return False
    if not is_asked_for(above.test, put[0]) and not is_missing(above.test, put[0]):
        return False
    having = branches_of(above)[0]
    place = next((index for index, item in enumerate(having) if item is node), None)
    return place is not None and all(_only_sets(item, put[0]) for item in having[:place])


def is_positive(bound: ast.expr, program: Program) -> bool:
    """Whether the bound is an attribute that only the constructor sets, to an argument that is at least one."""
    facts = program.facts
    if not isinstance(bound, ast.Attribute) or kind(facts.type_of(bound)) != "int" or facts.effects_of(bound).raises:
        return False
    stores = facts.occurrences.attribute_stores[bound.attr]
    parent = facts.occurrences.parent(stores[0]) if len(stores) == 1 else None
    given = parent.value if isinstance(parent, ast.Assign) and is_in_constructor(parent, facts) else None
    if not isinstance(given, ast.Name) or len(facts.occurrences.stores[given.id]) != 1:
        return False
    return program.lower_bounds.get(given.id, 0) >= 1


RULES = (
    ProgramRule("room_made_later", _give_up_later, (ast.ClassDef,)),
    ProgramRule("room_made_after_all", _give_up_after_all, (ast.ClassDef,)),
    ProgramRule("room_made_once", _once, (ast.ClassDef,)),
)
