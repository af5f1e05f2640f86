"""Loops over the keys of a dictionary that look up the values there are loops over its entries."""

import ast

from engine.canonicalization.blocks import lives_only_in, mentions
from engine.canonicalization.comprehending import fresh_variable
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import element, is_hashable, kind
from engine.canonicalization.iterations import Iteration, iterations, replace_uses, stays, stores
from engine.canonicalization.passes.dictionaries import viewed
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ExpressionRule, ProgramRule
from engine.canonicalization.syntax import COMPREHENSION_NODES, load
from engine.canonicalization.trees import walk

_GONE_OVER = (ast.For, ast.comprehension)


def _over_entries(program: Program) -> bool:
    changed = False
    while any(_rewrite(iteration, program.facts) for iteration in iterations(program)):
        program.changed()
        changed = True
    return changed


def _rewrite(iteration: Iteration, facts: ProgramFacts) -> bool:
    return _look_up_once(iteration, facts) or _drop_half(iteration.owner, facts)


def _look_up_once(iteration: Iteration, facts: ProgramFacts) -> bool:
    """`for k in d` with `d[k]` is `for k, v in d.items()` with v, when d stays as it is."""
    owner = iteration.owner
    if not isinstance(owner.target, ast.Name) or not isinstance(owner.iter, ast.Name) or not _is_known(owner.iter, facts):
        return False
    key, name = owner.target.id, owner.iter.id
    if (
        not lives_only_in({key}, iteration.whole, facts)
        or stores(key, iteration)
        or not facts.is_local(name)
        or not stays(name, iteration, facts)
    ):
        return False
    uses = [node for inside in iteration.inside for node in walk(inside) if _is_entry(node, name, key)]
    if not uses or (isinstance(owner, ast.For) and owner.orelse and mentions(owner.orelse, key)):
        return False
    value = fresh_variable(facts)
    replace_uses(uses, value)
    owner.target = ast.Tuple([owner.target, ast.Name(value, ast.Store())], ast.Store())
    owner.iter = _view(load(name), "items")
    return True


def _is_known(node: ast.expr, facts: ProgramFacts) -> bool:
    """Whether an expression is a dictionary that finds its keys without running anything but built-in code."""
    type_ = facts.type_of(node)
    return kind(type_) == "dict" and is_hashable(element(type_))


def _is_entry(node: ast.AST, name: str, key: str) -> bool:
    if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load) or not isinstance(node.value, ast.Name):
        return False
    return node.value.id == name and isinstance(node.slice, ast.Name) and node.slice.id == key


def _drop_half(owner: ast.For | ast.comprehension, facts: ProgramFacts) -> bool:
    """`for k, v in d.items()` without v is `for k in d`, without k it is `for v in d.values()`."""
    pair, source = owner.target, viewed(owner.iter, "items", facts)
    if not isinstance(pair, ast.Tuple) or len(pair.elts) != 2 or source is None:
        return False
    for index, item in enumerate(pair.elts):
        if isinstance(item, ast.Name) and lives_only_in({item.id}, pair, facts) and isinstance(pair.elts[1 - index], ast.Name):
            owner.target = pair.elts[1 - index]
            owner.iter = source if index else _view(source, "values")
            return True
    return False


def _view(source: ast.expr, method: str) -> ast.expr:
    return ast.Call(ast.Attribute(source, method, ast.Load()), [], [])


def _keys(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`for k in d.keys()` is `for k in d`, where a loop or a clause goes over it."""
    assert isinstance(node, ast.Call)
    above = facts.occurrences.parent(node)
    is_gone_over = isinstance(above, _GONE_OVER) and above.iter is node
    return viewed(node, "keys", facts) if is_gone_over else None


RULES = (
    ExpressionRule("keys_gone_over", (ast.Call,), _keys),
    ProgramRule("loops_over_entries", _over_entries, (ast.For, *COMPREHENSION_NODES)),
)
