"""The index of a Python module's nodes holds what walking the tree gives."""

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest

from engine.restrictions.python_nodes import nodes_by_type

SOURCES = [*Path("engine/restrictions").rglob("*.py"), *Path("engine/canonicalization").rglob("*.py")]
EVERY_FORM = """\
async def f(a, /, b=1, *c, d: int = 2, e, **g) -> None:
    global x, y
    async with a as b, c: await d
    async for i in j: yield i
    else: pass
def h():
    nonlocal z
    try: raise E from e
    except (A, B) as e: pass
    finally: del a[1:2:3], b.c
class K(L, metaclass=M): k: int
match a:
    case {"k": v, **rest} | C(1, p=2) | [*_, None]: pass
    case str() as s if s: pass
lambda q=0: {**r, 1: 2} | {s for t in u if v} if w else f"{x!r:>{y}}"
(n := 1) < 2 <= 3 and not -4 in [*o]
import a.b as c
from . import *
assert a, b
while True: break
with a: continue
x = yield
"""


def kept(nodes: Iterable[ast.AST]) -> set[int]:
    left_out = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)
    return {id(node) for node in nodes if not isinstance(node, left_out)}


@pytest.mark.parametrize("source", [EVERY_FORM, *(path.read_text(encoding="utf-8") for path in SOURCES)])
def test_every_node_but_contexts_and_operators_is_indexed_by_its_type(source: str) -> None:
    module = ast.parse(source)
    index = nodes_by_type(module)
    assert {id(node) for nodes in index.values() for node in nodes} == kept(ast.walk(module))
    assert {cls: [node for node in ast.walk(module) if type(node) is cls] for cls in index} == index
