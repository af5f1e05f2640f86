"""A dictionary and a list of its keys in order are one `OrderedDict`.

Caches of least recently used entries are often written with both. Where only the methods of one class reach the two, both are empty at
first, and every method leaves the list with exactly the keys of the dictionary, each once, an `OrderedDict` with these keys in this order
tells as much; the keys are all integers, or all texts, so that equal ones are the same.
"""

import ast
from functools import partial

from engine.canonicalization.blocks import blocks_of, mentions
from engine.canonicalization.facts.confinement import is_from_collections
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import element, kind
from engine.canonicalization.keyed_queues.expressions import QueueExpressions, oldest
from engine.canonicalization.keyed_queues.reading import Queue, put_at
from engine.canonicalization.keyed_queues.state import Refused
from engine.canonicalization.keyed_queues.translation import QueueTranslation
from engine.canonicalization.members import methods_of
from engine.canonicalization.ordered_imports import can_import, import_ordered, ordered
from engine.canonicalization.passes.eviction import is_empty_at_first, is_in_constructor, is_positive
from engine.canonicalization.passes.own_methods import owner_class
from engine.canonicalization.procedures import Procedures, procedures_among
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import same, size
from engine.canonicalization.trees import walk

_ALIKE = frozenset({"int", "str"})
_LARGEST, _DEEPEST = 80, 2
_ACCESSING = frozenset({"__new__", "__getattr__", "__getattribute__", "__setattr__", "__delattr__"})


def _order_entries(program: Program) -> bool:
    owner = owner_class(program)
    if owner is None or not can_import(program) or {"len", "next", "iter"} & program.facts.shadowed:
        return False
    if _ACCESSING & {method.name for method in methods_of(owner)} or program.facts.occurrences.attribute_loads["__init__"]:
        return False
    return any(_replace(queue, owner, program) for queue in _queues(program))


def _queues(program: Program) -> list[Queue]:
    """Every dictionary with a list that may hold its keys."""
    facts, public = program.facts, program.assumptions.public_members or frozenset()
    names = sorted(facts.attributes - public)
    dictionaries = [name for name in names if f".{name}" in facts.confined and is_empty_at_first(name, facts)]
    found = []
    for keys in names:
        container, is_newest_last = _container(keys, facts), _is_newest_last(keys, facts)
        if not container or is_newest_last is None:
            continue
        for name in dictionaries:
            type_ = facts.inference.environment.get(f".{name}")
            if kind(type_) == "dict" and kind(element(type_)) in _ALIKE:
                found.append(Queue(name, keys, container, is_newest_last, kind(element(type_)), facts))
    return found


def _container(name: str, facts: ProgramFacts) -> str:
    """What an attribute holds from its constructor on, empty at first: a list or a deque; empty if it is neither."""
    stores = facts.occurrences.attribute_stores[name]
    parent = facts.occurrences.parent(stores[0]) if len(stores) == 1 else None
    if not isinstance(parent, ast.Assign) or len(parent.targets) != 1 or not is_in_constructor(parent, facts):
        return ""
    made = parent.value
    if isinstance(made, ast.List):
        return "list" if not made.elts else ""
    if not isinstance(made, ast.Call) or made.args or made.keywords or not isinstance(made.func, ast.Name):
        return ""
    is_list = made.func.id == "list" and "list" not in facts.occurrences.stores
    is_deque = made.func.id == "deque" and is_from_collections("deque", facts.occurrences)
    return "list" if is_list else "deque" if is_deque else ""


def _is_newest_last(name: str, facts: ProgramFacts) -> bool | None:
    """Whether all that is put into a list is put at its end; False for its beginning, None for neither."""
    found = set()
    for use in facts.occurrences.attribute_loads[name]:
        method = facts.occurrences.parent(use)
        call = facts.occurrences.parent(method) if isinstance(method, ast.Attribute) else None
        end = put_at(call) if isinstance(call, ast.Call) and call.func is method else None
        if end is not None:
            found.add(end)
    return found.pop() if len(found) == 1 else None


def _replace(queue: Queue, owner: ast.ClassDef, program: Program) -> bool:
    methods = {method.name: method for method in methods_of(owner)}
    try:
        bodies = _translated(queue, methods, program)
    except Refused:
        return False
    owner.body = [methods[name] for name in methods if name in bodies]
    for name, body in bodies.items():
        methods[name].body = body
        _tidy(methods[name])
    import_ordered(program)
    return True


