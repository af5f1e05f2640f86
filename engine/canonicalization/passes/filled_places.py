"""Loops that give every place of a list a new value make a new list; containers that only an attribute holds are emptied by a new one."""

import ast

from engine.canonicalization.blocks import effects_of_block, is_protected, lives_only_in, mentions, over_blocks, previous_assignment
from engine.canonicalization.comprehending import LoopShape, can_be_comprehension, is_builtin_call
from engine.canonicalization.facts.confinement import is_fresh
from engine.canonicalization.facts.effects import overlap
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import is_settled, kind
from engine.canonicalization.rules import BlockRule, ProgramRule
from engine.canonicalization.syntax import load, same
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import walk


def _fill(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`x = [0] * len(y); for i, v in enumerate(y): x[i] = e` is `x = [e for v in y]`; with x itself for y, x is made anew."""
    for index, loop in enumerate(block):
        found = _read(loop, facts)
        if found is None or not isinstance(loop, ast.For):
            continue
        name, position, value = found
        start = previous_assignment(block, index, name)
        if start is None or not isinstance(begun := block[start], ast.Assign):
            continue
        clause = _clause(loop, position, begun.value, name, facts)
        if clause is None or mentions(value, name) or facts.effects_of(value).writes:
            continue
        between = effects_of_block(block[start + 1 : index], facts).writes
        whole = ast.Assign([ast.Name(name, ast.Store())], ast.ListComp(value, [clause]))
        if mentions(clause.iter, name):
            before = block[:index]
        elif overlap(between, facts.effects_of(begun.value).reads):
            continue
        else:
            before = [*block[:start], *block[start + 1 : index]]
        return [*before, whole, *block[index + 1 :]]
    return None


def _read(loop: ast.stmt, facts: ProgramFacts) -> tuple[str, str, ast.expr] | None:
    """X, i and e in a loop of nothing but `x[i] = e`, for a list x that only the function has."""
    if not isinstance(loop, ast.For) or loop.orelse or len(loop.body) != 1 or is_protected(loop, facts):
        return None
    stored = loop.body[0]
    target = stored.targets[0] if isinstance(stored, ast.Assign) and len(stored.targets) == 1 else None
    if not isinstance(stored, ast.Assign) or not isinstance(target, ast.Subscript) or not isinstance(target.value, ast.Name):
        return None
    own, place = target.value, target.slice
    if not isinstance(place, ast.Name) or own.id not in facts.confined or kind(facts.type_of(own)) != "list":
        return None
    shape = LoopShape([ast.comprehension(loop.target, loop.iter, [], 0)], loop.body)
    is_local = own.id not in facts.effect_rules.lasting and can_be_comprehension(loop, shape, facts)
    return (own.id, place.id, stored.value) if is_local else None


def _clause(loop: ast.For, position: str, begun: ast.expr, name: str, facts: ProgramFacts) -> ast.comprehension | None:
    """What a comprehension goes over to give each place of the list its value, in order."""
    source = _enumerated(loop, position, facts)
    if source is not None:
        item = loop.target.elts[1] if isinstance(loop.target, ast.Tuple) else loop.target
        is_own = isinstance(source, ast.Name) and source.id == name
        if not is_own and not _is_as_long(begun, source, facts):
            return None
        if is_own and not is_fresh(begun, facts.occurrences):
            return None
        is_used = mentions(loop.body, position) > 1
        return ast.comprehension(loop.target, loop.iter, [], 0) if is_used else ast.comprehension(item, source, [], 0)
    is_range = is_builtin_call(loop.iter, "range", facts, 1) and isinstance(loop.target, ast.Name) and loop.target.id == position
    if not is_range or not isinstance(loop.iter, ast.Call) or not isinstance(begun, ast.BinOp) or not same(begun.right, loop.iter.args[0]):
        return None
    is_one = _is_one_of_constants(begun) and facts.effects_of(begun.right).is_total and kind(facts.type_of(begun.right)) == "int"
    return ast.comprehension(loop.target, loop.iter, [], 0) if is_one else None


def _enumerated(loop: ast.For, position: str, facts: ProgramFacts) -> ast.expr | None:
    """Y in `for i, v in enumerate(y)`, for a list, tuple or text y."""
    target = loop.target
    is_pair = isinstance(target, ast.Tuple) and len(target.elts) == 2 and isinstance(target.elts[0], ast.Name)
    if not is_pair or not isinstance(target, ast.Tuple) or not is_builtin_call(loop.iter, "enumerate", facts, 1):
        return None
    assert isinstance(loop.iter, ast.Call)
    source = loop.iter.args[0]
    is_sequence = isinstance(source, ast.Name) and kind(facts.type_of(source)) in {"list", "tuple", "str"}
    is_counted = isinstance(target.elts[0], ast.Name) and target.elts[0].id == position
    return source if is_sequence and is_counted and lives_only_in({position}, loop, facts) else None


def _is_as_long(begun: ast.expr, source: ast.expr, facts: ProgramFacts) -> bool:
    """Whether a list was begun as one constant as often as there are elements."""
    if not isinstance(begun, ast.BinOp) or not _is_one_of_constants(begun) or not is_builtin_call(begun.right, "len", facts, 1):
        return False
    assert isinstance(begun.right, ast.Call)
    return same(begun.right.args[0], source)


def _is_one_of_constants(node: ast.BinOp) -> bool:
    is_list = isinstance(node.left, ast.List) and len(node.left.elts) == 1 and isinstance(node.left.elts[0], ast.Constant)
    return is_list and isinstance(node.op, ast.Mult)


def _empty(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`self.x.clear()` is `self.x = {}` for a dictionary, list or set that nobody else has and nothing goes over step by step."""
    for index, node in enumerate(statements):
        owner = _cleared(node)
        if owner is None or f".{owner.attr}" not in facts.confined or not is_settled(facts.type_of(owner)):
            continue
        name = kind(facts.type_of(owner))
        empty: dict[str, ast.expr] = {"dict": ast.Dict([], []), "list": ast.List([], ast.Load()), "set": ast.Call(load("set"), [], [])}
        if name not in empty or (name == "set" and "set" in facts.shadowed) or _is_gone_over(owner.attr, facts):
            continue
        target = ast.Attribute(owner.value, owner.attr, ast.Store())
        return [*statements[:index], ast.Assign([target], empty[name]), *statements[index + 1 :]]
    return None


def _cleared(node: ast.stmt) -> ast.Attribute | None:
    made = node.value if isinstance(node, ast.Expr) else None
    if (
        not isinstance(made, ast.Call)
        or made.args
        or made.keywords
        or not isinstance(made.func, ast.Attribute)
        or made.func.attr != "clear"
    ):
        return None
    owner = made.func.value
    return owner if isinstance(owner, ast.Attribute) and isinstance(owner.value, ast.Name) else None


def _is_gone_over(name: str, facts: ProgramFacts) -> bool:
    """Whether a loop or comprehension goes over what an attribute holds, in whose turns it might be emptied."""
    for use in facts.occurrences.attribute_loads[name]:
        above: ast.AST | None = use
        while above is not None and not isinstance(above, ast.stmt):
            above = facts.occurrences.parent(above)
            if isinstance(above, ast.comprehension):
                return True
        if isinstance(above, ast.For) and _is_inside(above.iter, use):
            return True
    return False


def _is_inside(node: ast.AST, use: ast.AST) -> bool:
    return any(child is use for child in walk(node))


RULES = (
    ProgramRule("filled_places", over_blocks(_fill), (ast.For,)),
    BlockRule("emptied_attribute", _empty, (ast.Expr,)),
)
