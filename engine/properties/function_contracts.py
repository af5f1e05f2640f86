"""Function contracts."""

import ast

from engine.domain.json_value import Json
from engine.properties.property import Property
from engine.properties.units import Unit, in_order, per_unit


def _profile(unit: Unit) -> Json:
    nodes = list(unit.nodes())
    exceptions = {_exception(node) for node in nodes if isinstance(node, ast.Raise)}
    profile: dict[str, Json] = {
        "returns": _returns(nodes),
        "raises": in_order(exceptions),
        "checks": sum(isinstance(node, ast.Assert) for node in nodes),
    }
    if unit.function is not None:
        profile |= _signature(unit.function.args)
        profile["is_async"] = isinstance(unit.function, ast.AsyncFunctionDef)
        profile["decorators"] = len(unit.function.decorator_list)
    return profile


def _signature(arguments: ast.arguments) -> dict[str, Json]:
    return {
        "positional": len(arguments.posonlyargs) + len(arguments.args),
        "keyword_only": len(arguments.kwonlyargs),
        "optional": len(arguments.defaults) + sum(default is not None for default in arguments.kw_defaults),
        "takes_more": [arguments.vararg is not None, arguments.kwarg is not None],
    }


def _returns(nodes: list[ast.AST]) -> Json:
    """What comes back: `values`, `nothing`, and `yields` as far as each occurs."""
    kinds = {"nothing" if _is_nothing(node) else "values" for node in nodes if isinstance(node, ast.Return)}
    kinds |= {"yields" for node in nodes if isinstance(node, ast.Yield | ast.YieldFrom)}
    return in_order(kinds)


def _is_nothing(node: ast.Return) -> bool:
    return node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None)


def _exception(node: ast.Raise) -> str:
    raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    return raised.id if isinstance(raised, ast.Name) else type(raised).__name__ if raised is not None else "again"


FUNCTION_CONTRACTS = Property(
    "function_contracts",
    "Function contracts",
    "What every function takes (parameters, defaults), gives back (values, nothing, yields), raises and asserts.",
    lambda tree: per_unit(tree, _profile),
)
