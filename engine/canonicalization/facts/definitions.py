"""Where a variable's type comes from: one source for each assignment, loop or mutation that feeds it."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.canonicalization.facts.binding import Bindings
from engine.canonicalization.facts.confinement import is_made_here
from engine.canonicalization.facts.inference import Inference
from engine.canonicalization.facts.occurrences import Occurrences
from engine.canonicalization.facts.operator_results import binary_result
from engine.canonicalization.facts.shared_contents import EXTENDS, INSERTS, Pool, TypeSource, changed_value, shared_contents, shared_pool
from engine.canonicalization.facts.types import MAPPINGS, NEVER, NONE, UNKNOWN, Type, element, kind
from engine.canonicalization.trees import child_nodes


@dataclass(slots=True)
class Definitions:
    """Type sources of variables and attributes (`.name`), and of what module-level functions return."""

    variables: dict[str, list[TypeSource]] = field(default_factory=dict)
    functions: dict[str, list[TypeSource]] = field(default_factory=dict)


def call_sources(tree: ast.Module, occurrences: Occurrences) -> dict[str, list[TypeSource]]:
    """What the module's own calls pass to each parameter of its functions; unknown for calls that are not plainly positional."""
    found: dict[str, list[TypeSource]] = {}
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    for name, function in functions.items():
        _note_calls(function, 0, list(occurrences.loads[name]), occurrences, found)
    for owner in tree.body:
        for method in owner.body if isinstance(owner, ast.ClassDef) else []:
            if isinstance(method, ast.FunctionDef):
                _note_calls(method, 1, list(occurrences.attribute_loads[method.name]), occurrences, found)
    return found


def _note_calls(
    function: ast.FunctionDef, skipped: int, uses: list[ast.expr], occurrences: Occurrences, found: dict[str, list[TypeSource]]
) -> None:
    """Note what each use of a function passes; a use that is no call, and a decorator, may pass anything."""
    parameters = [*function.args.posonlyargs, *function.args.args][skipped:]
    decorators = [None] if any(not _is_cache(item) for item in function.decorator_list) else []
    for use in [*uses, *decorators]:
        call = occurrences.parent(use) if use is not None else None
        is_plain = isinstance(call, ast.Call) and call.func is use and not call.keywords
        values = (
            call.args if isinstance(call, ast.Call) and is_plain and not any(isinstance(item, ast.Starred) for item in call.args) else []
        )
        for index, parameter in enumerate(parameters):
            found.setdefault(parameter.arg, []).append(_of_argument(values[index] if index < len(values) else None))


def _is_cache(decorator: ast.expr) -> bool:
    """Whether a decorator passes arguments on as they are: the caches of functools, and those of classes."""
    plain = decorator.func if isinstance(decorator, ast.Call) else decorator
    name = plain.attr if isinstance(plain, ast.Attribute) else plain.id if isinstance(plain, ast.Name) else ""
    return name in {"cache", "lru_cache", "staticmethod", "classmethod", "property"}


def _of_argument(value: ast.expr | None) -> TypeSource:
    return (lambda _inference: UNKNOWN) if value is None else (lambda inference: inference.of(value))


def private_parameters(tree: ast.Module, occurrences: Occurrences, entry_point: str | None) -> set[str]:
    """The parameters of functions that only this module calls, given that callers use the entry point alone."""
    names: set[str] = set()
    for node in tree.body:
        if (
            not isinstance(node, ast.FunctionDef)
            or node.name == entry_point
            or entry_point is None
            or node.decorator_list
            or node.args.defaults
        ):
            continue
        uses = occurrences.loads[node.name]
        if uses and all(isinstance(call := occurrences.parent(use), ast.Call) and call.func is use for use in uses):
            names.update(argument.arg for argument in [*node.args.posonlyargs, *node.args.args])
    return names


