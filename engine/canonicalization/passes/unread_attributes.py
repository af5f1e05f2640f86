"""Private attributes that nothing reads are not kept, and counts that only count themselves."""

import ast

from engine.canonicalization.blocks import blocks_of
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import IMMUTABLE, kind
from engine.canonicalization.passes.own_methods import owner_class
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule


def _forget(program: Program) -> bool:
    """`self.size = n` goes, where nothing asks for `size` but what sets it."""
    facts, public = program.facts, program.assumptions.public_members or frozenset()
    if not facts.attributes or owner_class(program) is None:
        return False
    for name in sorted(facts.attributes - public):
        statements = [facts.occurrences.statement_of(store) for store in facts.occurrences.attribute_stores[name]]
        reads = [facts.occurrences.statement_of(use) for use in facts.occurrences.attribute_loads[name]]
        is_unread = all(any(read is item for item in statements) for read in reads)
        if is_unread and all(_only_sets(item, name, facts) for item in statements):
            gone = {id(item) for item in statements}
            for block in blocks_of(program.tree):
                if any(id(item) in gone for item in block):
                    block[:] = [item for item in block if id(item) not in gone] or [ast.Pass()]
            return True
    return False


def _only_sets(node: ast.stmt | None, name: str, facts: ProgramFacts) -> bool:
    """Whether a statement does nothing else, and cannot fail, once the attribute is there."""
    if isinstance(node, ast.Assign):
        target = node.targets[0] if len(node.targets) == 1 else None
        return isinstance(target, ast.Attribute) and target.attr == name and facts.effects_of(node.value).is_total
    if not isinstance(node, ast.AugAssign) or not isinstance(node.target, ast.Attribute) or node.target.attr != name:
        return False
    old = ast.Attribute(node.target.value, name, ast.Load())
    is_number = kind(facts.type_of(old)) in IMMUTABLE
    return is_number and facts.effects_of(ast.BinOp(old, node.op, node.value)).is_total


RULES = (ProgramRule("unread_attributes", _forget, (ast.ClassDef,)),)
