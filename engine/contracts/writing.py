"""From a contract to a document in our own form, which reads back to an equal contract."""

from dataclasses import asdict, fields
from typing import Any

import yaml

from engine.domain.contract import Contract, Kind, Operation, OracleTest, OutOfDomainPolicy
from engine.domain.json_value import JsonObject

_PLAIN = ("system_prompt", "function_name", "class_name", "schema", "near_duplicate_similarity")


def own_document(contract: Contract) -> JsonObject:
    """The contract as one would write it: only what it says, defaults left out."""
    plain = {name: value for name in _PLAIN if (value := getattr(contract, name)) is not None}
    document = {
        "id": contract.id,
        "version": contract.version,
        "kind": contract.kind.value,
        "title": contract.title,
        "prompt": contract.prompt,
        **plain,
        "constraints": _changed(contract.constraints),
        "domain": {"inputs": [asdict(entry) for entry in contract.domain]} if contract.domain else {},
        "oracle_tests": [_test(contract, test) for test in contract.oracle_tests],
        "out_of_domain": _out_of_domain(contract),
        "normalization_rules": _changed(contract.normalization_rules),
        "rescue_bounds": _changed(contract.rescue_bounds),
    }
    if contract.required_pass_rate != 1.0:
        document["required_pass_rate"] = contract.required_pass_rate
    return {name: _json(value) for name, value in document.items() if value not in ({}, [])}


def as_yaml(contract: Contract) -> str:
    """The contract as one would write it, as YAML."""
    return yaml.safe_dump(own_document(contract), sort_keys=False, allow_unicode=True, width=110)


def _changed(value: Any) -> dict[str, Any]:  # noqa: ANN401 - one of the contract's small dataclasses
    """The fields that differ from their defaults."""
    default = type(value)()
    names = (field.name for field in fields(value))
    return {name: getattr(value, name) for name in names if getattr(value, name) != getattr(default, name)}


def _out_of_domain(contract: Contract) -> dict[str, Any]:
    changed = _changed(contract.out_of_domain)
    if contract.out_of_domain.policy is OutOfDomainPolicy.MUST_RETURN:
        changed["return_value"] = contract.out_of_domain.return_value
    return {**changed, "policy": contract.out_of_domain.policy.value} if changed else {}


def _test(contract: Contract, test: OracleTest) -> dict[str, Any]:
    if test.operations:
        return {"description": test.description, "operations": [_operation(step) for step in test.operations]}
    if contract.kind is Kind.JSON:
        return {"description": test.description, "pointer": test.arguments[0], "expected": test.expected}
    return {"description": test.description, "arguments": list(test.arguments), "expected": test.expected}


def _operation(step: Operation) -> dict[str, Any]:
    expected = {"expected": step.expected} if step.is_checked else {}
    return {"call": step.name, "arguments": list(step.arguments), **expected}


def _json(value: Any) -> Any:  # noqa: ANN401 - JSON values and tuples of them
    if isinstance(value, dict):
        return {name: _json(item) for name, item in value.items()}
    return [_json(item) for item in value] if isinstance(value, list | tuple) else value
