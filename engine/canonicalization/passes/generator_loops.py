"""Loops over a generator expression go over what it goes over, and do at the beginning of each turn what it does for each element."""

import ast

from engine.canonicalization.blocks import over_blocks
from engine.canonicalization.comprehending import cannot_stop, is_movable_into_scope, is_plain_target
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import names_in
from engine.canonicalization.trees import walk


def _unfold(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`for x in (e for y in z if c): A` is `for y in z: if c: x = e; A`, in a function: both take one element at a time."""
    for loop in block:
        if not isinstance(loop, ast.For) or not isinstance(made := loop.iter, ast.GeneratorExp) or not _can_unfold(loop, made, facts):
            continue
        (clause,) = made.generators
        assigned: ast.stmt = ast.Assign([loop.target], made.elt)
        body = [assigned, *loop.body]
        if clause.ifs:
            test = clause.ifs[0] if len(clause.ifs) == 1 else ast.BoolOp(ast.And(), clause.ifs)
            body = [ast.If(test, body, [])]
        loop.target, loop.iter, loop.body = clause.target, clause.iter, body
        return block
    return None


def _can_unfold(loop: ast.For, made: ast.GeneratorExp, facts: ProgramFacts) -> bool:
    """Whether the generator's variables are the function's own, and no scope of its own and no StopIteration tells it from the loop."""
    if len(made.generators) != 1 or made.generators[0].is_async or not is_plain_target(made.generators[0].target):
        return False
    names = names_in(made.generators[0].target)
    is_own = is_plain_target(loop.target) and all(facts.is_local(name) for name in names | names_in(loop.target))
    has_scopes = any(isinstance(part, ast.GeneratorExp) and part is not made for part in walk(made))
    return is_own and not has_scopes and _in_function(loop, facts) and is_movable_into_scope(made, facts) and cannot_stop(made, facts)


def _in_function(node: ast.AST, facts: ProgramFacts) -> bool:
    above = facts.occurrences.parent(node)
    while above is not None and not isinstance(above, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        above = facts.occurrences.parent(above)
    return isinstance(above, ast.FunctionDef)


RULES = (ProgramRule("loop_over_generator", over_blocks(_unfold), (ast.GeneratorExp,)),)
