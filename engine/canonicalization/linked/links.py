"""What a run of statements does to the links of nodes, found out by running it on symbols.

All links that a statement reads or sets are written in terms of the links before the run. A node that is in the chain, the one before it
and the one after it are three nodes, as are a node that is not in the chain, a sentinel and its neighbour, so that what a run does to
exactly these is what the chain looks like afterwards.
"""

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engine.canonicalization.linked.shape import Shape, assignments, attribute_of

Term = tuple[str, ...]
Stores = dict[tuple[Term, str], Term]
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Change:
    """What `length` statements do: `out` takes a node from the chain, `at_head` and `at_tail` put it beside a sentinel."""

    kind: Literal["out", "at_head", "at_tail"]
    node: str
    length: int
    helpers: frozenset[str]


def change_at(block: Sequence[ast.stmt], index: int, me: str, shape: Shape) -> Change | None:
    """The change that begins at a statement; None where no run of statements from there does just one."""
    run = _Run(me, shape)
    for length, statement in enumerate(block[index : index + _LONGEST], start=1):
        if not run.take(statement):
            return None
        for node in run.nodes():
            for kind, stores in _patterns(node, shape).items():
                if run.stores == stores:
                    return Change(kind, node, length, frozenset(run.helpers))
    return None


def _patterns(name: str, shape: Shape) -> "dict[Literal['out', 'at_head', 'at_tail'], Stores]":
    node, head, tail = ("name", name), ("own", shape.head), ("own", shape.tail)
    forward, back = shape.forward, shape.back
    before, after, first, last = (*node, back), (*node, forward), (*head, forward), (*tail, back)
    return {
        "out": {(before, forward): after, (after, back): before},
        "at_head": {(node, back): head, (node, forward): first, (first, back): node, (head, forward): node},
        "at_tail": {(node, forward): tail, (node, back): last, (last, forward): node, (tail, back): node},
    }


class _Run:
    """The statements so far: which links they set, and which variables they set to nodes."""

    def __init__(self, me: str, shape: Shape) -> None:
        self._me, self._shape = me, shape
        self.stores: Stores = {}
        self.helpers: dict[str, Term] = {}

    def take(self, node: ast.stmt) -> bool:
        """Run one more statement; False where it does more than set links, or variables to nodes that links lead to."""
        pairs = [(target, self._term(value)) for target, value in assignments(node)]
        return bool(pairs) and all(self._set(target, value) for target, value in pairs)

    def _set(self, target: ast.expr, value: Term | None) -> bool:
        if value is None:
            return False
        if isinstance(target, ast.Name):
            self.helpers[target.id] = value
            return len(value) > 2
        owner = self._term(target.value) if isinstance(target, ast.Attribute) and target.attr in self._shape.links else None
        if owner is None or not isinstance(target, ast.Attribute):
            return False
        self.stores[owner, target.attr] = value
        return True

    def nodes(self) -> set[str]:
        """The variables that links were set of or to, and that this run did not set."""
        terms = [term for (owner, _), value in self.stores.items() for term in (owner, value)]
        return {term[1] for term in terms if term[0] == "name"}

    def _term(self, node: ast.expr) -> Term | None:
        if isinstance(node, ast.Name):
            return self.helpers.get(node.id, ("name", node.id))
        own = attribute_of(node, self._me)
        if own is not None:
            return ("own", own) if own in (self._shape.head, self._shape.tail) else None
        if not isinstance(node, ast.Attribute) or node.attr not in self._shape.links:
            return None
        owner = self._term(node.value)
        return None if owner is None else self.stores.get((owner, node.attr), (*owner, node.attr))
