"""A class inside the entry class, which only its methods can name, stands beside it.

Only where the contract says which members callers use, and for classes without bases, decorators and reflection.
"""

import ast
import builtins

from engine.canonicalization.members import is_plain, methods_of
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.trees import become, walk


def _take_out(program: Program) -> bool:
    """`self.Node(k)` is `Node(k)`, where `Node` is a plain class in the body of the entry class."""
    public, entry = program.assumptions.public_members, program.assumptions.entry_point
    if public is None or program.has_reflection:
        return False
    for owner in program.tree.body:
        if not isinstance(owner, ast.ClassDef) or owner.name != entry:
            continue
        for inner in owner.body:
            if isinstance(inner, ast.ClassDef) and inner.name not in public and _is_usual(owner, inner) and _moved(owner, inner, program):
                return True
    return False


def _is_usual(owner: ast.ClassDef, inner: ast.ClassDef) -> bool:
    """Whether both classes are plain but for the one inside, whose definition evaluates nothing."""
    others = ast.ClassDef(owner.name, owner.bases, owner.keywords, [item for item in owner.body if item is not inner], owner.decorator_list)
    return is_plain(others) and is_plain(inner) and bool(others.body)


def _moved(owner: ast.ClassDef, inner: ast.ClassDef, program: Program) -> bool:
    """Move the class, if its name is free in the module and everybody names it as a member."""
    name, occurrences = inner.name, program.facts.occurrences
    names = [part for part in walk(program.tree) if isinstance(part, ast.Name) and part.id == name]
    stored = [item for item in occurrences.stores.get(name, ()) if item is not inner]
    if names or stored or hasattr(builtins, name) or occurrences.attribute_stores.get(name) or name.startswith("__"):
        return False
    uses = list(occurrences.attribute_loads[name])
    receivers = {method.args.args[0].arg for method in methods_of(owner)}
    is_known = all(len(occurrences.stores[receiver]) == 1 for receiver in receivers) and owner.name not in occurrences.stores
    is_known |= len(occurrences.stores.get(owner.name, ())) == 1
    if not is_known or not all(isinstance(use.value, ast.Name) and use.value.id in receivers | {owner.name} for use in uses):
        return False
    for use in uses:
        become(use, ast.Name(name, ast.Load()))
    owner.body = [item for item in owner.body if item is not inner]
    program.tree.body.insert(program.tree.body.index(owner), inner)
    return True


RULES = (ProgramRule("nested_classes", _take_out, (ast.ClassDef,)),)
