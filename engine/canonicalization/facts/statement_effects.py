"""The effects of statements."""

import ast

from engine.canonicalization.facts.effect_foundation import EffectFoundation
from engine.canonicalization.facts.effect_tables import (
    CONTAINERS,
)
from engine.canonicalization.facts.effects import ANYTHING, NO_EFFECTS, RAISES, WORLD, Effects
from engine.canonicalization.facts.types import (
    NUMBERS,
    element,
    is_settled,
    kind,
)

_EXCEPTIONS = frozenset({"ValueError", "TypeError", "IndexError", "KeyError", "ZeroDivisionError", "RuntimeError", "Exception"})


class StatementEffects(EffectFoundation):
    """Effects of assignments, branches, loops and jumps."""

    def _assign(self, node: ast.Assign) -> Effects:
        total = self.of(node.value)
        for target in node.targets:
            total = total | self._target(target, node.value)
        return total

    def _target(self, node: ast.expr, value: ast.expr) -> Effects:
        if isinstance(node, ast.Name | ast.Subscript | ast.Attribute):
            return self.of(node)
        if not isinstance(node, ast.Tuple | ast.List) or not all(isinstance(item, ast.Name | ast.Subscript) for item in node.elts):
            return ANYTHING
        is_matched = isinstance(value, ast.Tuple) and len(value.elts) == len(node.elts) and not _has_star(value)
        return self.all_of(list(node.elts)) | (NO_EFFECTS if is_matched else self._unpacking(value))

    def _unpacking(self, value: ast.expr) -> Effects:
        return RAISES | self.consuming(value) if is_settled(self.inference.of(value)) else ANYTHING

    def _augmented(self, node: ast.AugAssign) -> Effects:
        if isinstance(node.target, ast.Name):
            load = ast.Name(node.target.id, ast.Load())
            computed = self.of(ast.BinOp(load, node.op, node.value)) | self.of(node.target)
            is_in_place = kind(self.inference.of(load)) in CONTAINERS
            return computed | self.consuming(node.value) | Effects(writes=self.regions(load)) if is_in_place else computed
        if isinstance(node.target, ast.Subscript):
            types = (self.inference.of(node.target), self.inference.of(node.value))
            is_plain = all(kind(type_) in NUMBERS | {"str"} for type_ in types)
            return self.of(node.target) | self.of(node.value) | self._reading(node.target.value) | RAISES if is_plain else ANYTHING
        return ANYTHING

    def _delete(self, node: ast.Delete) -> Effects:
        return self.all_of(list(node.targets)) if all(isinstance(target, ast.Subscript) for target in node.targets) else ANYTHING

    def _expression_statement(self, node: ast.Expr) -> Effects:
        return self.of(node.value)

    def _leaving(self, node: ast.AST) -> Effects:
        return self._children(node) | Effects(leaves=True)

    def _raise(self, node: ast.Raise) -> Effects:
        error = node.exc
        arguments = error.args if isinstance(error, ast.Call) and not error.keywords else []
        made = error.func if isinstance(error, ast.Call) and not error.keywords else error
        is_known = isinstance(made, ast.Name) and made.id in _EXCEPTIONS and made.id not in self.inference.shadowed and node.cause is None
        return (self.all_of([*arguments]) | RAISES if is_known else ANYTHING) | Effects(leaves=True)

    def _if(self, node: ast.If) -> Effects:
        return self.of_test(node.test) | self.all_of([*node.body, *node.orelse])

    def _for(self, node: ast.For) -> Effects:
        """A loop over something finite; what is unknown may also never end, and jumps in the body are taken to leave the loop."""
        turns = self.of(node.iter) | self.consuming(node.iter) | self._target(node.target, node.iter)
        if not isinstance(node.target, ast.Name):
            plain = isinstance(node.target, ast.Tuple) and kind(element(self.inference.of(node.iter))) in {"tuple", "list", "str"}
            turns = turns | (RAISES if plain else ANYTHING)
        is_finite = WORLD not in turns.writes
        return turns | self.all_of([*node.body, *node.orelse]) | Effects(leaves=not is_finite)

    def _while(self, node: ast.While) -> Effects:
        return self.of_test(node.test) | self.all_of([*node.body, *node.orelse]) | Effects(leaves=True)

    def _try(self, node: ast.Try) -> Effects:
        types = [handler.type for handler in node.handlers if handler.type is not None]
        names = frozenset(handler.name for handler in node.handlers if handler.name is not None)
        blocks = [*node.body, *node.orelse, *node.finalbody, *(item for handler in node.handlers for item in handler.body)]
        return self.all_of([*types, *blocks]) | (ANYTHING if names else NO_EFFECTS) | Effects(writes=names, raises=bool(types))


def _has_star(node: ast.Tuple) -> bool:
    return any(isinstance(item, ast.Starred) for item in node.elts)
