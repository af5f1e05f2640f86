"""Assignments one at a time: chains and tuples split where order allows, augmented ones written out."""

import ast
import copy
from itertools import combinations

from engine.canonicalization.facts.effects import interferes
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import IMMUTABLE, kind
from engine.canonicalization.rules import BlockRule
from engine.canonicalization.syntax import load, names_in
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import copied, walk

_PLACES = (ast.Name, ast.Attribute, ast.Subscript)


def _split_chain(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`a = b = 0` is `a = 0; b = 0` for a constant or variable that is not assigned in the chain; for a constant targets may be items."""
    for index, node in enumerate(statements):
        if not isinstance(node, ast.Assign) or len(node.targets) < 2:
            continue
        kinds = _PLACES if isinstance(node.value, ast.Constant) else (ast.Name,)
        if all(isinstance(target, kinds) for target in node.targets):
            targets = set().union(*(names_in(target) for target in node.targets))
            is_variable = isinstance(node.value, ast.Name) and facts.is_local(node.value.id)
            if isinstance(node.value, ast.Constant) or (
                (is_variable or _is_item(node.value, facts)) and not targets & names_in(node.value)
            ):
                parts: list[ast.stmt] = [ast.Assign([target], copy.deepcopy(node.value)) for target in node.targets]
                return [*statements[:index], *parts, *statements[index + 1 :]]
    return None


def _is_item(node: ast.expr, facts: ProgramFacts) -> bool:
    """Whether a value is a number or text in a list, which can be looked up again."""
    if not isinstance(node, ast.Subscript) or isinstance(node.slice, ast.Slice) or not isinstance(node.value, ast.Name | ast.Subscript):
        return False
    is_list = kind(facts.type_of(node.value)) == "list" and kind(facts.type_of(node.slice)) == "int"
    is_value = kind(facts.type_of(node)) in {"int", "str", "bool"} and not facts.occurrences.compares_identity
    return is_list and is_value and not facts.effects_of(node).writes and not facts.effects_of(node).leaves


def _split_tuple(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`a, b = x, y` is `a = x; b = y` when y does not depend on a."""
    for index, node in enumerate(statements):
        pairs = _matched(node)
        if pairs and _stores_at_last(pairs, facts):
            parts: list[ast.stmt] = [ast.Assign([target], value) for target, value in pairs]
            return [*statements[:index], *parts, *statements[index + 1 :]]
        if pairs and all(isinstance(target, ast.Name) and facts.is_local(target.id) for target, _ in pairs):
            order = _sequence(pairs, facts)
            if order is not None:
                parts = [ast.Assign([target], value) for target, value in order]
                return [*statements[:index], *parts, *statements[index + 1 :]]
    return None


def _stores_at_last(pairs: list[tuple[ast.expr, ast.expr]], facts: ProgramFacts) -> bool:
    """Whether all values but the first are constants, or variables that no store before them can set: then each may be read when stored."""
    if not all(isinstance(target, _PLACES) for target, _ in pairs):
        return False
    stored: set[str] = set()
    for index, (target, value) in enumerate(pairs):
        if index and not (facts.is_readable(value) and not names_in(value) & stored):
            return False
        stored |= stored_in(target)
    return True


def _matched(node: ast.stmt) -> list[tuple[ast.expr, ast.expr]]:
    if (
        isinstance(node, ast.Assign)
        and len(node.targets) == 1
        and isinstance(node.targets[0], ast.Tuple)
        and isinstance(node.value, ast.Tuple)
    ):
        targets, values = node.targets[0].elts, node.value.elts
        if len(targets) == len(values) and not any(isinstance(item, ast.Starred) for item in [*targets, *values]):
            return list(zip(targets, values, strict=True))
    return []


def _sequence(pairs: list[tuple[ast.expr, ast.expr]], facts: ProgramFacts) -> list[tuple[ast.expr, ast.expr]] | None:
    """An order in which no value reads what was assigned before it; the written order unless all values only compute."""
    names = [target.id for target, _ in pairs if isinstance(target, ast.Name)]
    if len(set(names)) < len(names):
        return None
    later = [(target, value) for index, (target, _) in enumerate(pairs) for _, value in pairs[index + 1 :]]
    if not any(_reads(value, target) or interferes(facts.effects_of(target), facts.effects_of(value)) for target, value in later):
        return pairs
    if not all(facts.effects_of(value).is_total for _, value in pairs):
        return None
    rest, order = list(pairs), []
    while rest:
        free = [pair for pair in rest if not any(_reads(other[1], pair[0]) for other in rest if other is not pair)]
        if not free:
            return None
        order.append(free[0])
        rest.remove(free[0])
    return order


def _reads(value: ast.expr, target: ast.expr) -> bool:
    return isinstance(target, ast.Name) and target.id in names_in(value)


def _write_out(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`x += e` is `x = x + e` for a variable, a private attribute or an item of immutable type."""
    for index, node in enumerate(statements):
        if isinstance(node, ast.AugAssign) and _can_be_written_out(node, facts):
            written = ast.Assign([node.target], ast.BinOp(_as_value(node.target), node.op, node.value))
            return [*statements[:index], written, *statements[index + 1 :]]
    return None


def _can_be_written_out(node: ast.AugAssign, facts: ProgramFacts) -> bool:
    """Whether the target is immutable, and may be looked up twice, before and after the value is computed."""
    target = node.target
    if isinstance(target, ast.Name):
        return kind(facts.type_of(load(target.id))) in IMMUTABLE
    if isinstance(target, ast.Attribute):
        is_plain = isinstance(target.value, ast.Name) and target.attr in facts.attributes and target.value.id not in stored_in(node.value)
        return is_plain and kind(facts.type_of(_as_value(target))) in IMMUTABLE
    return False


def stored_in(node: ast.AST) -> set[str]:
    """The variables that an expression assigns."""
    return {part.id for part in walk(node) if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load)}


def _as_value(target: ast.expr) -> ast.expr:
    """A target read as a value."""
    value = copied(target)
    value.ctx = ast.Load()  # type: ignore[attr-defined]
    return value


def _exchange(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`t = b; b = e; a = t`, with t used nowhere else, is `a, b = b, e`."""
    for index in range(len(statements) - 2):
        parts = [_plain(node) for node in statements[index : index + 3]]
        if any(part is None for part in parts):
            continue
        (kept, first), (second, value), (target, last) = parts  # type: ignore[misc]
        is_exchange = isinstance(last, ast.Name) and last.id == kept and isinstance(first, ast.Name) and first.id == second
        if (
            is_exchange
            and target not in {second, kept}
            and len(facts.occurrences.loads[kept]) == 1
            and len(facts.occurrences.stores[kept]) == 1
            and (target in names_in(value) or facts.effects_of(value).is_total)
        ):
            pairs = [(target, first), (second, value)]
            return [*statements[:index], _parallel(pairs, facts), *statements[index + 3 :]]
    return None


def _plain(node: ast.stmt) -> tuple[str, ast.expr] | None:
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id, node.value
    return None


def _parallel(pairs: list[tuple[str, ast.expr]], facts: ProgramFacts) -> ast.stmt:
    return ast.Assign(
        [ast.Tuple([ast.Name(name, ast.Store()) for name, _ in pairs], ast.Store())], ast.Tuple([value for _, value in pairs], ast.Load())
    )


def _order_parallel(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """The targets of a parallel assignment stand in the order of their colours when the values only compute."""
    for index, node in enumerate(statements):
        pairs = _matched(node)
        if len(pairs) < 2 or not all(isinstance(target, ast.Name) for target, _ in pairs):
            continue
        effects = [facts.effects_of(value) for _, value in pairs]
        if len({ast.dump(target) for target, _ in pairs}) < len(pairs) or any(interferes(*pair) for pair in combinations(effects, 2)):
            continue
        ordered = sorted(pairs, key=lambda pair: facts.colours.key(pair[1]) + facts.colours.key(pair[0]))
        if ordered != pairs:
            named = [(target.id, value) for target, value in ordered if isinstance(target, ast.Name)]
            return [*statements[:index], _parallel(named, facts), *statements[index + 1 :]]
    return None


RULES = (
    BlockRule("assignment_chain", _split_chain, (ast.Assign,)),
    BlockRule("tuple_assignment", _split_tuple, (ast.Assign,)),
    BlockRule("augmented_assignment", _write_out, (ast.AugAssign,)),
    BlockRule("exchange", _exchange, (ast.Assign,)),
    BlockRule("order_of_parallel_assignment", _order_parallel, (ast.Assign,)),
)
