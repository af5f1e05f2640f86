"""Signs: the absolute value of what is not negative is the value itself; a sign that is kept until the end is taken there."""

import ast

from engine.canonicalization.blocks import effects_of_block, mentions
from engine.canonicalization.comprehending import fresh_variable, is_builtin_call
from engine.canonicalization.conditions import is_integer
from engine.canonicalization.facts.effects import overlap
from engine.canonicalization.facts.nonnegative import is_nonnegative, nonnegative_variables
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.passes.known_ranges import kept_bounds
from engine.canonicalization.program import Program
from engine.canonicalization.rules import BlockRule, ProgramRule
from engine.canonicalization.syntax import is_constant, load, same
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import become


def _absolute(program: Program) -> bool:
    """`abs(n)` is n for an integer that is never negative."""
    facts, changed = program.facts, False
    calls = [node for node in facts.occurrences.calls if is_builtin_call(node, "abs", facts, 1)]
    names = nonnegative_variables(facts, kept_bounds(program)) if calls else frozenset()
    for node in calls:
        if is_nonnegative(node.args[0], names, facts):
            become(node, node.args[0])
            changed = True
    return changed


def _sign_at_end(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if c: s = 1 else: s = -1; …; return s * e` is `…; r = e; if c: return r; return -r` for an integer e."""
    last = statements[-1] if statements else None
    if not isinstance(last, ast.Return) or not isinstance(last.value, ast.BinOp) or not isinstance(last.value.op, ast.Mult):
        return None
    for index, node in enumerate(statements[:-1]):
        name = _sign(node, facts)
        if name is None or not isinstance(node, ast.If):
            continue
        rest = [part for part in (last.value.left, last.value.right) if not same(part, load(name))]
        between = statements[index + 1 : -1]
        if len(rest) != 1 or mentions(between, name) or not is_integer(rest[0], facts) or _changes(node.test, between, rest[0], facts):
            continue
        kept = fresh_variable(facts)
        signed: list[ast.expr] = [load(kept), ast.UnaryOp(ast.USub(), load(kept))]
        if not _is_one(node.body[0]):
            signed.reverse()
        choice = ast.If(node.test, [ast.Return(signed[0])], [])
        return [*statements[:index], *between, ast.Assign([ast.Name(kept, ast.Store())], rest[0]), choice, ast.Return(signed[1])]
    return None


def _sign(node: ast.stmt, facts: ProgramFacts) -> str | None:
    """The variable that is 1 in one arm of a branch and -1 in the other, and used once."""
    if not isinstance(node, ast.If) or len(node.body) != 1 or len(node.orelse) != 1:
        return None
    arms = [node.body[0], node.orelse[0]]
    if not any(map(_is_one, arms)) or not any(map(_is_minus_one, arms)):
        return None
    first, second = (arm.targets[0] for arm in arms if isinstance(arm, ast.Assign))
    if not isinstance(first, ast.Name) or not same(first, second):
        return None
    variable = facts.bindings.variables.get(first.id)
    is_plain = variable is not None and variable.role == "local" and variable.is_surely_bound
    is_only = len(facts.occurrences.stores[first.id]) == 2 and len(facts.occurrences.loads[first.id]) == 1
    return first.id if is_plain and is_only and facts.effect_rules.of_test(node.test).is_total else None


def _is_one(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and len(node.targets) == 1 and is_constant(node.value, 1)


def _is_minus_one(node: ast.stmt) -> bool:
    value = node.value if isinstance(node, ast.Assign) and len(node.targets) == 1 else None
    return isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub) and is_constant(value.operand, 1)


def _changes(test: ast.expr, between: list[ast.stmt], value: ast.expr, facts: ProgramFacts) -> bool:
    """Whether a test may have another outcome after some statements and an expression."""
    written = effects_of_block(between, facts).writes | facts.effects_of(value).writes
    return overlap(written, facts.effect_rules.of_test(test).reads)


RULES = (ProgramRule("absolute_values", _absolute, (ast.Call,)), BlockRule("sign_at_the_end", _sign_at_end, (ast.Return,)))
