"""A deque that is used at its ends only is a list: `q.popleft()` is `q.pop(0)`, `q.appendleft(x)` is `q.insert(0, x)`.

Only for deques that nobody else can reach, without a greatest length, and used in ways that both kinds of container answer alike. What a
form says of running time is less than what the answer says of it, as with all data structures that are read by what they hold.
"""

import ast
from collections.abc import Sequence

from engine.canonicalization.conditions import is_integer
from engine.canonicalization.facts.confinement import is_from_collections
from engine.canonicalization.facts.occurrences import Occurrences
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.trees import become

_ALIKE = {"append": 1, "pop": 0, "popleft": 0, "appendleft": 1, "extend": 1, "clear": 0}
_LOOKING = frozenset({"len", "list", "tuple", "set", "sorted", "bool"})


def _as_lists(program: Program) -> bool:
    facts = program.facts
    if not is_from_collections("deque", facts.occurrences) or {"list", *_LOOKING} & facts.shadowed or facts.occurrences.reads_messages:
        return False
    changed = False
    for name in sorted(facts.confined):
        stores, loads = _mentions(name, facts.occurrences)
        made = [_made(store, facts.occurrences) for store in stores]
        if made and all(call is not None for call in made) and all(_is_alike(use, facts) for use in loads):
            for call in made:
                if call is not None:
                    made_list = ast.Call(ast.Name("list", ast.Load()), call.args, []) if call.args else ast.List([], ast.Load())
                    become(call, made_list)
            for use in loads:
                _respell(use, facts.occurrences)
            changed = True
    return changed


def _mentions(name: str, occurrences: Occurrences) -> tuple[Sequence[ast.AST], Sequence[ast.expr]]:
    """Where a variable, or an attribute `.name`, is set and read."""
    if name.startswith("."):
        return occurrences.attribute_stores[name[1:]], occurrences.attribute_loads[name[1:]]
    return occurrences.stores.get(name, []), occurrences.loads.get(name, [])


def _made(store: ast.AST, occurrences: Occurrences) -> ast.Call | None:
    """`deque()` or `deque(x)`, where that is what is stored."""
    statement = occurrences.parent(store)
    value = statement.value if isinstance(statement, ast.Assign) and statement.targets == [store] else None
    if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Name) or value.func.id != "deque" or value.keywords:
        return None
    is_plain = len(value.args) <= 1 and not any(isinstance(item, ast.Starred) for item in value.args)
    return value if is_plain else None


def _is_alike(use: ast.expr, facts: ProgramFacts) -> bool:
    """Whether a list would answer the same here."""
    above = facts.occurrences.parent(use)
    match above:
        case ast.Attribute():
            call = facts.occurrences.parent(above)
            is_call = isinstance(call, ast.Call) and call.func is above and not call.keywords
            is_plain = is_call and isinstance(call, ast.Call) and not any(isinstance(item, ast.Starred) for item in call.args)
            return is_plain and isinstance(call, ast.Call) and _ALIKE.get(above.attr) == len(call.args)
        case ast.Subscript():
            return above.value is use and isinstance(above.ctx, ast.Load) and is_integer(above.slice, facts)
        case ast.If() | ast.While() | ast.UnaryOp():
            return True
        case ast.BoolOp():
            return isinstance(facts.occurrences.parent(above), ast.If | ast.While)
        case ast.Call():
            return isinstance(above.func, ast.Name) and above.func.id in _LOOKING and above.args == [use] and not above.keywords
    return False


def _respell(use: ast.expr, occurrences: Occurrences) -> None:
    method = occurrences.parent(use)
    call = occurrences.parent(method) if isinstance(method, ast.Attribute) else None
    if not isinstance(method, ast.Attribute) or not isinstance(call, ast.Call):
        return
    if method.attr == "popleft":
        method.attr, call.args = "pop", [ast.Constant(0)]
    elif method.attr == "appendleft":
        method.attr, call.args = "insert", [ast.Constant(0), *call.args]


RULES = (ProgramRule("deques", _as_lists, (ast.ImportFrom,)),)
