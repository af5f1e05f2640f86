"""From a contract in the JSON form of the SKYT study (MSR 2026), already checked, to ours."""

from typing import Any

from engine.contracts.own_form import read_out_of_domain
from engine.domain.contract import Constraints, Contract, DomainInput, Kind, NormalizationRules, Operation, OracleTest, RescueBounds

DEFAULT_VERSION = "1.0.0"
_BOUNDS = ("allow_function_rename", "allow_print_removal", "max_transformations")
_RULES = ("remove_comments", "normalize_whitespace", "enforce_function_name")


def read_study_contract(contract_id: str, value: dict[str, Any]) -> Contract:
    """Build a contract from a valid object of the study's form; the prompt is the one that the model really received."""
    return Contract(
        id=contract_id,
        version=value.get("version") or DEFAULT_VERSION,
        kind=Kind.PYTHON,
        title=value.get("task_intent") or contract_id,
        prompt=value.get("prompt_sent") or value["prompt"],
        system_prompt=value.get("system_prompt"),
        function_name=value.get("function_name"),
        class_name=None if value.get("function_name") else value.get("class_name"),
        constraints=_constraints(value.get("constraints") or {}),
        domain=tuple(_domain_input(entry) for entry in (value.get("domain") or {}).get("inputs", ())),
        oracle_tests=tuple(_test(test, number) for number, test in enumerate(value["oracle_test_cases"], start=1)),
        required_pass_rate=float(value.get("required_pass_rate", 1.0)),
        out_of_domain=read_out_of_domain(value.get("out_of_domain")),
        normalization_rules=NormalizationRules(**_known(value.get("normalization_rules"), _RULES)),
        rescue_bounds=RescueBounds(**_known(value.get("rescue_bounds"), _BOUNDS)),
    )


def _known(value: dict[str, Any] | None, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: (value or {})[name] for name in names if name in (value or {})}


def _constraints(value: dict[str, Any]) -> Constraints:
    naming = value.get("variable_naming") or {}
    return Constraints(
        methods=tuple(value.get("methods") or ()),
        output_type=value.get("output_type"),
        requires_recursion=value.get("requires_recursion"),
        implementation_style=value.get("implementation_style"),
        fixed_variables=tuple(naming.get("fixed_variables", ())),
        flexible_variables=tuple(naming.get("flexible_variables", ())),
        naming_policy=naming.get("naming_policy"),
    )


def _domain_input(value: dict[str, Any]) -> DomainInput:
    return DomainInput(value["name"], value["type"], value.get("constraint", "any"))


def _test(value: dict[str, Any], number: int) -> OracleTest:
    """A list as `input` is the list of positional arguments; anything else is the one argument."""
    description = value.get("description", f"test {number}")
    if "operations" in value:
        return OracleTest(description, operations=tuple(_operation(step) for step in value["operations"]))
    given = value["input"]
    return OracleTest(description, tuple(given) if isinstance(given, list) else (given,), value["expected"])


def _operation(value: dict[str, Any]) -> Operation:
    return Operation(value["op"], tuple(value.get("args", ())), value.get("expected"), "expected" in value)
