"""Constants of an entry class: in its body, or set once by its constructor, they stand where they are used.

Only where the contract says which members callers use, and for classes without bases, decorators and reflection.
"""

import ast

from engine.canonicalization.comprehending import fresh_variable, is_builtin_call
from engine.canonicalization.members import is_plain, methods_of, uses_reflection
from engine.canonicalization.module_statements import is_flat_literal, looks_up
from engine.canonicalization.passes.own_methods import owner_class
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import load, names_in
from engine.canonicalization.trees import become, copied, walk

_HIDING = frozenset({"__new__", "__init_subclass__", "__getattribute__", "__getattr__", "__setattr__", "__set_name__"})


def _set_by_constructor(program: Program) -> bool:
    """`RATE = 2` in the body of the class is `self.RATE = 2` at the beginning of its constructor."""
    public, entry = program.assumptions.public_members, program.assumptions.entry_point
    for owner in program.tree.body if public is not None else ():
        if not isinstance(owner, ast.ClassDef) or owner.name != entry or is_plain(owner) or uses_reflection(program.tree):
            continue
        constants = [item for item in owner.body if _is_constant(item)]
        rest = [item for item in owner.body if item not in constants]
        plain = ast.ClassDef(owner.name, owner.bases, owner.keywords, rest, owner.decorator_list)
        if constants and is_plain(plain) and _can_move(owner, constants, program):  # type: ignore[arg-type]
            _move(owner, plain, constants, program)  # type: ignore[arg-type]
            return True
    return False


def _is_constant(node: ast.stmt) -> bool:
    is_one = isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name)
    return isinstance(node, ast.Assign) and is_one and is_flat_literal(node.value)


def _name(node: ast.Assign) -> str:
    assert isinstance(node.targets[0], ast.Name)
    return node.targets[0].id


def _can_move(owner: ast.ClassDef, constants: list[ast.Assign], program: Program) -> bool:
    """Whether each has a name of its own that only methods read, of the object that they are called of, or of the class."""
    occurrences, public = program.facts.occurrences, program.assumptions.public_members or frozenset()
    classes = [node for node in walk(program.tree) if isinstance(node, ast.ClassDef)]
    methods = methods_of(owner)
    names = {_name(item) for item in constants}
    taken = public | {item.name for item in methods}
    makes_none = all(isinstance(occurrences.parent(use), ast.Attribute) for use in occurrences.loads[owner.name])
    is_free = len(names) == len(constants) and not names & taken and not any(name.startswith("__") for name in names)
    if not is_free or len(classes) != 1 or _HIDING & taken or not makes_none or len(occurrences.stores[owner.name]) != 1:
        return False
    if not any(item.name == "__init__" for item in methods) or any(
        occurrences.loads.get(name) or occurrences.attribute_stores.get(name) for name in names
    ):
        return False
    receivers = {item.args.args[0].arg for item in methods}
    if not all(len(occurrences.stores[receiver]) == 1 for receiver in receivers):
        return False
    uses = [use for name in names for use in occurrences.attribute_loads.get(name, ())]
    if not all(_keeps(item, program) for item in constants):  # one table for all objects
        return False
    return all(_receiver(use, owner, program) is not None for use in uses)


def _keeps(constant: ast.Assign, program: Program) -> bool:
    """Whether a constant cannot be changed, or is a table that every use only looks at."""
    facts = program.facts
    uses = facts.occurrences.attribute_loads.get(_name(constant), [])
    is_fixed = not any(isinstance(part, ast.List | ast.Dict | ast.Set) for part in walk(constant.value))
    return is_fixed or all(looks_up(use, facts) or is_builtin_call(facts.occurrences.parent(use), "len", facts, 1) for use in uses)


def _receiver(use: ast.Attribute, owner: ast.ClassDef, program: Program) -> str | None:
    """The name of the object that the method around a use is called of, when the use asks it or its class."""
    above: ast.AST | None = use
    while above is not None and not (isinstance(above, ast.FunctionDef) and above in owner.body):
        above = program.facts.occurrences.parent(above)
    if not isinstance(above, ast.FunctionDef) or not isinstance(use.value, ast.Name):
        return None
    receiver = above.args.args[0].arg
    return receiver if use.value.id in {receiver, owner.name} else None


