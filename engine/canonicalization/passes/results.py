"""Results: returned where they are found, not kept in a variable until the end."""

import ast
import copy
from itertools import pairwise

from engine.canonicalization.blocks import is_protected, mentions, occurrences_of, over_blocks, own_jumps
from engine.canonicalization.facts.effects import interferes, overlap
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.rules import BlockRule, ProgramRule
from engine.canonicalization.syntax import LOOPS, SCOPES, always_leaves, size
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import child_nodes, walk

_MOST_COPIED = 12


def _assigned_name(node: ast.stmt) -> str | None:
    """The variable of a plain assignment."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    return None


def _returned_name(node: ast.stmt, facts: ProgramFacts) -> str | None:
    """The local variable that a statement returns."""
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Name):
        variable = facts.bindings.variables.get(node.value.id)
        return node.value.id if variable is not None and variable.role != "captured" else None
    return None


def _return_value(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`r = e; return r` is `return e`."""
    for index, (node, following) in enumerate(pairwise(block)):
        name = _returned_name(following, facts)
        if name is not None and _assigned_name(node) == name and isinstance(node, ast.Assign) and not is_protected(node, facts):
            return [*block[:index], ast.Return(node.value), *block[index + 2 :]]
    return None


def _return_in_arms(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if c: r = a else: …` before `return r` returns in both arms."""
    for index, (node, following) in enumerate(pairwise(statements)):
        name = _returned_name(following, facts) if isinstance(following, ast.Return) else None
        is_constant = isinstance(following, ast.Return) and isinstance(following.value, ast.Constant | None)
        if not isinstance(node, ast.If) or (name is None and not is_constant):
            continue
        if name is not None and _ends_with_store(node, name):
            arms = [_with_end(arm, following) for arm in (node.body, node.orelse)]
            return [*statements[:index], ast.If(node.test, arms[0], arms[1]), *statements[index + 2 :]]
    return None


def _with_end(arm: list[ast.stmt], end: ast.stmt) -> list[ast.stmt]:
    return list(arm) if always_leaves(arm) else [*arm, copy.deepcopy(end)]


def _ends_with_store(node: ast.If, name: str) -> bool:
    """Whether some arm ends by assigning a variable."""
    for arm in (node.body, node.orelse):
        if arm and (_assigned_name(arm[-1]) == name or (isinstance(last := arm[-1], ast.If) and _ends_with_store(last, name))):
            return True
    return False


def _return_instead_of_break(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`break` out of a loop before `return r` is `return r`."""
    for node, following in pairwise(statements):
        if not isinstance(node, ast.For | ast.While) or not isinstance(following, ast.Return):
            continue
        is_simple = isinstance(following.value, ast.Constant | None) or _returned_name(following, facts) is not None
        jumps = own_jumps(node.body, ast.Break)
        if is_simple and jumps and not _has_cleanup(node):
            node.body = [_without_breaks(child, following) for child in node.body]
            if node.orelse:
                orelse, node.orelse = node.orelse, []
                position = statements.index(node)
                return [*statements[: position + 1], *orelse, *statements[position + 1 :]]
            return statements
    return None


def _has_cleanup(node: ast.AST) -> bool:
    return any(isinstance(child, ast.Try | ast.TryStar | ast.With | ast.AsyncWith) for child in walk(node))


def _without_breaks(node: ast.stmt, replacement: ast.Return) -> ast.stmt:
    """Replace the breaks of this loop, not those of inner ones."""
    if isinstance(node, ast.Break):
        return copy.deepcopy(replacement)
    if isinstance(node, SCOPES):
        return node
    fields = ("orelse",) if isinstance(node, LOOPS) else ("body", "orelse", "finalbody")
    for name in fields:
        block = getattr(node, name, None)
        if isinstance(block, list):
            setattr(node, name, [_without_breaks(child, replacement) for child in block])
    for case in node.cases if isinstance(node, ast.Match) else []:
        case.body = [_without_breaks(child, replacement) for child in case.body]
    return node


def _sink_default(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`y = b; if c: y = a` is `if c: y = a else: y = b` when b only computes and c does not ask for y."""
    for index, (node, following) in enumerate(pairwise(block)):
        name = _assigned_name(node)
        if name is None or not isinstance(following, ast.If) or not isinstance(node, ast.Assign) or not _is_plain(name, node, facts):
            continue
        if mentions(following.test, name) or interferes(facts.effects_of(node), facts.effect_rules.of_test(following.test)):
            continue
        if facts.effects_of(node.value).is_total and _overwrites(following, name):
            arms = [_with_start(arm, node, name) for arm in (following.body, following.orelse)]
            return [*block[:index], ast.If(following.test, arms[0], arms[1]), *block[index + 2 :]]
    return None


def _is_plain(name: str, node: ast.stmt, facts: ProgramFacts) -> bool:
    variable = facts.bindings.variables.get(name)
    return variable is not None and variable.role != "captured" and not is_protected(node, facts) and not mentions(node.value, name)  # type: ignore[attr-defined]


def _overwrites(node: ast.If, name: str) -> bool:
    """Whether some arm assigns a variable anew before it reads it, at once or by branches of its own."""
    return any(_starts_over(arm, name) for arm in (node.body, node.orelse))


def _starts_over(arm: list[ast.stmt], name: str) -> bool:
    for statement in arm:
        if _assigned_name(statement) == name:
            return not mentions(statement.value, name)  # type: ignore[attr-defined]
        if isinstance(statement, ast.If) and not mentions(statement.test, name) and _overwrites(statement, name):
            return True
        if mentions(statement, name) or isinstance(statement, (*LOOPS, *SCOPES)):
            return False
    return False


def _with_start(arm: list[ast.stmt], start: ast.Assign, name: str) -> list[ast.stmt]:
    """An arm after an assignment; without it where the arm assigns anew at once."""
    for position, statement in enumerate(arm):
        if mentions(statement, name) or any(own_jumps([statement], kind) for kind in (ast.Break, ast.Continue)):
            if _assigned_name(statement) == name and not mentions(arm[:position], name) and _starts_over(arm, name):
                return arm
            break
    kept = [statement for statement in arm if not isinstance(statement, ast.Pass)]
    return [copy.deepcopy(start), *kept]


def _dead_stores(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`y = b; y = a` without y in a is `y = a` when b only computes; so is a store that `return` follows."""
    kept: list[ast.stmt] = []
    for node in reversed(block):
        if not kept or not _is_dead(node, kept[-1], facts):
            kept.append(node)
    return kept[::-1] if len(kept) < len(block) else None


def _is_dead(node: ast.stmt, following: ast.stmt, facts: ProgramFacts) -> bool:
    name = _assigned_name(node)
    if name is None or not isinstance(node, ast.Assign) or not isinstance(following, ast.Assign | ast.Return | ast.Raise):
        return False
    is_left = not isinstance(following, ast.Assign) or (_assigned_name(following) == name)
    read = following.value if isinstance(following, ast.Assign) else following
    return is_left and not mentions(read, name) and facts.effects_of(node.value).is_total and _is_plain(name, node, facts)


def _use_in_arms(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if c: y = a else: y = b` before the only use of y uses a and b in the arms."""
    for index, (node, following) in enumerate(pairwise(block)):
        if not isinstance(node, ast.If) or not isinstance(following, ast.Expr | ast.Assign | ast.Return) or size(following) > _MOST_COPIED:
            continue
        for name in _leaf_names(node):
            leaves = _leaves(node, name)
            uses = mentions(following, name)
            if leaves is None or uses != 1 or occurrences_of(name, facts) != leaves + 1 or not _is_plain_variable(name, facts):
                continue
            if _uses_first(following, name, facts) and not _changes_owner(node, following, facts):
                return [*block[:index], _moved(node, name, following), *block[index + 2 :]]
    return None


def _changes_owner(node: ast.If, following: ast.stmt, facts: ProgramFacts) -> bool:
    """Whether the arms may change an attribute that the use looks up before the value is computed there."""
    read = [child for child in walk(following) if isinstance(child, ast.Attribute) and isinstance(child.value, ast.Attribute)]
    return any(overlap(facts.effects_of(node).writes, facts.effects_of(child.value).reads) for child in read)


def _is_plain_variable(name: str, facts: ProgramFacts) -> bool:
    variable = facts.bindings.variables.get(name)
    return variable is not None and variable.role == "local"


def _leaf_names(node: ast.If) -> list[str]:
    last: ast.stmt = node
    while isinstance(last, ast.If):
        last = last.body[-1]
    name = _assigned_name(last)
    return [name] if name is not None else []


def _leaves(node: ast.If, name: str) -> int | None:
    """How many arms there are, when each ends by assigning a variable; None otherwise."""
    total = 0
    for arm in (node.body, node.orelse):
        if not arm:
            return None
        last = arm[-1]
        inner = (
            1
            if _assigned_name(last) == name and not any(isinstance(child, ast.NamedExpr) for child in walk(last))
            else _leaves(last, name)
            if isinstance(last, ast.If)
            else None
        )
        if inner is None:
            return None
        total += inner
    return total


def _uses_first(node: ast.stmt, name: str, facts: ProgramFacts) -> bool:
    """Whether a statement evaluates a variable before anything that could tell when it was computed."""
    for child in walk(node):
        if isinstance(
            child, (*SCOPES, ast.GeneratorExp, ast.ListComp, ast.SetComp, ast.DictComp, ast.BoolOp, ast.IfExp, ast.Compare)
        ) and mentions(child, name):
            return False
    value = node.value if isinstance(node, ast.Expr | ast.Assign | ast.Return) else None
    if value is None or not mentions(value, name):
        return False
    if any(isinstance(child, ast.NamedExpr) for child in walk(value)):
        return False
    return all(_is_quiet(child, facts) for child in _others(value, name))


def _is_quiet(node: ast.expr, facts: ProgramFacts) -> bool:
    if isinstance(node, ast.Attribute):
        return (
            isinstance(node.value, ast.Name | ast.Constant | ast.Attribute)
            and facts.type_of(node.value) is not None
            and facts.effects_of(node.value).is_total
        )
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and facts.effects_of(node).is_total)


def _others(node: ast.AST, name: str) -> list[ast.expr]:
    """The largest parts of an expression without a variable, except receivers of methods."""
    if isinstance(node, ast.Name) and node.id == name:
        return []
    found: list[ast.expr] = []
    for child in child_nodes(node):
        if isinstance(child, ast.expr):
            if mentions(child, name):
                found.extend(_others(child, name))
            else:
                found.append(child)
    return found


def _moved(node: ast.If, name: str, use: ast.stmt) -> ast.If:
    arms = []
    for arm in (node.body, node.orelse):
        last = arm[-1]
        end = _moved(last, name, use) if isinstance(last, ast.If) else _Filled(name, last.value).visit(copy.deepcopy(use))  # type: ignore[attr-defined]
        arms.append([*arm[:-1], end])
    return ast.If(node.test, arms[0], arms[1])


class _Filled(ast.NodeTransformer):
    def __init__(self, name: str, value: ast.expr) -> None:
        self.name, self.value = name, value

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.value if node.id == self.name else node


RULES = (
    BlockRule("return_in_arms", _return_in_arms, (ast.If,)),
    BlockRule("return_instead_of_break", _return_instead_of_break, (ast.For, ast.While)),
    ProgramRule("returned_value", over_blocks(_return_value, is_local=True), (ast.Assign,)),
    ProgramRule("overwritten_value", over_blocks(_dead_stores, is_local=True), (ast.Assign,)),
    ProgramRule("default_in_branch", over_blocks(_sink_default), (ast.If,)),
    ProgramRule("use_in_branches", over_blocks(_use_in_arms), (ast.If,)),
)
