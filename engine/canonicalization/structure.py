"""Structural normal form: rounds of rewrites on a program with unique names, until nothing changes."""

import ast
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from engine.canonicalization.facts.binding import Bindings, bind
from engine.canonicalization.facts.types import Type
from engine.canonicalization.fingerprint import fingerprint
from engine.canonicalization.locality import keep_local
from engine.canonicalization.members import uses_reflection
from engine.canonicalization.naming import final_names, give_final_names
from engine.canonicalization.passes import STRUCTURAL_RULES
from engine.canonicalization.program import NO_ASSUMPTIONS, Assumptions, Program
from engine.canonicalization.rules import BlockRule, ExpressionRule, ProgramRule
from engine.canonicalization.separation import Separation, has_distinct_names, separate
from engine.canonicalization.traversal import DoesNotSettle, ExpressionRewrite, Walker
from engine.canonicalization.trees import walk

_MOST_ROUNDS = 25
_WALK = "walk"
__all__ = ["DoesNotSettle", "normalize"]


Trace = Callable[[str, ast.Module], None]


class Normalized(NamedTuple):
    """The names of the rewrites that changed something; and the key of the normal form, if it is known that no rewrite changes that."""

    applied: list[str]
    rest: bytes | None


def normalize(tree: ast.Module, assumptions: Assumptions = NO_ASSUMPTIONS) -> tuple[ast.Module, list[str]]:
    """Bring a module into structural normal form, in place; answers with it and the names of the rewrites that changed something.

    A program that may read its own names at run time is left alone. Raises DoesNotSettle after too many rounds, and for code nested so
    deeply that walking it would overflow the stack; the tree is then of no use any more.
    """
    try:
        bindings = bind(tree)
    except RecursionError as error:
        raise DoesNotSettle from error
    return tree, [] if bindings is None else normalize_bound(tree, bindings, assumptions).applied


def normalize_bound(tree: ast.Module, bindings: Bindings, assumptions: Assumptions, trace: Trace | None = None) -> Normalized:
    """Do that for a module whose variables have unique names; `trace` is told each step's name and the tree as it is then."""
    try:
        return _normalize(tree, bindings, assumptions, trace if trace is not None else _watch_nothing)
    except RecursionError as error:
        raise DoesNotSettle from error


def _watch_nothing(_name: str, _tree: ast.Module) -> None:
    """The trace of whoever wants none."""


def _normalize(tree: ast.Module, bindings: Bindings, assumptions: Assumptions, trace: Trace) -> Normalized:
    program = Program(tree, bindings, *_declare(tree, assumptions), assumptions)
    applied: dict[str, None] = {}
    quiet: dict[str, int] = {}
    for _ in range(_MOST_ROUNDS):
        names = _round(program, trace, quiet)
        applied.update(dict.fromkeys(names))
        if names:
            continue
        separation = _separated(program, is_new=not applied)
        if not separation.is_finer:
            rest = _named(program, is_at_rest=separation.is_same)
            if applied:
                trace("final_names", program.tree)
            return Normalized(list(applied), rest)
    raise DoesNotSettle


def _separated(program: Program, *, is_new: bool) -> Separation:
    """Tell variables apart anew after the rewrites, which may open the way for more of them.

    Where no rewrite did anything, and unique names only exchanged the names there were, there is nothing to tell apart.
    """
    has_changed = keep_local(program)
    if not has_changed and is_new and has_distinct_names(program):
        return Separation(is_finer=False, is_same=True)
    separation = separate(program)
    program.declared, program.lower_bounds = _declare(program.tree, program.assumptions)
    return separation._replace(is_same=separation.is_same and not has_changed)


def _named(program: Program, *, is_at_rest: bool) -> bytes | None:
    """Give the final names; answers with the key that the form has when it is read again, if the rewrites left this very program alone.

    They may look at the names of members, so where these get other ones nothing is known.
    """
    names = final_names(program)
    is_known = is_at_rest and all(old == new for old, new in names.members.items())
    rest = None
    if is_known:
        rest = fingerprint(program.tree, program.bindings, names.variables, has_positional_callers=program.is_checked).key
    give_final_names(program, names)
    return rest


