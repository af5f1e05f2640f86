"""Loading contracts from one file, whichever of the two forms it has."""

from pathlib import Path

from engine.contracts.answer_schema import answer_schema_faults
from engine.contracts.own_form import read_own_contract
from engine.contracts.study_form import read_study_contract
from engine.documents.document import Document
from engine.documents.reading import read_document, read_text_document
from engine.documents.schema import schema_faults
from engine.domain.contract import Contract
from engine.domain.errors import Fault, InvalidInput
from engine.domain.json_value import Json

OWN_SCHEMA = Path(__file__).with_name("contract.schema.json")
STUDY_SCHEMA = Path(__file__).with_name("study-contract.schema.json")
HINT = "The published form is engine/contracts/contract.schema.json."


def load_contracts(path: Path) -> tuple[Contract, ...]:
    """Load every contract of a file.

    A file in our own form holds one contract (an object with `id`, `version`, `prompt`, ...). A file in the study's form maps
    contract ids to objects with `oracle_test_cases`; a contract without a version there is version 1.0.0.
    Raises InvalidInput with every fault of the file at once, each with its JSON path and line.
    """
    document = read_document(path)
    value = document.value
    if not isinstance(value, dict) or not value:
        raise InvalidInput([document.fault("expected an object: one contract, or contract ids mapped to contracts")], HINT)
    if _is_own_form(value):
        return (_own_contract(document, value),)
    return _study_contracts(document, value)


def load_contract_text(text: str, file_name: str) -> Contract:
    """Load one contract in our own form from a text, YAML or JSON by the ending of `file_name`. Raises InvalidInput as above."""
    document = read_text_document(text, file_name)
    if not isinstance(document.value, dict):
        raise InvalidInput([document.fault("expected an object: one contract")], HINT)
    return _own_contract(document, document.value)


def _is_own_form(value: dict[str, Json]) -> bool:
    return isinstance(value.get("id"), str) or not all(isinstance(item, dict) for item in value.values())


def _own_contract(document: Document, value: dict[str, Json]) -> Contract:
    faults = schema_faults(document, OWN_SCHEMA)
    faults = faults or [*_mixed_tests(document, value), *answer_schema_faults(document, value)]
    if faults:
        raise InvalidInput(faults, HINT)
    return read_own_contract(value)


def _mixed_tests(document: Document, value: dict[str, Json]) -> list[Fault]:
    """A function's tests are calls, a class's operations, a JSON answer's pointers; name every test that is not what it must be."""
    tests = value.get("oracle_tests", [])
    key, unit = ("operations", "a class") if "class_name" in value else ("arguments", "a function")
    key, unit = ("pointer", "a JSON answer") if value.get("kind") == "json" else (key, unit)
    assert isinstance(tests, list)
    return [
        document.fault(f"a test of {unit} needs '{key}'", ("oracle_tests", index))
        for index, test in enumerate(tests)
        if isinstance(test, dict) and key not in test
    ]


def _study_contracts(document: Document, value: dict[str, Json]) -> tuple[Contract, ...]:
    faults: list[Fault] = []
    for contract_id, item in value.items():
        faults.extend(schema_faults(document, STUDY_SCHEMA, item, (contract_id,)))
    if faults:
        raise InvalidInput(faults)
    return tuple(read_study_contract(contract_id, item) for contract_id, item in value.items() if isinstance(item, dict))
