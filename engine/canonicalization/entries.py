"""Entries of dictionaries that only one variable reaches: reading statements that make or change one entry, and writing them."""

import ast
import copy
from dataclasses import dataclass

from engine.canonicalization.blocks import is_protected, mentions
from engine.canonicalization.facts.effects import Effects, interferes
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import is_settled, kind
from engine.canonicalization.syntax import same
from engine.canonicalization.trees import walk

DefaultValue = ast.expr


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry `owner[key]` of a dictionary, which a variable holds or an attribute; `name` is the variable's, or `.attribute`."""

    name: str
    key: ast.expr
    owner: ast.expr

    def is_in(self, node: ast.expr) -> bool:
        """Whether an expression is the dictionary."""
        return same(node, self.owner)

    def is_same(self, node: ast.expr | None) -> bool:
        """Whether an expression is this entry."""
        other = entry_of(node)
        return other is not None and self.is_in(other.owner) and same(other.key, self.key)

    def stored(self, value: ast.expr) -> ast.stmt:
        """`name[key] = value`."""
        return ast.Assign([ast.Subscript(copy.deepcopy(self.owner), copy.deepcopy(self.key), ast.Store())], value)

    def asked(self, method: str, default: ast.expr) -> ast.expr:
        """`name.method(key, default)`, for `get` and `setdefault`."""
        return ast.Call(ast.Attribute(copy.deepcopy(self.owner), method, ast.Load()), [copy.deepcopy(self.key), default], [])


@dataclass(frozen=True, slots=True)
class Change:
    """What a statement does to an entry that is there: an operator with a value, or a call of a method."""

    entry: Entry
    operator: ast.operator | None = None
    value: ast.expr | None = None
    call: ast.Call | None = None

    def with_default(self, default: ast.expr) -> ast.stmt:
        """The same statement for an entry that may be missing, and then is this value before."""
        if self.operator is not None and self.value is not None:
            return self.entry.stored(ast.BinOp(self.entry.asked("get", default), self.operator, self.value))
        assert self.call is not None
        assert isinstance(self.call.func, ast.Attribute)
        method = ast.Attribute(self.entry.asked("setdefault", default), self.call.func.attr, ast.Load())
        return ast.Expr(ast.Call(method, self.call.args, self.call.keywords))


def entry_of(node: ast.AST | None) -> Entry | None:
    """The entry that an expression stands for."""
    if not isinstance(node, ast.Subscript) or isinstance(node.slice, ast.Slice):
        return None
    owner = node.value
    if isinstance(owner, ast.Name):
        return Entry(owner.id, node.slice, owner)
    is_member = isinstance(owner, ast.Attribute) and isinstance(owner.value, ast.Name)
    return Entry(f".{owner.attr}", node.slice, owner) if is_member and isinstance(owner, ast.Attribute) else None


def change_of(node: ast.stmt) -> Change | None:
    """Read `d[k] ⊕= e`, `d[k] = d[k] ⊕ e` and `d[k].method(e)`."""
    if isinstance(node, ast.AugAssign) and (entry := entry_of(node.target)) is not None:
        return Change(entry, node.op, node.value)
    stored = stored_entry(node)
    if stored is not None and isinstance(stored[1], ast.BinOp) and stored[0].is_same(stored[1].left):
        return Change(stored[0], stored[1].op, stored[1].right)
    call = node.value if isinstance(node, ast.Expr) else None
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and (entry := entry_of(call.func.value)) is not None:
        return Change(entry, call=call)
    return None


def stored_entry(node: ast.stmt) -> tuple[Entry, ast.expr] | None:
    """The entry and the value of `d[k] = value`."""
    if not isinstance(node, ast.Assign) or len(node.targets) != 1:
        return None
    entry = entry_of(node.targets[0])
    return (entry, node.value) if entry is not None else None


def can_be_joined(change: Change, statement: ast.stmt, facts: ProgramFacts) -> bool:
    """Whether looking up, making and changing an entry may happen in one statement.

    Nobody sees the dictionary after an exception in between, its keys are compared by built-in code, and neither the key nor the new
    value depends on the other or on the dictionary.
    """
    entry = change.entry
    values: list[ast.AST] = [change.value] if change.value is not None else list(change.call.args) if change.call is not None else []
    if entry.name not in facts.confined or is_protected(statement, facts) or (change.call is not None and change.call.keywords):
        return False
    key, new = facts.effects_of(entry.key), facts.effect_rules.all_of(values)
    is_known = is_settled(facts.type_of(entry.key)) and not key.writes and not interferes(key, new)
    if isinstance(entry.owner, ast.Attribute) and not _cannot_fail(change, new, facts):
        return False
    return is_known and not _mentions(entry.key, entry) and not any(_mentions(value, entry) for value in values)


def _cannot_fail(change: Change, new: Effects, facts: ProgramFacts) -> bool:
    """Whether nothing can fail after the entry was made, which somebody would find there later."""
    if change.value is None:
        return new.is_total and isinstance(change.call, ast.Call)
    old = ast.Subscript(change.entry.owner, change.entry.key, ast.Load())
    return new.is_total and isinstance(change.operator, ast.Add) and is_integer(old, facts) and is_integer(change.value, facts)


def _mentions(node: ast.AST, entry: Entry) -> bool:
    if isinstance(entry.owner, ast.Name):
        return mentions(node, entry.name) > 0
    return any(isinstance(child, ast.Attribute) and f".{child.attr}" == entry.name for child in walk(node))


def is_new_container(node: ast.expr) -> bool:
    """Whether an expression is an empty container, made where it stands."""
    if isinstance(node, ast.List):
        return not node.elts
    return isinstance(node, ast.Dict) and not node.keys


def is_plain_value(node: ast.expr) -> bool:
    """Whether an expression is a constant, or an empty tuple."""
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Tuple) and not node.elts)


def is_integer(node: ast.expr, facts: ProgramFacts) -> bool:
    """Whether an expression is certainly an integer and no boolean."""
    return kind(facts.type_of(node)) == "int"
