"""An entry that is asked for in a `try`, for the sake of a `KeyError`, or by `get`, for the sake of None, is asked for in a test."""

import ast
import copy

from engine.canonicalization.asked_entries import asked_first
from engine.canonicalization.blocks import over_blocks
from engine.canonicalization.entries import Entry, entry_of
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import PLAIN_MAPPINGS, element, is_hashable, kind
from engine.canonicalization.passes.eviction import is_empty_at_first
from engine.canonicalization.passes.ordered_entries import has_plain_keys, takes_by_key
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import same
from engine.canonicalization.trees import walk

_SOMETHING = frozenset({"int", "float", "str", "bool", "list", "dict", "set", "tuple"})
_NOT_PUTTING = frozenset({"get", "pop", "popitem", "move_to_end", "keys", "values", "items", "clear"})


def _tested(statements: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`try: x = d.pop(k)` and `except KeyError: …` is the choice of `if k in d`, where nothing else in the `try` can fail."""
    for index, node in enumerate(statements):
        if not isinstance(node, ast.Try) or node.orelse or node.finalbody or len(node.handlers) != 1:
            continue
        entry = _sought(node.body[0])
        if entry is None or not _is_about_missing(node.handlers[0], facts) or not _is_simple(entry, facts):
            continue
        if any(facts.effects_of(item).raises for item in node.body[1:]):
            continue
        test = ast.Compare(copy.deepcopy(entry.key), [ast.In()], [copy.deepcopy(entry.owner)])
        return [*statements[:index], ast.If(test, node.body, node.handlers[0].body), *statements[index + 1 :]]
    return None


def _sought(node: ast.stmt) -> Entry | None:
    """The entry in `x = d[k]`, `return d[k]`, `x = d.pop(k)`, `del d[k]` and `d.move_to_end(k)`."""
    if isinstance(node, ast.Delete):
        target = node.targets[0] if len(node.targets) == 1 else None
        return Entry("", target.slice, target.value) if isinstance(target, ast.Subscript) else None
    if isinstance(node, ast.Expr):
        return takes_by_key(node, "move_to_end") or takes_by_key(node, "pop")
    if isinstance(node, ast.Assign) and (len(node.targets) != 1 or not isinstance(node.targets[0], ast.Name)):
        return None
    if not isinstance(node, ast.Assign | ast.Return) or node.value is None:
        return None
    found = entry_of(node.value)
    return found if found is not None else takes_by_key(ast.Expr(node.value), "pop")


def _is_about_missing(handler: ast.ExceptHandler, facts: ProgramFacts) -> bool:
    is_named = isinstance(handler.type, ast.Name) and handler.type.id == "KeyError" and "KeyError" not in facts.shadowed
    raises_again = any(isinstance(part, ast.Raise) and part.exc is None for item in handler.body for part in walk(item))
    return is_named and handler.name is None and not raises_again


def _is_simple(entry: Entry, facts: ProgramFacts) -> bool:
    is_plain = isinstance(entry.key, ast.Name | ast.Constant) and has_plain_keys(entry, facts)
    return is_plain and not facts.effects_of(entry.owner).raises and not facts.effects_of(entry.key).raises


def _asked_by_get(program: Program) -> bool:
    """`x = d.get(k)` and `if x is None: return` is `if k not in d: return` and `x = d[k]`, where no entry is None."""
    facts = program.facts
    if "get" not in facts.occurrences.attribute_loads:
        return False
    private = [name for name in facts.attributes if f".{name}" in facts.confined and is_empty_at_first(name, facts)]
    names = {name for name in private if _are_values(name, facts)}
    changed = False

    def is_entry(owner: ast.expr, key: ast.Name, target: ast.Name) -> bool:
        variable = facts.bindings.variables.get(target.id)
        is_ours = variable is not None and not variable.is_captured
        return is_ours and isinstance(owner, ast.Attribute) and owner.attr in names and is_hashable(facts.type_of(key))

    for function in facts.occurrences.functions if names else ():
        body = asked_first(function.body, is_entry, are_true=False)
        if not same(body, function.body):
            function.body, changed = body, True
    return changed


def _are_values(name: str, facts: ProgramFacts) -> bool:
    """Whether keys are of built-in types, and everything that is put into a dictionary is known to be something else than None."""
    type_ = facts.inference.environment.get(f".{name}")
    if kind(type_) not in PLAIN_MAPPINGS or not is_hashable(element(type_)):
        return False
    for use in facts.occurrences.attribute_loads[name]:
        above = facts.occurrences.parent(use)
        if isinstance(above, ast.Attribute) and above.attr not in _NOT_PUTTING:
            return False
        if isinstance(above, ast.Subscript) and isinstance(above.ctx, ast.Store):
            statement = facts.occurrences.parent(above)
            if not isinstance(statement, ast.Assign) or kind(facts.type_of(statement.value)) not in _SOMETHING:
                return False
    return True


RULES = (
    ProgramRule("entries_sought", over_blocks(_tested), (ast.Try,)),
    ProgramRule("entries_got", _asked_by_get, (ast.ClassDef,)),
)
