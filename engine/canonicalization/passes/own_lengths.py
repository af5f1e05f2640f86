"""`len(self)` is the length that the class's `__len__` asks for."""

import ast

from engine.canonicalization.comprehending import is_builtin_call
from engine.canonicalization.members import is_plain, methods_of
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import is_annotated
from engine.canonicalization.trees import become, copied, walk


def _ask_directly(program: Program) -> bool:
    """In methods of an entry class with `def __len__(self): return len(self.items)`, for the object that the method is called of."""
    facts = program.facts
    if program.assumptions.public_members is None or "len" in facts.shadowed or program.has_reflection:
        return False
    changed = False
    for owner in program.tree.body:
        if not isinstance(owner, ast.ClassDef) or owner.name != program.assumptions.entry_point or not is_plain(owner):
            continue
        asked = next((_length(method) for method in methods_of(owner) if method.name == "__len__"), None)
        if asked is None or facts.occurrences.attribute_stores["__len__"]:
            continue
        for method in methods_of(owner):
            receiver = method.args.args[0].arg
            for node in walk(method) if method.name != "__len__" and len(facts.occurrences.stores[receiver]) == 1 else ():
                is_own = isinstance(node, ast.Call) and is_builtin_call(node, "len", facts, 1) and isinstance(node.args[0], ast.Name)
                if is_own and node.args[0].id == receiver:  # type: ignore[attr-defined]
                    become(node, _of(asked, receiver))
                    changed = True
    return changed


def _length(method: ast.FunctionDef) -> ast.Call | None:
    """`len(self.items)`, if that is all that `__len__` does."""
    only = method.body[0].value if len(method.body) == 1 and isinstance(method.body[0], ast.Return) else None
    is_simple = len(method.args.args) == 1 and not method.args.vararg and not method.args.kwarg and not is_annotated(method)
    if not is_simple or not isinstance(only, ast.Call) or not isinstance(only.func, ast.Name) or only.func.id != "len":
        return None
    asked = only.args[0] if len(only.args) == 1 and not only.keywords else None
    is_member = isinstance(asked, ast.Attribute) and isinstance(asked.value, ast.Name) and asked.value.id == method.args.args[0].arg
    return only if is_member else None


def _of(asked: ast.Call, receiver: str) -> ast.Call:
    made = copied(asked)
    made.args[0].value = ast.Name(receiver, ast.Load())  # type: ignore[attr-defined]
    return made


RULES = (ProgramRule("own_lengths", _ask_directly, (ast.ClassDef,)),)
