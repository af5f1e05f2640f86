"""Structural normal form: rounds of rewrites on a program with unique names, until nothing changes."""

import ast
from collections import defaultdict
from collections.abc import Callable

from engine.canonicalization.facts.binding import Bindings, bind
from engine.canonicalization.facts.types import Type
from engine.canonicalization.locality import keep_local
from engine.canonicalization.naming import give_final_names
from engine.canonicalization.passes import STRUCTURAL_RULES
from engine.canonicalization.program import NO_ASSUMPTIONS, Assumptions, Program
from engine.canonicalization.rules import BlockRule, ExpressionRule, ProgramRule
from engine.canonicalization.separation import has_distinct_names, separate
from engine.canonicalization.traversal import DoesNotSettle, ExpressionRewrite, Walker

_MOST_ROUNDS = 25
__all__ = ["DoesNotSettle", "normalize"]


Trace = Callable[[str, ast.Module], None]


def normalize(tree: ast.Module, assumptions: Assumptions = NO_ASSUMPTIONS) -> tuple[ast.Module, list[str]]:
    """Bring a module into structural normal form, in place; answers with it and the names of the rewrites that changed something.

    A program that may read its own names at run time is left alone. Raises DoesNotSettle after too many rounds, and for code nested so
    deeply that walking it would overflow the stack; the tree is then of no use any more.
    """
    try:
        bindings = bind(tree)
    except RecursionError as error:
        raise DoesNotSettle from error
    return tree, [] if bindings is None else normalize_bound(tree, bindings, assumptions)


def normalize_bound(tree: ast.Module, bindings: Bindings, assumptions: Assumptions, trace: Trace | None = None) -> list[str]:
    """Do that for a module whose variables have unique names; `trace` is told each step's name and the tree as it is then."""
    try:
        return _normalize(tree, bindings, assumptions, trace if trace is not None else _watch_nothing)
    except RecursionError as error:
        raise DoesNotSettle from error


def _watch_nothing(_name: str, _tree: ast.Module) -> None:
    """The trace of whoever wants none."""


def _normalize(tree: ast.Module, bindings: Bindings, assumptions: Assumptions, trace: Trace) -> list[str]:
    program = Program(tree, bindings, *_declare(tree, assumptions), assumptions)
    applied: dict[str, None] = {}
    for _ in range(_MOST_ROUNDS):
        names = _round(program, trace)
        applied.update(dict.fromkeys(names))
        if not names and _separated(program, is_new=not applied):
            continue
        if not names:
            give_final_names(program)
            if applied:
                trace("final_names", program.tree)
            return list(applied)
        program.changed()
    raise DoesNotSettle


def _separated(program: Program, *, is_new: bool) -> bool:
    """Tell variables apart anew after the rewrites; answers whether that may open the way for more of them.

    Where no rewrite did anything, and unique names only exchanged the names there were, there is nothing to tell apart.
    """
    if not keep_local(program) and is_new and has_distinct_names(program):
        return False
    is_finer = separate(program)
    program.declared, program.lower_bounds = _declare(program.tree, program.assumptions)
    return is_finer


def _declare(tree: ast.Module, assumptions: Assumptions) -> tuple[dict[str, Type], dict[str, int]]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name == assumptions.entry_point:
            return _declare_methods(node, assumptions), {}
        if isinstance(node, ast.FunctionDef) and node.name == assumptions.entry_point:
            names = [argument.arg for argument in [*node.args.posonlyargs, *node.args.args]]
            types = dict(zip(names, assumptions.parameter_types, strict=False))
            bounds = {name: bound for name, bound in zip(names, assumptions.lower_bounds, strict=False) if bound is not None}
            return types, bounds
    return {}, {}


def _declare_methods(node: ast.ClassDef, assumptions: Assumptions) -> dict[str, Type]:
    declared: dict[str, Type] = {}
    types = dict(assumptions.method_types)
    for item in node.body:
        if isinstance(item, ast.FunctionDef) and item.name in types:
            names = [argument.arg for argument in [*item.args.posonlyargs, *item.args.args][1:]]
            declared.update(zip(names, types[item.name], strict=False))
    return declared


def _round(program: Program, trace: Trace) -> list[str]:
    walker = Walker(_EXPRESSIONS, _BLOCKS, program.facts)
    walker.walk(program.tree)
    names = sorted(walker.applied)
    if names:
        program.changed()
        trace(", ".join(names), program.tree)
    for rule in _PROGRAMS:
        if rule.needs and program.facts.occurrences.kinds.isdisjoint(rule.needs):
            continue
        if rule.rewrite(program):
            names.append(rule.name)
            program.changed()
            trace(rule.name, program.tree)
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
