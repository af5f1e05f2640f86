"""What a contract vouches for: the assumptions of level `checked`, and their names for the reader."""

import ast
import builtins
import re
from functools import lru_cache

from engine.canonicalization.facts.types import BOOL, BYTES, FLOAT, INT, NEVER, NONE, STR, UNKNOWN, Type, join
from engine.canonicalization.program import Assumptions
from engine.domain.contract import Contract, DomainInput, OutOfDomainPolicy
from engine.domain.json_value import Json

_SIMPLE: dict[str, Type] = {
    "int": INT,
    "integer": INT,
    "str": STR,
    "string": STR,
    "float": FLOAT,
    "bool": BOOL,
    "boolean": BOOL,
    "bytes": BYTES,
    "None": NONE,
}
_CONTAINERS = frozenset({"list", "set", "dict", "tuple", "frozenset"})
_BOUND = re.compile(r"^\s*(?P<name>\w+)\s*(?P<operator>>=|>)\s*(?P<value>-?\d{1,9})\s*$")
_SILENT_POLICIES = frozenset({OutOfDomainPolicy.ALLOW, OutOfDomainPolicy.UNDEFINED})
_DEMANDING_POLICIES = frozenset({OutOfDomainPolicy.MUST_RETURN, OutOfDomainPolicy.MUST_RAISE})


def assumptions_of(contract: Contract) -> Assumptions:
    """Read a contract as assumptions: entry point, positional calls, declared types and bounds, and what callers can see.

    Where the contract demands something outside its bounds, a form does that. The types of methods' arguments are those of the
    contract's own tests.
    """
    if contract.entry_point is None:
        return Assumptions()
    return Assumptions(
        entry_point=contract.entry_point,
        parameter_types=tuple(type_of_annotation(item.type) for item in contract.domain) if contract.function_name else (),
        lower_bounds=tuple(_lower_bound(item, contract) for item in contract.domain),
        public_members=_public_members(contract),
        method_types=_method_types(contract) if contract.class_name else (),
        outside=_demanded(contract) if contract.function_name else None,
        only_exception_types_matter=True,
        allow_print_removal=contract.rescue_bounds.allow_print_removal,
    )


def names_of(assumptions: Assumptions) -> tuple[str, ...]:
    """The assumptions in words."""
    if assumptions.entry_point is None:
        return ()
    names = [f"callers use only `{assumptions.entry_point}`, and pass all declared arguments by position"]
    if any(type_ is not UNKNOWN for type_ in assumptions.parameter_types) or assumptions.method_types:
        names.append("arguments have the types that the contract declares or tests with")
    if any(bound is not None for bound in assumptions.lower_bounds):
        names.append("arguments are within the bounds that the contract declares")
    if assumptions.outside is not None:
        names.append(
            f"outside these bounds a form does what the contract demands (`{assumptions.outside}`), whatever the answer does there"
        )
    if assumptions.only_exception_types_matter:
        names.append("of an exception only its type matters, not its message")
    if assumptions.allow_print_removal:
        names.append("what the code prints does not matter, in functions that do more than print")
    return tuple(names)


@lru_cache(maxsize=1024)
def type_of_annotation(text: str) -> Type:
    """The type that an annotation such as `list[int]` declares; UNKNOWN for anything else."""
    try:
        return _read(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return UNKNOWN


def _read(node: ast.expr) -> Type:
    if isinstance(node, ast.Constant) and node.value is None:
        return NONE
    if isinstance(node, ast.Name):
        bare: Type = (node.id.lower(), *([UNKNOWN] * (2 if node.id.lower() == "dict" else 1)))
        return bare if node.id.lower() in _CONTAINERS else _SIMPLE.get(node.id, UNKNOWN)
    if not isinstance(node, ast.Subscript) or not isinstance(node.value, ast.Name) or node.value.id.lower() not in _CONTAINERS:
        return UNKNOWN
    return _container(node.value.id.lower(), list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice])


def _container(name: str, parts: list[ast.expr]) -> Type:
    if name == "dict":
        return (name, _read(parts[0]), _read(parts[1])) if len(parts) == 2 else UNKNOWN
    if name != "tuple":
        return (name, _read(parts[0])) if len(parts) == 1 else UNKNOWN
    if len(parts) == 2 and isinstance(parts[1], ast.Constant) and parts[1].value is Ellipsis:
        return (name, _read(parts[0]))
    inner: Type = NEVER
    for part in parts:
        inner = join(inner, _read(part))
    return (name, inner, *map(_read, parts))


def _lower_bound(item: DomainInput, contract: Contract) -> int | None:
    match = _BOUND.match(item.constraint)
    is_open = contract.out_of_domain.policy in _SILENT_POLICIES or _demanded(contract) is not None
    if match is None or match["name"] != item.name or not is_open:
        return None
    return int(match["value"]) + (match["operator"] == ">")


def _demanded(contract: Contract) -> str | None:
    """The statement that the contract demands outside its domain; None where it leaves that open or it cannot be written."""
    policy = contract.out_of_domain
    if policy.policy not in _DEMANDING_POLICIES:
        return None
    if policy.policy is OutOfDomainPolicy.MUST_RETURN:
        return f"return {policy.return_value!r}"
    name = policy.exception or "ValueError"
    raised = getattr(builtins, name, None)
    return f"raise {name}()" if isinstance(raised, type) and issubclass(raised, Exception) else None


def _public_members(contract: Contract) -> frozenset[str] | None:
    if contract.class_name is None:
        return None
    used = {operation.name for test in contract.oracle_tests for operation in test.operations}
    return frozenset({*contract.constraints.methods, *used, "__init__"} - {"init"})


def _method_types(contract: Contract) -> tuple[tuple[str, tuple[Type, ...]], ...]:
    """For each method the types of its arguments in all tests, joined by position."""
    found: dict[str, tuple[Type, ...]] = {}
    for test in contract.oracle_tests:
        for operation in test.operations:
            name = "__init__" if operation.name == "init" else operation.name
            types = tuple(_type_of_value(argument) for argument in operation.arguments)
            known = found.get(name, types)
            found[name] = tuple(map(join, known, types)) if len(known) == len(types) else (UNKNOWN,) * max(len(known), len(types))
    return tuple(sorted(found.items()))


def _type_of_value(value: Json) -> Type:
    if isinstance(value, dict):
        return ("dict", _joined(list(value)), _joined(list(value.values())))
    if isinstance(value, list):
        return ("list", _joined(value))
    return {type(None): NONE, bool: BOOL, int: INT, float: FLOAT, str: STR}[type(value)]


def _joined(values: list[Json]) -> Type:
    inner: Type = NEVER
    for value in values:
        inner = join(inner, _type_of_value(value))
    return inner
