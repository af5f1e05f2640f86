"""Functions of a module that only compute: calling one changes nothing that anybody else can see."""

import ast

from engine.canonicalization.facts.binding import Bindings
from engine.canonicalization.facts.effect_rules import EffectRules
from engine.canonicalization.facts.effects import HEAP, WORLD
from engine.canonicalization.facts.occurrences import Occurrences
from engine.canonicalization.trees import walk

_FOREIGN = frozenset([ast.Yield, ast.YieldFrom, ast.Global, ast.Nonlocal, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda])


def quiet_functions(tree: ast.Module, occurrences: Occurrences, bindings: Bindings, rules: EffectRules) -> frozenset[str]:
    """The greatest set of plain functions of the module whose bodies write nothing but their own variables and containers.

    Each is judged with calls of the others, and of itself, taken as quiet; `rules` are left with the answer.
    """
    candidates = {
        node.name: node
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and occurrences.loads.get(node.name)
        and len(occurrences.stores[node.name]) == 1
        and _is_plain(node)
    }
    rules.assume_quiet(frozenset(candidates))
    while not all(_is_quiet(candidates[name], bindings, rules) for name in rules.quiet):
        rules.assume_quiet(frozenset(name for name in rules.quiet if _is_quiet(candidates[name], bindings, rules)))
    return rules.quiet


def _is_plain(node: ast.FunctionDef) -> bool:
    """Whether calling a function runs its body, all of it in this one scope, and nothing else."""
    has_defaults = any(default is not None for default in [*node.args.defaults, *node.args.kw_defaults])
    if node.decorator_list or has_defaults:
        return False
    return _FOREIGN.isdisjoint([child.__class__ for statement in node.body for child in walk(statement)])


def _is_quiet(node: ast.FunctionDef, bindings: Bindings, rules: EffectRules) -> bool:
    written = frozenset().union(*(rules.of(statement).writes for statement in node.body))
    return not any(region in {HEAP, WORLD} or region.startswith((".", f"{HEAP} .")) for region in written) and all(
        name in bindings.variables or not isinstance(child.ctx, ast.Store)
        for statement in node.body
        for child in walk(statement)
        if isinstance(child, ast.Name) and (name := child.id)
    )
