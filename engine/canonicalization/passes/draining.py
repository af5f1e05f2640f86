"""The rest of a list put at the end of another one: item by item, at once, or in the value that is returned."""

import ast

from engine.canonicalization.blocks import mentions
from engine.canonicalization.facts.nonnegative import nonnegative_variables
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.program import Program
from engine.canonicalization.rules import BlockRule, ProgramRule
from engine.canonicalization.syntax import is_constant, load
from engine.canonicalization.traversal import BlockPlace


def _take_rest(program: Program) -> bool:
    """`while i < len(a): r.append(a[i]); i = i + 1` is `r.extend(a[i:])`, when nobody asks for i afterwards.

    So is `if i < len(a): r.extend(a[i:])`.
    """
    facts, changed = program.facts, False
    for function in facts.occurrences.functions:
        for index, node in enumerate(function.body):
            rest = _rest(node, facts)
            if rest is None:
                continue
            owner, name, taken = rest
            is_read = isinstance(node, ast.While) and mentions(function.body[index + 1 :], name)
            if not is_read and not facts.bindings.variables[name].is_captured and name in nonnegative_variables(facts, {}):
                slice_ = ast.Subscript(load(taken), ast.Slice(load(name), None, None), ast.Load())
                function.body[index] = ast.Expr(ast.Call(ast.Attribute(load(owner), "extend", ast.Load()), [slice_], []))
                changed = True
    return changed


def _rest(node: ast.stmt, facts: ProgramFacts) -> tuple[str, str, str] | None:
    """The list that is filled, the index, and the list that is taken from."""
    if not isinstance(node, ast.While | ast.If) or node.orelse or not (found := _bounded(node.test, facts)):
        return None
    name, taken = found
    owner = _filled_by_items(node.body, name, taken) if isinstance(node, ast.While) else _filled_at_once(node.body, name, taken)
    if owner is None or owner == taken or owner not in facts.confined or kind(facts.type_of(load(owner))) != "list":
        return None
    return owner, name, taken


def _bounded(test: ast.expr, facts: ProgramFacts) -> tuple[str, str] | None:
    """I and a in `i < len(a)` for a list."""
    if (
        not isinstance(test, ast.Compare)
        or len(test.ops) != 1
        or not isinstance(test.ops[0], ast.Lt)
        or not isinstance(test.left, ast.Name)
    ):
        return None
    size = test.comparators[0]
    is_size = isinstance(size, ast.Call) and isinstance(size.func, ast.Name) and size.func.id == "len" and "len" not in facts.shadowed
    if not is_size or not isinstance(size, ast.Call) or len(size.args) != 1 or not isinstance(taken := size.args[0], ast.Name):
        return None
    is_known = facts.is_local(test.left.id) and facts.is_local(taken.id) and kind(facts.type_of(taken)) == "list"
    return (test.left.id, taken.id) if is_known and kind(facts.type_of(test.left)) == "int" else None


def _filled_by_items(body: list[ast.stmt], name: str, taken: str) -> str | None:
    """R in `r.append(a[i]); i = i + 1`."""
    if len(body) != 2 or not _is_step(body[1], name):
        return None
    owner, value = _call(body[0], "append")
    is_item = isinstance(value, ast.Subscript) and _is_name(value.value, taken) and _is_name(value.slice, name)
    return owner if is_item else None


def _filled_at_once(body: list[ast.stmt], name: str, taken: str) -> str | None:
    """R in `r.extend(a[i:])`."""
    owner, value = _call(body[0], "extend") if len(body) == 1 else (None, None)
    slice_ = value.slice if isinstance(value, ast.Subscript) and _is_name(value.value, taken) else None
    is_rest = isinstance(slice_, ast.Slice) and slice_.upper is None and slice_.step is None and _is_name(slice_.lower, name)
    return owner if is_rest else None


def _is_step(node: ast.stmt, name: str) -> bool:
    if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not _is_name(node.targets[0], name):
        return False
    value = node.value
    return isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add) and _is_name(value.left, name) and is_constant(value.right, 1)


def _is_name(node: ast.AST | None, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _call(node: ast.stmt, method: str) -> tuple[str | None, ast.expr | None]:
    """R and x in `r.method(x)`."""
    if (
        isinstance(node, ast.Expr)
        and isinstance(call := node.value, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and not call.keywords
    ):
        is_wanted = call.func.attr == method and isinstance(call.func.value, ast.Name) and len(call.args) == 1
        if is_wanted and isinstance(call.func.value, ast.Name) and not isinstance(call.args[0], ast.Starred):
            return call.func.value.id, call.args[0]
    return None, None


def _return_joined(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`r.extend(a); return r` is `return r + a` for lists, where only r reaches the list that it holds."""
    if len(statements) < 2 or not isinstance(last := statements[-1], ast.Return) or last.value is None:
        return None
    name, value = _call(statements[-2], "extend")
    first = _first_of_sum(last.value)
    if name is None or value is None or first is None or first.id != name or mentions(last.value, name) != 1 or mentions(value, name):
        return None
    is_own = name in facts.confined and name not in facts.effect_rules.lasting and kind(facts.type_of(first)) == "list"
    if not is_own or kind(facts.type_of(value)) != "list":
        return None
    joined = ast.BinOp(load(name), ast.Add(), value)
    return [*statements[:-2], ast.Return(_with_first(last.value, joined))]


def _first_of_sum(node: ast.expr) -> ast.Name | None:
    """The leftmost operand of additions, when it is a variable."""
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        node = node.left
    return node if isinstance(node, ast.Name) else None


def _with_first(node: ast.expr, first: ast.expr) -> ast.expr:
    return ast.BinOp(_with_first(node.left, first), node.op, node.right) if isinstance(node, ast.BinOp) else first


RULES = (ProgramRule("rest_of_list", _take_rest, (ast.While, ast.If)), BlockRule("joined_at_the_end", _return_joined, (ast.Return,)))
