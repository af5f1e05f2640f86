"""Neighbouring statements that do not depend on each other stand in one order."""

import ast

from engine.canonicalization.blocks import blocks_of
from engine.canonicalization.facts.effects import Effects, interferes
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import names_in, same

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

    def depends(item: int, other: int) -> bool:
        return interferes(effects[other], effects[item]) and not _are_alike(run[other], run[item], effects[item])

    keys: dict[int, str] = {}
    waiting = list(range(len(run)))
    order: list[int] = []
    while waiting:
        ready = [item for item in waiting if not any(depends(item, other) for other in waiting if other < item)]
        for item in ready if len(ready) > 1 else ():
            if item not in keys:
                keys[item] = facts.colours.key(run[item])
        chosen = min(ready, key=lambda item: (keys.get(item, ""), item))
        order.append(chosen)
        waiting.remove(chosen)
    return [run[item] for item in order]


def _are_alike(first: ast.stmt, second: ast.stmt, effects: Effects) -> bool:
    """Whether both give one and the same value, which is only looked up, to two variables: if that fails, it fails for either."""
    if not isinstance(first, ast.Assign) or not isinstance(second, ast.Assign) or not same(first.value, second.value):
        return False
    targets = [node.id for node in (*first.targets, *second.targets) if isinstance(node, ast.Name)]
    is_plain = len(set(targets)) == 2 == len(first.targets) + len(second.targets) and not names_in(second.value) & set(targets)
    return is_plain and effects.writes <= set(targets) and not effects.leaves


RULES = (ProgramRule("statement_order", _sort_blocks),)
