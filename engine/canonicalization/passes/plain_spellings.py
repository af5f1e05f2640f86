"""What can be said in several ways: bases, decorators, counts of different elements."""

import ast

from engine.canonicalization.comprehending import is_builtin_call
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ExpressionRule, ProgramRule
from engine.canonicalization.syntax import same
from engine.canonicalization.trees import walk

_EQUALITIES: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.NotEq, ast.GtE: ast.Eq}
_ROWS = frozenset({"list", "tuple", "str"})


def _drop_object(program: Program) -> bool:
    """`class C(object)` is `class C`."""
    if "object" in program.facts.shadowed or "object" not in program.facts.occurrences.loads:
        return False
    changed = False
    for node in walk(program.tree):
        if isinstance(node, ast.ClassDef) and len(node.bases) == 1 and isinstance(base := node.bases[0], ast.Name) and base.id == "object":
            node.bases, changed = [], True
    return changed


def _spell_caches(program: Program) -> bool:
    """`@cache` is `@lru_cache(maxsize=None)`, and so is `@lru_cache(None)`."""
    if not program.is_checked:
        return False
    places = [(node, place) for node in program.facts.occurrences.functions for place in range(len(node.decorator_list))]
    changed = False
    for node, place in places:
        spelled = _endless(node.decorator_list[place], program)
        if spelled is not None:
            node.decorator_list[place], changed = spelled, True
    return changed


def _endless(decorator: ast.expr, program: Program) -> ast.expr | None:
    """Another spelling of a decorator that remembers every call; None where it is none, or the usual one."""
    occurrences = program.facts.occurrences
    if isinstance(decorator, ast.Name) and decorator.id == "cache" and (alias := _from_functools("cache", program)) is not None:
        if len(occurrences.loads["cache"]) > 1 or occurrences.stores.get("lru_cache") or occurrences.loads.get("lru_cache"):
            return None
        alias.name = "lru_cache"
        return _call_without_bound()
    is_call = isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == "lru_cache"
    if not is_call or not isinstance(decorator, ast.Call) or _from_functools("lru_cache", program) is None:
        return None
    is_bare = len(decorator.args) == 1 and not decorator.keywords
    return _call_without_bound() if is_bare and isinstance(bound := decorator.args[0], ast.Constant) and bound.value is None else None


def _call_without_bound() -> ast.Call:
    return ast.Call(ast.Name("lru_cache", ast.Load()), [], [ast.keyword("maxsize", ast.Constant(None))])


def _from_functools(name: str, program: Program) -> ast.alias | None:
    """The import of the module that binds a name to what `functools` has under it, if nothing else binds the name."""
    imports = [node for node in program.tree.body if isinstance(node, ast.ImportFrom) and node.module == "functools" and node.level == 0]
    aliases = [alias for node in imports for alias in node.names if (alias.name, alias.asname) == (name, None)]
    return aliases[0] if len(aliases) == 1 == len(program.facts.occurrences.stores.get(name, ())) else None


def _fewer_different(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`len(set(x)) < len(x)` is `len(set(x)) != len(x)`: there are never more different elements than elements."""
    assert isinstance(node, ast.Compare)
    operator = _EQUALITIES.get(type(node.ops[0])) if len(node.ops) == 1 else None
    different, whole = _measured(node.left, facts), _measured(node.comparators[0], facts)
    if operator is None or different is None or whole is None or not isinstance(whole, ast.Name) or kind(facts.type_of(whole)) not in _ROWS:
        return None
    is_set = is_builtin_call(different, "set", facts, 1) and isinstance(different, ast.Call) and same(different.args[0], whole)
    return ast.Compare(node.left, [operator()], node.comparators) if is_set else None


def _measured(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    return node.args[0] if is_builtin_call(node, "len", facts, 1) and isinstance(node, ast.Call) else None


RULES = (
    ExpressionRule("fewer_different_elements", (ast.Compare,), _fewer_different),
    ProgramRule("base_object", _drop_object, (ast.ClassDef,)),
    ProgramRule("endless_caches", _spell_caches, (ast.FunctionDef,)),
)
