"""The greatest by a key: one spelling of the key, what an empty container gives, and loops that keep the first greatest."""

import ast
import copy
from itertools import pairwise

from engine.canonicalization.blocks import lives_only_in, mentions, over_blocks, previous_assignment
from engine.canonicalization.comprehending import is_builtin_call
from engine.canonicalization.facts.confinement import is_from_collections
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import element, is_settled, kind
from engine.canonicalization.passes.collecting import is_seen_half_done
from engine.canonicalization.passes.extremes import is_not_empty, whole_sequence
from engine.canonicalization.rules import BlockRule, ExpressionRule, ProgramRule
from engine.canonicalization.syntax import is_constant, load, same
from engine.canonicalization.traversal import BlockPlace

_KEYED = frozenset({"max", "min", "sorted"})
_EMPTY_IS_FALSE = frozenset({"list", "tuple", "str", "dict", "defaultdict", "ordereddict", "set", "frozenset", "range"})
_KEYS = frozenset({"len", "abs", "str", "int", "float", "sum", "max", "min", "ord", "sorted"})


def keyed(node: ast.AST, facts: ProgramFacts) -> ast.keyword | None:
    """The key of a plain call of `max`, `min` or `sorted` of one thing."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in _KEYED - facts.shadowed:
        return None
    if len(node.args) != 1 or isinstance(node.args[0], ast.Starred):
        return None
    return next((keyword for keyword in node.keywords if keyword.arg == "key"), None)


def _key_of_entry(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`key=lambda k: d[k]` over d is `key=d.get`."""
    assert isinstance(node, ast.Call)
    key = keyed(node, facts)
    function = key.value if key is not None else None
    if key is None or not isinstance(function, ast.Lambda) or not _has_one_parameter(function):
        return None
    item, body = function.args.args[0].arg, function.body
    plain = _entry(body, item, _whole(node.args[0], facts))
    if plain is None:
        return None
    return ast.Call(node.func, node.args, [ast.keyword(word.arg, plain if word is key else word.value) for word in node.keywords])


def _has_one_parameter(function: ast.Lambda) -> bool:
    given = function.args
    return len(given.args) == 1 and not (given.posonlyargs or given.vararg or given.kwonlyargs or given.kwarg or given.defaults)


