"""Texts gathered piece by piece: a list that is only filled and joined is the text itself, pieces added in a row are added at once."""

import ast
from dataclasses import dataclass
from itertools import pairwise

from engine.canonicalization.blocks import mentions
from engine.canonicalization.facts.confinement import is_fresh
from engine.canonicalization.facts.effects import interferes
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import CHARACTER, NEVER, Type, element, kind
from engine.canonicalization.passes.slices import is_reversal
from engine.canonicalization.passes.texts import pieces_of
from engine.canonicalization.program import Program
from engine.canonicalization.rules import BlockRule, ExpressionRule, ProgramRule
from engine.canonicalization.syntax import constant, is_constant, load
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import become


def _gather(program: Program) -> bool:
    """`p = []`, `p.append(e)` and `''.join(p)` are `t = ''`, `t = t + e` and t, when a list of texts is used in no other way.

    Where it is joined from its end, as `''.join(p[::-1])`, the pieces are put in front: `t = e + t`.
    """
    for name in sorted(program.facts.confined):
        for is_reversed in (False, True):
            if _is_only_joined(name, program.facts, is_reversed=is_reversed):
                _become_text(name, program.facts, is_reversed=is_reversed)
                return True
    return False


def _is_only_joined(name: str, facts: ProgramFacts, *, is_reversed: bool) -> bool:
    if name not in facts.bindings.variables or facts.bindings.variables[name].role != "local":
        return False
    stores, loads = facts.occurrences.stores[name], facts.occurrences.loads[name]
    added = [_added(use, facts) for use in loads]
    joins = [_join(use, facts, is_reversed=is_reversed) for use in loads]
    if not any(added) or not any(joins) or not all(_starts(store, facts, is_reversed=is_reversed) for store in stores):
        return False
    if is_reversed and any(part is not None and part.is_several for part in added):
        return False
    items = element(facts.type_of(load(name)))
    return all(part or join or _asks(use, items, facts) for use, part, join in zip(loads, added, joins, strict=True))


def _starts(store: ast.AST, facts: ProgramFacts, *, is_reversed: bool) -> bool:
    """Whether a variable is assigned a new list of texts, of one at most when it is read from its end."""
    parent = facts.occurrences.parent(store)
    if not isinstance(parent, ast.Assign) or parent.targets != [store] or not is_fresh(parent.value, facts.occurrences):
        return False
    type_ = facts.type_of(parent.value)
    is_short = isinstance(parent.value, ast.List) and len(parent.value.elts) <= 1
    return kind(type_) == "list" and (element(type_) == NEVER or kind(element(type_)) == "str") and (is_short or not is_reversed)


@dataclass(frozen=True, slots=True)
class _Added:
    """A statement that puts a text into the list, whether it puts it in front, and whether it may be several."""

    statement: ast.stmt
    text: ast.expr
    is_in_front: bool = False
    is_several: bool = False


def _added(use: ast.expr, facts: ProgramFacts) -> _Added | None:
    """`p.append(e)`, `p.insert(0, e)` or `p.extend(y)` around a use of p."""
    method = facts.occurrences.parent(use)
    call = facts.occurrences.parent(method) if isinstance(method, ast.Attribute) else None
    statement = facts.occurrences.parent(call) if isinstance(call, ast.Call) and call.func is method else None
    if not isinstance(call, ast.Call) or not isinstance(statement, ast.Expr) or not call.args or call.keywords:
        return None
    assert isinstance(method, ast.Attribute)
    *before, last = call.args
    type_ = facts.type_of(last)
    if kind(type_) == "str" and method.attr == "insert" and len(before) == 1 and is_constant(before[0], 0):
        return _Added(statement, last, is_in_front=True)
    if kind(type_) == "str" and method.attr == "append" and not before:
        return _Added(statement, last)
    is_texts = kind(type_) == "list" and kind(element(type_)) == "str"
    return _Added(statement, _joined(last), is_several=True) if method.attr == "extend" and is_texts and not before else None


def _joined(node: ast.expr) -> ast.expr:
    return ast.Call(ast.Attribute(constant(""), "join", ast.Load()), [node], [])


