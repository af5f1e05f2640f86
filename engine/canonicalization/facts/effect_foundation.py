"""The effects that all rules build on: reading containers, going over them, testing truth."""

import ast
from collections.abc import Callable
from typing import ClassVar

from engine.canonicalization.facts.binding import Bindings
from engine.canonicalization.facts.effect_tables import (
    CONTAINERS,
    LAZY,
)
from engine.canonicalization.facts.effects import ANYTHING, HEAP, LASTING, NO_EFFECTS, RAISES, WORLD, Effects
from engine.canonicalization.facts.inference import Inference
from engine.canonicalization.facts.leaving import bound_otherwise, may_leave
from engine.canonicalization.facts.types import (
    NEVER,
    SIZED,
    UNKNOWN,
    Type,
    element,
    holds_containers,
    is_hashable,
    is_settled,
    kind,
)
from engine.canonicalization.trees import child_nodes, walk

Rule = Callable[..., Effects]


class EffectFoundation:
    """The effects of what is used everywhere: containers, their regions, tests, iteration. `rules` has one for each kind of node."""

    rules: ClassVar[dict[type[ast.AST], Rule]]

    def __init__(
        self, inference: Inference, confined: frozenset[str], bindings: Bindings, attributes: frozenset[str], lasting: frozenset[str]
    ) -> None:
        """Take the facts that decide whether an operation runs built-in code only; `lasting` variables outlive an exception."""
        self.inference, self.confined, self.bindings, self.attributes, self.lasting = inference, confined, bindings, attributes, lasting
        self.quiet: frozenset[str] = frozenset()
        self._known: dict[int, tuple[ast.AST, Effects]] = {}

    def assume_quiet(self, functions: frozenset[str]) -> None:
        """Take it that calls of these functions only compute."""
        self.quiet = functions
        self.forget()

    def forget(self, node: ast.AST | None = None) -> None:
        """Forget the effects of a piece of code, or of all, because it was rewritten."""
        if node is None:
            self._known.clear()
        else:
            self._known.pop(id(node), None)

    def of(self, node: ast.AST | None) -> Effects:
        """The effects of an expression or a statement; None has none."""
        if node is None:
            return NO_EFFECTS
        kind_ = node.__class__
        if kind_ is ast.Constant:
            return NO_EFFECTS
        known = self._known.get(id(node))
        if known is None:
            rule = self.rules.get(kind_)
            found = rule(self, node) if rule is not None else ANYTHING
            known = self._known[id(node)] = (node, found | self._variables(node) if WORLD in found.writes else found)
        return known[1]

    def _variables(self, node: ast.AST) -> Effects:
        """Every variable that a piece of code with unknown effects mentions."""
        parts, variables = walk(node), self.bindings.variables
        names = [child for child in parts if isinstance(child, ast.Name) and child.id in variables]
        heaps = {f"{HEAP} {name.id}" for name in names if name.id in self.confined}
        stored = {name.id for name in names if not isinstance(name.ctx, ast.Load)} | bound_otherwise(parts)
        written = (
            stored
            | heaps
            | {f"{LASTING}{name}" for name in stored | {name.id for name in names if name.id in self.confined} if name in self.lasting}
        )
        return Effects(
            frozenset({name.id for name in names} | heaps), frozenset(written), leaves=isinstance(node, ast.stmt) and may_leave(parts)
        )

    def all_of(self, nodes: list[ast.AST]) -> Effects:
        """The effects of several nodes, one after the other."""
        total = NO_EFFECTS
        for node in nodes:
            total = total | self.of(node)
        return total

    def _children(self, node: ast.AST) -> Effects:
        return self.all_of(list(child_nodes(node)))

    def _nothing(self, _node: ast.AST) -> Effects:
        return NO_EFFECTS

    def region(self, node: ast.expr) -> str:
        """The heap region of the container that an expression stands for."""
        if isinstance(node, ast.Attribute) and f".{node.attr}" in self.confined:
            return f"{HEAP} .{node.attr}"
        return f"{HEAP} {node.id}" if isinstance(node, ast.Name) and node.id in self.confined else HEAP

    def regions(self, node: ast.expr) -> frozenset[str]:
        """The regions that changing this container writes."""
        region = self.region(node)
        is_lasting_variable = isinstance(node, ast.Name) and region != HEAP and node.id in self.lasting
        return frozenset({region, f"{LASTING}{node.id}"}) if isinstance(node, ast.Name) and is_lasting_variable else frozenset({region})

    def _reading(self, node: ast.expr) -> Effects:
        return Effects(reads=frozenset({self.region(node)}))

    def consuming(self, node: ast.expr) -> Effects:
        """What iterating over all of a value does, apart from evaluating it; unknown for iterators, which may run any code."""
        if isinstance(node, ast.Starred):
            rows = self.inference.of(node.value)
            is_known = kind(rows) in SIZED and kind(element(rows)) in SIZED
            return self._read_if_container(node.value, rows) | Effects(reads=frozenset({HEAP})) if is_known else ANYTHING
        type_ = self.inference.of(node)
        if type_ == NEVER or kind(type_) in SIZED:
            return self._read_if_container(node, type_)
        if isinstance(node, ast.GeneratorExp):
            return self._comprehension(node)
        is_lazy = (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in LAZY
            and node.func.id not in self.inference.shadowed
        )
        if not is_lazy or not isinstance(node, ast.Call) or node.keywords:
            return ANYTHING | self._variables(node)
        total = NO_EFFECTS
        for argument in node.args:
            total = total | (NO_EFFECTS if kind(self.inference.of(argument)) == "int" else self.consuming(argument))
        return total

    def _read_if_container(self, node: ast.expr, type_: Type) -> Effects:
        """Looking into a value: its own region, and the shared heap when what it holds can change too."""
        if kind(type_) in {"iterator", "view"}:
            return Effects(reads=frozenset({HEAP, self.region(node)}))
        inner = Effects(reads=frozenset({HEAP})) if holds_containers(type_) else NO_EFFECTS
        return self._reading(node) | inner if kind(type_) in CONTAINERS else inner

    def _tests(self, nodes: list[ast.expr]) -> Effects:
        total = NO_EFFECTS
        for node in nodes:
            total = total | self.of_test(node)
        return total

    def of_test(self, node: ast.expr) -> Effects:
        """The effects of evaluating an expression and asking whether it is true."""
        type_ = self.inference.of(node)
        inner = self.of(node)
        return inner | ANYTHING if type_ is UNKNOWN else inner | self._read_if_container(node, type_)

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> Effects:
        total = NO_EFFECTS
        for generator in node.generators:
            if generator.is_async:
                return ANYTHING
            total = total | self.of(generator.iter) | self.consuming(generator.iter) | self._tests(generator.ifs)
            if not isinstance(generator.target, ast.Name):
                total = total | (RAISES if self._unpacks_plainly(generator) else ANYTHING)
        elements = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        if isinstance(node, ast.DictComp | ast.SetComp):
            key = self.inference.of(elements[0])
            total = total | (NO_EFFECTS if is_hashable(key) else RAISES if is_settled(key) else ANYTHING)
        return total | self.all_of(list(elements))

    def _unpacks_plainly(self, generator: ast.comprehension) -> bool:
        parts = generator.target.elts if isinstance(generator.target, ast.Tuple | ast.List) else [generator.target]
        return all(isinstance(part, ast.Name) for part in parts) and kind(element(self.inference.of(generator.iter))) in {
            "tuple",
            "list",
            "str",
        }