def _whole(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """D in d and `d.keys()`, when d is a variable or attribute that holds a dictionary."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "keys" and not node.args:
        node = node.func.value
    return node if _is_dictionary(node, facts) else None


def _is_dictionary(node: ast.expr, facts: ProgramFacts) -> bool:
    """Whether a variable or an attribute of `self` holds a dictionary."""
    if isinstance(node, ast.Attribute):
        is_own = isinstance(node.value, ast.Name) and facts.effects_of(node).is_total
        return is_own and kind(facts.type_of(node)) in {"dict", "defaultdict"}
    if not isinstance(node, ast.Name) or kind(facts.type_of(node)) in {"dict", "defaultdict"}:
        return isinstance(node, ast.Name)
    stores = facts.occurrences.stores.get(node.id, [])
    assigned = facts.occurrences.parent(stores[0]) if len(stores) == 1 and facts.is_local(node.id) else None
    made = assigned.value if isinstance(assigned, ast.Assign) and assigned.targets == stores else None
    is_counter = isinstance(made, ast.Call) and isinstance(made.func, ast.Name) and made.func.id == "Counter"
    return is_counter and is_from_collections("Counter", facts.occurrences)


def _entry(body: ast.expr, item: str, table: ast.expr | None) -> ast.expr | None:
    """`d.get` in place of `d[item]` and `d.get(item)`, where every item is a key of d."""
    if table is None:
        return None
    get = ast.Attribute(copy.deepcopy(table), "get", ast.Load())
    is_entry = isinstance(body, ast.Subscript) and same(body.value, table) and same(body.slice, load(item))
    is_asked = (
        isinstance(body, ast.Call) and same(body.func, get) and not body.keywords and bool(body.args) and same(body.args[0], load(item))
    )
    return get if is_entry or (is_asked and isinstance(body, ast.Call) and len(body.args) == 1) else None


def _of_entries(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`max(d.items(), key=lambda e: e[1])[0]` is `max(d, key=d.get)`."""
    assert isinstance(node, ast.Subscript)
    chosen = node.value
    key = keyed(chosen, facts)
    if key is None or not is_constant(node.slice, 0) or not isinstance(chosen, ast.Call) or len(chosen.keywords) != 1:
        return None
    entries, function = chosen.args[0], key.value
    is_items = (
        isinstance(entries, ast.Call) and isinstance(entries.func, ast.Attribute) and entries.func.attr == "items" and not entries.args
    )
    if not is_items or not isinstance(chosen.func, ast.Name) or chosen.func.id == "sorted" or not isinstance(function, ast.Lambda):
        return None
    assert isinstance(entries, ast.Call)
    assert isinstance(entries.func, ast.Attribute)
    table, body = entries.func.value, function.body
    is_value = isinstance(body, ast.Subscript) and is_constant(body.slice, 1) and _has_one_parameter(function)
    if not _is_dictionary(table, facts) or not is_value or not isinstance(body, ast.Subscript):
        return None
    if not same(body.value, load(function.args.args[0].arg)):
        return None
    return ast.Call(chosen.func, [table], [ast.keyword("key", ast.Attribute(copy.deepcopy(table), "get", ast.Load()))])


def _default(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if not x: return c; return max(x)` is `return max(x, default=c)`, for a built-in container x and a constant c."""
    for index, (guard, last) in enumerate(pairwise(statements)):
        if not isinstance(guard, ast.If) or guard.orelse or len(guard.body) != 1 or not isinstance(last, ast.Return):
            continue
        empty, chosen = guard.body[0], last.value
        test = guard.test.operand if isinstance(guard.test, ast.UnaryOp) and isinstance(guard.test.op, ast.Not) else None
        if not isinstance(empty, ast.Return) or test is None or not _takes_default(chosen, facts) or not isinstance(chosen, ast.Call):
            continue
        value = empty.value or ast.Constant(None)
        is_same = (
            same(test, _gone_over(chosen.args[0])) and kind(facts.type_of(test)) in _EMPTY_IS_FALSE and facts.effects_of(test).is_total
        )
        if is_same and isinstance(value, ast.Constant):
            keywords = [*chosen.keywords, ast.keyword("default", value)]
            return [*statements[:index], ast.Return(ast.Call(chosen.func, chosen.args, keywords)), *statements[index + 2 :]]
    return None


def _gone_over(node: ast.expr) -> ast.expr:
    """What a list is made of that has one element for each of it, or the list itself."""
    only = node.generators[0] if isinstance(node, ast.ListComp) and len(node.generators) == 1 else None
    return only.iter if only is not None and not only.ifs and not only.is_async else node


def _none_if_empty(statements: list[ast.stmt], place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if x: return max(x)` at the end of a function is `return max(x, default=None)`, for a built-in container x."""
    guard = statements[-1] if statements else None
    if not place.ends_function or not isinstance(guard, ast.If) or guard.orelse or len(guard.body) != 1:
        return None
    last, test = guard.body[0], guard.test
    chosen = last.value if isinstance(last, ast.Return) else None
    if not _takes_default(chosen, facts) or not isinstance(chosen, ast.Call) or not same(test, _gone_over(chosen.args[0])):
        return None
    if kind(facts.type_of(test)) not in _EMPTY_IS_FALSE or not facts.effects_of(test).is_total:
        return None
    keywords = [*chosen.keywords, ast.keyword("default", ast.Constant(None))]
    return [*statements[:-1], ast.Return(ast.Call(chosen.func, chosen.args, keywords))]


def _takes_default(node: ast.expr | None, facts: ProgramFacts) -> bool:
    """Whether an expression is `max` or `min` of one thing, with a key at most, and evaluating that key does nothing."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in {"max", "min"} - facts.shadowed:
        return False
    if len(node.args) != 1 or isinstance(node.args[0], ast.Starred) or any(word.arg != "key" for word in node.keywords):
        return False
    return all(isinstance(word.value, ast.Lambda) or _is_plain_function(word.value, facts) for word in node.keywords)


def _is_plain_function(node: ast.expr, facts: ProgramFacts) -> bool:
    if isinstance(node, ast.Name):
        return node.id in _KEYS - facts.shadowed
    if not isinstance(node, ast.Attribute):
        return False
    return (node.attr == "get" and _is_dictionary(node.value, facts)) or _is_own_method(node, facts)


def _is_own_method(node: ast.Attribute, facts: ProgramFacts) -> bool:
    """Whether an expression is a method of the object of the module's one class, which has private attributes, none of this name."""
    methods = {function.name: function for function in facts.occurrences.functions}
    method = methods.get(node.attr) if facts.attributes and isinstance(node.value, ast.Name) else None
    if method is None or not isinstance(node.value, ast.Name) or facts.occurrences.attribute_stores[node.attr]:
        return False
    owner = facts.occurrences.parent(method)
    siblings = owner.body if isinstance(owner, ast.ClassDef) else []
    receivers = {item.args.args[0].arg for item in siblings if isinstance(item, ast.FunctionDef)}
    return node.value.id in receivers and len(facts.occurrences.stores[node.value.id]) == 1


def _keep_first(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`m = ''; for w in x: if len(m) < len(w): m = w` is `m = max(x, key=len, default='')` for texts.

    From `m = x[0]` it is `m = max(x, key=len)`, where x is known to have a first element.
    """
    for index, loop in enumerate(block):
        found = _kept(loop, facts)
        if found is None or not isinstance(loop, ast.For):
            continue
        name, function = found
        position = previous_assignment(block, index, name)
        if position is None or not isinstance(start := block[position], ast.Assign) or mentions(loop.iter, name):
            continue
        keywords = [ast.keyword("key", load("len"))]
        items = loop.iter
        if is_constant(start.value, "") and function == "max":
            keywords.append(ast.keyword("default", start.value))
            before = [*block[:position], *block[position + 1 : index]]
        elif (
            (all_items := whole_sequence(loop.iter))
            and _is_first(start.value, all_items)
            and is_not_empty(all_items, block, position, facts)
        ):
            before, items = [*block[:position], *block[position + 1 : index]], all_items
        else:
            continue
        whole = ast.Assign([ast.Name(name, ast.Store())], ast.Call(load(function), [items], keywords))
        return [*before, whole, *block[index + 1 :]]
    return None


def _is_first(node: ast.expr, sequence: ast.expr) -> bool:
    return isinstance(node, ast.Subscript) and is_constant(node.slice, 0) and same(node.value, sequence)


def _kept(loop: ast.stmt, facts: ProgramFacts) -> tuple[str, str] | None:
    """The variable that keeps the first longest or shortest of some texts or lists, and `max` or `min`."""
    if not isinstance(loop, ast.For) or loop.orelse or len(loop.body) != 1 or not isinstance(item := loop.target, ast.Name):
        return None
    choice = loop.body[0]
    if not isinstance(choice, ast.If) or choice.orelse or len(choice.body) != 1 or not isinstance(stored := choice.body[0], ast.Assign):
        return None
    if len(stored.targets) != 1 or not isinstance(target := stored.targets[0], ast.Name) or not same(stored.value, load(item.id)):
        return None
    is_text = kind(element(facts.type_of(loop.iter))) == "str" == kind(facts.type_of(load(target.id)))
    if not is_text or not is_settled(facts.type_of(loop.iter)) or kind(facts.type_of(loop.iter)) not in _EMPTY_IS_FALSE:
        return None
    if not lives_only_in({item.id}, loop, facts) or is_seen_half_done(target.id, loop, facts):
        return None
    function = _longer(choice.test, item.id, target.id, facts)
    return (target.id, function) if function is not None and function not in facts.shadowed else None


def _longer(test: ast.expr, item: str, kept: str, facts: ProgramFacts) -> str | None:
    """`max` for `len(kept) < len(item)`, `min` for `len(item) < len(kept)`."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.Lt):
        return None
    sides = (test.left, test.comparators[0])
    if not all(is_builtin_call(side, "len", facts, 1) for side in sides):
        return None
    first, second = (side.args[0] for side in sides if isinstance(side, ast.Call))
    if same(first, load(kept)) and same(second, load(item)):
        return "max"
    return "min" if same(first, load(item)) and same(second, load(kept)) else None


RULES = (
    ExpressionRule("entry_as_key", (ast.Call,), _key_of_entry),
    ExpressionRule("greatest_of_entries", (ast.Subscript,), _of_entries),
    ProgramRule("first_longest", over_blocks(_keep_first), (ast.For,)),
    BlockRule("default_of_extreme", _default, (ast.If,)),
    BlockRule("none_if_empty", _none_if_empty, (ast.If,)),
)
