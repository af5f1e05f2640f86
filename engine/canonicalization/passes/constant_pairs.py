"""Loops over constants that belong together go over a list of tuples: parallel lists, `zip`, the entries of a dictionary."""

import ast
import copy
from collections.abc import Iterator, Sequence

from engine.canonicalization.blocks import lives_only_in, occurrences_of
from engine.canonicalization.comprehending import fresh_variable, is_builtin_call
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import COMPREHENSION_NODES, load
from engine.canonicalization.trees import become, child_nodes, walk

_MOST_ROWS = 200
_Owner = ast.For | ast.comprehension


def _rewrite(program: Program) -> bool:
    """One loop after the other."""
    changed = False
    while any(_of_entries(owner, program.facts) or _of_parallel(owner, whole, program.facts) for owner, whole in _loops(program.tree)):
        program.changed()
        changed = True
    return changed


def _loops(tree: ast.AST) -> Iterator[tuple[_Owner, ast.AST]]:
    for node in walk(tree):
        if isinstance(node, ast.For):
            yield node, node
        elif isinstance(node, COMPREHENSION_NODES):
            for clause in node.generators:
                yield clause, node


def _of_entries(owner: _Owner, facts: ProgramFacts) -> bool:
    """`{k: v, …}.items()`, `zip([k, …], [v, …])` and `[[k, v], …]` are `[(k, v), …]` in a loop that takes them apart."""
    rows = _rows_of_dictionary(owner.iter) or _zipped(owner.iter, facts) or _rows_of_lists(owner)
    if rows is None:
        return False
    owner.iter = ast.List([ast.Tuple([*row], ast.Load()) for row in rows], ast.Load())
    return True


def _rows_of_dictionary(node: ast.expr) -> list[Sequence[ast.expr]] | None:
    if (
        not isinstance(node, ast.Call)
        or not isinstance(node.func, ast.Attribute)
        or node.func.attr != "items"
        or node.args
        or node.keywords
    ):
        return None
    table = node.func.value
    if not isinstance(table, ast.Dict) or not table.keys or not all(_is_plain(key) for key in table.keys):
        return None
    keys = [key.value for key in table.keys if isinstance(key, ast.Constant)]
    is_distinct = len(set(keys)) == len(keys) == len(table.keys)
    return [*zip((key for key in table.keys if key is not None), table.values, strict=True)] if is_distinct else None


def _is_plain(node: ast.expr | None) -> bool:
    value = node.operand if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) else node
    return isinstance(value, ast.Constant) and type(value.value) in {int, str, float, bool, type(None)}


def _constants(node: ast.expr) -> list[ast.expr] | None:
    """The elements of a list or tuple of constants, the characters of a text."""
    if isinstance(node, ast.List | ast.Tuple) and all(_is_plain(item) for item in node.elts) and len(node.elts) <= _MOST_ROWS:
        return node.elts
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) <= _MOST_ROWS
    return [ast.Constant(letter) for letter in node.value] if is_text and isinstance(node, ast.Constant) else None  # type: ignore[union-attr]


def _zipped(node: ast.expr, facts: ProgramFacts) -> list[Sequence[ast.expr]] | None:
    if not is_builtin_call(node, "zip", facts) or not isinstance(node, ast.Call) or len(node.args) < 2:
        return None
    columns = [_constants(argument) for argument in node.args]
    return [*zip(*(column for column in columns if column is not None), strict=False)] if None not in columns else None


def _rows_of_lists(owner: _Owner) -> list[Sequence[ast.expr]] | None:
    whole, target = owner.iter, owner.target
    if not isinstance(whole, ast.List) or not isinstance(target, ast.Tuple) or not whole.elts:
        return None
    rows = [item.elts for item in whole.elts if isinstance(item, ast.List | ast.Tuple) and len(item.elts) == len(target.elts)]
    is_new = any(isinstance(item, ast.List) for item in whole.elts)
    has_stars = any(isinstance(item, ast.Starred) for item in [*target.elts, *(item for row in rows for item in row)])
    return [*rows] if is_new and len(rows) == len(whole.elts) and not has_stars else None


