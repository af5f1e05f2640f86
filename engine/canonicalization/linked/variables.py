"""Which variables of a class's methods hold nodes."""

import ast

from engine.canonicalization.linked.shape import Shape, attribute_of
from engine.canonicalization.members import methods_of
from engine.canonicalization.trees import walk

_ROUNDS = 6


def node_variables(shape: Shape) -> dict[str, frozenset[str]]:
    """For each method the variables that hold nodes: those with a node's attributes, set to nodes, or given where nodes are taken.

    That is a guess by their uses; whoever relies on it proves it.
    """
    methods = {item.name: item for item in methods_of(shape.owner) if item.name != "__init__"}
    found = {name: _with_attributes(method, shape) for name, method in methods.items()}
    for _ in range(_ROUNDS):
        before = {name: set(names) for name, names in found.items()}
        givers = {name for name, method in methods.items() if _gives(method, found[name])}
        for name, method in methods.items():
            me = method.args.args[0].arg
            for part in walk(method):
                if isinstance(part, ast.Call) and (called := methods.get(attribute_of(part.func, me) or "")) is not None:
                    _share(part, found[name], called, found[called.name], shape)
                if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name) and _is_node(part.value, me, shape, givers):
                    found[name].add(part.targets[0].id)
        if before == found:
            break
    return {name: frozenset(names) for name, names in found.items()}


def _with_attributes(method: ast.FunctionDef, shape: Shape) -> set[str]:
    fields = shape.links | {shape.key, shape.value}
    owned = [part.value for part in walk(method) if isinstance(part, ast.Attribute) and part.attr in fields]
    return {owner.id for owner in owned if isinstance(owner, ast.Name)} - {method.args.args[0].arg}


def _gives(method: ast.FunctionDef, names: set[str]) -> bool:
    given = [part.value for part in walk(method) if isinstance(part, ast.Return)]
    return any(isinstance(value, ast.Name) and value.id in names for value in given)


def _share(call: ast.Call, names: set[str], method: ast.FunctionDef, inside: set[str], shape: Shape) -> None:
    """A parameter that holds nodes is given nodes."""
    for argument, parameter in zip(call.args, method.args.args[1:], strict=False):
        if parameter.arg in inside and isinstance(argument, ast.Name):
            names.add(argument.id)
        is_looked_up = isinstance(argument, ast.Subscript) and attribute_of(argument.value, _owner(argument.value)) == shape.nodes
        if is_looked_up or (isinstance(argument, ast.Name) and argument.id in names):
            inside.add(parameter.arg)


def _owner(node: ast.expr) -> str:
    return node.value.id if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) else ""


def _is_node(value: ast.expr, me: str, shape: Shape, givers: set[str]) -> bool:
    if isinstance(value, ast.Subscript):
        return attribute_of(value.value, me) == shape.nodes
    if isinstance(value, ast.Attribute):
        return value.attr in shape.links
    if not isinstance(value, ast.Call):
        return False
    is_asked = isinstance(value.func, ast.Attribute) and value.func.attr == "get" and attribute_of(value.func.value, me) == shape.nodes
    is_new = is_asked or (isinstance(value.func, ast.Name) and value.func.id == shape.node.name)
    return is_new or attribute_of(value.func, me) in givers
