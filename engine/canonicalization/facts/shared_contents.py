"""What a module puts into the containers that are not confined to one variable: whoever reaches one may find it there."""

import ast
import builtins
from collections.abc import Callable, Container

from engine.canonicalization.facts.confinement import FRESH_COLLECTIONS, is_from_collections
from engine.canonicalization.facts.inference import Inference
from engine.canonicalization.facts.occurrences import Occurrences
from engine.canonicalization.facts.operator_results import binary_result
from engine.canonicalization.facts.types import (
    MAPPINGS,
    NEVER,
    SCALARS,
    UNKNOWN,
    Put,
    Type,
    element,
    join,
    kind,
    may_change,
    parts_of,
    widened,
)

_HARMLESS_MODULES = frozenset({"math", "re", "string", "time"})
_KNOWN = frozenset(dir(builtins)) - {"setattr", "map", "filter"}
TypeSource = Callable[[Inference], Type]
INSERTS = {"append": 0, "add": 0, "appendleft": 0, "insert": 1}
_METHODS_OF = {"append": ("lists", "list"), "insert": ("lists", "list"), "extend": ("lists", "list"), "add": ("sets", "set")}
EXTENDS = frozenset({"extend", "update", "setdefault", "extendleft"})


class Pool:
    """Everything that is put into what is shared; its type is found out once for each state of what is known of names."""

    def __init__(self, sources: dict[str, list[TypeSource]]) -> None:
        """Take one source for each thing, by what it is put into: a field of `Put`."""
        self._sources = sources
        self._version, self._put = -1, Put()

    def of(self, inference: Inference) -> Put:
        """The least types that cover all that may be put into containers."""
        if self._version != inference.version:
            put = Put(**{name: self._joined(sources, inference) for name, sources in self._sources.items()})
            self._version, self._put = inference.version, put
        return self._put

    def _joined(self, sources: list[TypeSource], inference: Inference) -> Type:
        put: Type = NEVER
        for source in sources:
            put = join(put, source(inference))
            if put is UNKNOWN:
                break
        return put


def shared_contents(name: str, pool: Pool, *, is_confined: bool) -> TypeSource:
    """What others may put into a container they reach: whatever the module puts into any such; of a confined one into the inner ones."""

    def source(inference: Inference) -> Type:
        own = inference.environment.get(name, NEVER)
        if own is None or own == NEVER or not (may_change(own) if not is_confined else any(map(may_change, parts_of(own)))):
            return NEVER
        put = pool.of(inference)
        return widened(own, put) if not is_confined else (own[0], *(widened(part, put) for part in parts_of(own)))

    return source


def shared_pool(occurrences: Occurrences, confined: frozenset[str]) -> Pool:
    """Everything that the module puts into containers that are not confined; what unknown code gets hold of may hold anything."""
    into: dict[str, list[TypeSource]] = {name: [] for name in Put._fields}
    pool = into["anywhere"]
    if occurrences.hands_out:
        pool.append(_unknown)
    pool.extend(_kept_by_operator(node) for node in occurrences.operations)
    for call in occurrences.calls:
        if isinstance(call.func, ast.Attribute) and not _is_confined(call.func.value, confined):
            put = _put_by_method(call.func.attr, call)
            if call.func.attr in _METHODS_OF:
                field, name = _METHODS_OF[call.func.attr]
                into[field].append(put)
                put = _unless_into(call.func.value, put, {name})
            pool.append(put)
            pool.append(_kept_by_method(call.func, call))
        elif isinstance(call.func, ast.Name) and call.args and not _only_makes(call.func.id, call, occurrences):
            pool.append(_unless_own_function(call.func.id))
    for target in occurrences.item_stores:
        if not _is_confined(target.value, confined):
            put = _put_by_statement(target, occurrences)
            pool.append(_unless_into(target.value, put, {"list", *MAPPINGS}))
            into["lists"].append(_only_into(target.value, put, {"list"}))
            into["values"].append(_only_into(target.value, put, MAPPINGS))
            into["keys"].append(_only_into(target.value, _key(target), MAPPINGS))
    return Pool(into)


def _unless_into(owner: ast.expr, put: TypeSource, names: Container[str]) -> TypeSource:
    """What is put into something that is not known to be of one of some kinds."""

    def source(inference: Inference) -> Type:
        name = kind(inference.of(owner))
        return NEVER if name == "never" or name in names else put(inference)

    return source


def _only_into(owner: ast.expr, put: TypeSource, names: Container[str]) -> TypeSource:
    """What is put into something that is known to be of one of some kinds."""
    return lambda inference: put(inference) if kind(inference.of(owner)) in names else NEVER


