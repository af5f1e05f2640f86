"""`reduce` and `math.prod` are the loops that they run."""

import ast
from collections.abc import Callable

from engine.canonicalization.blocks import over_blocks
from engine.canonicalization.comprehending import fresh_variable, is_movable_into_scope
from engine.canonicalization.facts.confinement import is_module
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import element, kind
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import constant, load
from engine.canonicalization.trees import copied, walk

_OPERATORS: dict[str, type[ast.operator]] = {"mul": ast.Mult, "add": ast.Add}


def _as_loop(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`return reduce(lambda a, b: e, xs, s)` is `a = s; for b in xs: a = e; return a`."""
    for index, node in enumerate(block):
        if (
            not isinstance(node, ast.Return | ast.Assign)
            or not isinstance(value := node.value, ast.Call)
            or not _is_in_function(node, facts)
        ):
            continue
        found = _folded(value, facts) or _product(value, facts)
        if found is None:
            continue
        kept, loop = found
        node.value = load(kept)
        return [*block[:index], *loop, node, *block[index + 1 :]]
    return None


def _is_in_function(node: ast.stmt, facts: ProgramFacts) -> bool:
    above: ast.AST | None = node
    while above is not None and not isinstance(above, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        above = facts.occurrences.parent(above)
    return above is not None and not isinstance(above, ast.ClassDef)


def _folded(node: ast.Call, facts: ProgramFacts) -> tuple[str, list[ast.stmt]] | None:
    """The variable that holds the result, and the loop that makes it, for `reduce` with a start that is a constant."""
    if not isinstance(node.func, ast.Name) or not _is_reduce(node.func.id, facts) or len(node.args) != 3 or node.keywords:
        return None
    function, items, start = node.args
    if not isinstance(start, ast.Constant) or isinstance(items, ast.Starred):
        return None
    combined = _combined(function, facts)
    if combined is None:
        return None
    kept, item = fresh_variable(facts), fresh_variable(facts)
    return kept, _loop(kept, item, items, start, combined(kept, item))


def _is_reduce(name: str, facts: ProgramFacts) -> bool:
    stores = facts.occurrences.stores.get(name, [])
    return bool(stores) and all(
        isinstance(store, ast.alias)
        and store.name == "reduce"
        and isinstance(statement := facts.occurrences.parent(store), ast.ImportFrom)
        and (statement.module, statement.level) == ("functools", 0)
        for store in stores
    )


def _combined(function: ast.expr, facts: ProgramFacts) -> Callable[[str, str], ast.expr] | None:
    """What a function of two arguments makes of two variables."""
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "operator":
        operator = _OPERATORS.get(function.attr) if is_module("operator", facts.occurrences) else None
        return (lambda kept, item: ast.BinOp(load(kept), operator(), load(item))) if operator is not None else None
    if not isinstance(function, ast.Lambda) or not is_movable_into_scope(function.body, facts):
        return None
    arguments = function.args
    others = (arguments.posonlyargs, arguments.kwonlyargs, arguments.vararg, arguments.kwarg, arguments.defaults)
    if len(arguments.args) != 2 or any(others) or any(isinstance(node, ast.GeneratorExp) for node in walk(function.body)):
        return None
    first, second = (argument.arg for argument in arguments.args)
    return lambda kept, item: _renamed(function.body, {first: kept, second: item})


def _renamed(node: ast.expr, names: dict[str, str]) -> ast.expr:
    """A copy of an expression with other variables."""
    renamed = copied(node)
    for part in walk(renamed):
        if isinstance(part, ast.Name):
            part.id = names.get(part.id, part.id)
    return renamed


def _product(node: ast.Call, facts: ProgramFacts) -> tuple[str, list[ast.stmt]] | None:
    """The same for `math.prod` of integers."""
    function = node.func
    is_product = isinstance(function, ast.Attribute) and function.attr == "prod" and isinstance(function.value, ast.Name)
    if not is_product or len(node.args) != 1 or node.keywords or kind(element(facts.type_of(node.args[0]))) != "int":
        return None
    assert isinstance(function, ast.Attribute)
    assert isinstance(function.value, ast.Name)
    if function.value.id != "math" or not is_module("math", facts.occurrences):
        return None
    kept, item = fresh_variable(facts), fresh_variable(facts)
    return kept, _loop(kept, item, node.args[0], constant(1), ast.BinOp(load(kept), ast.Mult(), load(item)))


def _loop(kept: str, item: str, items: ast.expr, start: ast.expr, combined: ast.expr) -> list[ast.stmt]:
    turn = ast.Assign([ast.Name(kept, ast.Store())], combined)
    return [ast.Assign([ast.Name(kept, ast.Store())], start), ast.For(ast.Name(item, ast.Store()), items, [turn], [])]


def _fold(program: Program) -> bool:
    """Look for folds only where something that folds is imported."""
    return not program.occurrences.stores.keys().isdisjoint({"reduce", "math"}) and _over_blocks(program)


_over_blocks = over_blocks(_as_loop)
RULES = (ProgramRule("folding", _fold, (ast.alias,)),)
