"""A value in place of a variable."""

import ast

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.trees import copied, fields_of


def can_substitute(uses: list[ast.Name], facts: ProgramFacts) -> bool:
    """Whether the places of some uses are known, which they are not where two places of a tree share a node."""
    return len({id(use) for use in uses}) == len(uses) and all(_is_held(use, facts.occurrences.parent(use)) for use in uses)


def _is_held(use: ast.Name, parent: ast.AST | None) -> bool:
    held = [getattr(parent, name, None) for name in fields_of(parent)] if parent is not None else []
    return any(value is use or (value.__class__ is list and use in value) for value in held)


def substitute(uses: list[ast.Name], value: ast.expr, facts: ProgramFacts) -> None:
    """Put copies of a value in place of uses of a variable; the facts tell then where names occur now."""
    for use in list(uses):
        parent = facts.occurrences.parents[id(use)]
        new = copied(value)
        _exchange(parent, use, new)
        facts.occurrences.adopt(new, parent)
        facts.forget_at(new)


def _exchange(parent: ast.AST, old: ast.expr, new: ast.expr) -> None:
    for name in fields_of(parent):
        held = getattr(parent, name, None)
        if held is old:
            setattr(parent, name, new)
        elif held.__class__ is list:
            held[:] = [new if item is old else item for item in held]
