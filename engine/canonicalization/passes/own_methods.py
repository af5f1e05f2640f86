"""Methods of an entry class: those that nobody calls go, and those that only compute a value are that value where the class calls them.

Only where the contract says which methods callers use, and for classes without bases, decorators and reflection.
"""

import ast
import copy

from engine.canonicalization.members import OFTEN_IMPLICIT, methods_of, plain_classes
from engine.canonicalization.procedures import called_method
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import SCOPES, is_annotated, size
from engine.canonicalization.trees import become, walk

_LARGEST = 30


def owner_class(program: Program) -> ast.ClassDef | None:
    """The entry class, when it is the module's only one, its instances are used through their attributes alone, and nothing hides that."""
    public, entry = program.assumptions.public_members, program.assumptions.entry_point
    classes = plain_classes(program.tree) if public is not None else []
    if len(classes) != 1 or classes[0].name != entry or program.has_reflection:
        return None
    return classes[0] if all(keeps_to_itself(item, program) for item in methods_of(classes[0])) else None


def keeps_to_itself(method: ast.FunctionDef, program: Program) -> bool:
    """Whether a method uses its object only to get at attributes, and never gives it another value."""
    name = method.args.args[0].arg
    loads, stores = program.facts.occurrences.loads[name], program.facts.occurrences.stores[name]
    return len(stores) == 1 and all(isinstance(program.facts.occurrences.parent(use), ast.Attribute) for use in loads)


def _drop_unused(program: Program) -> bool:
    """Methods such as `__repr__` and `__len__` that callers do not use and the class does not mention."""
    owner = owner_class(program)
    if owner is None or program.facts.occurrences.loads[owner.name]:
        return False
    used = {node.attr for node in walk(program.tree) if isinstance(node, ast.Attribute)}
    needed = used | OFTEN_IMPLICIT | (program.assumptions.public_members or frozenset())
    kept = [item for item in owner.body if not isinstance(item, ast.FunctionDef) or item.name in needed or _is_more_than_defined(item)]
    if len(kept) == len(owner.body) or not kept:
        return False
    owner.body = kept
    return True


def _is_more_than_defined(method: ast.FunctionDef) -> bool:
    """Whether defining a method evaluates something."""
    return bool(method.args.defaults) or is_annotated(method)


def _compute_directly(program: Program) -> bool:
    """`self.is_empty()` is `not self.items`, where that is all that the method does."""
    owner = owner_class(program)
    if owner is None:
        return False
    stored = {node.attr for node in walk(program.tree) if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load)}
    values = {item.name: item for item in methods_of(owner) if _is_value(item) and item.name not in stored}
    changed = False
    for caller in methods_of(owner):
        receiver = caller.args.args[0].arg
        for node in walk(caller):
            called = called_method(node, receiver)
            if called in values and isinstance(node, ast.Call) and values[called] is not caller and not node.args and not node.keywords:
                become(node, _with_receiver(values[called], receiver))
                changed = True
    return changed


def _is_value(method: ast.FunctionDef) -> bool:
    """Whether a method takes nothing but its object and returns one small expression without scopes, or calls of itself."""
    arguments = method.args
    extras = [*arguments.posonlyargs, *arguments.args[1:], *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    if any(extra is not None for extra in extras) or len(method.body) != 1 or not isinstance(result := method.body[0], ast.Return):
        return False
    scoped = (*SCOPES, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.NamedExpr, ast.Yield, ast.YieldFrom, ast.Await)
    if result.value is None or size(result.value) > _LARGEST or any(isinstance(child, scoped) for child in walk(result.value)):
        return False
    receiver = arguments.args[0].arg
    return not method.name.startswith("__") and not any(called_method(child, receiver) for child in walk(result.value))


def _with_receiver(method: ast.FunctionDef, receiver: str) -> ast.expr:
    result = method.body[0]
    value = copy.deepcopy(result.value if isinstance(result, ast.Return) and result.value is not None else ast.Constant(None))
    own = method.args.args[0].arg
    for child in walk(value):
        if isinstance(child, ast.Name) and child.id == own:
            child.id = receiver
    return value


RULES = (
    ProgramRule("unused_methods", _drop_unused, (ast.ClassDef,)),
    ProgramRule("computing_methods", _compute_directly, (ast.ClassDef,)),
)
