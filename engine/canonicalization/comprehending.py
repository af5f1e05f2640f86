"""Reading loops as comprehensions: what a loop goes over, under which conditions, and the one thing it does each time."""

import ast
from dataclasses import dataclass, field

from engine.canonicalization.blocks import lives_only_in
from engine.canonicalization.facts.binding import Variable
from engine.canonicalization.facts.effects import WORLD
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.scopes import CONSUMERS, all_arguments
from engine.canonicalization.facts.types import UNKNOWN
from engine.canonicalization.syntax import SCOPES, load, names_in
from engine.canonicalization.trees import walk

_STOPPING = frozenset({"next", "StopIteration", "iter"})


@dataclass(slots=True)
class LoopShape:
    """A loop of nothing but loops, tests and one innermost statement."""

    generators: list[ast.comprehension] = field(default_factory=list)
    leaf: list[ast.stmt] = field(default_factory=list)


def shape_of(loop: ast.stmt) -> LoopShape | None:
    """Read a `for` loop; None when it has an `else`, or is no `for` loop."""
    shape = LoopShape()
    body: list[ast.stmt] = [loop]
    while len(body) == 1:
        node = body[0]
        if isinstance(node, ast.For) and not node.orelse:
            shape.generators.append(ast.comprehension(node.target, node.iter, [], 0))
        elif isinstance(node, ast.If) and not node.orelse and shape.generators:
            shape.generators[-1].ifs.append(node.test)
        else:
            break
        body = node.body
    shape.leaf = body
    return shape if shape.generators else None


def can_be_comprehension(loop: ast.stmt, shape: LoopShape, facts: ProgramFacts) -> bool:
    """Whether the loop's tests and values mean the same inside a comprehension, whose variables nobody else sees."""
    targets: set[str] = set()
    for generator in shape.generators:
        if not is_plain_target(generator.target):
            return False
        targets |= names_in(generator.target)
    return lives_only_in(targets, loop, facts) and is_movable_into_scope(loop, facts)


def is_plain_target(node: ast.expr) -> bool:
    """Whether a loop's target is a variable or a flat or nested tuple of variables."""
    if isinstance(node, ast.Tuple | ast.List):
        return all(is_plain_target(item) for item in node.elts)
    return isinstance(node, ast.Name)


def is_movable_into_scope(node: ast.AST, facts: ProgramFacts) -> bool:
    """Whether code means the same inside a comprehension: no yields, no inner scopes, no variable that may be unbound."""
    variables, parts = facts.bindings.variables, walk(node)
    unpacked = {id(argument) for child in parts if isinstance(child, ast.Call) for argument in child.args}
    for child in parts:
        if isinstance(child, (ast.Yield, ast.YieldFrom, ast.Await, ast.NamedExpr, *SCOPES)):
            return False
        if isinstance(child, ast.Starred) and id(child) not in unpacked:
            return False
        if isinstance(child, ast.Name):
            if child.id in {"super", "__class__"}:
                return False
            if child.id in variables and not variables[child.id].is_surely_bound:
                return False
    return True


def cannot_stop(node: ast.AST, facts: ProgramFacts) -> bool:
    """Whether code surely does not raise StopIteration, which a generator would turn into another exception."""
    names = _STOPPING & (facts.occurrences.loads.keys() | facts.occurrences.stores.keys())
    members = facts.occurrences.attribute_loads.keys() | facts.occurrences.attribute_stores.keys()
    if names or not members.isdisjoint({"__next__", "throw", "send"}):
        return False
    return callers_pass_built_ins(facts) or not any(
        WORLD in facts.effects_of(child).writes
        for child in walk(node)
        if isinstance(child, ast.expr) and not isinstance(child, ast.GeneratorExp)
    )


def callers_pass_built_ins(facts: ProgramFacts) -> bool:
    """Whether every parameter that outsiders fill has a known type; those of inner functions are filled by the module itself."""
    if not facts.declared:
        return False
    for node in facts.tree.body:
        functions = node.body if isinstance(node, ast.ClassDef) else [node]
        for function in functions:
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                names = [argument.arg for argument in all_arguments(function.args)][isinstance(node, ast.ClassDef) :]
                if any(name not in facts.private and facts.type_of(load(name)) is UNKNOWN for name in names):
                    return False
    return True


def is_consumed_at_once(node: ast.AST, facts: ProgramFacts) -> bool:
    """Whether a generator expression is the argument of a built-in function that goes over it before anything else happens."""
    parent = facts.occurrences.parent(node)
    if not isinstance(parent, ast.Call) or parent.args != [node] or parent.keywords:
        return False
    if isinstance(parent.func, ast.Attribute):
        return parent.func.attr == "join" and isinstance(parent.func.value, ast.Constant)
    return isinstance(parent.func, ast.Name) and parent.func.id in CONSUMERS and parent.func.id not in facts.shadowed


def fresh_variable(facts: ProgramFacts) -> str:
    """A new local variable whose name nothing in the module has."""
    variables = facts.bindings.variables
    number = len(variables)
    while (name := f"v{number}") in variables or name in facts.occurrences.loads or name in facts.occurrences.stores:
        number += 1
    variables[name] = Variable(name, "local", is_surely_bound=True)
    return name


def is_builtin_call(node: ast.AST | None, name: str, facts: ProgramFacts, arguments: int | None = None) -> bool:
    """Whether a node plainly calls a built-in function that the module does not rebind, with so many positional arguments."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != name or node.keywords:
        return False
    is_counted = arguments is None or len(node.args) == arguments
    return is_counted and name not in facts.shadowed and not any(isinstance(argument, ast.Starred) for argument in node.args)


def call(name: str, *arguments: ast.expr) -> ast.Call:
    """A call of a function by name."""
    return ast.Call(load(name), list(arguments), [])
