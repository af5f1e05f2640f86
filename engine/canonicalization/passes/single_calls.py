"""Functions that one statement calls: their bodies stand there, where they leave at their end only or their value is returned."""

import ast
from dataclasses import replace

from engine.canonicalization.blocks import blocks_of, own_nodes
from engine.canonicalization.evaluation_order import evaluated_before
from engine.canonicalization.passes.modules import calls_nothing
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import SCOPES, always_leaves, is_annotated
from engine.canonicalization.trees import become, walk


def _dissolve(program: Program) -> bool:
    """`return merge(a, b)`, where nothing else calls `merge`, is its body with a and b for its parameters."""
    changed = False
    while _dissolve_one(program):
        program.changed()
        changed = True
    return changed


def _dissolve_one(program: Program) -> bool:
    for block in blocks_of(program.tree):
        for node in block:
            call = _only_call(node, program) if isinstance(node, ast.FunctionDef) else None
            if call is None or not isinstance(node, ast.FunctionDef) or not _is_plain(node) or not _is_private(node, block, program):
                continue
            if _put_in_place(node, call, block, program):
                return True
    return False


def _is_plain(node: ast.FunctionDef) -> bool:
    """Whether a function takes positional arguments only, has no scope of its own inside, and is no generator."""
    arguments = node.args
    extras = [*arguments.defaults, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg, *node.decorator_list]
    if any(extra is not None for extra in extras) or is_annotated(node):
        return False
    foreign = (*SCOPES, ast.Yield, ast.YieldFrom, ast.Await, ast.Global, ast.Nonlocal, ast.NamedExpr, ast.Delete, ast.GeneratorExp)
    inner = [child for statement in node.body for child in walk(statement)]
    return not any(isinstance(child, foreign) for child in inner) and not any(
        isinstance(child, ast.Name) and child.id in {"super", "__class__"} for child in inner
    )


def _is_private(node: ast.FunctionDef, block: list[ast.stmt], program: Program) -> bool:
    """Whether only this module can call a function, which is bound before anything can call it, and reads bound variables only."""
    variables = program.facts.bindings.variables
    if len(program.facts.occurrences.stores[node.name]) != 1:
        return False
    own = [child.id for child in walk(node) if isinstance(child, ast.Name) and child.id in variables]
    if not all(variables[name].is_surely_bound for name in own):
        return False
    if program.facts.is_local(node.name):
        return variables[node.name].is_surely_bound
    is_hidden = program.is_checked and block is program.tree.body and node.name != program.assumptions.entry_point
    return is_hidden and calls_nothing(program.tree) and not any(isinstance(item, ast.Global) for item in walk(program.tree))


def _only_call(node: ast.FunctionDef, program: Program) -> ast.Call | None:
    occurrences = program.facts.occurrences
    uses = occurrences.loads.get(node.name, [])
    call = occurrences.parent(uses[0]) if len(uses) == 1 else None
    if (
        not isinstance(call, ast.Call)
        or call.func is not uses[0]
        or call.keywords
        or any(isinstance(item, ast.Starred) for item in call.args)
    ):
        return None
    return call if len(call.args) == len([*node.args.posonlyargs, *node.args.args]) else None


def _put_in_place(node: ast.FunctionDef, call: ast.Call, home: list[ast.stmt], program: Program) -> bool:
    statement = program.facts.occurrences.statement_of(call)
    caller = caller_of(statement, home, program) if statement is not None else None
    if statement is None or caller is None or caller is node:
        return False
    block = next(block for block in blocks_of(caller) if any(item is statement for item in block))
    index = next(place for place, item in enumerate(block) if item is statement)
    values = list(call.args)
    lines = lines_for(node, call, statement, program)
    if lines is None:
        return False
    block[index : index + 1] = [*arguments_of(node, values, program), *lines]
    home[:] = [item for item in home if item is not node] or [ast.Pass()]
    return True


def caller_of(statement: ast.stmt, home: list[ast.stmt], program: Program) -> ast.FunctionDef | None:
    """The plain function whose own statement this is: where the called one is defined, or any for the module's."""
    above = program.facts.occurrences.parent(statement)
    while above is not None and not isinstance(above, SCOPES):
        above = program.facts.occurrences.parent(above)
    if not isinstance(above, ast.FunctionDef) or any(isinstance(child, ast.Yield | ast.YieldFrom) for child in own_nodes(above.body)):
        return None
    return above if home is program.tree.body or home is above.body else None


def lines_for(node: ast.FunctionDef, call: ast.Call, statement: ast.stmt, program: Program) -> list[ast.stmt] | None:
    """What stands in place of the calling statement, after the arguments."""
    if isinstance(statement, ast.Return) and statement.value is call:
        return node.body if always_leaves(node.body) else [*node.body, ast.Return(ast.Constant(None))]
    returns = [child for item in node.body for child in walk(item) if isinstance(child, ast.Return)]
    if len(returns) != 1 or returns[0] is not node.body[-1] or not isinstance(statement, ast.Assign | ast.Return | ast.Expr):
        return None
    before = evaluated_before(statement, call, program.facts)
    if before is None or not before.is_constant:
        return None
    become(call, returns[0].value or ast.Constant(None))
    return [*node.body[:-1], statement]


def arguments_of(node: ast.FunctionDef, values: list[ast.expr], program: Program) -> list[ast.stmt]:
    """One assignment for each parameter, which is a plain variable from now on."""
    parameters = [argument.arg for argument in [*node.args.posonlyargs, *node.args.args]]
    variables = program.facts.bindings.variables
    for name in parameters:
        variables[name] = replace(variables[name], role="local")
    return [ast.Assign([ast.Name(name, ast.Store())], value) for name, value in zip(parameters, values, strict=True)]


RULES = (ProgramRule("single_calls", _dissolve, (ast.FunctionDef,)),)
