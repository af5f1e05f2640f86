"""All foundational properties by name, and the profile of one of them."""

import ast

from engine.domain.json_value import Json
from engine.properties.algebraic_structure import ALGEBRAIC_STRUCTURE
from engine.properties.complexity_class import COMPLEXITY_CLASS
from engine.properties.control_flow import CONTROL_FLOW
from engine.properties.data_dependency import DATA_DEPENDENCY
from engine.properties.execution_paths import EXECUTION_PATHS
from engine.properties.function_contracts import FUNCTION_CONTRACTS
from engine.properties.logical_equivalence import LOGICAL_EQUIVALENCE
from engine.properties.normalized_ast import NORMALIZED_AST
from engine.properties.numerical_behaviour import NUMERICAL_BEHAVIOUR
from engine.properties.operator_precedence import OPERATOR_PRECEDENCE
from engine.properties.property import Property
from engine.properties.recursion_schema import RECURSION_SCHEMA
from engine.properties.side_effects import SIDE_EFFECTS
from engine.properties.statement_order import STATEMENT_ORDER
from engine.properties.termination import TERMINATION

_ALL: tuple[Property, ...] = (
    CONTROL_FLOW,
    DATA_DEPENDENCY,
    EXECUTION_PATHS,
    FUNCTION_CONTRACTS,
    COMPLEXITY_CLASS,
    SIDE_EFFECTS,
    TERMINATION,
    ALGEBRAIC_STRUCTURE,
    NUMERICAL_BEHAVIOUR,
    LOGICAL_EQUIVALENCE,
    NORMALIZED_AST,
    OPERATOR_PRECEDENCE,
    STATEMENT_ORDER,
    RECURSION_SCHEMA,
)
PROPERTIES: dict[str, Property] = {item.name: item for item in _ALL}
TOO_DEEP: Json = {"not_profiled": "nested too deeply to be analysed"}


def profile_of(name: str, tree: ast.Module) -> Json:
    """The profile of one property (a key of `PROPERTIES`); a tree that is nested too deeply has one that says so."""
    try:
        return PROPERTIES[name].profile(tree)
    except RecursionError:
        return TOO_DEEP
