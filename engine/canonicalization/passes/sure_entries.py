"""Entries that are surely there need no default: the dictionary was filled from the same unchanging text that is gone over now."""

import ast
from itertools import pairwise

from engine.canonicalization.blocks import blocks_of
from engine.canonicalization.entries import stored_entry
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import load
from engine.canonicalization.trees import become, walk

_UNCHANGING = frozenset({"str", "tuple", "range"})
_REMOVING = frozenset({"pop", "popitem", "clear", "update"})


def _ask_plainly(program: Program) -> bool:
    """`d.get(k, z)` and `d.setdefault(k, z)` are `d[k]` where k is surely a key of d."""
    facts = program.facts
    changed = False
    for name, source in _filled(program).items():
        if not _only_grows(name, facts):
            continue
        for use in facts.occurrences.loads[name]:
            asked = _asked(use, facts)
            if asked is not None and _goes_over(asked.args[0], source, facts):
                become(asked, ast.Subscript(load(name), asked.args[0], ast.Load()))
                changed = True
    return changed


def _filled(program: Program) -> dict[str, str]:
    """Dictionaries that are made empty and filled by the next statement with every element of an unchanging variable."""
    found: dict[str, str] = {}
    for block in blocks_of(program.tree):
        for start, loop in pairwise(block):
            name, source = _start_of(start, program.facts), _source_of(loop, program.facts)
            if name and source is not None and source[0] == name:
                found[name] = source[1]
    return found


def _start_of(node: ast.stmt, facts: ProgramFacts) -> str:
    is_empty = isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict) and not node.value.keys and len(node.targets) == 1
    target = node.targets[0] if isinstance(node, ast.Assign) and is_empty else None
    is_only = isinstance(target, ast.Name) and target.id in facts.confined and facts.occurrences.stores[target.id] == [target]
    return target.id if isinstance(target, ast.Name) and is_only else ""


def _source_of(node: ast.stmt, facts: ProgramFacts) -> tuple[str, str] | None:
    if not isinstance(node, ast.For) or node.orelse or len(node.body) != 1 or not isinstance(node.iter, ast.Name):
        return None
    stored = stored_entry(node.body[0])
    is_each = stored is not None and isinstance(node.target, ast.Name) and isinstance(stored[0].key, ast.Name)
    if stored is None or not is_each or stored[0].key.id != node.target.id or not _is_unchanging(node.iter, facts):  # type: ignore[attr-defined]
        return None
    return stored[0].name, node.iter.id


def _is_unchanging(node: ast.Name, facts: ProgramFacts) -> bool:
    return kind(facts.type_of(node)) in _UNCHANGING and len(facts.occurrences.stores[node.id]) == 1


def _only_grows(name: str, facts: ProgramFacts) -> bool:
    for use in facts.occurrences.loads[name]:
        parent = facts.occurrences.parent(use)
        is_removal = isinstance(parent, ast.Attribute) and parent.attr in _REMOVING
        if is_removal or (isinstance(parent, ast.Subscript) and isinstance(parent.ctx, ast.Del)):
            return False
    return True


def _asked(use: ast.Name, facts: ProgramFacts) -> ast.Call | None:
    """The call of `get` or `setdefault` that a use belongs to, outside the loop that fills the dictionary."""
    method = facts.occurrences.parent(use)
    call = facts.occurrences.parent(method) if isinstance(method, ast.Attribute) and method.attr in {"get", "setdefault"} else None
    if not isinstance(call, ast.Call) or len(call.args) != 2 or call.keywords or not isinstance(call.args[0], ast.Name):
        return None
    statement = facts.occurrences.statement_of(call)
    is_filling = statement is not None and (stored := stored_entry(statement)) is not None and stored[0].name == use.id
    is_plain = facts.effects_of(call.args[1]).is_total
    return call if is_plain and not is_filling else None


def _goes_over(key: ast.expr, source: str, facts: ProgramFacts) -> bool:
    """Whether a variable is only ever an element of this source."""
    assert isinstance(key, ast.Name)
    stores = facts.occurrences.stores[key.id]
    loop = facts.occurrences.parent(stores[0]) if len(stores) == 1 else None
    if not isinstance(loop, ast.For | ast.comprehension) or loop.target is not stores[0]:
        return False
    is_inside = isinstance(loop, ast.comprehension) or any(child is key for child in walk(loop))
    return is_inside and isinstance(loop.iter, ast.Name) and loop.iter.id == source


RULES = (ProgramRule("entry_surely_there", _ask_plainly),)
