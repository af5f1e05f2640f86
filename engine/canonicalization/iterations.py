"""Loops and clauses of comprehensions alike: what they go over, and everything that runs in each turn."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from engine.canonicalization.blocks import effects_of_block
from engine.canonicalization.comprehending import is_consumed_at_once
from engine.canonicalization.facts.effects import NO_EFFECTS, Effects
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import IMMUTABLE, kind
from engine.canonicalization.program import Program
from engine.canonicalization.syntax import COMPREHENSION_NODES, SCOPES, load
from engine.canonicalization.trees import child_nodes, walk


@dataclass(frozen=True, slots=True)
class Iteration:
    """A `for` statement or clause, everything that runs in each turn, and the whole it belongs to."""

    owner: ast.For | ast.comprehension
    inside: list[ast.AST]
    whole: ast.AST
    effects: Effects


def iterations(program: Program) -> Iterator[Iteration]:
    """Every loop and clause of a program whose turns all run before anything after it does."""
    facts = program.facts
    for node in walk(program.tree):
        if isinstance(node, ast.For) and not _runs_later(node, facts):
            yield Iteration(node, list(node.body), node, effects_of_block(node.body, facts))
        elif isinstance(node, COMPREHENSION_NODES) and not _runs_later(node, facts):
            yield from _clauses(node, facts)


def _runs_later(node: ast.AST, facts: ProgramFacts) -> bool:
    """Whether a tree holds code that may run at another time."""
    return any(
        isinstance(child, SCOPES) or (isinstance(child, ast.GeneratorExp) and not is_consumed_at_once(child, facts)) for child in walk(node)
    )


def _clauses(node: ast.expr, facts: ProgramFacts) -> Iterator[Iteration]:
    assert isinstance(node, COMPREHENSION_NODES)
    elements: list[ast.AST] = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
    effects = NO_EFFECTS
    for clause in node.generators:
        for test in clause.ifs:
            effects = effects | facts.effect_rules.of_test(test)
        effects = effects | facts.effects_of(clause.iter)
    for element in elements:
        effects = effects | facts.effects_of(element)
    for index, clause in enumerate(node.generators):
        later = [part for other in node.generators[index + 1 :] for part in child_nodes(other)]
        yield Iteration(clause, [*clause.ifs, *later, *elements], node, effects)


def stores(name: str, iteration: Iteration) -> bool:
    """Whether a turn assigns a variable."""
    return any(
        isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load)
        for inside in iteration.inside
        for node in walk(inside)
    )


def stays(name: str, iteration: Iteration, facts: ProgramFacts) -> bool:
    """Whether neither the variable nor its elements change in any turn."""
    variable = facts.bindings.variables[name]
    if variable.role == "captured" or not variable.is_surely_bound or stores(name, iteration):
        return False
    return kind(facts.type_of(load(name))) in IMMUTABLE | {"tuple"} or facts.effect_rules.region(load(name)) not in iteration.effects.writes


def replace_uses(uses: list[ast.AST], name: str) -> None:
    """Turn some expressions into a variable, in place."""
    for use in uses:
        use.__class__ = ast.Name
        use.__dict__.clear()
        use.__dict__.update(id=name, ctx=ast.Load())
