"""A function that only hands its argument to another is that one: `key=lambda s: self.average(s)` is `key=self.average`."""

import ast

from engine.canonicalization.comprehending import is_builtin_call
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.passes.own_methods import owner_class
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.trees import walk

_AT_ONCE = ("max", "min", "sorted")


def _name(program: Program) -> bool:
    """As the key of what asks for keys at once, for methods of the entry class's own object, which nobody replaces."""
    owner = owner_class(program)
    if owner is None or "key" not in {word.arg for node in walk(owner) if isinstance(node, ast.Call) for word in node.keywords}:
        return False
    methods = {
        item.name for item in owner.body if isinstance(item, ast.FunctionDef) if not program.facts.occurrences.attribute_stores[item.name]
    }
    receivers = {item.args.args[0].arg for item in owner.body if isinstance(item, ast.FunctionDef)}
    changed = False
    for node in walk(owner):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in _AT_ONCE:
            continue
        for word in node.keywords if is_builtin_call(ast.Call(node.func, node.args, []), node.func.id, program.facts) else ():
            function = _handed_on(word.value, program.facts) if word.arg == "key" else None
            is_own = function is not None and function.attr in methods and isinstance(function.value, ast.Name)
            if function is not None and is_own and function.value.id in receivers:  # type: ignore[attr-defined]
                word.value, changed = function, True
    return changed


def _handed_on(node: ast.expr, _facts: ProgramFacts) -> ast.Attribute | None:
    """`self.f` in `lambda x: self.f(x)`."""
    call = node.body if isinstance(node, ast.Lambda) else None
    if not isinstance(node, ast.Lambda) or not isinstance(call, ast.Call) or call.keywords or not isinstance(call.func, ast.Attribute):
        return None
    given = node.args
    extras = [*given.posonlyargs, *given.defaults, *given.kwonlyargs, given.vararg, given.kwarg]
    is_plain = len(given.args) == len(call.args) == 1 and not any(extra is not None for extra in extras)
    is_handed = is_plain and isinstance(call.args[0], ast.Name) and call.args[0].id == given.args[0].arg
    is_other = isinstance(call.func.value, ast.Name) and is_plain and call.func.value.id != given.args[0].arg
    return call.func if is_handed and is_other else None


RULES = (ProgramRule("named_functions", _name, (ast.ClassDef,)),)
