"""Colours: an order of variables and expressions that does not depend on anybody's choice of names.

Colour refinement (Weisfeiler and Leman 1968) on the occurrences of variables in statements: two variables share a colour only if they
occur in equal ways among variables of equal colours. Operands whose order rewrites may choose count as unordered, or else the colours
would follow the order that follows the colours.
"""

import ast
from collections import defaultdict
from collections.abc import Callable

from engine.canonicalization.facts.binding import Bindings
from engine.canonicalization.facts.shapes import Leaf, Shape, digest_text, mix, shape_of
from engine.canonicalization.trees import child_nodes, spell, walk

_ROUNDS = 3


class Colours:
    """Colours of a module's local variables, and keys of expressions and statements made of them."""

    def __init__(
        self, tree: ast.Module, bindings: Bindings, is_number: Callable[[ast.expr], bool], members: frozenset[str] = frozenset()
    ) -> None:
        """Refine until stable enough; parameters start apart, by their position. Sums of numbers are unordered.

        `members` are attributes that only the module can name, so that their names say nothing either.
        """
        self.bindings, self.members = bindings, members
        self.colour_of: dict[str, str] = self._start(tree)
        shapes = [shape_of(part, self.colour_of.keys(), is_number) for part in _headers(tree)]
        for _ in range(_ROUNDS):
            self._refine(shapes)

    def key(self, node: ast.AST) -> str:
        """A tree's spelling with colours for variables: equal for two trees that differ in names only."""
        return spell(node, self.colour_of)

    def _start(self, tree: ast.Module) -> dict[str, str]:
        colours = dict.fromkeys(self.members, "m") | dict.fromkeys(self.bindings.variables, "l")
        for node in walk(tree):
            if isinstance(node, ast.arguments):
                for index, argument in enumerate([*node.posonlyargs, *node.args, *node.kwonlyargs]):
                    colours[argument.arg] = f"p{index}"
        return colours

    def _refine(self, shapes: list[Shape | Leaf]) -> None:
        numbers = {name: digest_text(colour) for name, colour in self.colour_of.items()}
        seen: dict[str, list[int]] = defaultdict(list)
        for shape in shapes:
            shape.refresh(numbers)
            shape.spread(1, seen)
        for name, contexts in seen.items():
            if name in self.colour_of:
                total = 0
                for context in sorted(contexts):
                    total = mix(total, context)
                self.colour_of[name] = f"{self.colour_of[name][:2]}{total:016x}"


def _headers(tree: ast.AST) -> list[ast.AST]:
    """Every statement without the blocks inside it."""
    found: list[ast.AST] = []
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        blocks = [child for child in child_nodes(node) if isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case)]
        stack.extend(blocks)
        if not isinstance(node, ast.stmt):
            continue
        if blocks:
            found.extend(child for child in child_nodes(node) if isinstance(child, ast.expr | ast.arguments | ast.withitem))
        else:
            found.append(node)
    return found
