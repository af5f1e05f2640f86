"""The effects of expressions without calls."""

import ast

from engine.canonicalization.facts.effect_foundation import EffectFoundation
from engine.canonicalization.facts.effect_tables import (
    BUILT_INS,
    KNOWN_BUILTINS,
)
from engine.canonicalization.facts.effects import ANYTHING, LASTING, NO_EFFECTS, RAISES, WORLD, Effects
from engine.canonicalization.facts.module_effects import is_quiet_attribute
from engine.canonicalization.facts.types import (
    INEXACT,
    NUMBERS,
    PLAIN_MAPPINGS,
    SIZED,
    UNKNOWN,
    Type,
    element,
    is_hashable,
    is_settled,
    kind,
)
from engine.canonicalization.trees import child_nodes

_MOST_BITS = 64


class ExpressionEffects(EffectFoundation):
    """Effects of names, operators, displays, texts and lookups."""

    def _name(self, node: ast.Name) -> Effects:
        variable = self.bindings.variables.get(node.id)
        marks = {f"{LASTING}{node.id}"} if node.id in self.lasting else set()
        if isinstance(node.ctx, ast.Store):
            return Effects(writes=frozenset({node.id, *marks} if variable is not None else {WORLD}))
        if variable is None:
            known = node.id in self.inference.functions or (node.id in KNOWN_BUILTINS and node.id not in self.inference.shadowed)
            return NO_EFFECTS if known else Effects(reads=frozenset({WORLD}), raises=True)
        return Effects(reads=frozenset({node.id, *(marks if variable.is_captured else ())}), raises=not variable.is_surely_bound)

    def _binary(self, node: ast.BinOp) -> Effects:
        operands = self.of(node.left) | self.of(node.right)
        left, right = self.inference.of(node.left), self.inference.of(node.right)
        if kind(left) in NUMBERS and kind(right) in NUMBERS:
            return operands | self._number_operation(node, kind(left), kind(right))
        is_joining = isinstance(node.op, ast.Add | ast.Mult) and self.inference.of(node) is not UNKNOWN
        if not is_joining and not (is_settled(left) and is_settled(right)):
            return ANYTHING
        if self.inference.of(node) is UNKNOWN or isinstance(node.op, ast.Mod) or not is_joining:
            operands = operands | RAISES
        return operands | self._read_if_container(node.left, left) | self._read_if_container(node.right, right)

    def _number_operation(self, node: ast.BinOp, left: str, right: str) -> Effects:
        if isinstance(node.op, ast.Add | ast.Sub | ast.Mult) and (left, right) != ("float", "float"):
            is_safe = INEXACT.isdisjoint({left, right}) or _is_small(node.left) or _is_small(node.right)
            return NO_EFFECTS if is_safe else RAISES
        if isinstance(node.op, ast.Add | ast.Sub | ast.Mult):
            return NO_EFFECTS
        if isinstance(node.op, ast.BitAnd | ast.BitOr | ast.BitXor) and INEXACT.isdisjoint({left, right}):
            return NO_EFFECTS
        is_safe_divisor = isinstance(node.right, ast.Constant) and bool(node.right.value) and INEXACT.isdisjoint({left, right})
        return NO_EFFECTS if isinstance(node.op, ast.FloorDiv | ast.Mod) and is_safe_divisor else RAISES

    def _unary(self, node: ast.UnaryOp) -> Effects:
        operand = self.of(node.operand)
        type_ = self.inference.of(node.operand)
        if type_ is UNKNOWN:
            return ANYTHING
        if isinstance(node.op, ast.Not):
            return operand | self._read_if_container(node.operand, type_)
        if kind(type_) in NUMBERS:
            return operand | (RAISES if isinstance(node.op, ast.Invert) and kind(type_) in INEXACT else NO_EFFECTS)
        return operand | RAISES if is_settled(type_) else ANYTHING

    def _boolean(self, node: ast.BoolOp) -> Effects:
        return self._tests(node.values)

    def _compare(self, node: ast.Compare) -> Effects:
        operands = [node.left, *node.comparators]
        total = self.all_of(list(operands))
        if all(isinstance(operator, ast.Is | ast.IsNot) for operator in node.ops):
            return total
        types = [self.inference.of(operand) for operand in operands]
        if not all(is_settled(type_) for type_ in types):
            return ANYTHING
        for operand, type_ in zip(operands, types, strict=True):
            total = total | self._read_if_container(operand, type_)
        for operator, left, right in zip(node.ops, types, types[1:], strict=False):
            total = total | self._comparison(operator, left, right)
        return total

    def _comparison(self, operator: ast.cmpop, left: Type, right: Type) -> Effects:
        if isinstance(operator, ast.Eq | ast.NotEq):
            return NO_EFFECTS
        if isinstance(operator, ast.In | ast.NotIn):
            if kind(right) == "iterator":
                return ANYTHING
            if kind(right) == "str":
                return NO_EFFECTS if kind(left) == "str" else RAISES
            is_looked_up = kind(right) in PLAIN_MAPPINGS | {"set", "frozenset", "view"} and not is_hashable(left)
            return NO_EFFECTS if kind(right) in SIZED - {"bytes"} and not is_looked_up else RAISES
        comparable = (kind(left) in NUMBERS and kind(right) in NUMBERS) or (kind(left) == kind(right) == "str")
        return NO_EFFECTS if comparable else RAISES

    def _choice(self, node: ast.IfExp) -> Effects:
        return self.of_test(node.test) | self.of(node.body) | self.of(node.orelse)

    def _display(self, node: ast.List | ast.Tuple) -> Effects:
        return self._children(node)

    def _hashed(self, node: ast.Set | ast.Dict) -> Effects:
        keys = node.elts if isinstance(node, ast.Set) else [key for key in node.keys if key is not None]
        total = self.all_of(child_nodes(node))
        types = [self.inference.of(key) for key in keys]
        if isinstance(node, ast.Dict) and len(keys) < len(node.keys):
            for source in (value for key, value in zip(node.keys, node.values, strict=True) if key is None):
                type_ = self.inference.of(source)
                if kind(type_) != "dict":
                    return ANYTHING
                types.append(element(type_))
                total = total | self._read_if_container(source, type_)
        if not all(is_settled(type_) for type_ in types):
            return ANYTHING
        return total | (NO_EFFECTS if all(map(is_hashable, types)) else RAISES)

    def _text(self, node: ast.JoinedStr) -> Effects:
        total = NO_EFFECTS
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                if not is_settled(self.inference.of(value.value)) or value.format_spec is not None:
                    return ANYTHING
                total = total | self.of(value.value) | self._read_if_container(value.value, self.inference.of(value.value))
        return total

    def _subscript(self, node: ast.Subscript) -> Effects:
        type_ = self.inference.of(node.value)
        inner = self.of(node.value) | self.of(node.slice)
        name = kind(type_)
        if not self._is_plain_index(node.slice) or (name in PLAIN_MAPPINGS and not is_settled(element(type_))):
            return ANYTHING
        if not isinstance(node.ctx, ast.Load):
            is_plain = name in PLAIN_MAPPINGS | {"list"} and not isinstance(node.slice, ast.Slice)
            return inner | Effects(writes=self.regions(node.value), raises=True) if is_plain else ANYTHING
        raises = RAISES if name in PLAIN_MAPPINGS or not self._is_safe_slice(node.slice) else NO_EFFECTS
        if name in {"str", "tuple", "range", "bytes"}:
            return inner | raises
        return inner | self._reading(node.value) | raises if name in PLAIN_MAPPINGS | {"list"} else ANYTHING

    def _is_plain_index(self, node: ast.expr) -> bool:
        """Whether using this as an index or key runs built-in code only."""
        parts = [node.lower, node.upper, node.step] if isinstance(node, ast.Slice) else [node]
        return all(part is None or is_settled(self.inference.of(part)) for part in parts)

    def _is_safe_slice(self, node: ast.expr) -> bool:
        """Whether a slice cannot raise: whole numbers as bounds, and a step that is a constant other than zero."""
        if not isinstance(node, ast.Slice):
            return False
        bounds = all(part is None or kind(self.inference.of(part)) == "int" for part in (node.lower, node.upper))
        step = node.step.operand if isinstance(node.step, ast.UnaryOp) and isinstance(node.step.op, ast.USub) else node.step
        return bounds and (step is None or (isinstance(step, ast.Constant) and type(step.value) is int and step.value != 0))

    def _slice(self, node: ast.Slice) -> Effects:
        return self._children(node)

    def _attribute(self, node: ast.Attribute) -> Effects:
        built_in = BUILT_INS.get(kind(self.inference.of(node.value)))
        if built_in is not None and isinstance(node.ctx, ast.Load) and hasattr(built_in, node.attr):
            return self.of(node.value)
        if node.attr not in self.attributes:
            return NO_EFFECTS if is_quiet_attribute(node, self.inference) else ANYTHING
        region = frozenset({f".{node.attr}"})
        return self.of(node.value) | (Effects(reads=region) if isinstance(node.ctx, ast.Load) else Effects(writes=region))


def _is_small(node: ast.expr) -> bool:
    """Whether a number is a constant that no float is too small for."""
    return isinstance(node, ast.Constant) and isinstance(node.value, int) and node.value.bit_length() <= _MOST_BITS
