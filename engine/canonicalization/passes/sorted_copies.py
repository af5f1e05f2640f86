"""Copies and words that make no difference to `sorted`, which copies anyway; keys of `sorted`, `max` and `min` in one spelling."""

import ast

from engine.canonicalization.comprehending import fresh_variable, is_builtin_call
from engine.canonicalization.facts.confinement import is_module
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ExpressionRule, ProgramRule
from engine.canonicalization.syntax import SCOPES, is_constant, load
from engine.canonicalization.trees import become, walk

_CONTAINERS = frozenset({"list", "tuple", "set", "frozenset", "dict", "str", "range", "view", "deque"})
_COPYABLE = frozenset({"list", "set", "dict", "deque"})
_ASKING = frozenset({"sorted", "max", "min"})


def _sorted_copy(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`sorted(x.copy())`, `sorted(x[:])` and `sorted(list(x))` are `sorted(x)` for a built-in container."""
    assert isinstance(node, ast.Call)
    if not _is_sorted(node, facts) or len(node.args) != 1:
        return None
    copied = _copied(node.args[0], facts)
    return ast.Call(node.func, [copied], node.keywords) if copied is not None else None


def _is_sorted(node: ast.Call, facts: ProgramFacts) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "sorted" and "sorted" not in facts.shadowed


def _copied(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """The built-in container that an expression copies as it is."""
    if isinstance(node, ast.Subscript) and isinstance(part := node.slice, ast.Slice):
        is_whole = part.lower is None and part.upper is None and part.step is None
        return node.value if is_whole and kind(facts.type_of(node.value)) in {"list", "tuple", "str"} else None
    if not isinstance(node, ast.Call):
        return None
    if is_builtin_call(node, "list", facts, 1) or is_builtin_call(node, "tuple", facts, 1):
        return node.args[0] if kind(facts.type_of(node.args[0])) in _CONTAINERS else None
    is_copy = isinstance(node.func, ast.Attribute) and node.func.attr == "copy" and not node.args and not node.keywords
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    return owner if is_copy and owner is not None and kind(facts.type_of(owner)) in _COPYABLE else None


def _needless_words(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`sorted(x, key=None, reverse=False)` is `sorted(x)`."""
    assert isinstance(node, ast.Call)
    if not _is_sorted(node, facts):
        return None
    kept = [word for word in node.keywords if not _is_default(word)]
    return ast.Call(node.func, node.args, kept) if len(kept) < len(node.keywords) else None


def _is_default(word: ast.keyword) -> bool:
    return (word.arg == "reverse" and is_constant(word.value, False)) or (word.arg == "key" and is_constant(word.value, None))


def _item_key(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`sorted(x, key=operator.itemgetter(k))` is `sorted(x, key=lambda v: v[k])` for a constant k."""
    assert isinstance(node, ast.Call)
    word = _key_of(node, facts)
    made = word.value if word is not None else None
    if word is None or not isinstance(made, ast.Call) or not isinstance(made.func, ast.Attribute) or made.func.attr != "itemgetter":
        return None
    is_known = isinstance(made.func.value, ast.Name) and made.func.value.id == "operator" and is_module("operator", facts.occurrences)
    if not is_known or len(made.args) != 1 or made.keywords or not isinstance(made.args[0], ast.Constant):
        return None
    name = fresh_variable(facts)
    asked = ast.Subscript(load(name), made.args[0], ast.Load())
    changed = ast.keyword("key", ast.Lambda(_one_argument(name), asked))
    return ast.Call(node.func, node.args, [changed if other is word else other for other in node.keywords])


def _key_of(node: ast.Call, facts: ProgramFacts) -> ast.keyword | None:
    """The key of a call that asks it of each element and keeps it not."""
    is_asking = isinstance(node.func, ast.Name) and node.func.id in _ASKING and node.func.id not in facts.shadowed
    return next((word for word in node.keywords if word.arg == "key"), None) if is_asking else None


def _one_argument(name: str) -> ast.arguments:
    return ast.arguments([], [ast.arg(name)], None, [], [], None, [])


def _named_key(program: Program) -> bool:
    """`def k(v): return e`, used as a key and for nothing else, is `lambda v: e` there."""
    facts = program.facts
    for function in facts.occurrences.functions:
        if not isinstance(function, ast.FunctionDef) or not _is_plain(function) or not _is_ours(function, program):
            continue
        uses = facts.occurrences.loads[function.name]
        word = facts.occurrences.parent(uses[0]) if len(uses) == 1 else None
        asking = facts.occurrences.parent(word) if isinstance(word, ast.keyword) and word.arg == "key" else None
        if not isinstance(asking, ast.Call) or _key_of(asking, facts) is not word or _contains(function, asking):
            continue
        returned = function.body[0]
        assert isinstance(returned, ast.Return)
        assert returned.value is not None
        become(uses[0], ast.Lambda(function.args, returned.value))
        _remove(function, facts)
        return True
    return False


def _is_plain(function: ast.FunctionDef) -> bool:
    """Whether a function only answers with an expression of its one argument."""
    only, arguments = function.body[0], function.args
    if len(function.body) != 1 or not isinstance(only, ast.Return) or only.value is None or function.decorator_list:
        return False
    is_single = len(arguments.args) == 1 and not (arguments.posonlyargs or arguments.kwonlyargs or arguments.vararg or arguments.kwarg)
    outlawed = (ast.Yield, ast.YieldFrom, ast.Await, ast.NamedExpr, *SCOPES)
    return is_single and not arguments.defaults and not any(isinstance(node, outlawed) for node in walk(only.value))


def _is_ours(function: ast.FunctionDef, program: Program) -> bool:
    """Whether nobody outside can see a function, and nothing else has its name."""
    above = program.facts.occurrences.parent(function)
    if len(program.facts.occurrences.stores[function.name]) != 1 or isinstance(above, ast.ClassDef):
        return False
    is_inner = function.name in program.bindings.variables
    return is_inner or (program.is_checked and function in program.tree.body and function.name != program.assumptions.entry_point)


def _contains(function: ast.FunctionDef, node: ast.AST) -> bool:
    return any(part is node for part in walk(function))


def _remove(function: ast.FunctionDef, facts: ProgramFacts) -> None:
    above = facts.occurrences.parent(function)
    for block in ("body", "orelse", "finalbody"):
        statements = getattr(above, block, None) if above is not None else facts.tree.body
        if isinstance(statements, list) and function in statements:
            statements[:] = [other for other in statements if other is not function] or [ast.Pass()]


def _spell(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """One spelling of a call of `sorted`, `max` or `min`."""
    assert isinstance(node, ast.Call)
    if not isinstance(node.func, ast.Name) or node.func.id not in _ASKING:
        return None
    return _sorted_copy(node, facts) or _needless_words(node, facts) or _item_key(node, facts)


RULES = (ExpressionRule("calls_of_sorted", (ast.Call,), _spell), ProgramRule("named_key", _named_key, (ast.keyword,)))
