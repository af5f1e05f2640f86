"""Arguments outside the contract's domain, where the contract says what must happen to them.

Callers who keep to the domain never see it; the answer's own behaviour there is judged on the answer, not on its form.
"""

import ast

from engine.canonicalization.passes.known_ranges import keeps_bounds
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import constant, load, same


def _meet_policy(program: Program) -> bool:
    """Put `if n < 0: return 0` before all else where the contract demands it; what that leaves nothing to do goes by other rules."""
    if program.assumptions.outside is None or program.meets_policy or not program.lower_bounds:
        return False
    program.meets_policy = True
    if not keeps_bounds(program) or not _are_integers(program):
        return False
    for node in program.tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == program.assumptions.entry_point:
            guard = _guard(program.lower_bounds, program.assumptions.outside)
            if same(node.body[0], guard):
                return False
            node.body.insert(0, guard)
            return True
    return False


def _are_integers(program: Program) -> bool:
    return all(program.declared.get(name) == ("int",) for name in program.lower_bounds)


def _guard(bounds: dict[str, int], demanded: str) -> ast.If:
    tests: list[ast.expr] = [_is_below(name, bound) for name, bound in bounds.items()]
    return ast.If(tests[0] if len(tests) == 1 else ast.BoolOp(ast.Or(), tests), ast.parse(demanded).body, [])


def _is_below(name: str, bound: int) -> ast.expr:
    if bound == 0:
        return ast.Compare(load(name), [ast.Lt()], [constant(0)])
    return ast.Compare(load(name), [ast.LtE()], [_number(bound - 1)])


def _number(value: int) -> ast.expr:
    return constant(value) if value >= 0 else ast.UnaryOp(ast.USub(), constant(-value))


RULES = (ProgramRule("domain_guard", _meet_policy),)