def _join(use: ast.expr, facts: ProgramFacts, *, is_reversed: bool) -> ast.Call | None:
    """`''.join(p)`, or `''.join(p[::-1])`, around a use of p."""
    part = facts.occurrences.parent(use) if is_reversed else use
    if part is None or (is_reversed and not (isinstance(part, ast.Subscript) and is_reversal(part))):
        return None
    call = facts.occurrences.parent(part)
    if not isinstance(call, ast.Call) or call.args != [part] or call.keywords or not isinstance(call.func, ast.Attribute):
        return None
    return call if call.func.attr == "join" and is_constant(call.func.value, "") else None


def _asks(use: ast.expr, items: Type, facts: ProgramFacts) -> bool:
    """Whether a use asks a list of single characters what its text answers in the same way: its length, or whether it is empty."""
    above = facts.occurrences.parent(use)
    if items != CHARACTER:
        return False
    if isinstance(above, ast.Call):
        return isinstance(above.func, ast.Name) and above.func.id == "len" and above.args == [use] and "len" not in facts.shadowed
    return isinstance(above, ast.UnaryOp) or (isinstance(above, ast.If | ast.While) and above.test is use)


def _become_text(name: str, facts: ProgramFacts, *, is_reversed: bool) -> None:
    added = [found for use in facts.occurrences.loads[name] if (found := _added(use, facts)) is not None]
    joins = [join for use in facts.occurrences.loads[name] if (join := _join(use, facts, is_reversed=is_reversed)) is not None]
    for store in facts.occurrences.stores[name]:
        assigned = facts.occurrences.parent(store)
        assert isinstance(assigned, ast.Assign)
        is_empty = isinstance(assigned.value, ast.List) and not assigned.value.elts
        assigned.value = constant("") if is_empty else _joined(assigned.value)
    for item in added:
        parts = (item.text, load(name)) if item.is_in_front != is_reversed else (load(name), item.text)
        become(item.statement, ast.Assign([ast.Name(name, ast.Store())], ast.BinOp(parts[0], ast.Add(), parts[1])))
    for call in joins:
        become(call, load(name))


def _at_once(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`t = t + a; t = t + b` is `t = t + a + b` for texts."""
    for index, (first, second) in enumerate(pairwise(statements)):
        name, following = _grown(first, facts), _grown(second, facts)
        if name is None or name != following or name in facts.effect_rules.lasting:
            continue
        assert isinstance(first, ast.Assign)
        assert isinstance(second, ast.Assign)
        total = first.value
        for part in pieces_of(second.value, facts)[1:]:
            total = ast.BinOp(total, ast.Add(), part)
        return [*statements[:index], ast.Assign(first.targets, total), *statements[index + 2 :]]
    return None


def _grown(node: ast.stmt, facts: ProgramFacts) -> str | None:
    """T in `t = t + a`, for a local text t that a does not mention."""
    if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(target := node.targets[0], ast.Name):
        return None
    if not isinstance(node.value, ast.BinOp) or not facts.is_local(target.id) or kind(facts.type_of(load(target.id))) != "str":
        return None
    first, *parts = pieces_of(node.value, facts)
    is_grown = bool(parts) and isinstance(first, ast.Name) and first.id == target.id
    return target.id if is_grown and not any(mentions(part, target.id) for part in parts) else None


def _repeated(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`n * s` is `s * n` for a text or list s."""
    assert isinstance(node, ast.BinOp)
    if not isinstance(node.op, ast.Mult) or kind(facts.type_of(node.left)) != "int":
        return None
    is_sequence = kind(facts.type_of(node.right)) in {"str", "list", "tuple"}
    if not is_sequence or interferes(facts.effects_of(node.left), facts.effects_of(node.right)):
        return None
    return ast.BinOp(node.right, ast.Mult(), node.left)


RULES = (
    ProgramRule("gathered_texts", _gather, (ast.Attribute,)),
    BlockRule("added_at_once", _at_once, (ast.Assign,)),
    ExpressionRule("repeated_sequence", (ast.BinOp,), _repeated),
)
