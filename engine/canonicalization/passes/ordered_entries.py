"""Entries that go to the end of an `OrderedDict`, and entries that go: one spelling for each.

Everything here needs a dictionary whose keys are built-in values. Where an entry would get a new key object in place of an equal one,
the keys are all integers, or all texts, which nobody can tell apart.
"""

import ast
import copy
from collections.abc import Callable

from engine.canonicalization.blocks import ProgramBlockRewrite, over_blocks
from engine.canonicalization.entries import Entry, stored_entry
from engine.canonicalization.facts.effects import interferes
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import PLAIN_MAPPINGS, element, is_hashable, kind
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ExpressionRule, ProgramRule
from engine.canonicalization.syntax import is_constant, same
from engine.canonicalization.trees import walk

_ORDERED = "ordereddict"
_ALIKE = frozenset({"int", "str"})
_TAKING = frozenset({"popitem", "pop", "get", "clear", "keys", "values", "items"})
_LOOKING = frozenset({"len", "next", "iter", "list"})


def _at_an_end(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`d.popitem(last=False)` is `d.popitem(False)`, `d.move_to_end(k, last=True)` is `d.move_to_end(k)`."""
    assert isinstance(node, ast.Call)
    place = {"popitem": 0, "move_to_end": 1}.get(node.func.attr, -1) if isinstance(node.func, ast.Attribute) else -1
    if place < 0 or not isinstance(node.func, ast.Attribute) or kind(facts.type_of(node.func.value)) != _ORDERED:
        return None
    words = [word.value for word in node.keywords if word.arg == "last"]
    given = [*node.args, *words]
    if len(given) != place + 1 or len(words) < len(node.keywords) or (not words and not is_constant(given[place], value=True)):
        return None
    return ast.Call(node.func, given[:place] if is_constant(given[place], value=True) else given, [])


def _taken_out(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`d.pop(k)` is `del d[k]`, where nobody wants the value, and `d.pop(k, None)` is that where there is such an entry; so of lists."""
    for index, node in enumerate(block):
        taken = takes_by_key(node, "pop") if isinstance(node, ast.Expr) else None
        if taken is not None and (has_plain_keys(taken, facts) or _is_of_list(taken, facts)):
            target = ast.Subscript(taken.owner, taken.key, ast.Del())
            return [*block[:index], ast.Delete([target]), *block[index + 1 :]]
        taken = _taken_if_there(node)
        if taken is not None and isinstance(taken.key, ast.Name | ast.Constant) and has_plain_keys(taken, facts):
            target = ast.Subscript(copy.deepcopy(taken.owner), copy.deepcopy(taken.key), ast.Del())
            test = ast.Compare(taken.key, [ast.In()], [taken.owner])
            return [*block[:index], ast.If(test, [ast.Delete([target])], []), *block[index + 1 :]]
    return None


def _taken_if_there(node: ast.stmt) -> Entry | None:
    """D and k in the statement `d.pop(k, None)`, with any constant."""
    call = node.value if isinstance(node, ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or call.func.attr != "pop" or call.keywords:
        return None
    return Entry("", call.args[0], call.func.value) if len(call.args) == 2 and isinstance(call.args[1], ast.Constant) else None


def _moved(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """Taking an entry out and putting it back, also by `d[k] = d.pop(k)`, is `d.move_to_end(k)`; looking it up comes after that."""
    for index in range(1, len(block)):
        first, second = block[index - 1], block[index]
        made = _read_after(first, second, facts) or _put_back(first, second, facts)
        if made is not None:
            return [*block[: index - 1], *made, *block[index + 1 :]]
    for index, node in enumerate(block):
        put = stored_entry(node)
        taken = takes_by_key(ast.Expr(put[1]), "pop") if put is not None else None
        if put is not None and taken is not None and _is_alike(put[0], taken) and _is_replaceable(taken, facts):
            return [*block[:index], _moving(taken), *block[index + 1 :]]
    return None


def _read_after(first: ast.stmt, second: ast.stmt, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`x = d[k]; d.move_to_end(k)` the other way round: either fails where there is no such entry, and then nothing has happened."""
    moved = takes_by_key(second, "move_to_end")
    if moved is None or not isinstance(first, ast.Assign) or not _is_plain_key(moved, facts) or not moved.is_same(first.value):
        return None
    name = first.targets[0]
    is_other = len(first.targets) == 1 and isinstance(name, ast.Name) and not any(same(part, _loaded(name)) for part in walk(second))
    return [second, first] if is_other else None


def _put_back(first: ast.stmt, second: ast.stmt, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`x = d.pop(k); d[k] = x` is `d.move_to_end(k); x = d[k]`."""
    put = stored_entry(second)
    if put is None or not isinstance(first, ast.Assign) or len(first.targets) != 1 or not isinstance(name := first.targets[0], ast.Name):
        return None
    taken = takes_by_key(first, "pop")
    if taken is None or not _is_alike(put[0], taken) or not same(put[1], _loaded(name)) or not _is_replaceable(taken, facts):
        return None
    if any(same(part, _loaded(name)) for part in walk(second.targets[0])):  # type: ignore[attr-defined]
        return None
    looked_up = ast.Subscript(copy.deepcopy(taken.owner), copy.deepcopy(taken.key), ast.Load())
    return [_moving(taken), ast.Assign([name], looked_up)]


def _renewed(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if k in d: d.move_to_end(k)` or `del d[k]`, and then `d[k] = v`, is `d[k] = v; d.move_to_end(k)`, which moves no new entry."""
    for index in range(1, len(block)):
        choice, put = block[index - 1], stored_entry(block[index])
        if put is None or not isinstance(choice, ast.If) or len(choice.body) != 1:
            continue
        entry, value = put
        if not is_asked_for(choice.test, entry) or not _is_made_last(choice.body[0], entry, facts) or not _is_plain_key(entry, facts):
            continue
        before, new = facts.effects_of(choice.body[0]), facts.effects_of(value)
        if new.raises or new.writes or interferes(before, new) or not _puts_nothing(choice.orelse, entry):
            continue
        test = ast.Compare(choice.test.left, [ast.NotIn()], choice.test.comparators)  # type: ignore[attr-defined]
        others = [ast.If(test, choice.orelse, [])] if choice.orelse else []
        return [*block[: index - 1], *others, block[index], _moving(entry), *block[index + 1 :]]
    return None


def _new_ones(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """Of `if k in d: d[k] = v; d.move_to_end(k)` and `else: d[k] = v`, both branches may move the entry: a new one is at the end."""
    for choice in block:
        branches = branches_of(choice) if isinstance(choice, ast.If) and choice.orelse else None
        put = stored_entry(branches[1][-1]) if branches is not None else None
        if branches is None or put is None or not isinstance(choice, ast.If):
            continue
        (having, lacking), entry = branches, put[0]
        is_about = is_asked_for(choice.test, entry) or is_missing(choice.test, entry)
        if not is_about or not _is_plain_key(entry, facts) or not _puts_nothing(lacking[:-1], entry):
            continue
        if _sets_and_moves(having[-2:], entry):
            lacking.append(_moving(entry))
            return list(block)
        if _sets_and_moves(having[-2:][::-1], entry) and len(having) == 2 and _cannot_fail(having[1], facts):
            having.reverse()
            return list(block)
    return None


def branches_of(choice: ast.If) -> tuple[list[ast.stmt], list[ast.stmt]]:
    """What is done where the test's key is there, and where it is not."""
    is_swapped = isinstance(choice.test, ast.Compare) and isinstance(choice.test.ops[0], ast.NotIn)
    return (choice.orelse, choice.body) if is_swapped else (choice.body, choice.orelse)


def _sets_and_moves(pair: list[ast.stmt], entry: Entry) -> bool:
    put, moved = (stored_entry(pair[0]), takes_by_key(pair[1], "move_to_end")) if len(pair) == 2 else (None, None)
    is_plain = put is not None and isinstance(put[1], ast.Name | ast.Constant)
    return put is not None and moved is not None and is_plain and _is_alike(put[0], entry) and _is_alike(moved, entry)


def _cannot_fail(node: ast.stmt, facts: ProgramFacts) -> bool:
    """Whether the value of an entry that is set is there for certain."""
    return isinstance(node, ast.Assign) and facts.is_readable(node.value)


def takes_by_key(node: ast.stmt | None, method: str) -> Entry | None:
    """D and k in `d.method(k)`, as a statement or as what is assigned."""
    asked = node.value if isinstance(node, ast.Expr | ast.Assign) else None
    if not isinstance(asked, ast.Call) or not isinstance(asked.func, ast.Attribute) or asked.func.attr != method:
        return None
    if len(asked.args) != 1 or asked.keywords or isinstance(asked.args[0], ast.Starred):
        return None
    is_statement = isinstance(node, ast.Expr) or method == "pop"
    return Entry("", asked.args[0], asked.func.value) if is_statement else None


def _is_alike(first: Entry, second: Entry) -> bool:
    return same(first.owner, second.owner) and same(first.key, second.key)


def _moving(entry: Entry) -> ast.stmt:
    method = ast.Attribute(copy.deepcopy(entry.owner), "move_to_end", ast.Load())
    return ast.Expr(ast.Call(method, [copy.deepcopy(entry.key)], []))


def _loaded(name: ast.Name) -> ast.Name:
    return ast.Name(name.id, ast.Load())


def is_asked_for(test: ast.expr, entry: Entry) -> bool:
    """Whether a test is `k in d`."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.In):
        return False
    return same(test.left, entry.key) and same(test.comparators[0], entry.owner)


def is_missing(test: ast.expr, entry: Entry) -> bool:
    """Whether a test is `k not in d`."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.NotIn):
        return False
    return same(test.left, entry.key) and same(test.comparators[0], entry.owner)


def _is_made_last(node: ast.stmt, entry: Entry, facts: ProgramFacts) -> bool:
    """Whether a statement sees to it that the entry, which is there, will be the last when it is set."""
    moved = takes_by_key(node, "move_to_end") if isinstance(node, ast.Expr) else None
    if moved is not None:
        return _is_alike(moved, entry)
    target = node.targets[0] if isinstance(node, ast.Delete) and len(node.targets) == 1 else None
    is_deleted = isinstance(target, ast.Subscript) and same(target.value, entry.owner) and same(target.slice, entry.key)
    return is_deleted and _is_replaceable(entry, facts)


def has_plain_keys(entry: Entry, facts: ProgramFacts) -> bool:
    """Whether looking for the key in the dictionary runs built-in code only, and cannot fail."""
    owner = facts.type_of(entry.owner)
    return kind(owner) in PLAIN_MAPPINGS and is_hashable(element(owner)) and is_hashable(facts.type_of(entry.key))


def _is_of_list(entry: Entry, facts: ProgramFacts) -> bool:
    """Whether it is an element of a list, at the place that an integer names, and nobody reads what the list says if it has none."""
    return not facts.occurrences.reads_messages and kind(facts.type_of(entry.owner)) == "list" and kind(facts.type_of(entry.key)) == "int"


def _is_plain_key(entry: Entry, facts: ProgramFacts) -> bool:
    """Whether that holds of an `OrderedDict`, and the key is a variable or a constant."""
    is_plain = isinstance(entry.key, ast.Name | ast.Constant) and not facts.effects_of(entry.owner).raises
    return is_plain and kind(facts.type_of(entry.owner)) == _ORDERED and has_plain_keys(entry, facts)


def _is_replaceable(entry: Entry, facts: ProgramFacts) -> bool:
    """Whether the key can take the place of an equal one that is there."""
    kinds = {kind(element(facts.type_of(entry.owner))), kind(facts.type_of(entry.key))}
    return _is_plain_key(entry, facts) and len(kinds) == 1 and kinds <= _ALIKE


def _puts_nothing(block: list[ast.stmt], entry: Entry) -> bool:
    """Whether statements only take out of the dictionary: nothing is assigned but variables, and nothing called that is not known."""
    for node in (part for statement in block for part in walk(statement)):
        if isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store):
            return False
        if (
            isinstance(node, ast.Name)
            and isinstance(node.ctx, ast.Store)
            and any(same(_loaded(node), part) for part in (entry.key, entry.owner))
        ):
            return False
        if isinstance(node, ast.Call) and not _only_takes(node, entry):
            return False
        if isinstance(node, ast.For | ast.While | ast.Try | ast.With | ast.Return | ast.Await | ast.Yield | ast.YieldFrom):
            return False
    return True


def _only_takes(node: ast.Call, entry: Entry) -> bool:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr in _TAKING and same(node.func.value, entry.owner)
    return isinstance(node.func, ast.Name) and node.func.id in _LOOKING


def _where_named(name: str, rewrite: ProgramBlockRewrite) -> Callable[[Program], bool]:
    """Over the blocks of programs that name something, an import or a member."""
    rewrite_all = over_blocks(rewrite)

    def apply(program: Program) -> bool:
        found = program.facts.occurrences
        return (name in found.stores or name in found.attribute_loads) and rewrite_all(program)

    return apply


RULES = (
    ExpressionRule("which_end", (ast.Call,), _at_an_end),
    ProgramRule("taken_out", _where_named("pop", _taken_out), (ast.Attribute,)),
    ProgramRule("moved_to_the_end", _where_named("OrderedDict", _moved), (ast.ImportFrom,)),
    ProgramRule("renewed_entry", _where_named("OrderedDict", _renewed), (ast.ImportFrom,)),
    ProgramRule("new_entries_are_last", _where_named("OrderedDict", _new_ones), (ast.ImportFrom,)),
)
