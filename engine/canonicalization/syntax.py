"""Small questions about syntax trees, and small ways to build them."""

import ast
from collections.abc import Iterable

from engine.canonicalization.trees import are_alike, child_nodes, count_nodes, own_size, walk

LEAVING = (ast.Return, ast.Raise, ast.Break, ast.Continue)
LOOPS = (ast.For, ast.While, ast.AsyncFor)
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
COMPREHENSION_NODES = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def same(first: ast.AST | list[ast.stmt], second: ast.AST | list[ast.stmt]) -> bool:
    """Whether two trees, or two blocks, are spelled alike."""
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(same(left, right) for left, right in zip(first, second, strict=True))
    return isinstance(first, ast.AST) and isinstance(second, ast.AST) and are_alike(first, second)


def size(node: ast.AST | list[ast.stmt]) -> int:
    """How many nodes a tree or a block has."""
    if isinstance(node, list):
        return sum(size(statement) for statement in node)
    return count_nodes(node)


def is_deeper(node: ast.AST, most: int) -> bool:
    """Whether a tree has more than so many levels."""
    level = [node]
    for _ in range(most):
        level = [child for item in level for child in child_nodes(item)]
        if not level:
            return False
    return True


def compare_sizes(first: list[ast.stmt], second: list[ast.stmt]) -> int:
    """Which of two blocks has more nodes: positive for the first, 0 where they are equal; looks at hardly more than the smaller one."""
    totals = [0, 0]
    waiting: list[list[ast.AST]] = [[*first], [*second]]
    while True:
        turn = 0 if totals[0] <= totals[1] else 1
        if not waiting[turn]:
            turn = 1 - turn
            if totals[turn] > totals[1 - turn] or not waiting[turn]:
                return totals[0] - totals[1]
        node = waiting[turn].pop()
        totals[turn] += own_size(node)
        waiting[turn].extend(child_nodes(node))


def always_leaves(block: list[ast.stmt]) -> bool:
    """Whether control never falls off the end of a block."""
    if not block:
        return False
    last = block[-1]
    if isinstance(last, LEAVING):
        return True
    if isinstance(last, ast.If):
        return always_leaves(last.body) and always_leaves(last.orelse)
    if isinstance(last, ast.With):
        return False
    return isinstance(last, ast.While) and is_true(last.test) and not _has_break(last.body)


def _has_break(block: list[ast.stmt]) -> bool:
    for statement in block:
        if isinstance(statement, ast.Break):
            return True
        if isinstance(statement, (*LOOPS, *SCOPES)):
            if isinstance(statement, LOOPS) and _has_break(statement.orelse):
                return True
            continue
        inner = [child for child in child_nodes(statement) if isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case)]
        for child in inner:
            if _has_break([child] if isinstance(child, ast.stmt) else child.body):
                return True
    return False


def has_one_argument(node: ast.Call) -> bool:
    """Whether a call passes exactly one positional argument and nothing else."""
    return len(node.args) == 1 and not node.keywords and not isinstance(node.args[0], ast.Starred)


def is_true(node: ast.expr) -> bool:
    """Whether an expression is a constant that counts as true."""
    return isinstance(node, ast.Constant) and bool(node.value)


def is_constant(node: ast.AST | None, value: object) -> bool:
    """Whether a node is the constant of this value and exactly its type."""
    return isinstance(node, ast.Constant) and type(node.value) is type(value) and node.value == value


def constant(value: object) -> ast.Constant:
    """A constant expression."""
    return ast.Constant(value)  # type: ignore[arg-type]


def load(name: str) -> ast.Name:
    """A use of a name."""
    return ast.Name(name, ast.Load())


def annotations_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.expr]:
    """A function's annotations: those that are left because evaluating them, when it is defined, may do something."""
    parameters = [part.annotation for part in walk(node.args) if isinstance(part, ast.arg)]
    return [item for item in (*parameters, node.returns) if item is not None]


def is_annotated(node: ast.FunctionDef) -> bool:
    """Whether a function has annotations that are left."""
    return bool(annotations_of(node))


def names_in(node: ast.AST) -> set[str]:
    """Every name that occurs in a tree."""
    return {child.id for child in walk(node) if isinstance(child, ast.Name)}


def blind_key(node: ast.AST, is_local: Iterable[str]) -> str:
    """A tree's spelling with local variables made indistinguishable: an order that renaming does not change."""
    text = ast.dump(node)
    for name in sorted(names_in(node) & set(is_local), key=len, reverse=True):
        text = text.replace(f"'{name}'", "''")
    return text
