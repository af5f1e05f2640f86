"""Lists that are sorted in place as soon as they are made are made by `sorted`."""

import ast
from itertools import pairwise

from engine.canonicalization.blocks import mentions
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.rules import BlockRule
from engine.canonicalization.traversal import BlockPlace


def _sort(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`x = [… for …]; x.sort(key=f)` is `x = sorted([… for …], key=f)`."""
    if "sorted" in facts.shadowed:
        return None
    for index, (node, following) in enumerate(pairwise(statements)):
        call = following.value if isinstance(following, ast.Expr) else None
        if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(target := node.targets[0], ast.Name):
            continue
        if not isinstance(call, ast.Call) or not _sorts(call, target.id) or not _is_new_list(node.value, facts):
            continue
        variable = facts.bindings.variables.get(target.id)
        is_plain = (
            variable is not None and not variable.is_captured and variable.role == "local" and target.id not in facts.effect_rules.lasting
        )
        if is_plain and mentions(call, target.id) == 1:
            made = ast.Call(ast.Name("sorted", ast.Load()), [node.value], call.keywords)
            return [*statements[:index], ast.Assign([target], made), *statements[index + 2 :]]
    return None


def _sorts(call: ast.Call, name: str) -> bool:
    """Whether a call sorts the list of this variable; keywords by name only."""
    is_sort = isinstance(call.func, ast.Attribute) and call.func.attr == "sort" and not call.args
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    return (
        is_sort and isinstance(owner, ast.Name) and owner.id == name and all(keyword.arg in {"key", "reverse"} for keyword in call.keywords)
    )


def _is_new_list(node: ast.expr, facts: ProgramFacts) -> bool:
    """Whether an expression makes a list that nobody else has."""
    if isinstance(node, ast.ListComp | ast.List):
        return True
    if isinstance(node, ast.Subscript) and isinstance(part := node.slice, ast.Slice):
        is_whole = part.lower is None and part.upper is None and part.step is None
        return is_whole and kind(facts.type_of(node.value)) == "list"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr == "copy" and not node.args and not node.keywords and kind(facts.type_of(node.func.value)) == "list"
    is_made = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"list", "sorted"}
    return is_made and isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id not in facts.shadowed


RULES = (BlockRule("sorted_at_once", _sort, (ast.Expr,)),)
