"""Colours: an order of variables and expressions that does not depend on anybody's choice of names.

Colour refinement (Weisfeiler and Leman 1968) on the occurrences of variables in statements: two variables share a colour only if they
occur in equal ways among variables of equal colours.
"""

import ast
import hashlib
import re
from collections import defaultdict

from engine.canonicalization.facts.binding import Bindings

_ROUNDS = 3
_LOCAL = re.compile(r"'(v\d+)'")


class Colours:
    """Colours of a module's local variables, and keys of expressions and statements made of them."""

    def __init__(self, tree: ast.Module, bindings: Bindings) -> None:
        """Refine until stable enough; parameters start apart, by their position."""
        self.bindings = bindings
        self.colour_of: dict[str, str] = self._start(tree)
        templates = [_LOCAL.split(ast.dump(part)) for part in _headers(tree)]
        for _ in range(_ROUNDS):
            self._refine(templates)

    def key(self, node: ast.AST) -> str:
        """A tree's spelling with colours for variables: equal for two trees that differ in names only."""
        return _LOCAL.sub(lambda match: self.colour_of.get(match[1], match[1]), ast.dump(node))

    def _start(self, tree: ast.Module) -> dict[str, str]:
        colours = dict.fromkeys(self.bindings.variables, "l")
        for node in ast.walk(tree):
            if isinstance(node, ast.arguments):
                for index, argument in enumerate([*node.posonlyargs, *node.args, *node.kwonlyargs]):
                    colours[argument.arg] = f"p{index}"
        return colours

    def _refine(self, templates: list[list[str]]) -> None:
        seen: dict[str, list[str]] = defaultdict(list)
        for pieces in templates:
            names = pieces[1::2]
            text = "".join(self.colour_of.get(piece, piece) if index % 2 else piece for index, piece in enumerate(pieces))
            for name in dict.fromkeys(names):
                places = ",".join(str(index) for index, other in enumerate(names) if other == name)
                seen[name].append(f"{text}@{places}")
        for name, contexts in seen.items():
            if name in self.colour_of:
                self.colour_of[name] = self.colour_of[name][:2] + _digest("|".join(sorted(contexts)))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _headers(tree: ast.AST) -> list[ast.AST]:
    """Every statement without the blocks inside it."""
    found: list[ast.AST] = []
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        blocks = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case)]
        stack.extend(blocks)
        if not isinstance(node, ast.stmt):
            continue
        if blocks:
            found.extend(child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr | ast.arguments | ast.withitem))
        else:
            found.append(node)
    return found