def _move(owner: ast.ClassDef, plain: ast.ClassDef, constants: list[ast.Assign], program: Program) -> None:
    for item in constants:
        for use in program.facts.occurrences.attribute_loads.get(_name(item), ()):
            receiver = _receiver(use, owner, program)
            assert receiver is not None
            become(use.value, load(receiver))
    made = next(item for item in methods_of(owner) if item.name == "__init__")
    own = made.args.args[0].arg
    made.body[:0] = [ast.Assign([ast.Attribute(load(own), _name(item), ast.Store())], item.value) for item in constants]
    owner.body = plain.body


def _stand_where_used(program: Program) -> bool:
    """A private attribute that the constructor alone sets, to a constant, is that constant; a table that one method asks is its own."""
    owner, facts = owner_class(program), program.facts
    made = next((item for item in methods_of(owner) if item.name == "__init__"), None) if owner is not None else None
    if owner is None or made is None or not facts.attributes:
        return False
    for index, item in enumerate(made.body):
        name = _set_attribute(item, made)
        if name is None or name not in facts.attributes or not isinstance(item, ast.Assign):
            return False
        is_public = name in (program.assumptions.public_members or frozenset())
        if is_public or len(facts.occurrences.attribute_stores[name]) != 1 or not is_flat_literal(item.value):
            continue
        if _measure_in_place(name, item.value, program):
            return True
        if _put_in_place(name, item.value, owner, program):
            made.body[index : index + 1] = [] if len(made.body) > 1 else [ast.Pass()]
            return True
    return False


def _set_attribute(node: ast.stmt, made: ast.FunctionDef) -> str | None:
    """The attribute that a statement sets, when it does nothing else with the object."""
    own = made.args.args[0].arg
    target = node.targets[0] if isinstance(node, ast.Assign) and len(node.targets) == 1 else None
    if not isinstance(node, ast.Assign) or not isinstance(target, ast.Attribute) or not isinstance(target.value, ast.Name):
        return None
    return target.attr if target.value.id == own and own not in names_in(node.value) else None


def _put_in_place(name: str, value: ast.expr, owner: ast.ClassDef, program: Program) -> bool:
    uses = list(program.facts.occurrences.attribute_loads[name])
    if isinstance(value, ast.Constant):
        for use in uses:
            become(use, ast.Constant(value.value))
        return bool(uses)
    users = {id(item): item for item in methods_of(owner) if any(part is use for use in uses for part in walk(item))}
    method = next(iter(users.values()), None)
    if len(users) != 1 or method is None or method.name == "__init__" or not all(looks_up(use, program.facts) for use in uses):
        return False
    if any(_runs_later(use, method, program) for use in uses):
        return False
    local = fresh_variable(program.facts)
    for use in uses:
        become(use, load(local))
    method.body.insert(0, ast.Assign([ast.Name(local, ast.Store())], copied(value)))
    return True


def _measure_in_place(name: str, value: ast.expr, program: Program) -> bool:
    """Say the length of a table that is only looked at."""
    facts = program.facts
    uses = facts.occurrences.attribute_loads[name]
    asked = [(use, facts.occurrences.parent(use)) for use in uses if is_builtin_call(facts.occurrences.parent(use), "len", facts, 1)]
    others = [use for use in uses if all(use is not measured for measured, _ in asked)]
    if not asked or not isinstance(value, ast.List | ast.Tuple) or not all(looks_up(use, facts) for use in others):
        return False
    for _, call in asked:
        assert call is not None
        become(call, ast.Constant(len(value.elts)))
    return True


def _runs_later(use: ast.AST, method: ast.FunctionDef, program: Program) -> bool:
    """Whether a use stands in a scope of its own inside a method."""
    above = program.facts.occurrences.parent(use)
    while above is not None and above is not method:
        if isinstance(above, ast.Lambda | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.GeneratorExp):
            return True
        above = program.facts.occurrences.parent(above)
    return False


RULES = (
    ProgramRule("class_constants", _set_by_constructor, (ast.ClassDef,)),
    ProgramRule("constant_attributes", _stand_where_used, (ast.ClassDef,)),
)
