"""Dictionaries with defaults that only the function sees are plain dictionaries: `defaultdict(list)`, `Counter(xs)`."""

import ast

from engine.canonicalization.blocks import over_blocks
from engine.canonicalization.comprehending import callers_pass_built_ins, fresh_variable, is_builtin_call
from engine.canonicalization.entries import Change, change_of, entry_of
from engine.canonicalization.facts.confinement import is_from_collections
from engine.canonicalization.facts.effects import interferes
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import element, is_settled, kind
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ExpressionRule, ProgramRule
from engine.canonicalization.syntax import constant, load
from engine.canonicalization.trees import become

_SAME_METHODS = frozenset({"keys", "values", "items", "get", "pop", "setdefault", "clear"})
_SAME_CALLS = frozenset(
    {"len", "sum", "min", "max", "sorted", "any", "all", "list", "set", "tuple", "frozenset", "dict", "bool", "enumerate"}
)
_COUNTED = frozenset({"str", "list", "tuple", "set", "frozenset", "range", "iterator", "view", "deque"})
_ZEROS: dict[str, object] = {"int": 0, "str": "", "float": 0.0, "bool": False}


def _without_defaults(program: Program) -> bool:
    """`d = defaultdict(f)` is `d = {}` where each use of `d[k]` says what a missing entry is."""
    facts = program.facts
    for name in sorted(facts.confined):
        made = _only_definition(name, facts)
        is_counter = made is not None and is_empty_counter(made.value, facts)
        default = constant(0) if is_counter else _default_of(made.value, facts) if made is not None else None
        if made is None or default is None or not all(_means_the_same(use, default, facts) for use in facts.occurrences.loads[name]):
            continue
        if is_counter and any(_deletes(use, facts) for use in facts.occurrences.loads[name]):
            continue
        for use in facts.occurrences.loads[name]:
            _say_default(use, default, "get" if is_counter else "setdefault", facts)
        made.value = ast.Dict([], [])
        return True
    return False


def is_empty_counter(node: ast.expr, facts: ProgramFacts) -> bool:
    """Whether an expression is `Counter()`, of which a missing entry is 0 and is not made by asking."""
    is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.args and not node.keywords
    return is_call and node.func.id == "Counter" and is_from_collections("Counter", facts.occurrences)  # type: ignore[attr-defined]


def _deletes(use: ast.Name, facts: ProgramFacts) -> bool:
    """Whether a use deletes an entry: of a counter that is no error where it is missing."""
    above = facts.occurrences.parent(use)
    return isinstance(above, ast.Subscript) and isinstance(above.ctx, ast.Del)


def _only_definition(name: str, facts: ProgramFacts) -> ast.Assign | None:
    stores = facts.occurrences.stores[name]
    parent = facts.occurrences.parent(stores[0]) if len(stores) == 1 else None
    return parent if isinstance(parent, ast.Assign) and parent.targets == stores else None


def _default_of(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """What a `defaultdict` makes for a missing key."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.keywords:
        return None
    if not is_from_collections(node.func.id, facts.occurrences):
        return None
    if node.func.id == "defaultdict" and len(node.args) == 1:
        return _made_by(node.args[0], facts)
    return None


def _made_by(factory: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    if isinstance(factory, ast.Name) and factory.id not in facts.shadowed:
        if factory.id in _ZEROS:
            return constant(_ZEROS[factory.id])
        containers = {"list": ast.List([], ast.Load()), "dict": ast.Dict([], []), "set": ast.Call(load("set"), [], [])}
        return containers.get(factory.id)
    is_plain = isinstance(factory, ast.Lambda) and not factory.args.args and isinstance(factory.body, ast.Constant)
    return factory.body if isinstance(factory, ast.Lambda) and is_plain else None


def _means_the_same(use: ast.Name, default: ast.expr, facts: ProgramFacts) -> bool:
    """Whether a plain dictionary does here what one with defaults does, once its default is said."""
    parent = facts.occurrences.parent(use)
    match parent:
        case ast.Subscript():
            return not isinstance(parent.slice, ast.Slice) and _entry_can_be_asked(parent, default, facts)
        case ast.Attribute():
            return parent.attr in _SAME_METHODS
        case ast.Compare():
            return use in parent.comparators and all(isinstance(operator, ast.In | ast.NotIn) for operator in parent.ops)
        case ast.Call():
            return isinstance(parent.func, ast.Name) and parent.func.id in _SAME_CALLS and parent.func.id not in facts.shadowed
        case ast.For() | ast.comprehension():
            return parent.iter is use
        case ast.UnaryOp() | ast.If() | ast.While():
            return True
    return False


def _entry_can_be_asked(node: ast.Subscript, default: ast.expr, facts: ProgramFacts) -> bool:
    key = facts.effects_of(node.slice)
    if not is_settled(facts.type_of(node.slice)) or key.writes:
        return False
    statement = facts.occurrences.parent(node)
    if isinstance(statement, ast.AugAssign) and statement.target is node:
        is_known = isinstance(default, ast.Constant) or (isinstance(default, ast.List) and isinstance(statement.op, ast.Add))
        return is_known and not interferes(key, facts.effects_of(statement.value))
    return isinstance(node.ctx, ast.Load | ast.Del) or isinstance(statement, ast.Assign)


def _say_default(use: ast.Name, default: ast.expr, method: str, facts: ProgramFacts) -> None:
    node = facts.occurrences.parent(use)
    statement = facts.occurrences.parent(node) if node is not None else None
    if isinstance(statement, ast.AugAssign) and statement.target is node:
        change = change_of(statement)
        assert change is not None
        become(statement, _changed(change, default))
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and (entry := entry_of(node)) is not None:
        become(node, entry.asked(method, default))


def _changed(change: Change, default: ast.expr) -> ast.stmt:
    """`d[k] += e`; a list that stands there is extended in place."""
    if isinstance(default, ast.Constant) or change.value is None:
        return change.with_default(default)
    extended = ast.Attribute(change.entry.asked("setdefault", default), "extend", ast.Load())
    return ast.Expr(ast.Call(extended, [change.value], []))


def _count_in_loop(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`d = dict(Counter(xs))`, or `d = Counter(xs)` that only the function sees, is the loop that counts."""
    for index, node in enumerate(block):
        if not isinstance(node, ast.Assign | ast.Return) or node.value is None:
            continue
        counted, is_plain = _counted(node.value, facts)
        if counted is None or not (is_plain or _is_plain_counter(node, facts)):
            continue
        name = fresh_variable(facts) if isinstance(node, ast.Return) or is_plain else _target(node)
        for use in facts.occurrences.loads[name]:
            _say_default(use, constant(0), "get", facts)
        loop = _counting_loop(name, counted, facts)
        last = [] if name == _target(node) else [_with_value(node, load(name))]
        return [*block[:index], *loop, *last, *block[index + 1 :]]
    return None


def _counted(node: ast.expr, facts: ProgramFacts) -> tuple[ast.expr | None, bool]:
    """What is counted, and whether the counter becomes a plain dictionary at once."""
    is_plain = is_builtin_call(node, "dict", facts, 1)
    made = node.args[0] if is_plain and isinstance(node, ast.Call) else node
    if not isinstance(made, ast.Call) or not isinstance(made.func, ast.Name) or len(made.args) != 1 or made.keywords:
        return None, False
    type_ = facts.type_of(made.args[0])
    is_known = made.func.id == "Counter" and is_from_collections("Counter", facts.occurrences) and kind(type_) in _COUNTED
    return (made.args[0], is_plain) if is_known and is_settled(element(type_)) else (None, False)


def _is_plain_counter(node: ast.stmt, facts: ProgramFacts) -> bool:
    name = _target(node)
    if name not in facts.confined or _only_definition(name, facts) is not node:
        return False
    return all(_means_the_same(use, constant(0), facts) for use in facts.occurrences.loads[name])


def _target(node: ast.stmt) -> str:
    is_simple = isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name)
    return node.targets[0].id if isinstance(node, ast.Assign) and is_simple and isinstance(node.targets[0], ast.Name) else ""