def definitions_of(
    tree: ast.Module, occurrences: Occurrences, bindings: Bindings, confined: frozenset[str], attributes: frozenset[str]
) -> Definitions:
    """Collect the sources of every local variable and private attribute of a module, and of its functions' results."""
    found = Definitions()
    own = confined | _made_here(occurrences, bindings)
    pool = shared_pool(occurrences, own)
    arguments = call_sources(tree, occurrences)
    for name, variable in bindings.variables.items():
        if variable.is_surely_bound or variable.role == "parameter":
            sources = [_source(store, occurrences) for store in occurrences.stores[name] if not isinstance(store, ast.arg)]
            sources += arguments.get(name, [])
            contents = _contents(name, occurrences.loads[name], occurrences) if name in own else []
            found.variables[name] = sources + _held(name, contents, pool, is_confined=name in confined)
    for name in attributes:
        key = f".{name}"
        sources = [_source(store, occurrences) for store in occurrences.attribute_stores[name]]
        contents = _contents(key, occurrences.attribute_loads[name], occurrences) if key in confined else []
        found.variables[key] = sources + _held(key, contents, pool, is_confined=key in confined)
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and len(occurrences.stores[function.name]) == 1:
            found.functions[function.name] = _results(function, hands_out=occurrences.hands_out)
    return found


def _made_here(occurrences: Occurrences, bindings: Bindings) -> frozenset[str]:
    """Variables that only ever hold containers made where they are assigned.

    What is put in through such a variable is in one of these. Whoever else holds it has it, in the end, from the variable, with its type.
    """
    return frozenset(
        name
        for name, variable in bindings.variables.items()
        if variable.role == "local" and variable.is_surely_bound and is_made_here(name, occurrences)
    )


def _held(name: str, contents: list[TypeSource], pool: Pool, *, is_confined: bool) -> list[TypeSource]:
    """What is put into the container of a variable: through the variable itself, and into whatever others may reach."""
    return [*contents, shared_contents(name, pool, is_confined=is_confined)]


def _source(store: ast.AST, occurrences: Occurrences) -> TypeSource:
    parent = occurrences.parent(store)
    match parent:
        case ast.Assign() if store in parent.targets:
            value = parent.value
            return lambda inference: inference.of(value)
        case ast.AnnAssign() | ast.NamedExpr() if parent.value is not None:
            assigned = parent.value
            return lambda inference: inference.of(assigned)
        case ast.AugAssign():
            return lambda inference: binary_result(_current(store, inference), parent.op, inference.of(parent.value))
        case ast.For() | ast.comprehension() if parent.target is store:
            iterable = parent.iter
            return lambda inference: element(inference.of(iterable))
        case ast.Tuple() | ast.List():
            return _from_pattern(store, parent, occurrences)
    return lambda _inference: UNKNOWN


def _current(store: ast.AST, inference: Inference) -> Type:
    """What an augmented assignment finds in its target."""
    key = store.id if isinstance(store, ast.Name) else f".{store.attr}" if isinstance(store, ast.Attribute) else ""
    return inference.environment.get(key, UNKNOWN)


def _from_pattern(store: ast.AST, pattern: ast.Tuple | ast.List, occurrences: Occurrences) -> TypeSource:
    above = occurrences.parent(pattern)
    position = next(index for index, item in enumerate(pattern.elts) if item is store)
    if any(isinstance(item, ast.Starred) for item in pattern.elts):
        return lambda _inference: UNKNOWN
    if isinstance(above, ast.Assign) and isinstance(above.value, ast.Tuple) and len(above.value.elts) == len(pattern.elts):
        value = above.value.elts[position]
        return lambda inference: inference.of(value)
    if isinstance(above, ast.Assign):
        whole = above.value
        return lambda inference: _component(inference.of(whole), position)
    if isinstance(above, ast.For | ast.comprehension):
        iterable = above.iter
        return lambda inference: _component(element(inference.of(iterable)), position)
    return lambda _inference: UNKNOWN


def _component(type_: Type, position: int) -> Type:
    if kind(type_) == "tuple" and type_ is not None and len(type_) > position + 2:
        return type_[position + 2]  # type: ignore[return-value]
    return element(type_)


