"""A loop after which a function tells why it ended: the answer stands where the reason is found."""

import ast
from itertools import pairwise

from engine.canonicalization.blocks import own_jumps
from engine.canonicalization.conditions import is_boolean, negate
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.rules import BlockRule
from engine.canonicalization.syntax import constant, same
from engine.canonicalization.traversal import BlockPlace


def _answer_inside(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`while a and b: …` before `return not a` is `while a: if not b: return False; …` before `return True`; so for `return a`."""
    for index, (loop, last) in enumerate(pairwise(statements)):
        if not isinstance(loop, ast.While) or loop.orelse or not isinstance(last, ast.Return) or last.value is None:
            continue
        tests = loop.test.values if isinstance(loop.test, ast.BoolOp) and isinstance(loop.test.op, ast.And) else []
        if not tests or not is_boolean(last.value, facts) or own_jumps(loop.body, ast.Break):
            continue
        for place, test in enumerate(tests):
            answer = _answer(test, last.value, facts)
            if answer is not None and all(facts.effect_rules.of_test(item).is_total for item in tests):
                others = [item for other, item in enumerate(tests) if other != place]
                left = others[0] if len(others) == 1 else ast.BoolOp(ast.And(), others)
                guard = ast.If(negate(left, facts), [ast.Return(constant(not answer))], [])
                made = [ast.While(test, [guard, *loop.body], []), ast.Return(constant(answer))]
                return [*statements[:index], *made, *statements[index + 2 :]]
    return None


def _answer(test: ast.expr, returned: ast.expr, facts: ProgramFacts) -> bool | None:
    """What is returned where the test fails, if that is the test or its opposite; None if it is something else."""
    if same(returned, test):
        return False
    return True if same(returned, negate(test, facts)) else None


RULES = (BlockRule("loop_outcomes", _answer_inside, (ast.While,)),)
