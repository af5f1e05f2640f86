"""Control flow after branches: no `else` after a branch that leaves, shorter branches first, equal branches once."""

import ast
from itertools import pairwise

from engine.canonicalization.conditions import negate
from engine.canonicalization.facts.effects import overlap
from engine.canonicalization.facts.leaving import bound_otherwise
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import UNKNOWN
from engine.canonicalization.rules import BlockRule
from engine.canonicalization.syntax import always_leaves, blind_key, compare_sizes, same, size
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import walk


def _flatten(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if c: …leave… else: B` becomes `if c: …leave…; B`, and the same for a leaving `else`."""
    for index, node in enumerate(statements):
        if not isinstance(node, ast.If) or not node.orelse:
            continue
        if always_leaves(node.body):
            return [*statements[:index], ast.If(node.test, node.body, []), *node.orelse, *statements[index + 1 :]]
        if always_leaves(node.orelse):
            return [*statements[:index], ast.If(negate(node.test, facts), node.orelse, []), *node.body, *statements[index + 1 :]]
    return None


def _cut_unreachable(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """Nothing runs after a statement that always leaves, unless it makes a name local or the function a generator."""
    for index in range(len(statements) - 1):
        if always_leaves([statements[index]]) and not matters_unreached(statements[index + 1 :], facts):
            return statements[: index + 1]
    return None


def matters_unreached(block: list[ast.stmt], facts: ProgramFacts) -> bool:
    """Whether code has a meaning even if it never runs: it makes the function a generator, or a name that may be unbound a local one."""
    nodes = [node for statement in block for node in walk(statement)]
    if any(isinstance(node, ast.Yield | ast.YieldFrom | ast.Global | ast.Nonlocal) for node in nodes):
        return True
    stored = {node.id for node in nodes if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    stored = stored.union(*(bound_otherwise(walk(statement)) for statement in block))
    return any(name in stored and not variable.is_surely_bound for name, variable in facts.bindings.variables.items())


def _order_arms(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if c: A; B` where both leave: the shorter one is the guard; of two equally long ones, the one with the plainer test."""
    for index, node in enumerate(statements):
        if not isinstance(node, ast.If) or node.orelse or not always_leaves(node.body):
            continue
        rest = statements[index + 1 :]
        if rest and always_leaves(rest) and should_swap(node.body, rest, node.test, facts):
            return [*statements[:index], ast.If(negate(node.test, facts), rest, []), *node.body]
    return None


def _order_two_arms(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if c: A else: B` where neither leaves: the same order."""
    for node in statements:
        if isinstance(node, ast.If) and node.orelse and should_swap(node.body, node.orelse, node.test, facts):
            node.test, node.body, node.orelse = negate(node.test, facts), node.orelse, node.body
            return statements
    return None


def _common_end(statements: list[ast.stmt], _place: BlockPlace, _facts: ProgramFacts) -> list[ast.stmt] | None:
    """What both arms end with, when neither leaves, stands once behind them."""
    for index, node in enumerate(statements):
        if not isinstance(node, ast.If) or not node.orelse or always_leaves(node.body) or always_leaves(node.orelse):
            continue
        last = node.body[-1]
        if not isinstance(last, ast.Pass) and same(last, node.orelse[-1]):
            arms = [arm[:-1] or [ast.Pass()] for arm in (node.body, node.orelse)]
            return [*statements[:index], ast.If(node.test, *arms), last, *statements[index + 1 :]]
    return None


def _common_start(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """What both arms begin with stands once before them, when the test only computes and what is done does not change it.

    The second arm may also be what follows a first arm that leaves.
    """
    for index, node in enumerate(statements):
        if not isinstance(node, ast.If):
            continue
        rest = node.orelse or (statements[index + 1 :] if always_leaves(node.body) else [])
        if not rest or isinstance(rest[0], ast.Pass) or not same(node.body[0], rest[0]) or (len(node.body) < 2 and not node.orelse):
            continue
        test, first = facts.effect_rules.of_test(node.test), facts.effects_of(rest[0])
        if not test.is_total or first.leaves or overlap(first.writes, test.reads):
            continue
        if node.orelse:
            arms = [arm[1:] or [ast.Pass()] for arm in (node.body, node.orelse)]
            return [*statements[:index], rest[0], ast.If(node.test, *arms), *statements[index + 1 :]]
        return [*statements[:index], rest[0], ast.If(node.test, node.body[1:], []), *statements[index + 2 :]]
    return None


def should_swap(first: list[ast.stmt], second: list[ast.stmt], test: ast.expr, facts: ProgramFacts) -> bool:
    """Decide by what does not change when the arms are exchanged and the test is spelled in another way."""
    longer = compare_sizes(first, second)
    if longer:
        return longer > 0
    plainness = (_plainness(test), _plainness(negate(test, facts)))
    if plainness[0] != plainness[1]:
        return plainness[1] < plainness[0]
    blind = (_blind(first, facts), _blind(second, facts))
    return blind[1] < blind[0] if blind[0] != blind[1] else _is_strict(test) and not _is_strict(negate(test, facts))


def _is_strict(test: ast.expr) -> bool:
    """Whether a test is `<` or `>`; of arms that look alike, the first one's test is `<=`."""
    return isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Lt | ast.Gt)


def _plainness(test: ast.expr) -> tuple[bool, int, str]:
    if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE):
        return (False, 0, "Compare")
    is_negative = isinstance(test, ast.UnaryOp) or (
        isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.NotEq | ast.IsNot | ast.NotIn)
    )
    shape = test.op if isinstance(test, ast.BoolOp) else test
    return (is_negative, size(test), type(shape).__name__)


