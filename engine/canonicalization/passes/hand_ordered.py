"""A plain dictionary whose oldest entry is given up is an `OrderedDict`, which does that by itself.

`del d[next(iter(d))]` is `d.popitem(False)`, where the dictionary is known not to be empty; a private dictionary of which that is asked,
and nothing that the two kinds of dictionary answer differently, is an `OrderedDict` from its constructor on.
"""

import ast

from engine.canonicalization.blocks import blocks_of
from engine.canonicalization.facts.occurrences import Occurrences
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.ordered_imports import can_import, import_ordered, ordered
from engine.canonicalization.passes.eviction import is_empty_at_first, is_positive
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import same
from engine.canonicalization.trees import walk

_ALIKE = frozenset({"get", "pop", "clear"})
_KINDS = frozenset({"dict", "ordereddict"})


def _give_up(program: Program) -> bool:
    """`if c < len(d): del d[next(iter(d))]`, where c is at least one."""
    facts = program.facts
    if "next" not in facts.occurrences.loads or {"len", "next", "iter"} & facts.shadowed or not can_import(program):
        return False
    changed = False
    for node in (part for part in walk(program.tree) if isinstance(part, ast.If)):
        owner = _counted_above(node.test, program)
        if owner is None or not node.body or not _takes_oldest(node.body[0], owner) or not _is_like_ordered(owner.attr, facts):
            continue
        node.body[0] = ast.Expr(ast.Call(ast.Attribute(owner, "popitem", ast.Load()), [ast.Constant(False)], []))
        _make_ordered(owner.attr, program)
        changed = True
        break
    return changed


def _counted_above(test: ast.expr, program: Program) -> ast.Attribute | None:
    """D in `c < len(d)` and `c <= len(d)`."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.Lt | ast.LtE):
        return None
    length = test.comparators[0]
    is_length = isinstance(length, ast.Call) and isinstance(length.func, ast.Name) and length.func.id == "len" and len(length.args) == 1
    owner = length.args[0] if is_length and isinstance(length, ast.Call) else None
    return owner if isinstance(owner, ast.Attribute) and is_positive(test.left, program) else None


def _takes_oldest(node: ast.stmt, owner: ast.expr) -> bool:
    """Whether a statement is `del d[next(iter(d))]`."""
    target = node.targets[0] if isinstance(node, ast.Delete) and len(node.targets) == 1 else None
    oldest = ast.Call(ast.Name("next", ast.Load()), [ast.Call(ast.Name("iter", ast.Load()), [owner], [])], [])
    return isinstance(target, ast.Subscript) and same(target.value, owner) and same(target.slice, oldest)


def _is_like_ordered(name: str, facts: ProgramFacts) -> bool:
    """Whether an attribute holds a dictionary of its own, used in ways that both kinds of dictionary have."""
    if f".{name}" not in facts.confined or kind(facts.inference.environment.get(f".{name}")) not in _KINDS:
        return False
    return is_empty_at_first(name, facts) and all(_is_alike(use, facts.occurrences) for use in facts.occurrences.attribute_loads[name])


def _is_alike(use: ast.Attribute, occurrences: Occurrences) -> bool:
    above = occurrences.parent(use)
    if isinstance(above, ast.Subscript):
        return above.value is use
    if isinstance(above, ast.Compare):
        return len(above.ops) == 1 and isinstance(above.ops[0], ast.In | ast.NotIn) and above.comparators[0] is use
    if isinstance(above, ast.Attribute):
        return above.attr in _ALIKE
    return isinstance(above, ast.Call) and isinstance(above.func, ast.Name) and above.func.id in {"len", "iter"} and above.args == [use]


def _make_ordered(name: str, program: Program) -> None:
    store = program.facts.occurrences.attribute_stores[name][0]
    for block in blocks_of(program.tree):
        for node in block:
            if isinstance(node, ast.Assign) and node.targets[0] is store:
                node.value = ordered()
    import_ordered(program)


RULES = (ProgramRule("hand_ordered", _give_up, (ast.ClassDef,)),)