def _translated(queue: Queue, methods: dict[str, ast.FunctionDef], program: Program) -> dict[str, list[ast.stmt]]:
    """The new body of every method, but for those that stand where they are called."""
    procedures = _procedures(methods, queue, program.assumptions.public_members or frozenset())
    expressions = QueueExpressions(queue, partial(is_positive, program=program))
    translation = QueueTranslation(queue, expressions, procedures)
    bodies: dict[str, list[ast.stmt]] = {}
    waiting = [name for name in methods if name not in procedures.methods]
    while waiting:
        name = waiting.pop(0)
        method = methods[name]
        bodies[name] = _constructed(method, queue, set(methods)) if name == "__init__" else method.body
        if name != "__init__" and (queue.is_in(method) or procedures.called_in(method.body)):
            bodies[name] = translation.method(method)
        left = procedures.called_in(bodies[name])
        waiting += [item for item in left if item not in bodies and item not in waiting]
    return bodies


def _procedures(methods: dict[str, ast.FunctionDef], queue: Queue, public: frozenset[str]) -> Procedures:
    """The private procedures that have to do with a queue, and call at most each other, without recursion."""
    kept = public | set(queue.facts.occurrences.attribute_stores)
    hidden = [item for name, item in methods.items() if name not in kept and not name.startswith("__") and size(item) <= _LARGEST]
    known: dict[str, ast.FunctionDef] = {}
    for _ in range(_DEEPEST):
        found = dict(known)
        for item in procedures_among(hidden, queue.facts).methods.values():
            called = {part.attr for part in walk(item) if isinstance(part, ast.Attribute)} & set(methods)
            if called <= set(known) and (called or queue.is_in(item)):
                found[item.name] = item
        known = found
    return Procedures(known, queue.facts)


def _constructed(node: ast.FunctionDef, queue: Queue, methods: set[str]) -> list[ast.stmt]:
    """The constructor, with an `OrderedDict` in place of the dictionary and without the list."""
    body: list[ast.stmt] = []
    for line in node.body:
        target = line.targets[0] if isinstance(line, ast.Assign) and len(line.targets) == 1 else None
        if queue.is_dictionary(target) and isinstance(target, ast.Attribute):
            body.append(ast.Assign([target], ordered()))
        elif not queue.is_keys(target):
            body.append(line)
    others = [line for line in body if not (isinstance(line, ast.Assign) and queue.is_dictionary(line.targets[0]))]
    calls = [part.attr for line in body for part in walk(line) if isinstance(part, ast.Attribute) and part.attr in methods]
    may_end_early = any(isinstance(part, ast.Return | ast.Yield | ast.YieldFrom) for line in body for part in walk(line))
    if queue.is_in(others) or calls or may_end_early:
        raise Refused
    return body


def _tidy(method: ast.FunctionDef) -> None:
    """Say shortly what two lines say together."""
    for block in blocks_of(method):
        index = 1
        while index < len(block):
            lines = _shorter(block[index - 1], block[index], method)
            if lines is None:
                index += 1
            else:
                block[index - 1 : index + 1] = lines


def _shorter(first: ast.stmt, second: ast.stmt, method: ast.FunctionDef) -> list[ast.stmt] | None:
    """`o.move_to_end(k); del o[k]` is `del o[k]`; `k = next(iter(o)); del o[k]` is `o.popitem(False)`, where nothing else reads k."""
    target = second.targets[0] if isinstance(second, ast.Delete) and len(second.targets) == 1 else None
    if not isinstance(target, ast.Subscript):
        return None
    called = first.value if isinstance(first, ast.Expr) else None
    if isinstance(called, ast.Call) and isinstance(called.func, ast.Attribute) and called.func.attr == "move_to_end":
        return [second] if same(called.func.value, target.value) and same(called.args[0], target.slice) else None
    if not isinstance(first, ast.Assign) or not same(first.value, oldest(target.value)) or len(first.targets) != 1:
        return None
    name = first.targets[0]
    is_key = isinstance(name, ast.Name) and isinstance(target.slice, ast.Name) and name.id == target.slice.id
    if not is_key or not isinstance(name, ast.Name) or mentions(method, name.id) != 2:
        return None
    return [ast.Expr(ast.Call(ast.Attribute(target.value, "popitem", ast.Load()), [ast.Constant(False)], []))]


RULES = (ProgramRule("dictionary_and_its_keys", _order_entries, (ast.ClassDef,)),)
