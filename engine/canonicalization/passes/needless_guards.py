"""Early returns that give what the rest of the function would give anyway."""

import ast

from engine.canonicalization.blocks import own_nodes
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.intervals import Interval
from engine.canonicalization.known_values import AtMost, Empty, Exact, Recursion, Unknown, Value, are_equal
from engine.canonicalization.outcomes import result_of, value_of
from engine.canonicalization.passes.known_ranges import Along
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import constant, load

_MOST_VALUES = 8
_MOST_LEFT = 4


def _drop_guards(program: Program) -> bool:
    """`if n == 0: return 1` goes where the loop that follows has no turn for n == 0 and 1 is returned; likewise for empty texts."""
    for function in program.facts.occurrences.functions:
        guards = [(index, node) for index, node in enumerate(function.body[:-1]) if isinstance(node, ast.If) and _returned(node)]
        if not guards or not isinstance(function, ast.FunctionDef) or _is_generator(function):
            continue
        along = Along(function.body, program)
        if any(_shrink(node, function, index, along, program) for index, node in guards):
            return True
    return False


def _returned(node: ast.If) -> ast.Return | None:
    leaving = node.body[0] if not node.orelse and len(node.body) == 1 else None
    return leaving if isinstance(leaving, ast.Return) else None


def _is_generator(function: ast.FunctionDef) -> bool:
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own_nodes(function.body))


def _shrink(node: ast.If, function: ast.FunctionDef, index: int, along: Along, program: Program) -> bool:
    """Take from a guard one case that the rest of the function answers alike; answers whether there was one."""
    leaving = _returned(node)
    if leaving is None:
        return False
    tests = node.test.values if isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.Or) else [node.test]
    rest, facts = function.body[index + 1 :], program.facts
    for place, test in enumerate(tests):
        cases = _cases(test, index, along, program) if facts.effect_rules.of_test(test).is_total else []
        needless = next((case for case in cases if _is_alike(leaving, rest, case, _recursion(function, case, program), facts)), None)
        left = [case for case in cases if case is not needless]
        if needless is None or len(left) > _MOST_LEFT:
            continue
        kept = [*tests[:place], *[_one_of(left)][: len(left)], *tests[place + 1 :]]
        if kept:
            node.test = kept[0] if len(kept) == 1 else ast.BoolOp(ast.Or(), kept)
        else:
            del function.body[index]
        return True
    return False


def _one_of(cases: list[dict[str, Value]]) -> ast.expr:
    """The test for one of some values of a variable."""
    values = [constant(value.value) for case in cases for value in case.values() if isinstance(value, Exact)]
    name = load(next(iter(cases[0]))) if cases else load("")
    if len(values) == 1:
        return ast.Compare(name, [ast.Eq()], [values[0]])
    return ast.Compare(name, [ast.In()], [ast.Tuple([*values], ast.Load())])


def _recursion(function: ast.FunctionDef, case: dict[str, Value], program: Program) -> Recursion | None:
    """Leave to call the function again with another number, where it is a plain function of one argument, and the guard asks for that."""
    ((name, value),) = case.items()
    arguments = function.args
    is_plain = (
        len(arguments.args) == 1 and arguments.args[0].arg == name and not (arguments.vararg or arguments.kwarg or arguments.kwonlyargs)
    )
    is_known = function in program.tree.body and len(program.facts.occurrences.stores[function.name]) == 1
    if not is_plain or not is_known or function.decorator_list or not isinstance(value, Exact) or not isinstance(value.value, int):
        return None
    return Recursion(function, value.value)


def _is_alike(leaving: ast.Return, rest: list[ast.stmt], case: dict[str, Value], recursion: Recursion | None, facts: ProgramFacts) -> bool:
    try:
        early = value_of(leaving.value, case, facts) if leaving.value is not None else Exact(None)
        return are_equal(early, result_of(rest, case, facts, recursion))
    except Unknown:
        return False


def _spell_out(program: Program) -> bool:
    """`if n <= 1: return n`, where n is 0 or 1 then, is a guard for each of them that returns the number itself."""
    for function in program.facts.occurrences.functions:
        along = Along(function.body, program)
        for index, node in enumerate(function.body):
            returned = _returned_variable(node)
            if returned is None or not isinstance(node, ast.If) or not program.facts.effect_rules.of_test(node.test).is_total:
                continue
            cases = _cases(node.test, index, along, program)
            values = [case[returned] for case in cases if returned in case]
            numbers = [value.value for value in values if isinstance(value, Exact) and type(value.value) is int and value.value >= 0]
            if 0 < len(numbers) == len(cases) <= _MOST_LEFT:
                guards: list[ast.stmt] = [
                    ast.If(ast.Compare(load(returned), [ast.Eq()], [constant(number)]), [ast.Return(constant(number))], [])
                    for number in numbers
                ]
                function.body[index : index + 1] = guards
                return True
    return False


def _returned_variable(node: ast.stmt) -> str | None:
    if isinstance(node, ast.If) and not node.orelse and len(node.body) == 1 and isinstance(leaving := node.body[0], ast.Return):
        return leaving.value.id if isinstance(leaving.value, ast.Name) else None
    return None


def _cases(test: ast.expr, index: int, along: Along, program: Program) -> list[dict[str, Value]]:
    """What a test being true says of its one variable: all values that it may have then; none where that is not known."""
    facts = program.facts
    if (
        isinstance(test, ast.UnaryOp)
        and isinstance(test.op, ast.Not)
        and isinstance(test.operand, ast.Name)
        and facts.is_local(test.operand.id)
    ):
        name = kind(facts.type_of(test.operand))
        value: Value | None = Exact("") if name == "str" else Empty(name, is_fresh=False) if name in {"list", "dict", "set"} else None
        return [{test.operand.id: value}] if value is not None else []
    found = along.learn(test, index)
    if found is None:
        return []
    name, interval = found
    if interval.low is None or interval.high is None:
        return [{name: AtMost(interval.high)}] if interval.high is not None else []
    if interval.high - interval.low >= _MOST_VALUES:
        return []
    return _fitting(test, name, interval, facts)


def _fitting(test: ast.expr, name: str, interval: Interval, facts: ProgramFacts) -> list[dict[str, Value]]:
    cases: list[dict[str, Value]] = [{name: Exact(value)} for value in range(interval.low or 0, (interval.high or 0) + 1)]
    try:
        return [case for case in cases if value_of(test, case, facts) == Exact(value=True)]
    except Unknown:
        return []


RULES = (
    ProgramRule("guards_spelled_out", _spell_out, (ast.If,)),
    ProgramRule("needless_guards", _drop_guards, (ast.If,)),
)
