"""Calls that make containers from comprehensions, and `map` and `filter`: one spelling."""

import ast
import dataclasses
from collections.abc import Callable
from typing import TypeVar

from engine.canonicalization.comprehending import call, cannot_stop, fresh_variable, is_builtin_call, is_movable_into_scope
from engine.canonicalization.facts.builtins_table import METHOD_RESULTS
from engine.canonicalization.facts.confinement import is_fresh, is_from_collections
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import element, is_settled, kind
from engine.canonicalization.rules import ExpressionRule
from engine.canonicalization.syntax import is_constant, load

Made = TypeVar("Made")
_EMPTY: dict[str, object] = {"str": "", "int": 0, "float": 0.0, "bool": False}
_TAKE_ANY = frozenset({"list", "tuple", "set", "frozenset", "sum", "min", "max", "sorted", "dict"})


def _no_arguments(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`list()` is `[]`, `dict()` is `{}`, `tuple()` is `()`, `str()` is `''`, `int()` is 0."""
    assert isinstance(node, ast.Call)
    displays: dict[str, ast.expr] = {"list": ast.List([], ast.Load()), "dict": ast.Dict([], []), "tuple": ast.Tuple([], ast.Load())}
    for name, display in displays.items():
        if is_builtin_call(node, name, facts, 0):
            return display
    for name, value in _EMPTY.items():
        if is_builtin_call(node, name, facts, 0):
            return ast.Constant(value)  # type: ignore[arg-type]
    return None


def _named_entries(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`dict(a=x, b=y)` is `{"a": x, "b": y}`."""
    assert isinstance(node, ast.Call)
    is_dict = isinstance(node.func, ast.Name) and node.func.id == "dict" and "dict" not in facts.shadowed
    names = [word.arg for word in node.keywords]
    if not is_dict or node.args or not names or None in names:
        return None
    return ast.Dict([ast.Constant(name) for name in names], [word.value for word in node.keywords])


def _generator_argument(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`sum(e for v in y)` is `sum([e for v in y])`; the same for everything that takes all elements before it does anything else."""
    assert isinstance(node, ast.Call)
    if not node.args or not isinstance(whole := node.args[0], ast.GeneratorExp) or any(item.is_async for item in whole.generators):
        return None
    if not (_takes_all(node, facts) and cannot_stop(whole, facts) and is_movable_into_scope(whole, facts)):
        return None
    return ast.Call(node.func, [ast.ListComp(whole.elt, whole.generators), *node.args[1:]], node.keywords)


def _takes_all(node: ast.Call, facts: ProgramFacts) -> bool:
    """Whether a call goes over its first argument completely, and nothing that it does meanwhile can be told from doing it afterwards."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr == "join" and kind(facts.type_of(node.func.value)) == "str" and len(node.args) == 1 and not node.keywords
    if isinstance(node.func, ast.Name) and node.func.id == "deque" and is_from_collections("deque", facts.occurrences):
        return len(node.args) == 1 and not node.keywords
    if not isinstance(node.func, ast.Name) or node.func.id not in _TAKE_ANY or node.func.id in facts.shadowed:
        return False
    if node.func.id in {"list", "tuple"}:
        return len(node.args) == 1 and not node.keywords
    assert isinstance(node.args[0], ast.GeneratorExp)
    if node.func.id == "sorted":
        return len(node.args) == 1
    if len(node.args) != 1 or (node.keywords and not _is_default(node)):
        return False
    made = facts.type_of(node.args[0].elt)
    if node.func.id == "dict":
        pair = node.args[0].elt
        return isinstance(pair, ast.Tuple) and len(pair.elts) == 2 and kind(facts.type_of(pair.elts[0])) in _SIMPLE
    return kind(made) in (_SIMPLE if node.func.id in {"set", "frozenset"} else _NUMBERS if node.func.id == "sum" else _ORDERED)


def _is_default(node: ast.Call) -> bool:
    """Whether all that a call of `max` or `min` is told besides is a constant for no elements."""
    words = [word.arg for word in node.keywords if isinstance(word.value, ast.Constant)]
    return isinstance(node.func, ast.Name) and node.func.id in {"max", "min"} and words == ["default"] and len(node.keywords) == 1


_SIMPLE = frozenset({"int", "bool", "str", "bytes", "float", "None"})
_NUMBERS = frozenset({"int", "bool", "float"})
_ORDERED = frozenset({"int", "bool", "str"})


def _from_comprehension(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`list([…])` of something new is that itself; `set([e for …])` and `dict([(k, v) for …])` are comprehensions, `tuple([a])` a tuple."""
    assert isinstance(node, ast.Call)
    if not isinstance(node.func, ast.Name) or len(node.args) != 1 or not is_builtin_call(node, node.func.id, facts):
        return None
    name, whole = node.func.id, node.args[0]
    if name == "list" and kind(facts.type_of(whole)) == "list" and _is_plain_fresh(whole, facts):
        return whole
    if isinstance(whole, ast.ListComp) and name in {"set", "dict"}:
        return _comprehension(name, whole, facts)
    if isinstance(whole, ast.List | ast.Tuple) and not any(isinstance(item, ast.Starred) for item in whole.elts):
        simple = all(kind(facts.type_of(item)) in _SIMPLE for item in whole.elts)
        if name == "set" and whole.elts and simple:
            return ast.Set(whole.elts)
        if name in {"tuple", "list"}:
            return (ast.Tuple if name == "tuple" else ast.List)(whole.elts, ast.Load())
    return None


def _is_plain_fresh(node: ast.expr, facts: ProgramFacts) -> bool:
    """Whether a list is made anew, by a built-in maker."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        return True
    return is_fresh(node, facts.occurrences)


def _comprehension(name: str, whole: ast.ListComp, facts: ProgramFacts) -> ast.expr | None:
    if name == "set":
        return ast.SetComp(whole.elt, whole.generators) if kind(facts.type_of(whole.elt)) in _SIMPLE else None
    pair = whole.elt
    if isinstance(pair, ast.Tuple) and len(pair.elts) == 2 and kind(facts.type_of(pair.elts[0])) in _SIMPLE:
        return ast.DictComp(pair.elts[0], pair.elts[1], whole.generators)
    return None


def _consumed_list(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`sorted(list(x))` is `sorted(x)`; the same for everything that only goes over its argument."""
    assert isinstance(node, ast.Call)
    if len(node.args) != 1 or not _goes_over(node, facts):
        return None
    inner = node.args[0]
    for name in ("list", "tuple"):
        if is_builtin_call(inner, name, facts, 1) and isinstance(inner, ast.Call) and is_settled(facts.type_of(inner.args[0])):
            return ast.Call(node.func, [inner.args[0], *node.args[1:]], node.keywords)
    return None


def _goes_over(node: ast.Call, facts: ProgramFacts) -> bool:
    """Whether a call with one argument only goes over it, once and completely."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr == "join" and kind(facts.type_of(node.func.value)) == "str"
    if not isinstance(node.func, ast.Name) or node.func.id not in _TAKE_ANY - {"dict"} or node.func.id in facts.shadowed:
        return False
    return not node.keywords or node.func.id == "sorted"


def _same_values(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`dict.fromkeys(x, 0)` is `{k: 0 for k in x}`, for constants and the like."""
    assert isinstance(node, ast.Call)
    function = node.func
    if not isinstance(function, ast.Attribute) or function.attr != "fromkeys" or not isinstance(function.value, ast.Name):
        return None
    is_known = function.value.id == "dict" and "dict" not in facts.shadowed and not node.keywords
    if not is_known or len(node.args) != 2 or any(isinstance(item, ast.Starred) for item in node.args):
        return None
    keys, value = node.args
    if kind(facts.type_of(value)) not in _SIMPLE or not facts.effects_of(value).is_constant or not is_settled(facts.type_of(keys)):
        return None
    name = fresh_variable(facts)
    facts.inference.environment[name] = element(facts.type_of(keys))
    return ast.DictComp(load(name), value, [ast.comprehension(ast.Name(name, ast.Store()), keys, [], 0)])


def _needless_words(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`enumerate(x, 0)` is `enumerate(x)`, `int(s, base=2)` is `int(s, 2)`, `deque([])` is `deque()`, and the like."""
    assert isinstance(node, ast.Call)
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name == "deque" and len(node.args) == 1 and not node.keywords and is_from_collections("deque", facts.occurrences):
        only = node.args[0]
        return ast.Call(node.func, [], []) if isinstance(only, ast.List | ast.Tuple) and not only.elts else None
    word = {"enumerate": "start", "int": "base"}.get(name)
    if word is None or name in facts.shadowed or not node.args or any(isinstance(item, ast.Starred) for item in node.args):
        return None
    if len(node.args) == 1 and len(node.keywords) == 1 and node.keywords[0].arg == word:
        return ast.Call(node.func, [node.args[0], node.keywords[0].value], [])
    is_needless = name == "enumerate" and len(node.args) == 2 and not node.keywords and is_constant(node.args[1], 0)
    return ast.Call(node.func, [node.args[0]], []) if is_needless else None


def _identity(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`[v for v in x]` is `list(x)`, `{v for v in x}` is `set(x)`, for a built-in x: others tell a length, or are gone over otherwise."""
    assert isinstance(node, ast.ListComp | ast.SetComp)
    only = node.generators[0]
    if len(node.generators) > 1 or only.ifs or only.is_async or not isinstance(only.target, ast.Name) or not isinstance(node.elt, ast.Name):
        return None
    name = "list" if isinstance(node, ast.ListComp) else "set"
    if not kind(facts.type_of(only.iter)):
        return None
    return call(name, only.iter) if node.elt.id == only.target.id and name not in facts.shadowed else None


def _mapped(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`list(map(f, x))` and `join(map(f, x))` go over `f(v) for v in x`; the same for `filter`."""
    assert isinstance(node, ast.Call)
    if not node.args or not isinstance(node.func, ast.Name | ast.Attribute):
        return None
    return without_new_variables(lambda: _of_generator(node, facts), facts)


def without_new_variables(attempt: Callable[[], Made | None], facts: ProgramFacts) -> Made | None:
    """Take back what an attempt changed about the module's variables when it comes to nothing."""
    before = dict(facts.bindings.variables)
    made = attempt()
    if made is None:
        facts.bindings.variables.clear()
        facts.bindings.variables.update(before)
    return made


def _of_generator(node: ast.Call, facts: ProgramFacts) -> ast.expr | None:
    whole = _as_generator(node.args[0], facts)
    if whole is None:
        return None
    is_search = (
        isinstance(node.func, ast.Name) and node.func.id in {"any", "all"} and node.func.id not in facts.shadowed and len(node.args) == 1
    )
    changed = ast.Call(node.func, [whole, *node.args[1:]], node.keywords)
    return changed if is_search and cannot_stop(whole, facts) else _generator_argument(changed, facts)


def _as_generator(node: ast.expr, facts: ProgramFacts) -> ast.GeneratorExp | None:
    if is_builtin_call(node, "map", facts, 2) and isinstance(node, ast.Call):
        applied = _applied_method(node.args[0], node.args[1], facts) or applied_to(node.args[0], facts)
        return None if applied is None else _generator(applied[1], applied[0], node.args[1], [], facts)
    if is_builtin_call(node, "filter", facts, 2) and isinstance(node, ast.Call):
        is_none = isinstance(node.args[0], ast.Constant) and node.args[0].value is None
        applied = (fresh := fresh_variable(facts), load(fresh)) if is_none else None
        applied = applied or _applied_method(node.args[0], node.args[1], facts) or applied_to(node.args[0], facts)
        return None if applied is None else _generator(load(applied[0]), applied[0], node.args[1], [applied[1]], facts)
    return None


def _generator(made: ast.expr, name: str, iterable: ast.expr, tests: list[ast.expr], facts: ProgramFacts) -> ast.GeneratorExp:
    facts.inference.environment[name] = element(facts.type_of(iterable))
    inner = _as_generator(iterable, facts) or iterable
    return ast.GeneratorExp(made, [ast.comprehension(ast.Name(name, ast.Store()), inner, tests, 0)])


def _applied_method(function: ast.expr, iterable: ast.expr, facts: ProgramFacts) -> tuple[str, ast.expr] | None:
    """A variable, and a method of texts called on it, in `map(str.strip, x)` for texts x."""
    if not isinstance(function, ast.Attribute) or not isinstance(function.value, ast.Name) or function.value.id != "str":
        return None
    is_known = "str" not in facts.shadowed and ("str", function.attr) in METHOD_RESULTS
    if not is_known or kind(element(facts.type_of(iterable))) != "str":
        return None
    name = fresh_variable(facts)
    return name, ast.Call(ast.Attribute(load(name), function.attr, ast.Load()), [], [])


def applied_to(function: ast.expr, facts: ProgramFacts) -> tuple[str, ast.expr] | None:
    """A variable, and the function applied to it: a lambda's body, or a call of a name that nobody rebinds."""
    if isinstance(function, ast.Lambda):
        arguments = function.args
        if (
            len(arguments.args) != 1
            or arguments.defaults
            or arguments.posonlyargs
            or arguments.kwonlyargs
            or arguments.vararg
            or arguments.kwarg
        ):
            return None
        name = arguments.args[0].arg
        if not is_movable_into_scope(function.body, facts):
            return None
        facts.bindings.variables[name] = dataclasses.replace(facts.bindings.variables[name], role="local")
        return name, function.body
    if isinstance(function, ast.Name) and _is_fixed(function.id, facts):
        name = fresh_variable(facts)
        return name, ast.Call(function, [load(name)], [])
    return None


def _is_fixed(name: str, facts: ProgramFacts) -> bool:
    stores = facts.occurrences.stores.get(name, [])
    return (len(stores) == 1 and isinstance(stores[0], ast.FunctionDef)) or (
        not stores
        and name
        in {"str", "int", "float", "len", "ord", "chr", "abs", "bool", "list", "tuple", "set", "sorted", "sum", "max", "min", "repr"}
    )


RULES = (
    ExpressionRule("named_entries", (ast.Call,), _named_entries),
    ExpressionRule("no_arguments", (ast.Call,), _no_arguments),
    ExpressionRule("map_and_filter", (ast.Call,), _mapped),
    ExpressionRule("generator_argument", (ast.Call,), _generator_argument),
    ExpressionRule("container_of_comprehension", (ast.Call,), _from_comprehension),
    ExpressionRule("same_values", (ast.Call,), _same_values),
    ExpressionRule("needless_words", (ast.Call,), _needless_words),
    ExpressionRule("list_in_between", (ast.Call,), _consumed_list),
    ExpressionRule("identity_comprehension", (ast.ListComp, ast.SetComp), _identity),
)
