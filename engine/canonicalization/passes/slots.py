"""`__slots__` of a plain class go, where nothing tries to set another attribute.

Only where the contract says which members callers use, and for classes without bases, decorators and reflection.
"""

import ast

from engine.canonicalization.members import is_plain
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.trees import walk


def _without_slots(program: Program) -> bool:
    if program.assumptions.public_members is None or program.has_reflection:
        return False
    changed = False
    for node in (item for item in walk(program.tree) if isinstance(item, ast.ClassDef)):
        line = next((item for item in node.body if _slots(item) is not None), None)
        slots = _slots(line) if line is not None else None
        if slots is None or any(name.startswith("_") for name in slots):
            continue
        others = [item for item in node.body if item is not line]
        if (
            others
            and is_plain(ast.ClassDef(node.name, node.bases, node.keywords, others, node.decorator_list))
            and _are_possible(slots, others)
            and _are_enough(slots, program)
        ):
            node.body = others
            changed = True
    return changed


def _slots(node: ast.stmt) -> frozenset[str] | None:
    """The names in `__slots__ = ("a", "b")`."""
    if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(node.value, ast.Tuple | ast.List):
        return None
    target, names = node.targets[0], [item.value for item in node.value.elts if isinstance(item, ast.Constant)]
    is_slots = isinstance(target, ast.Name) and target.id == "__slots__" and len(names) == len(node.value.elts)
    return frozenset(map(str, names)) if is_slots and all(isinstance(name, str) for name in names) else None


def _are_possible(slots: frozenset[str], others: list[ast.stmt]) -> bool:
    """Whether a class may have these slots: names that none of its methods has."""
    methods = {item.name for item in others if isinstance(item, ast.FunctionDef)}
    return all(map(str.isidentifier, slots)) and not methods & slots


def _are_enough(slots: frozenset[str], program: Program) -> bool:
    """Whether every attribute that the module sets of anything is a slot, or is set by another class's methods of their own object."""
    own = {
        id(part)
        for owner in program.tree.body
        if isinstance(owner, ast.ClassDef) and not any(_slots(item) is not None for item in owner.body)
        for method in owner.body
        if isinstance(method, ast.FunctionDef) and method.args.args
        for part in walk(method)
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id == method.args.args[0].arg
    }
    stores = program.facts.occurrences.attribute_stores
    return all(name in slots or all(id(store) in own for store in found) for name, found in stores.items())


RULES = (ProgramRule("slots", _without_slots, (ast.ClassDef,)),)
