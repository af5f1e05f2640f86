"""A chain of nodes, linked both ways between two sentinels, which a dictionary finds by their keys, is a list of the keys.

`n.prev.next = n.next; n.next.prev = n.prev` is `keys.remove(k)`, and so on: wherever the methods had a node, they have its key, and the
dictionary has the node's value. Proven are that chain and dictionary hold the same keys whenever a method begins
(engine.canonicalization.linked.proof), and that nobody else sees the nodes. For entry classes whose methods the contract names, with keys
that are integers or texts, of which nobody can tell equal ones apart.
"""

import ast

from engine.canonicalization.asked_entries import asked_first
from engine.canonicalization.facts.types import kind
from engine.canonicalization.linked.lowering import Lowering
from engine.canonicalization.linked.nodes import NodeReader, Refused
from engine.canonicalization.linked.proof import proven_key
from engine.canonicalization.linked.shape import Shape, assignments, attribute_of, needed_methods, shape_of
from engine.canonicalization.linked.steps import Step
from engine.canonicalization.linked.variables import node_variables
from engine.canonicalization.members import methods_of
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.trees import walk

_KEY_KINDS = frozenset({"int", "str"})


def _as_list(program: Program) -> bool:
    shape = shape_of(program)
    if shape is None:
        return False
    try:
        _Rewriting(program, shape).apply()
    except Refused:
        return False
    return True


class _Rewriting:
    def __init__(self, program: Program, shape: Shape) -> None:
        self._program, self._shape = program, shape
        self._methods = needed_methods(shape.owner, program.assumptions.public_members or frozenset())
        self._names = node_variables(shape)

    def apply(self) -> None:
        """Rewrite the program. Raises Refused, before anything was changed, where that is not proven to be sound."""
        sides = {side for name in self._methods for side in self._lowered(name, None)[2]}
        if len(sides) != 1:
            raise Refused
        side = self._shape.head if sides == {"at_head"} else self._shape.tail
        lowered = {name: self._lowered(name, side) for name in self._methods}
        self._prove({name: made[0] for name, made in lowered.items()})
        shape, start = self._shape, self._start()
        for name, method in self._methods.items():
            method.body = lowered[name][1] or [ast.Pass()]
        constructor = next(item for item in methods_of(shape.owner) if item.name == "__init__")
        constructor.body = start
        shape.owner.body = [item for item in shape.owner.body if item is constructor or item in self._methods.values()]
        self._program.tree.body.remove(shape.node)

    def _lowered(self, name: str, side: str | None) -> tuple[tuple[Step, ...], list[ast.stmt], set[str]]:
        method = self._methods[name]
        _require(_is_simple(method))
        reader = NodeReader(method, self._shape, self._names[name], self._is_positive)
        reader.new_side = side
        lowering = Lowering(reader, self._methods)
        steps, body = lowering.block(asked_first(method.body, lambda owner, *_: reader.is_dictionary(owner), are_true=True))
        stores = self._program.facts.occurrences.stores
        _require(all(len(stores[key]) == 1 for key in reader.key_names))
        return steps, body, lowering.sides

    def _prove(self, bodies: dict[str, tuple[Step, ...]]) -> None:
        """Hold that every method that somebody outside may call leaves the chain and the dictionary alike."""
        parameters = {name: tuple(item.arg for item in method.args.args[1:]) for name, method in self._methods.items()}
        for name, method in self._methods.items():
            if name not in (self._program.assumptions.public_members or ()):
                continue
            key = proven_key(name, bodies, parameters)
            _require(key is not None and (not key or self._is_plain_key(key, method)))

    def _is_plain_key(self, name: str, method: ast.FunctionDef) -> bool:
        use = next((part for part in walk(method) if isinstance(part, ast.Name) and part.id == name), None)
        return use is not None and kind(self._program.facts.type_of(ast.Name(name, ast.Load()))) in _KEY_KINDS

    def _is_positive(self, bound: ast.expr) -> bool:
        """Whether an attribute is set once, by the constructor, to an argument that is at least one."""
        if isinstance(bound, ast.Constant):
            return type(bound.value) is int and bound.value >= 1
        occurrences = self._program.facts.occurrences
        is_own = isinstance(bound, ast.Attribute) and isinstance(bound.value, ast.Name)
        stores = occurrences.attribute_stores[bound.attr] if is_own and isinstance(bound, ast.Attribute) else []
        parent = occurrences.parent(stores[0]) if len(stores) == 1 else None
        above = occurrences.parent(parent) if isinstance(parent, ast.Assign) else None
        if not isinstance(parent, ast.Assign) or not isinstance(above, ast.FunctionDef) or above.name != "__init__":
            return False
        given = parent.value
        is_one_of_owner = above in self._shape.owner.body and isinstance(given, ast.Name) and len(occurrences.stores[given.id]) == 1
        return is_one_of_owner and isinstance(given, ast.Name) and self._program.lower_bounds.get(given.id, 0) >= 1

    def _start(self) -> list[ast.stmt]:
        """The constructor's statements, with an empty list in place of the sentinels."""
        shape = self._shape
        start = next(item for item in methods_of(shape.owner) if item.name == "__init__")
        me = start.args.args[0].arg
        reader = NodeReader(start, shape, frozenset(), self._is_positive)
        made: list[ast.stmt] = []
        for item in start.body:
            pairs = assignments(item)
            if not any(self._is_part(target, me) for target, _ in pairs):
                made.append(reader.plain(item)[1])
                continue
            for target, value in pairs:
                name = attribute_of(target, me)
                if not self._is_part(target, me):
                    _require(isinstance(value, ast.Name | ast.Constant))
                    made.append(reader.plain(ast.Assign([target], value))[1])
                elif name == shape.head:
                    made.append(ast.Assign([target], ast.List([], ast.Load())))
                elif name == shape.nodes:
                    made.append(ast.Assign([target], value))
        return made

    def _is_part(self, target: ast.expr, me: str) -> bool:
        """Whether a constructor's assignment makes a part of the chain, or the dictionary."""
        is_link = isinstance(target, ast.Attribute) and target.attr in self._shape.links
        return is_link or attribute_of(target, me) in (self._shape.head, self._shape.tail, self._shape.nodes)


def _is_simple(method: ast.FunctionDef) -> bool:
    """Whether a method runs from top to bottom at once when it is called, and takes plain positional arguments."""
    others = (method.args.posonlyargs, method.args.kwonlyargs, method.args.vararg, method.args.kwarg, method.args.defaults)
    inner = (ast.Yield, ast.YieldFrom, ast.Await, ast.Lambda, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.NamedExpr)
    return not any(others) and not any(isinstance(part, inner) for part in walk(method) if part is not method)


def _require(is_so: bool) -> None:
    if not is_so:
        raise Refused


RULES = (ProgramRule("linked_nodes", _as_list, (ast.ClassDef,)),)