def _of_parallel(owner: _Owner, whole: ast.AST, facts: ProgramFacts) -> bool:
    """`for i, x in enumerate([…])` with `other[i]`, where other is a list of constants, goes over pairs."""
    if not is_builtin_call(owner.iter, "enumerate", facts, 1) or not isinstance(owner.iter, ast.Call):
        return False
    first, target = _constants(owner.iter.args[0]), owner.target
    if first is None or not isinstance(target, ast.Tuple) or len(target.elts) != 2 or not isinstance(index := target.elts[0], ast.Name):
        return False
    uses = facts.occurrences.loads[index.id]
    names = {name for use in uses if (name := _looked_up(use, facts)) is not None}
    if len(names) != 1 or not lives_only_in({index.id}, whole, facts) or occurrences_of(index.id, facts) != len(uses) + 1:
        return False
    (name,) = names
    second = _constants(_only_value(name, facts) or load(name))
    if second is None or len(second) < len(first) or not all(_looked_up(use, facts) == name for use in uses):
        return False
    item = fresh_variable(facts)
    for use in uses:
        become(facts.occurrences.parent(use) or use, load(item))
    owner.target = ast.Tuple([target.elts[1], ast.Name(item, ast.Store())], ast.Store())
    rows = zip(first, copy.deepcopy(second), strict=False)
    owner.iter = ast.List([ast.Tuple([*row], ast.Load()) for row in rows], ast.Load())
    return True


def _looked_up(use: ast.expr, facts: ProgramFacts) -> str | None:
    """X in `x[i]` around a use of i."""
    above = facts.occurrences.parent(use)
    is_item = isinstance(above, ast.Subscript) and above.slice is use and isinstance(above.ctx, ast.Load)
    return above.value.id if is_item and isinstance(above, ast.Subscript) and isinstance(above.value, ast.Name) else None


def _only_value(name: str, facts: ProgramFacts) -> ast.expr | None:
    """What a local variable always holds, when it is only looked up in."""
    variable, stores = facts.bindings.variables.get(name), facts.occurrences.stores[name]
    if variable is None or variable.role != "local" or not variable.is_surely_bound or len(stores) != 1:
        return None
    assigned = facts.occurrences.parent(stores[0])
    is_only = isinstance(assigned, ast.Assign) and assigned.targets == stores
    is_read = all(
        isinstance(above := facts.occurrences.parent(use), ast.Subscript) and above.value is use and isinstance(above.ctx, ast.Load)
        for use in facts.occurrences.loads[name]
    )
    return assigned.value if is_only and is_read and isinstance(assigned, ast.Assign) else None


def _order_columns(program: Program) -> bool:
    """The columns of a list of constant tuples stand in the order in which the loop first uses them; unused ones are left out."""
    changed = False
    for owner, whole in _loops(program.tree):
        changed |= _order(owner, whole, program.facts)
    return changed


def _order(owner: _Owner, whole: ast.AST, facts: ProgramFacts) -> bool:
    target, table = owner.target, owner.iter
    if not isinstance(target, ast.Tuple) or not isinstance(table, ast.List) or not table.elts:
        return False
    names = [item.id for item in target.elts if isinstance(item, ast.Name)]
    rows = [item for item in table.elts if isinstance(item, ast.Tuple) and len(item.elts) == len(names) and all(map(_is_plain, item.elts))]
    if len(set(names)) < len(target.elts) or len(rows) < len(table.elts) or not lives_only_in(set(names), whole, facts):
        return False
    order = [name for name in _first_uses(whole, set(names)) if name in names] or names[:1]
    if order == names:
        return False
    columns = [names.index(name) for name in order]
    if len(columns) == 1:
        owner.target, table.elts = ast.Name(order[0], ast.Store()), [row.elts[columns[0]] for row in rows]
        return True
    owner.target = ast.Tuple([ast.Name(name, ast.Store()) for name in order], ast.Store())
    for row in rows:
        row.elts = [row.elts[column] for column in columns]
    return True


def _first_uses(node: ast.AST, names: set[str]) -> list[str]:
    """Names in the order in which they are first read, as the code is written."""
    found: dict[str, None] = {}
    waiting = [node]
    while waiting:
        item = waiting.pop()
        if isinstance(item, ast.Name) and item.id in names and isinstance(item.ctx, ast.Load):
            found[item.id] = None
        waiting.extend(reversed(child_nodes(item)))
    return list(found)


RULES = (
    ProgramRule("constant_pairs", _rewrite, (ast.For, *COMPREHENSION_NODES)),
    ProgramRule("order_of_columns", _order_columns, (ast.For, *COMPREHENSION_NODES)),
)
