"""Which class keeps its entries in a dictionary of nodes that are linked both ways between two sentinels."""

import ast
from dataclasses import dataclass

from engine.canonicalization.members import BUILT_IN_MEMBERS, OFTEN_IMPLICIT, methods_of, plain_classes, uses_reflection
from engine.canonicalization.program import Program
from engine.canonicalization.trees import walk


@dataclass(frozen=True, slots=True)
class Shape:
    """An entry class, its class of nodes, and the attributes' names.

    `forward` leads from the sentinel `head` to the sentinel `tail`, `back` the other way; `nodes` is the dictionary from keys to nodes.
    """

    owner: ast.ClassDef
    node: ast.ClassDef
    head: str
    tail: str
    nodes: str
    forward: str
    back: str
    key: str
    value: str

    @property
    def links(self) -> frozenset[str]:
        """The attributes by which nodes are linked."""
        return frozenset({self.forward, self.back})

    @property
    def hidden(self) -> frozenset[str]:
        """All attributes that make up the chain, of nodes and of their owner."""
        return self.links | {self.head, self.tail, self.nodes, self.key, self.value}


def shape_of(program: Program) -> Shape | None:
    """The shape of a program: two plain classes, one of them the entry; None for every other program."""
    public, entry = program.assumptions.public_members, program.assumptions.entry_point
    classes = plain_classes(program.tree) if public is not None else []
    if public is None or len(classes) != 2 or uses_reflection(program.tree):
        return None
    owner = next((item for item in classes if item.name == entry), None)
    node = next((item for item in classes if item.name != entry), None)
    shape = _read(owner, node) if owner is not None and node is not None else None
    if shape is None or shape.hidden & (public | BUILT_IN_MEMBERS) or len(shape.hidden) != 7:
        return None
    return shape if _is_closed(shape, program) else None


def needed_methods(owner: ast.ClassDef, public: frozenset[str]) -> dict[str, ast.FunctionDef]:
    """The methods that callers use, and those that these need, but for the constructor; special ones that something else may call, too."""
    methods = {item.name: item for item in methods_of(owner) if item.name != "__init__"}
    needed = {name for name in methods if name in public or name in OFTEN_IMPLICIT}
    waiting = [*needed]
    while waiting:
        mentioned = {part.attr for part in walk(methods[waiting.pop()]) if isinstance(part, ast.Attribute) and part.attr in methods}
        waiting += mentioned - needed
        needed |= mentioned
    return {name: item for name, item in methods.items() if name in needed}


def assignments(node: ast.stmt) -> list[tuple[ast.expr, ast.expr]]:
    """The target and value of each assignment in a statement that only assigns: of one value to several targets, or of several at once.

    Several values at once are told apart only where none of them is more than a name, a constant, or an attribute of one, or made of such.
    """
    if not isinstance(node, ast.Assign):
        return []
    pairs = [(target, node.value) for target in node.targets]
    target, value = pairs[0]
    if len(pairs) > 1 or not isinstance(target, ast.Tuple) or not isinstance(value, ast.Tuple) or len(target.elts) != len(value.elts):
        return pairs
    return list(zip(target.elts, value.elts, strict=True))


def attribute_of(node: ast.AST | None, name: str) -> str | None:
    """The attribute in `name.attribute`."""
    is_own = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name
    return node.attr if is_own and isinstance(node, ast.Attribute) else None


def _read(owner: ast.ClassDef, node: ast.ClassDef) -> Shape | None:
    fields = _fields(node)
    start = next((item for item in methods_of(owner) if item.name == "__init__"), None)
    if fields is None or start is None:
        return None
    me = start.args.args[0].arg
    sentinels, links, nodes = [], [], []
    for target, value in (pair for item in start.body for pair in assignments(item)):
        name = attribute_of(target, me)
        if name and _makes(value, node.name):
            sentinels.append(name)
        elif name and isinstance(value, ast.Dict) and not value.keys:
            nodes.append(name)
        elif isinstance(target, ast.Attribute) and (near := attribute_of(target.value, me)) and (far := attribute_of(value, me)):
            links.append((near, target.attr, far))
    if len(sentinels) != 2 or len(links) != 2 or len(nodes) != 1:
        return None
    (head, forward, tail), (far, back, near) = links
    is_chain = {head, tail} == set(sentinels) and (far, near) == (tail, head) and {forward, back} == set(fields[1])
    return Shape(owner, node, head, tail, nodes[0], forward, back, *fields[0]) if is_chain else None


def _makes(node: ast.expr, name: str) -> bool:
    """Whether an expression is a new node of constants."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != name:
        return False
    return not node.keywords and all(_is_fixed(argument) for argument in node.args)


def _is_fixed(node: ast.expr) -> bool:
    inner = node.operand if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) else node
    return isinstance(inner, ast.Constant) and (inner is node or type(inner.value) in (int, float))


def _fields(node: ast.ClassDef) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """The attributes that a node's constructor sets to its two parameters, in that order, and the two that it sets to None."""
    methods = methods_of(node)
    if len(methods) != 1 or methods[0].name != "__init__" or not _has_three_parameters(methods[0].args):
        return None
    me, *parameters = [argument.arg for argument in methods[0].args.args]
    given: dict[str, str] = {}
    empty: list[str] = []
    if not all(isinstance(item, ast.Assign) for item in methods[0].body):
        return None
    pairs = [pair for item in methods[0].body for pair in assignments(item)]
    for target, value in pairs:
        name = attribute_of(target, me)
        if name is None:
            return None
        if isinstance(value, ast.Name) and value.id in parameters:
            given[value.id] = name
        elif isinstance(value, ast.Constant) and value.value is None:
            empty.append(name)
        else:
            return None
    is_whole = len(pairs) == 4 and set(given) == set(parameters) and len(set(empty)) == 2
    return ((given[parameters[0]], given[parameters[1]]), (empty[0], empty[1])) if is_whole else None


def _has_three_parameters(arguments: ast.arguments) -> bool:
    others = (arguments.posonlyargs, arguments.kwonlyargs, arguments.vararg, arguments.kwarg)
    return len(arguments.args) == 3 and not any(others) and all(map(_is_fixed, arguments.defaults))


def _is_closed(shape: Shape, program: Program) -> bool:
    """Whether nobody but the owner's methods knows of nodes, and each owner keeps its chain and its dictionary for life."""
    others = [item for item in program.tree.body if item not in (shape.owner, shape.node)]
    if any(not isinstance(item, ast.Import | ast.ImportFrom) for item in others):
        return False
    names = {part.id for part in walk(shape.owner) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store | ast.Del)}
    stores = [part.attr for part in walk(shape.owner) if isinstance(part, ast.Attribute) and not isinstance(part.ctx, ast.Load)]
    is_made_once = all(stores.count(name) == 1 for name in (shape.head, shape.tail, shape.nodes))
    return is_made_once and not {shape.node.name, shape.owner.name, "len"} & names and shape.owner.name not in _loaded(shape)


def _loaded(shape: Shape) -> set[str]:
    return {part.id for part in walk(shape.owner) if isinstance(part, ast.Name)}