def _counting_loop(name: str, counted: ast.expr, facts: ProgramFacts) -> list[ast.stmt]:
    key = fresh_variable(facts)
    value = ast.BinOp(ast.Call(ast.Attribute(load(name), "get", ast.Load()), [load(key), constant(0)], []), ast.Add(), constant(1))
    body: list[ast.stmt] = [ast.Assign([ast.Subscript(load(name), load(key), ast.Store())], value)]
    start = ast.Assign([ast.Name(name, ast.Store())], ast.Dict([], []))
    return [start, ast.For(ast.Name(key, ast.Store()), counted, body, [])]


def _with_value(node: ast.Assign | ast.Return, value: ast.expr) -> ast.stmt:
    return ast.Return(value) if isinstance(node, ast.Return) else ast.Assign(node.targets, value)


def _copy_at_the_end(node: ast.stmt, facts: ProgramFacts) -> bool:
    value = node.value if isinstance(node, ast.Return) else None
    is_copy = is_builtin_call(value, "dict", facts, 1) and isinstance(value, ast.Call)
    only = value.args[0] if isinstance(value, ast.Call) and is_copy else None
    return isinstance(only, ast.Name) and only.id in facts.confined and kind(facts.type_of(only)) == "dict"


def _return_itself(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`return dict(d)` of a dictionary that nobody else has is `return d`."""
    for index, node in enumerate(block):
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Call) and _copy_at_the_end(node, facts):
            return [*block[:index], ast.Return(node.value.args[0]), *block[index + 1 :]]
    return None


def _ordered(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`list(OrderedDict.fromkeys(xs))` is `list(dict.fromkeys(xs))`."""
    assert isinstance(node, ast.Call)
    if not any(is_builtin_call(node, name, facts, 1) for name in ("list", "tuple", "len", "set", "sorted")):
        return None
    made = node.args[0]
    function = made.func if isinstance(made, ast.Call) else None
    owner = function.value if isinstance(function, ast.Attribute) and function.attr == "fromkeys" else None
    if not isinstance(owner, ast.Name) or owner.id != "OrderedDict" or not is_from_collections("OrderedDict", facts.occurrences):
        return None
    assert isinstance(made, ast.Call)
    if not made.args or not (is_settled(element(facts.type_of(made.args[0]))) or _hashes_only_built_ins(facts)):
        return None
    plain = ast.Call(ast.Attribute(load("dict"), "fromkeys", ast.Load()), made.args, made.keywords)
    return ast.Call(node.func, [plain], []) if "dict" not in facts.shadowed else None


def _hashes_only_built_ins(facts: ProgramFacts) -> bool:
    """Whether callers pass values of built-in types, and the module makes no others that say how they are hashed and compared."""
    own = {function.name for function in facts.occurrences.functions}
    return callers_pass_built_ins(facts) and not own & {"__hash__", "__eq__"}


RULES = (
    ProgramRule("dictionary_with_defaults", _without_defaults),
    ProgramRule("counting_by_counter", over_blocks(_count_in_loop)),
    ProgramRule("copy_at_the_end", over_blocks(_return_itself)),
    ExpressionRule("ordered_keys", (ast.Call,), _ordered),
)
