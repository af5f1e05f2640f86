"""From a document in our own form, already checked against the schema, to a contract."""

from typing import Any

from engine.domain.contract import (
    Constraints,
    Contract,
    DomainInput,
    Kind,
    NormalizationRules,
    Operation,
    OracleTest,
    OutOfDomain,
    OutOfDomainPolicy,
    RescueBounds,
)


def read_own_contract(value: dict[str, Any]) -> Contract:
    """Build a contract from a valid document of our own form."""
    return Contract(
        id=value["id"],
        version=value["version"],
        kind=Kind(value.get("kind", "python")),
        title=value["title"],
        prompt=value["prompt"],
        system_prompt=value.get("system_prompt"),
        function_name=value.get("function_name"),
        class_name=value.get("class_name"),
        constraints=_constraints(value.get("constraints", {})),
        domain=tuple(DomainInput(**entry) for entry in value.get("domain", {}).get("inputs", ())),
        oracle_tests=tuple(_test(test, number) for number, test in enumerate(value.get("oracle_tests", ()), start=1)),
        required_pass_rate=float(value.get("required_pass_rate", 1.0)),
        out_of_domain=read_out_of_domain(value.get("out_of_domain")),
        normalization_rules=NormalizationRules(**value.get("normalization_rules", {})),
        rescue_bounds=RescueBounds(**value.get("rescue_bounds", {})),
        schema=value.get("schema"),
        near_duplicate_similarity=value.get("near_duplicate_similarity"),
    )


def read_out_of_domain(value: dict[str, Any] | None) -> OutOfDomain:
    """Build the out-of-domain policy; `allow` where none is declared."""
    if not value:
        return OutOfDomain()
    return OutOfDomain(
        policy=OutOfDomainPolicy(value["policy"]),
        return_value=value.get("return_value"),
        exception=value.get("exception"),
        examples=tuple(value.get("examples", ())),
        max_checks=value.get("max_checks", 3),
    )


def _constraints(value: dict[str, Any]) -> Constraints:
    lists: dict[str, Any] = {name: tuple(entry) if isinstance(entry, list) else entry for name, entry in value.items()}
    return Constraints(**lists)


def _test(value: dict[str, Any], number: int) -> OracleTest:
    return OracleTest(
        description=value.get("description", f"test {number}"),
        arguments=(value["pointer"],) if "pointer" in value else tuple(value.get("arguments", ())),
        expected=value.get("expected"),
        operations=tuple(_operation(step) for step in value.get("operations", ())),
    )


def _operation(value: dict[str, Any]) -> Operation:
    return Operation(value["call"], tuple(value.get("arguments", ())), value.get("expected"), "expected" in value)
