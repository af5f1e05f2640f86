"""What stands at the end of a function or of a loop's body: needless jumps, and guards that only skip the rest."""

import ast

from engine.canonicalization.conditions import negate
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.rules import BlockRule
from engine.canonicalization.syntax import is_constant
from engine.canonicalization.traversal import BlockPlace


def _is_needless(node: ast.stmt, place: BlockPlace) -> bool:
    if place.ends_turn:
        return isinstance(node, ast.Continue)
    return place.ends_function and isinstance(node, ast.Return) and (node.value is None or is_constant(node.value, None))


def _drop_last_jump(statements: list[ast.stmt], place: BlockPlace, _facts: ProgramFacts) -> list[ast.stmt] | None:
    """`continue` at the end of a turn and `return` at the end of a function do what happens anyway."""
    if statements and _is_needless(statements[-1], place):
        return statements[:-1] or [ast.Pass()]
    return None


def _enclose_rest(statements: list[ast.stmt], place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if c: continue` before the rest of a turn is `if not c:` around the rest; the same for a bare `return`."""
    for index, node in enumerate(statements[:-1]):
        if isinstance(node, ast.If) and not node.orelse and len(node.body) == 1 and _is_needless(node.body[0], place):
            return [*statements[:index], ast.If(negate(node.test, facts), statements[index + 1 :], [])]
    return None


def _else_for_jump(statements: list[ast.stmt], place: BlockPlace, _facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if c: A; continue` before the rest of a turn is `if c: A` with the rest as its `else`; the same for a bare `return`."""
    for index, node in enumerate(statements[:-1]):
        if isinstance(node, ast.If) and not node.orelse and len(node.body) > 1 and _is_needless(node.body[-1], place):
            return [*statements[:index], ast.If(node.test, node.body[:-1], statements[index + 1 :])]
    return None


RULES = (
    BlockRule("last_jump", _drop_last_jump, (ast.Return, ast.Continue)),
    BlockRule("skipping_guard", _enclose_rest, (ast.If,)),
    BlockRule("jump_of_branch", _else_for_jump, (ast.If,)),
)
