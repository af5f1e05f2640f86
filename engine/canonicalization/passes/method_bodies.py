"""Private methods of an entry class: short ones stand where they are called, and so do those with one call.

Only where the contract says which methods callers use, and for classes without bases, decorators and reflection.
"""

import ast

from engine.canonicalization.blocks import blocks_of
from engine.canonicalization.members import methods_of
from engine.canonicalization.passes.own_methods import owner_class
from engine.canonicalization.passes.single_calls import arguments_of, caller_of, lines_for
from engine.canonicalization.procedures import Procedures, called_method, procedures_among
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import SCOPES, is_annotated, size
from engine.canonicalization.trees import walk

_LARGEST = 16
_FOREIGN = (*SCOPES, ast.Yield, ast.YieldFrom, ast.Await, ast.Global, ast.Nonlocal, ast.NamedExpr, ast.GeneratorExp)


def _short(program: Program) -> bool:
    """`self.touch(k)` is `self.keys.append(k)`, where that is all that the method does."""
    owner = owner_class(program)
    short = [item for item in _private(owner, program) if _is_short(item)] if owner is not None else []
    if owner is None or not short:
        return False
    found = procedures_among(short, program.facts)
    procedures = Procedures({name: item for name, item in found.methods.items() if not found.called_in(item.body)}, program.facts)
    callers = [caller for caller in methods_of(owner) if _stand_in(procedures, caller)]
    return bool(callers)


def _stand_in(procedures: Procedures, caller: ast.FunctionDef) -> bool:
    """Put the statements of procedures where a method calls them."""
    changed = False
    for block in blocks_of(caller):
        for index, node in reversed(list(enumerate(block))):
            lines = procedures.body_of(node.value, caller.args.args[0].arg) if isinstance(node, ast.Expr) else None
            if lines is not None:
                block[index : index + 1], changed = lines, True
    return changed


def _only_calls(program: Program) -> bool:
    """A method that one statement calls is what stands there, where it leaves at its end only or its value is returned."""
    owner = owner_class(program)
    for method in _private(owner, program) if owner is not None else ():
        if owner is not None and _is_called_once(method, owner, program) and _put_in_place(method, owner, program):
            return True
    return False


def _private(owner: ast.ClassDef, program: Program) -> list[ast.FunctionDef]:
    """Methods that only the class calls, run at once and from top to bottom, and do not call themselves."""
    public = program.assumptions.public_members or frozenset()
    stored = program.facts.occurrences.attribute_stores
    methods = [item for item in methods_of(owner) if item.name not in public and not item.name.startswith("__")]
    return [item for item in methods if not stored.get(item.name) and _is_plain(item)]


def _is_plain(method: ast.FunctionDef) -> bool:
    arguments = method.args
    extras = [*arguments.posonlyargs, *arguments.defaults, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    if any(extra is not None for extra in extras) or is_annotated(method):
        return False
    inner = [part for statement in method.body for part in walk(statement)]
    is_recursive = any(called_method(part, arguments.args[0].arg) == method.name for part in inner)
    removes_names = any(isinstance(part, ast.Name) and isinstance(part.ctx, ast.Del) for part in inner)
    hidden = any(isinstance(part, ast.Name) and part.id in {"super", "__class__"} for part in inner)
    return not is_recursive and not removes_names and not hidden and not any(isinstance(part, _FOREIGN) for part in inner)


def _is_short(method: ast.FunctionDef) -> bool:
    """Whether a method is one small statement that sets no variable."""
    only = method.body[0]
    if len(method.body) != 1 or not isinstance(only, ast.Expr | ast.Assign | ast.AugAssign | ast.Delete) or size(only) > _LARGEST:
        return False
    return not any(isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load) for part in walk(only))


def _is_called_once(method: ast.FunctionDef, owner: ast.ClassDef, program: Program) -> bool:
    """Whether a method occurs once, and all its variables are surely set where they are read."""
    variables = program.facts.bindings.variables
    own = [part.id for part in walk(method) if isinstance(part, ast.Name) and part.id in variables]
    is_bound = all(variables[name].is_surely_bound for name in own)
    return is_bound and len(owner.body) > 1 and len(program.facts.occurrences.attribute_loads[method.name]) == 1


def _put_in_place(method: ast.FunctionDef, owner: ast.ClassDef, program: Program) -> bool:
    occurrences = program.facts.occurrences
    use = occurrences.attribute_loads[method.name][0]
    call, statement = occurrences.parent(use), occurrences.statement_of(use)
    caller = caller_of(statement, program.tree.body, program) if statement is not None else None
    if not isinstance(call, ast.Call) or call.func is not use or statement is None or caller not in owner.body or caller is method:
        return False
    receiver = caller.args.args[0].arg
    is_whole = len(call.args) == len(method.args.args) - 1 and not call.keywords
    if not is_whole or called_method(call, receiver) != method.name or any(isinstance(item, ast.Starred) for item in call.args):
        return False
    values = list(call.args)
    returns = any(isinstance(part, ast.Return) for item in method.body for part in walk(item))
    is_statement = isinstance(statement, ast.Expr) and statement.value is call
    lines = method.body if is_statement and not returns else lines_for(method, call, statement, program)
    if lines is None:
        return False
    own = method.args.args.pop(0).arg
    for part in walk(method):
        if isinstance(part, ast.Name) and part.id == own:
            part.id = receiver
    block = next(block for block in blocks_of(caller) if any(item is statement for item in block))
    index = next(place for place, item in enumerate(block) if item is statement)
    block[index : index + 1] = [*arguments_of(method, values, program), *lines]
    owner.body = [item for item in owner.body if item is not method]
    return True


RULES = (
    ProgramRule("short_methods", _short, (ast.ClassDef,)),
    ProgramRule("methods_called_once", _only_calls, (ast.ClassDef,)),
)
