"""Loops that fill several lists, one for each kind of item: each list has a loop of its own."""

import ast
import copy

from engine.canonicalization.blocks import lives_only_in, mentions
from engine.canonicalization.comprehending import fresh_variable
from engine.canonicalization.conditions import negate
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.names import rename
from engine.canonicalization.rules import BlockRule, ExpressionRule
from engine.canonicalization.syntax import size
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import walk

_LARGEST = 40
Item = tuple[list[ast.expr], str, ast.stmt]


def _distribute(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`for x in a: if c: p.append(x) else: q.append(x)` is one loop for p and one for q, where the tests only compute."""
    for index, node in enumerate(statements):
        if not isinstance(node, ast.For) or node.orelse or not isinstance(node.target, ast.Name) or not _can_repeat(node, facts):
            continue
        items = _items(node.body, [], facts)
        if items is None or len(items) < 2 or not _are_apart(items, node, statements[:index], facts):
            continue
        loops = [_loop(node, item, facts) for item in items]
        return [*statements[:index], *loops, *statements[index + 1 :]]
    return None


def _can_repeat(node: ast.For, facts: ProgramFacts) -> bool:
    """Whether going over it a second time gives the same items, and nobody asks for the loop's variable elsewhere."""
    assert isinstance(node.target, ast.Name)
    is_sequence = kind(facts.type_of(node.iter)) in {"list", "str", "tuple", "range"}
    return (
        is_sequence
        and facts.effects_of(node.iter).is_total
        and size(node.iter) <= _LARGEST
        and lives_only_in({node.target.id}, node, facts)
    )


def _items(block: list[ast.stmt], tests: list[ast.expr], facts: ProgramFacts) -> list[Item] | None:
    """Every statement that fills a list, with the tests under which it runs; None where there is anything else."""
    found: list[Item] = []
    for node in block:
        if isinstance(node, ast.If) and facts.effect_rules.of_test(node.test).is_total and size(node.test) <= _LARGEST:
            inner = _items(node.body, [*tests, node.test], facts)
            other = _items(node.orelse, [*tests, negate(copy.deepcopy(node.test), facts)], facts)
            if inner is None or other is None:
                return None
            found += [*inner, *other]
        elif (owner := _filled(node, facts)) is not None:
            found.append((tests, owner, node))
        elif not isinstance(node, ast.Pass):
            return None
    return found


def _filled(node: ast.stmt, facts: ProgramFacts) -> str | None:
    """P in `p.append(e)` for a list p, where e only computes."""
    if not isinstance(node, ast.Expr) or not isinstance(call := node.value, ast.Call) or not isinstance(call.func, ast.Attribute):
        return None
    owner = call.func.value
    is_append = call.func.attr == "append" and len(call.args) == 1 and not call.keywords and isinstance(owner, ast.Name)
    if not is_append or not isinstance(owner, ast.Name) or not facts.is_local(owner.id) or kind(facts.type_of(owner)) != "list":
        return None
    return owner.id if facts.effects_of(call.args[0]).is_total and not mentions(call.args[0], owner.id) else None


def _are_apart(items: list[Item], node: ast.For, before: list[ast.stmt], facts: ProgramFacts) -> bool:
    """Whether no list is filled twice or read while they are filled, and each is reached by its variable alone: nobody sees the order."""
    owners = [owner for _, owner, _ in items]
    is_apart = len(set(owners)) == len(owners) and all(mentions(node, owner) == 1 for owner in owners)
    return is_apart and all(owner in facts.confined or _is_new(owner, before, facts) for owner in owners)


def _is_new(name: str, before: list[ast.stmt], facts: ProgramFacts) -> bool:
    """Whether a variable was given an empty list just before, and that list to nobody since."""
    variable = facts.bindings.variables[name]
    if variable.is_captured or variable.role == "captured" or name in facts.effect_rules.lasting:
        return False
    for node in reversed(before):
        is_empty = isinstance(node, ast.Assign) and isinstance(node.value, ast.List) and not node.value.elts and len(node.targets) == 1
        if is_empty and isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Name) and target.id == name:
            return True
        if mentions(node, name):
            return False
    return False


def _loop(node: ast.For, item: Item, facts: ProgramFacts) -> ast.stmt:
    """The loop that fills one of the lists, with a variable of its own."""
    tests, _, statement = item
    assert isinstance(node.target, ast.Name)
    body: ast.stmt = statement
    if tests:
        body = ast.If(tests[0] if len(tests) == 1 else ast.BoolOp(ast.And(), tests), [statement], [])
    loop, fresh = copy.deepcopy(ast.For(node.target, node.iter, [body], [])), fresh_variable(facts)
    for child in walk(loop):
        rename(child, {node.target.id: fresh})
    return loop


def _joined(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`[*a, x, *b]` is `a + [x] + b` for lists a and b."""
    assert isinstance(node, ast.List)
    stars = [item for item in node.elts if isinstance(item, ast.Starred)]
    if not stars or len(node.elts) < 2 or not isinstance(node.ctx, ast.Load):
        return None
    if any(kind(facts.type_of(item.value)) != "list" for item in stars):
        return None
    parts: list[ast.expr] = []
    run: list[ast.expr] = []
    for item in [*node.elts, None]:
        if item is not None and not isinstance(item, ast.Starred):
            run.append(item)
            continue
        parts += [ast.List(run, ast.Load())] if run else []
        parts += [item.value] if item is not None else []
        run = []
    total = parts[0]
    for part in parts[1:]:
        total = ast.BinOp(total, ast.Add(), part)
    return total


RULES = (BlockRule("loop_for_each_list", _distribute, (ast.For,)), ExpressionRule("joined_lists", (ast.List,), _joined))
