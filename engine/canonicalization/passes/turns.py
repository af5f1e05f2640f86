"""How often a loop runs, where its counter says no more than that, and in which order a sum or product is made."""

import ast

from engine.canonicalization.blocks import lives_only_in, mentions, own_jumps
from engine.canonicalization.comprehending import call
from engine.canonicalization.conditions import is_integer
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.linear import Sum, sum_of, write_sum
from engine.canonicalization.program import Program
from engine.canonicalization.rules import BlockRule, ProgramRule
from engine.canonicalization.syntax import is_constant, same
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import walk


def _count_only(program: Program) -> bool:
    """`for _ in range(2, n + 1)` is `for _ in range(n - 1)` where nobody reads the counter; the same in comprehensions."""
    changed = False
    for node in walk(program.tree):
        if isinstance(node, ast.For | ast.comprehension) and _is_unread(node.target, program.facts):
            number = _number_of_turns(node.iter, program.facts)
            if number is not None:
                node.iter, changed = call("range", number), True
    return changed


def _is_unread(target: ast.expr, facts: ProgramFacts) -> bool:
    if not isinstance(target, ast.Name) or not facts.is_local(target.id):
        return False
    name, variable = target.id, facts.bindings.variables[target.id]
    return variable.role == "local" and not facts.occurrences.loads[name] and len(facts.occurrences.stores[name]) == 1


def _number_of_turns(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """How many numbers a range from a start to a stop has, one by one; None for ranges that are written so already."""
    step = _unit_step(node, facts)
    if step is None or not isinstance(node, ast.Call):
        return None
    start, stop = node.args[:2] if step > 0 else (node.args[1], node.args[0])
    if not is_integer(start, facts) or not is_integer(stop, facts):
        return None
    if not (facts.effects_of(start).is_total and facts.effects_of(stop).is_total):
        return None
    return write_sum(Sum().add(sum_of(stop, facts)).add(sum_of(start, facts), -1), facts)


def _unit_step(node: ast.expr, facts: ProgramFacts) -> int | None:
    """1 for `range(a, b)`, -1 for `range(a, b, -1)`."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != "range" or node.keywords:
        return None
    if "range" in facts.shadowed or any(isinstance(part, ast.Starred) for part in node.args):
        return None
    if len(node.args) == 2:
        return 1
    is_down = len(node.args) == 3 and isinstance(node.args[2], ast.UnaryOp) and isinstance(node.args[2].op, ast.USub)
    return -1 if is_down and is_constant(node.args[2].operand, 1) else None  # type: ignore[attr-defined]


def _count_up(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`for i in range(n, 1, -1): x = x * i` is `for i in range(2, n + 1): x = x * i`: whole numbers are multiplied in any order."""
    for node in statements:
        if not isinstance(node, ast.For) or node.orelse or len(node.body) != 1 or _unit_step(node.iter, facts) != -1:
            continue
        assert isinstance(node.iter, ast.Call)
        start, stop = node.iter.args[:2]
        is_plain = isinstance(node.target, ast.Name) and lives_only_in({node.target.id}, node, facts)
        if is_plain and _is_accumulation(node.body[0], facts) and is_integer(start, facts) and is_integer(stop, facts):
            bounds = [Sum().add(sum_of(bound, facts)) for bound in (stop, start)]
            for bound in bounds:
                bound.constant += 1
            node.iter = call("range", *(write_sum(bound, facts) for bound in bounds))
            return statements
    return None


def _is_accumulation(node: ast.stmt, facts: ProgramFacts) -> bool:
    """Whether a statement is `x = x + e` or `x = x * e` for integers, where e only computes and does not read x."""
    if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(target := node.targets[0], ast.Name):
        return False
    value = node.value
    if not isinstance(value, ast.BinOp) or not isinstance(value.op, ast.Add | ast.Mult):
        return False
    sides = [value.left, value.right]
    own = [side for side in sides if isinstance(side, ast.Name) and side.id == target.id]
    others = [side for side in sides if not any(side is other for other in own)]
    if len(own) != 1 or not all(is_integer(side, facts) for side in sides):
        return False
    return not mentions(others[0], target.id) and facts.effects_of(others[0]).is_total


def _count_down(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`while n > 0: …; n = n - 1` of a parameter that nobody reads before or after is `for n in range(n, 0, -1): …`."""
    for index, node in enumerate(statements):
        if not isinstance(node, ast.While) or node.orelse or own_jumps(node.body, ast.Continue) or "range" in facts.shadowed:
            continue
        step = next(((place, name) for place, item in enumerate(node.body) if (name := _stepped_down(item, facts)) is not None), None)
        stop = _floor(node.test, step[1], facts) if step is not None else None
        if step is None or stop is None or _is_repeated(node, facts) or not _belongs_to(step[1], node, step[0], facts):
            continue
        body = [*node.body[: step[0]], *node.body[step[0] + 1 :]] or [ast.Pass()]
        down = ast.UnaryOp(ast.USub(), ast.Constant(1))
        start = ast.Name(step[1], ast.Load())
        counted = ast.For(ast.Name(step[1], ast.Store()), call("range", start, stop, down), body, [])
        return [*statements[:index], counted, *statements[index + 1 :]]
    return None


def _is_repeated(node: ast.stmt, facts: ProgramFacts) -> bool:
    """Whether a statement may run more than once in a call: a counted loop would not find the parameter as it was left."""
    above = facts.occurrences.parent(node)
    while isinstance(above, ast.If):
        above = facts.occurrences.parent(above)
    return not isinstance(above, ast.FunctionDef)


def _stepped_down(node: ast.stmt, facts: ProgramFacts) -> str | None:
    """The integer parameter that a statement makes smaller by one."""
    if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(target := node.targets[0], ast.Name):
        return None
    value = node.value
    is_step = (
        isinstance(value, ast.BinOp) and isinstance(value.op, ast.Sub) and is_constant(value.right, 1) and same(value.left, _load(target))
    )
    variable = facts.bindings.variables.get(target.id)
    is_plain = variable is not None and variable.role == "parameter" and not variable.is_captured
    return target.id if is_step and is_plain and is_integer(_load(target), facts) else None


def _load(target: ast.Name) -> ast.Name:
    return ast.Name(target.id, ast.Load())


def _floor(test: ast.expr, name: str, facts: ProgramFacts) -> ast.expr | None:
    """The bound that a counter must stay above, from `c < n` or `c <= n` with a number c."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE):
        return None
    bound, counter, operator = test.left, test.comparators[0], test.ops[0]
    if isinstance(operator, ast.Gt | ast.GtE):
        bound, counter = counter, bound
    if not isinstance(counter, ast.Name) or counter.id != name or not isinstance(bound, ast.Constant) or type(bound.value) is not int:
        return None
    total = Sum().add(sum_of(bound, facts))
    total.constant -= isinstance(operator, ast.LtE | ast.GtE)
    return write_sum(total, facts)


def _belongs_to(name: str, loop: ast.While, place: int, facts: ProgramFacts) -> bool:
    """Whether a parameter occurs in this loop only, is stored there once, and is not read after it was made smaller."""
    stores, loads = facts.occurrences.stores[name], facts.occurrences.loads[name]
    return len(stores) == 2 and mentions(loop, name) == len(loads) + 1 and not mentions(loop.body[place + 1 :], name)


RULES = (
    ProgramRule("unread_counters", _count_only, (ast.For, ast.comprehension)),
    BlockRule("counting_up", _count_up, (ast.For,)),
    BlockRule("counting_down", _count_down, (ast.While,)),
)