def _declare(tree: ast.Module, assumptions: Assumptions) -> tuple[dict[str, Type], dict[str, int]]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name == assumptions.entry_point:
            return _declare_methods(node, assumptions), _bounds_of_constructor(tree, node, assumptions)
        if isinstance(node, ast.FunctionDef) and node.name == assumptions.entry_point:
            names = [argument.arg for argument in [*node.args.posonlyargs, *node.args.args]]
            types = dict(zip(names, assumptions.parameter_types, strict=False))
            return types, _bounds(names, assumptions)
    return {}, {}


def _bounds(names: list[str], assumptions: Assumptions) -> dict[str, int]:
    return {name: bound for name, bound in zip(names, assumptions.lower_bounds, strict=False) if bound is not None}


def _bounds_of_constructor(tree: ast.Module, node: ast.ClassDef, assumptions: Assumptions) -> dict[str, int]:
    """What a contract of a class declares of inputs, it declares of what callers make objects with; none where the module makes any."""
    made = [item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == "__init__"]
    if len(made) != 1 or not assumptions.lower_bounds or _makes_objects(tree, node.name):
        return {}
    return _bounds([argument.arg for argument in [*made[0].args.posonlyargs, *made[0].args.args][1:]], assumptions)


def _makes_objects(tree: ast.Module, name: str) -> bool:
    """Whether a module mentions its class, or a constructor."""
    named = (
        part.id == name if isinstance(part, ast.Name) else isinstance(part, ast.Attribute) and part.attr == "__init__"
        for part in walk(tree)
    )
    return any(named) or uses_reflection(tree)


def _declare_methods(node: ast.ClassDef, assumptions: Assumptions) -> dict[str, Type]:
    declared: dict[str, Type] = {}
    types = dict(assumptions.method_types)
    for item in node.body:
        if isinstance(item, ast.FunctionDef) and item.name in types:
            names = [argument.arg for argument in [*item.args.posonlyargs, *item.args.args][1:]]
            declared.update(zip(names, types[item.name], strict=False))
    return declared


def _round(program: Program, trace: Trace, quiet: dict[str, int]) -> list[str]:
    """Ask every rewrite once; `quiet` holds the version of the program that each last left alone, and would leave alone again."""
    names = _walked(program, trace, quiet)
    version, kinds = -1, set[type[ast.AST]]()
    for rule in _PROGRAMS:
        if quiet.get(rule.name) == program.version:
            continue
        if rule.needs:
            if version != program.version:
                version, kinds = program.version, program.facts.occurrences.kinds
            if kinds.isdisjoint(rule.needs):
                continue
        if rule.rewrite(program):
            names.append(rule.name)
            program.changed()
            trace(rule.name, program.tree)
        else:
            quiet[rule.name] = program.version
    return names


def _walked(program: Program, trace: Trace, quiet: dict[str, int]) -> list[str]:
    """Walk with all rewrites of expressions and blocks; answers with the names of those that changed something."""
    if quiet.get(_WALK) == program.version:
        return []
    walker = Walker(_EXPRESSIONS, _BLOCKS, program.facts)
    walker.walk(program.tree)
    names = sorted(walker.applied)
    if names:
        program.changed()
        trace(", ".join(names), program.tree)
    else:
        quiet[_WALK] = program.version
    return names


def _by_node(rules: tuple[object, ...]) -> dict[type[ast.expr], list[tuple[str, ExpressionRewrite]]]:
    table: dict[type[ast.expr], list[tuple[str, ExpressionRewrite]]] = defaultdict(list)
    for rule in rules:
        if isinstance(rule, ExpressionRule):
            for node in rule.nodes:
                table[node].append((rule.name, rule.rewrite))
    return dict(table)


_EXPRESSIONS = _by_node(STRUCTURAL_RULES)
_BLOCKS = [(rule.name, rule.rewrite, frozenset(rule.needs)) for rule in STRUCTURAL_RULES if isinstance(rule, BlockRule)]
_PROGRAMS = [rule for rule in STRUCTURAL_RULES if isinstance(rule, ProgramRule)]