def _contents(name: str, loads: Sequence[ast.expr], occurrences: Occurrences) -> list[TypeSource]:
    """What is put into a confined container through its variable or attribute."""
    sources = []
    for load in loads:
        parent = occurrences.parent(load)
        if isinstance(parent, ast.Attribute):
            call = occurrences.parent(parent)
            if isinstance(call, ast.Call):
                sources.append(_method_source(name, parent.attr, call))
        elif isinstance(parent, ast.Subscript) and isinstance(parent.ctx, ast.Store):
            sources.append(_subscript_source(name, parent, occurrences))
    return sources


def _method_source(name: str, method: str, call: ast.Call) -> TypeSource:
    if method in INSERTS and len(call.args) > INSERTS[method]:
        value = call.args[INSERTS[method]]
        return lambda inference: _container_of(inference.environment.get(name, NEVER), inference.of(value))
    if method == "extend" and call.args:
        iterable = call.args[0]
        return lambda inference: _container_of(inference.environment.get(name, NEVER), element(inference.of(iterable)))
    if method in EXTENDS or (method in INSERTS and call.args):
        return lambda inference: _container_of(inference.environment.get(name, NEVER), UNKNOWN)
    return lambda _inference: NEVER


def _container_of(type_: Type, value: Type) -> Type:
    """A container like this one, holding this."""
    if kind(type_) in {"list", "set"}:
        return (kind(type_), value)
    return (kind(type_), UNKNOWN, UNKNOWN) if kind(type_) in MAPPINGS else NEVER if type_ == NEVER else UNKNOWN


def _subscript_source(name: str, target: ast.Subscript, occurrences: Occurrences) -> TypeSource:
    statement, key = occurrences.parent(target), target.slice
    if not isinstance(statement, ast.Assign | ast.AugAssign) or isinstance(key, ast.Slice):
        return lambda inference: _container_of(inference.environment.get(name, NEVER), UNKNOWN)

    def source(inference: Inference) -> Type:
        own = inference.environment.get(name, NEVER)
        value = changed_value(target, statement, inference) if isinstance(statement, ast.AugAssign) else inference.of(statement.value)
        if kind(own) in MAPPINGS:
            return (kind(own), inference.of(key), value)
        return _container_of(own, value)

    return source


def _results(function: ast.FunctionDef, *, hands_out: bool) -> list[TypeSource]:
    """What a function returns: its return values, and None where it may run off its end; unknown for generators.

    `hands_out` says that there may be generators.
    """
    nodes = _own_nodes(function, with_expressions=hands_out)
    returns = [node for node in nodes if isinstance(node, ast.Return | ast.Yield | ast.YieldFrom)]
    if any(not isinstance(node, ast.Return) for node in returns) or function.decorator_list:
        return [lambda _inference: UNKNOWN]
    values = [node.value for node in returns if isinstance(node, ast.Return)]
    sources: list[TypeSource] = [
        (lambda inference, value=value: inference.of(value)) if value is not None else (lambda _inference: NONE)  # type: ignore[misc]
        for value in values
    ]
    ends_by_return = isinstance(function.body[-1], ast.Return | ast.Raise)
    return sources if ends_by_return else [*sources, lambda _inference: UNKNOWN]


def _own_nodes(function: ast.FunctionDef, *, with_expressions: bool) -> list[ast.AST]:
    nodes: list[ast.AST] = []
    stack: list[ast.AST] = list(function.body)
    while stack:
        node = stack.pop()
        nodes.append(node)
        if node.__class__ in _SCOPES:
            continue
        if with_expressions:
            stack.extend(child_nodes(node))
        elif node.__class__ not in _SIMPLE:
            stack.extend([child for child in child_nodes(node) if not isinstance(child, ast.expr)])
    return nodes


_SCOPES = frozenset([ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda])
_SIMPLE = frozenset([ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.Return, ast.Raise, ast.Assert, ast.Delete, ast.Pass])
