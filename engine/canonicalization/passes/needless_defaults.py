"""Defaults of arguments that callers always pass."""

import ast

from engine.canonicalization.facts.types import UNKNOWN
from engine.canonicalization.members import plain_classes
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule


def _drop(program: Program) -> bool:
    """`def f(x, n=5)` is `def f(x, n)` where the contract passes both, and so does the module itself."""
    changed = False
    for function, count in _called_by_contract(program):
        arguments = function.args
        positional = [*arguments.posonlyargs, *arguments.args]
        passed = min(count, len(positional)) - (len(positional) - len(arguments.defaults))
        needless = arguments.defaults[: max(passed, 0)]
        if needless and all(isinstance(default, ast.Constant) for default in needless) and not function.decorator_list:
            arguments.defaults, changed = arguments.defaults[len(needless) :], True
    return changed


def _called_by_contract(program: Program) -> list[tuple[ast.FunctionDef, int]]:
    """The functions that only the contract calls, with the number of arguments that it passes, an object itself included."""
    entry, facts = program.assumptions.entry_point, program.facts
    if entry is None or not any(function.args.defaults for function in facts.occurrences.functions):
        return []
    for node in program.tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == entry:
            is_called_here = bool(facts.occurrences.loads[entry]) or len(facts.occurrences.stores[entry]) != 1
            return [] if is_called_here else [(node, len(program.assumptions.parameter_types))]
        if isinstance(node, ast.ClassDef) and node.name == entry and node in plain_classes(program.tree):
            return _methods(node, program)
    return []


def _methods(node: ast.ClassDef, program: Program) -> list[tuple[ast.FunctionDef, int]]:
    occurrences, found = program.facts.occurrences, []
    if occurrences.loads[node.name] or len(occurrences.stores[node.name]) != 1:
        return []
    types = dict(program.assumptions.method_types)
    for item in node.body:
        # Of methods called with different numbers of arguments no type is known.
        is_known = isinstance(item, ast.FunctionDef) and any(type_ is not UNKNOWN for type_ in types.get(item.name, ()))
        if isinstance(item, ast.FunctionDef) and is_known and not occurrences.attribute_loads[item.name]:
            found.append((item, len(types[item.name]) + 1))
    return found


RULES = (ProgramRule("needless_defaults", _drop, (ast.FunctionDef,)),)
