"""No rewrite puts a node into a tree twice: what is done to it in one place would be done in the other."""

import ast

import pytest

from engine.canonicalization.facts.binding import bind
from engine.canonicalization.structure import normalize_bound
from tests.property.checks import assumptions_for
from tests.property.generator import generate

BATCHES, SIZE = 4, 100


def shared_nodes(tree: ast.AST) -> list[str]:
    seen, shared, stack = set(), [], [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.expr | ast.stmt):
            shared += [ast.unparse(node)] if id(node) in seen else []
            seen.add(id(node))
        stack += ast.iter_child_nodes(node)
    return shared


def first_sharing(seed: int) -> str | None:
    """The rewrite after which a node of a generated program stands in two places."""
    program = generate(seed, largest=2)
    tree, found = ast.parse(program.source), []
    bindings = bind(tree)
    assert bindings is not None

    def note(name: str, tree: ast.Module) -> None:
        found.extend(f"{name}: {text}" for text in shared_nodes(tree)[:1])

    normalize_bound(tree, bindings, assumptions_for(program.kinds, is_checked=program.is_checked), note)
    return found[0] if found else None


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_node_stands_in_two_places(batch: int) -> None:
    seeds = range(7000 + batch * SIZE, 7000 + (batch + 1) * SIZE)
    assert {seed: sharing for seed in seeds if (sharing := first_sharing(seed))} == {}
