"""Attributes assigned together are assigned one after the other."""

import ast

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.rules import BlockRule
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import walk


def _split(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`self.a, self.b = x, y` is `self.a = x; self.b = y` for private attributes, where neither value asks for them or can fail."""
    for index, node in enumerate(statements):
        if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(target := node.targets[0], ast.Tuple):
            continue
        values = node.value.elts if isinstance(node.value, ast.Tuple) else []
        if len(values) == len(target.elts) and _are_ours(target.elts, facts) and _are_apart(target.elts, values, facts):
            parts: list[ast.stmt] = [ast.Assign([one], value) for one, value in zip(target.elts, values, strict=True)]
            return [*statements[:index], *parts, *statements[index + 1 :]]
    return None


def _are_ours(targets: list[ast.expr], facts: ProgramFacts) -> bool:
    """Whether these are private attributes of one object, each another one."""
    owners = {item.value.id for item in targets if isinstance(item, ast.Attribute) and isinstance(item.value, ast.Name)}
    names = {item.attr for item in targets if isinstance(item, ast.Attribute) and item.attr in facts.attributes}
    methods = {function.name for function in facts.occurrences.functions}
    return len(owners) == 1 and len(names) == len(targets) and "__setattr__" not in methods


def _are_apart(targets: list[ast.expr], values: list[ast.expr], facts: ProgramFacts) -> bool:
    names = {item.attr for item in targets if isinstance(item, ast.Attribute)}
    asked = {part.attr for value in values for part in walk(value) if isinstance(part, ast.Attribute)}
    return not names & asked and all(facts.effects_of(value).is_total for value in values)


RULES = (BlockRule("attributes_one_by_one", _split, (ast.Assign,)),)