def _blind(block: list[ast.stmt], facts: ProgramFacts) -> str:
    return ";".join(blind_key(statement, facts.bindings.variables.keys()) for statement in block)


def _merge_equal_guards(statements: list[ast.stmt], _place: BlockPlace, _facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if a: X` directly before `if b: X`, where X leaves, is `if a or b: X`."""
    for index, (node, following) in enumerate(pairwise(statements)):
        if not isinstance(node, ast.If) or node.orelse or not always_leaves(node.body) or not isinstance(following, ast.If):
            continue
        if not following.orelse and same(node.body, following.body):
            merged = ast.If(ast.BoolOp(ast.Or(), [node.test, following.test]), node.body, [])
            return [*statements[:index], merged, *statements[index + 2 :]]
    return None


def _merge_nested(statements: list[ast.stmt], _place: BlockPlace, _facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if a: if b: X` is `if a and b: X`."""
    for node in statements:
        if isinstance(node, ast.If) and not node.orelse and len(node.body) == 1:
            inner = node.body[0]
            if isinstance(inner, ast.If) and not inner.orelse:
                node.test, node.body = ast.BoolOp(ast.And(), [node.test, inner.test]), inner.body
                return statements
    return None


def _drop_empty(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`pass` beside something else, and branches in which nothing happens."""
    for index, node in enumerate(statements):
        if isinstance(node, ast.Pass) and len(statements) > 1:
            return [*statements[:index], *statements[index + 1 :]]
        if isinstance(node, ast.If) and node.orelse and all(isinstance(item, ast.Pass) for item in node.orelse):
            node.orelse = []
            return statements
        if isinstance(node, ast.If) and all(isinstance(item, ast.Pass) for item in node.body):
            if node.orelse:
                node.test, node.body, node.orelse = negate(node.test, facts), node.orelse, []
            else:
                statements[index] = _evaluated(node.test, facts)
            return statements
    return None


def _evaluated(test: ast.expr, facts: ProgramFacts) -> ast.stmt:
    """A statement with the effects of a test and nothing else; unknown values are asked for their truth."""
    if facts.effect_rules.of_test(test).is_total:
        return ast.Pass()
    return ast.Expr(test if facts.type_of(test) is not UNKNOWN else ast.UnaryOp(ast.Not(), test))


def _decide_constant(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """A branch on a constant is the branch taken."""
    for index, node in enumerate(statements):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Constant):
            taken, other = (node.body, node.orelse) if node.test.value else (node.orelse, node.body)
            if matters_unreached(other, facts):
                continue
            return [*statements[:index], *(taken or [ast.Pass()]), *statements[index + 1 :]]
    return None


RULES = (
    BlockRule("empty_branches", _drop_empty, (ast.Pass, ast.If)),
    BlockRule("constant_branches", _decide_constant, (ast.If,)),
    BlockRule("else_after_leaving", _flatten, (ast.If,)),
    BlockRule("unreachable_code", _cut_unreachable, (ast.Return, ast.Raise, ast.Break, ast.Continue, ast.If, ast.While)),
    BlockRule("equal_guards", _merge_equal_guards, (ast.If,)),
    BlockRule("nested_conditions", _merge_nested, (ast.If,)),
    BlockRule("common_end_of_branches", _common_end, (ast.If,)),
    BlockRule("common_start_of_branches", _common_start, (ast.If,)),
    BlockRule("order_of_leaving_branches", _order_arms, (ast.If,)),
    BlockRule("order_of_branches", _order_two_arms, (ast.If,)),
)
