"""Membership in a dictionary of constants that nothing changes is membership in the constants."""

import ast
import copy

from engine.canonicalization.comprehending import is_builtin_call
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import is_hashable, is_settled
from engine.canonicalization.rules import ExpressionRule

_LOOKING = frozenset({"get", "keys", "values", "items"})
_WRAPPERS = ("set", "frozenset", "list", "tuple")


def _members(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`c in {")": "(", "]": "["}.values()` is `c in ("(", "[")`, wherever the dictionary stands; for its keys c must be hashable."""
    assert isinstance(node, ast.Compare)
    if len(node.ops) != 1 or not isinstance(node.ops[0], ast.In | ast.NotIn) or not is_settled(facts.type_of(node.left)):
        return None
    container, is_hashed = _unwrapped(node.comparators[0], facts)
    table, part = _asked(container)
    if not isinstance(table, ast.Name) or not (found := _table(table.id, facts)):
        return None
    if (is_hashed or part != "values") and not is_hashable(facts.type_of(node.left)):
        return None
    items = [copy.deepcopy(item) for item in (found.values if part == "values" else found.keys) if isinstance(item, ast.Constant)]
    return ast.Compare(node.left, node.ops, [ast.Tuple([*items], ast.Load())])


def _unwrapped(node: ast.expr, facts: ProgramFacts) -> tuple[ast.expr, bool]:
    """What is inside `set(…)` and its like, and whether asking there hashes what is asked for."""
    for name in _WRAPPERS:
        if is_builtin_call(node, name, facts, 1):
            return node.args[0], name.endswith("set")  # type: ignore[attr-defined]
    return node, False


def _asked(node: ast.expr) -> tuple[ast.expr, str]:
    """The dictionary, and whether its keys or its values are looked through."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.args and not node.keywords:
        return node.func.value, node.func.attr if node.func.attr in {"keys", "values"} else ""
    return node, "keys"


def _table(name: str, facts: ProgramFacts) -> ast.Dict | None:
    """The dictionary of texts or numbers that a variable always holds, when it is only looked at."""
    variable, stores = facts.bindings.variables.get(name), facts.occurrences.stores[name]
    if variable is None or variable.role != "local" or not variable.is_surely_bound or len(stores) != 1:
        return None
    assigned = facts.occurrences.parent(stores[0])
    if not isinstance(assigned, ast.Assign) or assigned.targets != stores or not isinstance(assigned.value, ast.Dict):
        return None
    is_plain = all(_is_plain(item) for item in [*assigned.value.keys, *assigned.value.values])
    return assigned.value if is_plain and all(_is_look(use, facts) for use in facts.occurrences.loads[name]) else None


def _is_plain(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in {str, int}


def _is_look(use: ast.expr, facts: ProgramFacts) -> bool:
    above = facts.occurrences.parent(use)
    match above:
        case ast.Compare():
            return use in above.comparators and all(isinstance(operator, ast.In | ast.NotIn) for operator in above.ops)
        case ast.Subscript():
            return above.value is use and isinstance(above.ctx, ast.Load)
        case ast.Attribute():
            call = facts.occurrences.parent(above)
            return above.attr in _LOOKING and isinstance(call, ast.Call) and call.func is above
    return False


RULES = (ExpressionRule("constant_tables", (ast.Compare,), _members),)
