"""The last item of a list whose length is known is asked for from its end."""

import ast

from engine.canonicalization.blocks import blocks_of
from engine.canonicalization.comprehending import is_builtin_call
from engine.canonicalization.conditions import is_integer
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.lengths import keeps_lengths, measures_only
from engine.canonicalization.linear import Sum, sum_of
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import constant, load, names_in
from engine.canonicalization.trees import walk

_SEQUENCES = frozenset({"list", "str", "tuple"})


def _from_the_end(program: Program) -> bool:
    """`x[len(x) - 1]` is `x[-1]`, and `x[n - 1]` is after `x = [0] * n`: of what is empty neither has an item."""
    facts, changed = program.facts, False
    for owner in program.tree.body if not facts.shadowed & {"len", "range"} else ():
        for block in blocks_of(owner):
            for index, node in enumerate(block):
                for part in _items(node):
                    if _is_own_last(part, facts) or _is_known_last(part, block, index, facts):
                        part.slice, changed = ast.UnaryOp(ast.USub(), constant(1)), True
    return changed


def _items(node: ast.stmt) -> list[ast.Subscript]:
    """The items that a statement looks up, blocks inside it aside."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return []
    headers = [node] if isinstance(node, ast.Assign | ast.Return | ast.Expr | ast.AugAssign) else []
    headers += [node.test] if isinstance(node, ast.If | ast.While) else []  # type: ignore[list-item]
    return [part for header in headers for part in walk(header) if isinstance(part, ast.Subscript) and _asks_by_sum(part)]


def _asks_by_sum(node: ast.Subscript) -> bool:
    return isinstance(node.ctx, ast.Load) and isinstance(node.slice, ast.BinOp | ast.Name | ast.Call)


def _is_own_last(node: ast.Subscript, facts: ProgramFacts) -> bool:
    if not isinstance(node.value, ast.Name) or kind(facts.type_of(node.value)) not in _SEQUENCES or not is_integer(node.slice, facts):
        return False
    length = ast.Call(load("len"), [load(node.value.id)], [])
    return _is_last(node.slice, length, facts)


def _is_last(index: ast.expr, length: ast.expr, facts: ProgramFacts) -> bool:
    rest = Sum().add(sum_of(index, facts)).add(sum_of(length, facts), -1)
    return not rest.coefficients and rest.constant == -1


def _is_known_last(node: ast.Subscript, block: list[ast.stmt], index: int, facts: ProgramFacts) -> bool:
    """Whether an item of a list, or of a row of a list of lists, is the last one by the length that it was made with, in the same block."""
    is_row = isinstance(node.value, ast.Subscript)
    held = node.value.value if isinstance(node.value, ast.Subscript) else node.value
    if not isinstance(held, ast.Name) or held.id not in facts.confined or not is_integer(node.slice, facts):
        return False
    stores = facts.occurrences.stores[held.id]
    made = facts.occurrences.parent(stores[0]) if len(stores) == 1 else None
    start = next((place for place, item in enumerate(block[:index]) if item is made), None)
    if start is None or not isinstance(made, ast.Assign) or made.targets != stores:
        return False
    length = _length_of_rows(made.value, facts) if is_row else _length(made.value, facts)
    if length is None or not _is_last(node.slice, length, facts) or not measures_only(length, facts):
        return False
    return _stays(held.id, length, block[start + 1 : index + 1], facts)


def _length(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """N in `[c] * n`, and in `[e for i in range(n)]`."""
    if isinstance(node, ast.BinOp):
        is_one = isinstance(node.op, ast.Mult) and isinstance(node.left, ast.List) and len(node.left.elts) == 1
        is_counted = is_one and is_integer(node.right, facts) and not isinstance(node.left.elts[0], ast.Starred)  # type: ignore[attr-defined]
        return node.right if is_counted else None
    clause = node.generators[0] if isinstance(node, ast.ListComp) and len(node.generators) == 1 else None
    if clause is None or clause.ifs or clause.is_async or not is_builtin_call(clause.iter, "range", facts, 1):
        return None
    assert isinstance(clause.iter, ast.Call)
    return clause.iter.args[0] if is_integer(clause.iter.args[0], facts) else None


def _length_of_rows(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    if not isinstance(node, ast.ListComp) or _length(node, facts) is None:
        return None
    length = _length(node.elt, facts)
    return length if length is not None and not names_in(length) & names_in(node.generators[0].target) else None


def _stays(name: str, length: ast.expr, statements: list[ast.stmt], facts: ProgramFacts) -> bool:
    """Whether the list and its rows keep their lengths, and what these were measured with is as it was."""
    variables = names_in(length) - {"len"}
    stored = {part.id for item in statements for part in walk(item) if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load)}
    are_plain = all(facts.is_readable(load(other)) for other in variables) and not variables & stored
    return are_plain and keeps_lengths(statements, facts) and all(_looks_inside(use, facts) for use in facts.occurrences.loads[name])


def _looks_inside(use: ast.Name, facts: ProgramFacts) -> bool:
    """Whether a use of a list leaves its rows in their places."""
    above = facts.occurrences.parent(use)
    if not isinstance(above, ast.Subscript):
        return isinstance(above, ast.For | ast.comprehension | ast.Call | ast.Return | ast.Compare)
    is_value = kind(facts.type_of(above)) in {"int", "bool", "str", "float", "real", "None"}
    return not isinstance(above.slice, ast.Slice) and (isinstance(above.ctx, ast.Load) or (isinstance(above.ctx, ast.Store) and is_value))


RULES = (ProgramRule("last_items", _from_the_end, (ast.Subscript,)),)
