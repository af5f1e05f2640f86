"""Items that get a new value out of their old one: `a[i] = a[i] + e` is `a[i] += e`."""

import ast

from engine.canonicalization.conditions import is_integer
from engine.canonicalization.facts.effects import overlap
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import IMMUTABLE, MAPPINGS, kind
from engine.canonicalization.linear import can_reorder, sum_of, write_sum
from engine.canonicalization.rules import BlockRule
from engine.canonicalization.syntax import same
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import copied

_CONTAINERS = frozenset({*MAPPINGS, "list"})


def _change(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    for index, node in enumerate(statements):
        target = node.targets[0] if isinstance(node, ast.Assign) and len(node.targets) == 1 else None
        if isinstance(node, ast.Assign) and isinstance(target, ast.Subscript) and not isinstance(target.slice, ast.Slice):
            item = copied(target)
            item.ctx = ast.Load()
            changed = _changed(target, item, node.value, facts)
            if changed is not None:
                return [*statements[:index], changed, *statements[index + 1 :]]
    return None


def _changed(target: ast.Subscript, item: ast.Subscript, value: ast.expr, facts: ProgramFacts) -> ast.AugAssign | None:
    """The change that gives the item this value; None if there is none, or the item is not found again as before."""
    if kind(facts.type_of(item.value)) not in _CONTAINERS or kind(facts.type_of(item)) not in IMMUTABLE:
        return None
    made = _added(target, item, value, facts)
    if made is None:
        return None
    place, added = facts.effects_of(item.value) | facts.effects_of(item.slice), facts.effects_of(made.value)
    is_same = not (place.writes or place.leaves or added.leaves or overlap(added.writes, place.reads))
    return made if is_same else None


def _added(target: ast.Subscript, item: ast.Subscript, value: ast.expr, facts: ProgramFacts) -> ast.AugAssign | None:
    """Read `a[i] ⊕ e`, and sums of integers in their normal form with `a[i]` at any place."""
    if not isinstance(value, ast.BinOp):
        return None
    if same(value.left, item):
        return ast.AugAssign(target, value.op, value.right)
    if not is_integer(value, facts) or not isinstance(value.op, ast.Add | ast.Sub):
        return None
    total, key = sum_of(value, facts), ast.dump(item)
    if total.coefficients.get(key) != 1 or not can_reorder(total.atoms(), facts) or not same(write_sum(total, facts), value):
        return None
    del total.coefficients[key]
    return ast.AugAssign(target, ast.Add(), write_sum(total, facts))


RULES = (BlockRule("changed_items", _change, (ast.Assign,)),)
