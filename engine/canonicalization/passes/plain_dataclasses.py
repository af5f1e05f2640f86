"""An entry class made by `@dataclass` has the constructor that this writes, where nobody can ask for what else it writes.

Only where the contract says which members callers use, and where the class's methods use their object through its attributes alone, so
that no object of it is compared, hashed or printed.
"""

import ast

from engine.canonicalization.annotation_values import AnnotationNames, evaluates
from engine.canonicalization.facts.binding import Variable
from engine.canonicalization.facts.confinement import is_module
from engine.canonicalization.facts.occurrences import Occurrences
from engine.canonicalization.members import is_plain, methods_of, uses_reflection
from engine.canonicalization.passes.own_methods import keeps_to_itself
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import load
from engine.canonicalization.trees import walk

_SPECIAL = frozenset({"ClassVar", "InitVar", "KW_ONLY"})


def _write_constructor(program: Program) -> bool:
    """`@dataclass class C: x: int` is `class C: def __init__(self, x): self.x = x`."""
    public, entry = program.assumptions.public_members, program.assumptions.entry_point
    owners = [node for node in walk(program.tree) if isinstance(node, ast.ClassDef)]
    if public is None or len(owners) != 1 or owners[0].name != entry or owners[0] not in program.tree.body:
        return False
    owner = owners[0]
    decorators = owner.decorator_list
    if len(decorators) != 1 or not _is_dataclass(decorators[0], program.facts.occurrences):
        return False
    owner.decorator_list = []
    fields = [item for item in owner.body if isinstance(item, ast.AnnAssign)]
    if not _is_usual(owner, fields, program):
        owner.decorator_list = decorators
        return False
    owner.body = [_constructor(fields, program), *methods_of(owner)]
    return True


def _is_dataclass(node: ast.expr, occurrences: Occurrences) -> bool:
    if isinstance(node, ast.Attribute):
        return (
            node.attr == "dataclass"
            and isinstance(node.value, ast.Name)
            and node.value.id == "dataclasses"
            and is_module("dataclasses", occurrences)
        )
    stores = occurrences.stores.get("dataclass", []) if isinstance(node, ast.Name) and node.id == "dataclass" else []
    statement = occurrences.parent(stores[0]) if len(stores) == 1 else None
    is_imported = isinstance(statement, ast.ImportFrom) and (statement.module, statement.level) == ("dataclasses", 0)
    return is_imported and isinstance(alias := stores[0], ast.alias) and alias.name == "dataclass"


def _is_usual(owner: ast.ClassDef, fields: list[ast.AnnAssign], program: Program) -> bool:
    """Whether the class is a plain one but for its fields, and its objects are used through their attributes alone."""
    rest = [item for item in owner.body if item not in fields]
    methods = [item for item in rest if isinstance(item, ast.FunctionDef)]
    occurrences, public = program.facts.occurrences, program.assumptions.public_members or frozenset()
    plain = ast.ClassDef(owner.name, owner.bases, owner.keywords, rest or [ast.Pass()], [])
    if not fields or not rest or not is_plain(plain) or uses_reflection(program.tree) or occurrences.loads[owner.name]:
        return False
    attributes = {**occurrences.attribute_loads, **occurrences.attribute_stores}
    mentioned = {*public, *(item.name for item in methods), *(name for name, uses in attributes.items() if uses)}
    special = {name for name in mentioned if name.startswith("__")}
    names = [field.target.id for field in fields if isinstance(field.target, ast.Name)]
    if special - {"__init__"} or "__init__" in {item.name for item in methods} or len(set(names)) != len(fields):
        return False
    is_apart = not set(names) & {item.name for item in methods} and not any(name.startswith("__") for name in names)
    return is_apart and _are_plain(fields, program) and all(keeps_to_itself(item, program) for item in methods)


def _are_plain(fields: list[ast.AnnAssign], program: Program) -> bool:
    """Whether fields have known types, constants for defaults, and those with defaults stand last."""
    names = AnnotationNames(program.tree)
    for statement in program.tree.body:
        names.see(statement)
    defaults = [field.value is not None for field in fields]
    are_constants = all(field.value is None or isinstance(field.value, ast.Constant) for field in fields)
    words = {
        part.id if isinstance(part, ast.Name) else part.attr
        for field in fields
        for part in walk(field.annotation)
        if isinstance(part, ast.Name | ast.Attribute)
    }
    has_texts = any(isinstance(part, ast.Constant) and isinstance(part.value, str) for field in fields for part in walk(field.annotation))
    is_known = not words & _SPECIAL and not has_texts and all(evaluates(field.annotation, names) for field in fields)
    return is_known and are_constants and defaults == sorted(defaults)


def _constructor(fields: list[ast.AnnAssign], program: Program) -> ast.FunctionDef:
    given = [field.target.id for field in fields if isinstance(field.target, ast.Name)]
    own, *parameters = (_parameter(name, program) for name in ("self", *given))
    body: list[ast.stmt] = [
        ast.Assign([ast.Attribute(load(own), name, ast.Store())], load(parameter))
        for name, parameter in zip(given, parameters, strict=True)
    ]
    arguments = ast.arguments(
        [], [ast.arg(name) for name in (own, *parameters)], None, [], [], None, [field.value for field in fields if field.value is not None]
    )
    return ast.FunctionDef(name="__init__", args=arguments, body=body, decorator_list=[], returns=None, type_comment=None)


def _parameter(original: str, program: Program) -> str:
    """A new parameter, with a name that nothing in the module has."""
    variables, occurrences = program.bindings.variables, program.facts.occurrences
    number = len(variables)
    while (name := f"v{number}") in variables or name in occurrences.loads or name in occurrences.stores:
        number += 1
    variables[name] = Variable(original, "parameter", is_surely_bound=True)
    return name


RULES = (ProgramRule("plain_dataclasses", _write_constructor, (ast.AnnAssign,)),)
