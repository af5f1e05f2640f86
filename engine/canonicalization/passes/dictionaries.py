"""Copies and merges of dictionaries, and dictionaries from pairs: one spelling, the display `{**a, **b}` and `dict(pairs)`."""

import ast

from engine.canonicalization.blocks import is_protected, lives_only_in, mentions, over_blocks
from engine.canonicalization.comprehending import call, cannot_stop, is_builtin_call, is_movable_into_scope
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import element, is_hashable, kind
from engine.canonicalization.rules import ExpressionRule, ProgramRule
from engine.canonicalization.syntax import load, names_in, same

_PAIRED = ("zip", "enumerate")


def _is_dict(node: ast.expr, facts: ProgramFacts) -> bool:
    return kind(facts.type_of(node)) == "dict"


def _copy(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`d.copy()` and `dict(d)` are `{**d}`."""
    assert isinstance(node, ast.Call)
    if is_builtin_call(node, "dict", facts, 1) and _is_dict(node.args[0], facts):
        return ast.Dict([None], [node.args[0]])
    is_copy = isinstance(node.func, ast.Attribute) and node.func.attr == "copy" and not node.args and not node.keywords
    if is_copy and isinstance(node.func, ast.Attribute) and _is_dict(node.func.value, facts):
        return ast.Dict([None], [node.func.value])
    return None


def _union(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`a | b` is `{**a, **b}`."""
    assert isinstance(node, ast.BinOp)
    if isinstance(node.op, ast.BitOr) and _is_dict(node.left, facts) and _is_dict(node.right, facts):
        return ast.Dict([None, None], [node.left, node.right])
    return None


def _flat(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`{**{"a": 1}, **{**b}}` is `{"a": 1, **b}`."""
    assert isinstance(node, ast.Dict)
    keys: list[ast.expr | None] = []
    values: list[ast.expr] = []
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None and isinstance(value, ast.Dict):
            keys += value.keys
            values += value.values
        else:
            keys.append(key)
            values.append(value)
    return None if len(keys) == len(node.keys) and values == node.values else ast.Dict(keys, values)


def _of_pairs(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`dict((k, v) for … in …)` is `{k: v for … in …}`."""
    assert isinstance(node, ast.Call)
    if not is_builtin_call(node, "dict", facts, 1) or not isinstance(whole := node.args[0], ast.GeneratorExp):
        return None
    pair = whole.elt
    if not isinstance(pair, ast.Tuple) or len(pair.elts) != 2 or any(isinstance(item, ast.Starred) for item in pair.elts):
        return None
    if any(clause.is_async for clause in whole.generators) or not cannot_stop(whole, facts) or not is_movable_into_scope(whole, facts):
        return None
    return ast.DictComp(pair.elts[0], pair.elts[1], whole.generators)


def _identity(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`{k: v for k, v in d.items()}` is `{**d}`, `{k: v for k, v in zip(x, y)}` is `dict(zip(x, y))`."""
    assert isinstance(node, ast.DictComp)
    only = node.generators[0]
    if len(node.generators) > 1 or only.ifs or only.is_async or not isinstance(only.target, ast.Tuple) or len(only.target.elts) != 2:
        return None
    if not all(isinstance(item, ast.Name) for item in (*only.target.elts, node.key, node.value)):
        return None
    names = [item.id for item in (*only.target.elts, node.key, node.value) if isinstance(item, ast.Name)]
    if names[:2] != names[2:] or names[0] == names[1]:
        return None
    source = viewed(only.iter, "items", facts)
    if source is not None:
        return ast.Dict([None], [source]) if is_hashable(element(facts.type_of(source))) else None
    is_paired = any(is_builtin_call(only.iter, name, facts, 2 if name == "zip" else None) for name in _PAIRED)
    return call("dict", only.iter) if is_paired and "dict" not in facts.shadowed else None


def viewed(node: ast.expr, method: str, facts: ProgramFacts) -> ast.expr | None:
    """D in `d.items()`, or another view that `method` names, of a dictionary d."""
    if not isinstance(node, ast.Call) or node.args or node.keywords or not isinstance(node.func, ast.Attribute):
        return None
    return node.func.value if node.func.attr == method and _is_dict(node.func.value, facts) else None


def _merge(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`d = {**a}; d.update(b)` is `d = {**a, **b}`."""
    for index in range(1, len(block)):
        made, put = block[index - 1], _updated(block[index], facts)
        if put is None or not isinstance(made, ast.Assign) or not isinstance(made.value, ast.Dict) or is_protected(made, facts):
            continue
        if len(made.targets) == 1 and same(made.targets[0], ast.Name(put[0], ast.Store())) and not mentions(put[1], put[0]):
            merged = ast.Dict([None, None], [made.value, put[1]])
            return [*block[: index - 1], ast.Assign(made.targets, merged), *block[index + 1 :]]
    return None


def _updated(node: ast.stmt, facts: ProgramFacts) -> tuple[str, ast.expr] | None:
    """D and b in `d.update(b)` for a local dictionary d and a dictionary b."""
    if not isinstance(node, ast.Expr) or not isinstance(asked := node.value, ast.Call) or not isinstance(asked.func, ast.Attribute):
        return None
    owner = asked.func.value
    if asked.func.attr != "update" or len(asked.args) != 1 or asked.keywords or not isinstance(owner, ast.Name):
        return None
    is_known = facts.is_local(owner.id) and _is_dict(owner, facts) and _is_dict(asked.args[0], facts)
    return (owner.id, asked.args[0]) if is_known else None


def _update(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`for k, v in b.items(): d[k] = v` is `d.update(b)`."""
    for index, loop in enumerate(block):
        if not isinstance(loop, ast.For) or loop.orelse or len(loop.body) != 1 or not isinstance(loop.target, ast.Tuple):
            continue
        source, stored = viewed(loop.iter, "items", facts), loop.body[0]
        if source is None or not isinstance(stored, ast.Assign) or len(stored.targets) != 1 or is_protected(loop, facts):
            continue
        place = stored.targets[0]
        if not isinstance(place, ast.Subscript) or not isinstance(owner := place.value, ast.Name) or not _is_dict(owner, facts):
            continue
        pair = ast.Tuple([_stored(place.slice), _stored(stored.value)], ast.Store())
        names = names_in(loop.target)
        if not same(pair, loop.target) or not _is_filled_only(owner, source, facts) or not lives_only_in(names, loop, facts):
            continue
        put = ast.Call(ast.Attribute(load(owner.id), "update", ast.Load()), [source], [])
        return [*block[:index], ast.Expr(put), *block[index + 1 :]]
    return None


def _stored(node: ast.expr) -> ast.expr:
    return ast.Name(node.id, ast.Store()) if isinstance(node, ast.Name) else node


def _is_filled_only(owner: ast.Name, source: ast.expr, facts: ProgramFacts) -> bool:
    """Whether filling one dictionary from the other runs built-in code only, and does not change the other."""
    is_apart = owner.id in facts.confined and isinstance(source, ast.Name) and source.id != owner.id
    return is_apart and is_hashable(element(facts.type_of(source))) and is_hashable(element(facts.type_of(owner)))


RULES = (
    ExpressionRule("copied_dictionary", (ast.Call,), _copy),
    ExpressionRule("union_of_dictionaries", (ast.BinOp,), _union),
    ExpressionRule("flat_dictionary", (ast.Dict,), _flat),
    ExpressionRule("dictionary_of_pairs", (ast.Call,), _of_pairs),
    ExpressionRule("same_entries", (ast.DictComp,), _identity),
    ProgramRule("updated_by_entries", over_blocks(_update), (ast.For,)),
    ProgramRule("merged_dictionary", over_blocks(_merge), (ast.Dict,)),
)