def _key(target: ast.Subscript) -> TypeSource:
    return (lambda _inference: UNKNOWN) if isinstance(target.slice, ast.Slice) else lambda inference: inference.of(target.slice)


def _only_makes(name: str, call: ast.Call, occurrences: Occurrences) -> bool:
    """Whether a function is known to put nothing into what it is given; `map` and `filter` by such a function do not either."""
    if name in {"map", "filter"} and name not in occurrences.stores and isinstance(applied := call.args[0], ast.Name):
        return applied.id in _KNOWN and applied.id not in occurrences.stores
    return name in _KNOWN or (name in FRESH_COLLECTIONS and is_from_collections(name, occurrences))


def _is_confined(node: ast.expr, confined: frozenset[str]) -> bool:
    return (isinstance(node, ast.Name) and node.id in confined) or (isinstance(node, ast.Attribute) and f".{node.attr}" in confined)


def _unless_own_function(name: str) -> TypeSource:
    return lambda inference: NEVER if name in inference.functions else UNKNOWN


def _unknown(_inference: Inference) -> Type:
    return UNKNOWN


def _kept_by_method(function: ast.Attribute, call: ast.Call) -> TypeSource:
    """A method of an unknown object may keep and change the containers it is given."""
    arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
    module = function.value.id if isinstance(function.value, ast.Name) else ""

    def source(inference: Inference) -> Type:
        is_known = (module in _HARMLESS_MODULES and module in inference.imported) or inference.of(function.value) is not UNKNOWN
        is_known = is_known or (module == "dict" and function.attr == "fromkeys" and "dict" not in inference.shadowed)
        return NEVER if is_known or not any(_may_be_kept(inference.of(argument)) for argument in arguments) else UNKNOWN

    return source


def _kept_by_operator(node: ast.BinOp | ast.Compare | ast.AugAssign) -> TypeSource:
    """An operator of an unknown object may keep and change the container it meets."""
    operands = (
        [node.left, node.right]
        if isinstance(node, ast.BinOp)
        else [node.left, *node.comparators]
        if isinstance(node, ast.Compare)
        else [node.value]
    )
    if isinstance(node, ast.AugAssign):
        operands.append(as_load(node.target))

    def source(inference: Inference) -> Type:
        types = [inference.of(operand) for operand in operands]
        return UNKNOWN if UNKNOWN in types and any(type_ is not UNKNOWN and may_change(type_) for type_ in types) else NEVER

    return source


def _may_be_kept(type_: Type) -> bool:
    return type_ is UNKNOWN or may_change(type_)


def as_load(target: ast.expr) -> ast.expr:
    """A target as the value that it holds."""
    return ast.Name(target.id, ast.Load()) if isinstance(target, ast.Name) else target


def _put_by_method(method: str, call: ast.Call) -> TypeSource:
    if method.startswith("__") and call.args:
        return _unknown
    if method in INSERTS and len(call.args) <= INSERTS[method]:
        return _unknown if call.args else lambda _inference: NEVER
    if method in INSERTS and len(call.args) > INSERTS[method]:
        value = call.args[INSERTS[method]]
        return lambda inference: inference.of(value)
    if method == "extend" and call.args:
        iterable = call.args[0]
        return lambda inference: element(inference.of(iterable))
    return (lambda _inference: UNKNOWN) if method in EXTENDS else (lambda _inference: NEVER)


def changed_value(target: ast.expr, statement: ast.AugAssign, inference: Inference) -> Type:
    """What `target += e` leaves there, if that is a plain value; a container that is changed in place is unknown."""
    result = binary_result(inference.of(target), statement.op, inference.of(statement.value))
    return result if kind(result) in SCALARS | {"never"} else UNKNOWN


def _put_by_statement(target: ast.Subscript, occurrences: Occurrences) -> TypeSource:
    statement = occurrences.parent(target)
    if isinstance(statement, ast.AugAssign) and not isinstance(target.slice, ast.Slice):
        return lambda inference: changed_value(target, statement, inference)
    if isinstance(statement, ast.Assign) and not isinstance(target.slice, ast.Slice):
        is_known = {"list", *MAPPINGS}
        return lambda inference: join(inference.of(statement.value), NEVER if kind(inference.of(target.value)) in is_known else UNKNOWN)
    if (
        isinstance(statement, ast.Tuple)
        and isinstance(above := occurrences.parent(statement), ast.Assign)
        and isinstance(above.value, ast.Tuple)
    ):
        values = above.value
        return lambda inference: inference.all_of(values.elts)
    return lambda _inference: UNKNOWN
