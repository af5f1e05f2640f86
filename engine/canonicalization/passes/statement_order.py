"""Neighbouring statements that do not depend on each other stand in one order."""

import ast

from engine.canonicalization.blocks import blocks_of
from engine.canonicalization.facts.effects import interferes
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule

_MOVABLE = (ast.Assign, ast.AugAssign, ast.Expr)
_LONGEST_RUN = 40


def _sort_blocks(program: Program) -> bool:
    """Sort after everything that may still move values between statements, so that it finds them as they were written."""
    changed = False
    for block in reversed(blocks_of(program.tree)):
        if len(block) > 1 and (ordered := _sort(block, program.facts)) is not None:
            block[:], changed = ordered, True
    return changed


def _sort(statements: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """Each run of plain statements in the first order, by colour, that its dependencies allow."""
    result: list[ast.stmt] = []
    run: list[ast.stmt] = []
    for node in [*statements, None]:
        if node is not None and isinstance(node, _MOVABLE) and len(run) < _LONGEST_RUN:
            run.append(node)
            continue
        result.extend(_in_order(run, facts) if len(run) > 1 else run)
        run = []
        if node is not None:
            result.append(node)
    return result if result != statements else None


def _in_order(run: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt]:
    effects = [facts.effects_of(node) for node in run]
    keys: dict[int, str] = {}
    waiting = list(range(len(run)))
    order: list[int] = []
    while waiting:
        ready = [item for item in waiting if not any(interferes(effects[other], effects[item]) for other in waiting if other < item)]
        for item in ready if len(ready) > 1 else ():
            if item not in keys:
                keys[item] = facts.colours.key(run[item])
        chosen = min(ready, key=lambda item: (keys.get(item, ""), item))
        order.append(chosen)
        waiting.remove(chosen)
    return [run[item] for item in order]


RULES = (ProgramRule("statement_order", _sort_blocks),)
