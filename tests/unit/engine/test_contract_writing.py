"""Contracts written in our own form read back to equal contracts."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine.contracts.loader import load_contract_text, load_contracts
from engine.contracts.writing import as_yaml, own_document
from engine.domain.contract import OutOfDomain, OutOfDomainPolicy

PRESETS = sorted((Path(__file__).resolve().parents[3] / "engine" / "presets" / "contracts").rglob("*.*"))
CONTRACTS = [contract for path in PRESETS if path.suffix in {".yaml", ".json"} for contract in load_contracts(path)]


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.id)
def test_a_preset_is_the_same_after_writing_and_reading(contract) -> None:  # type: ignore[no-untyped-def]
    assert load_contract_text(json.dumps(own_document(contract)), "contract.json") == contract
    assert load_contract_text(as_yaml(contract), "contract.yaml") == contract


@pytest.mark.parametrize("policy", OutOfDomainPolicy)
def test_every_policy_is_written_by_its_name(policy: OutOfDomainPolicy) -> None:
    contract = replace(CONTRACTS[0], out_of_domain=OutOfDomain(policy, return_value=0))
    assert load_contract_text(as_yaml(contract), "contract.yaml") == contract


def test_nothing_is_a_value_to_return_too() -> None:
    contract = replace(CONTRACTS[0], out_of_domain=OutOfDomain(OutOfDomainPolicy.MUST_RETURN, return_value=None))
    assert own_document(contract)["out_of_domain"] == {"policy": "must_return", "return_value": None}


def test_only_what_is_said_is_written() -> None:
    text = '{"id": "a", "version": "1.0.0", "kind": "text", "title": "A", "prompt": "Write."}'
    assert own_document(load_contract_text(text, "contract.json")) == json.loads(text)
