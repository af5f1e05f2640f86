"""Contracts through the API: validate, try, create, renew, deprecate, compare versions; nothing of another tenant."""

from typing import Any
from uuid import UUID

import pytest
import yaml
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError

from api.schema.node import key_of, node_id
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.tables import ContractDeprecationRow, ContractRow, MembershipRow
from tests.accounts import Tenant
from tests.graphql.service import Client
from tests.graphql.test_submit_job import SUBMIT, order

CONTRACT = """\
id: twice
version: 1.0.0
title: Twice
prompt: Write twice(n).
function_name: twice
domain: {inputs: [{name: n, type: int}]}
oracle_tests:
  - {arguments: [2], expected: 4}
  - {arguments: [-1], expected: -2}
"""
SAVED = """
    __typename
    ... on ContractSaved { contract { id name version source deprecation sourceDocument sourceText versions { version } } }
    ... on Problem { code message hint }
    ... on InvalidInput { faults { path line message } }
"""
CREATE = "mutation Go($input: ContractInput!) { answer: createContract(input: $input) {" + SAVED + "} }"
RENEW = "mutation Go($input: NewContractVersionInput!) { answer: newContractVersion(input: $input) {" + SAVED + "} }"
DEPRECATE = "mutation Go($input: DeprecateContractInput!) { answer: deprecateContract(input: $input) {" + SAVED + "} }"
VALIDATE = """
mutation Go($input: ContractInput!) {
  answer: validateContract(input: $input) {
    __typename
    ... on ContractValid { name version kind oracleTests }
    ... on InvalidInput { faults { path line message } }
  }
}
"""
TRY = """
mutation Go($input: TryContractInput!) {
  answer: tryContract(input: $input) {
    __typename
    ... on ContractTrial {
      oracle { passed passRate isolation verdicts { passed observed } } unsatisfiedConstraints canonicalOutput problem
    }
    ... on Problem { code message }
    ... on InvalidInput { faults { path message } }
  }
}
"""
DIFFERENCE = """
query($first: ID!, $second: ID!) { contractDifference(firstId: $first, secondId: $second) { path change first second } }
"""


async def answer(client: Client, mutation: str, **values: Any) -> dict[str, Any]:
    return (await client.data(mutation, input=values))["answer"]


async def created(client: Client) -> str:
    return str((await answer(client, CREATE, document=CONTRACT))["contract"]["id"])


async def count(owner: Database) -> tuple[int, int]:
    async with owner.unscoped_transaction() as connection:
        tables = (ContractRow.__table__, ContractDeprecationRow.__table__)
        contracts, deprecations = [(await connection.execute(select(func.count()).select_from(table))).scalar_one() for table in tables]
        return contracts, deprecations


async def test_validating_saves_nothing_and_names_every_fault(client: Client, owner: Database) -> None:
    assert await answer(client, VALIDATE, document=CONTRACT) == {
        "__typename": "ContractValid",
        "name": "twice",
        "version": "1.0.0",
        "kind": "PYTHON",
        "oracleTests": 2,
    }
    wrong = CONTRACT.replace("1.0.0", "one").replace("expected: 4", "expect: 4")
    found = await answer(client, VALIDATE, document=wrong)
    assert [(fault["path"], fault["line"]) for fault in found["faults"]] == [("$.version", 2), ("$.oracle_tests[0]", 8)]
    assert await count(owner) == (0, 0)


async def test_a_contract_is_created_once_renewed_and_compared(client: Client, owner: Database) -> None:
    saved = (await answer(client, CREATE, document=CONTRACT))["contract"]
    assert (saved["name"], saved["version"], saved["source"], saved["deprecation"]) == ("twice", "1.0.0", "USER", None)
    assert saved["sourceDocument"]["oracle_tests"][1] == {"description": "test 2", "arguments": [-1], "expected": -2}
    assert yaml.safe_load(saved["sourceText"]) == saved["sourceDocument"]
    again = await answer(client, CREATE, document=CONTRACT)
    assert [fault["message"] for fault in again["faults"]] == ["there is a contract 'twice' already"]
    same = await answer(client, RENEW, contractId=saved["id"], document=CONTRACT)
    assert [fault["message"] for fault in same["faults"]] == ["the version is 1.0.0; it must be above the newest, 1.0.0"]
    newer = CONTRACT.replace("1.0.0", "1.1.0").replace("[2], expected: 4", "[3], expected: 6")
    renewed = (await answer(client, RENEW, contractId=saved["id"], document=newer))["contract"]
    assert [item["version"] for item in renewed["versions"]] == ["1.1.0", "1.0.0"]
    differences = (await client.data(DIFFERENCE, first=saved["id"], second=renewed["id"]))["contractDifference"]
    assert differences == [
        {"path": "$.version", "change": "CHANGED", "first": "1.0.0", "second": "1.1.0"},
        {"path": "$.oracle_tests[0].arguments[0]", "change": "CHANGED", "first": 2, "second": 3},
        {"path": "$.oracle_tests[0].expected", "change": "CHANGED", "first": 4, "second": 6},
    ]
    assert await count(owner) == (2, 0)


async def test_a_deprecated_contract_takes_no_jobs(client: Client, owner: Database) -> None:
    contract = await created(client)
    for reason in ("the tests are wrong", "another reason"):
        found = await answer(client, DEPRECATE, contractId=contract, reason=reason)
        assert found["contract"]["deprecation"] == "the tests are wrong"
    key = key_of(contract, "Contract")
    assert key is not None
    refused = (await client.data(SUBMIT, input=order(key)))["submitJob"]
    assert (refused["faults"], refused["hint"]) == (
        [{"path": "$.contractId", "message": "contract 'twice' is deprecated: the tests are wrong"}],
        "use a newer version",
    )
    empty = await answer(client, DEPRECATE, contractId=contract, reason="  ")
    assert [fault["path"] for fault in empty["faults"]] == ["$.reason"]
    assert await count(owner) == (1, 1)


async def test_an_output_is_tried_in_the_sandbox_and_nothing_is_saved(client: Client, owner: Database) -> None:
    found = await answer(client, TRY, document=CONTRACT, output="def twice(n):\n    return abs(n) * 2\n")
    verdicts = found["oracle"].pop("verdicts")
    assert (found["oracle"]["passed"], found["oracle"]["passRate"], found["problem"]) == (False, 0.5, None)
    assert "seccomp" in found["oracle"]["isolation"]
    assert [item["passed"] for item in verdicts] == [True, False]
    assert verdicts[1]["observed"] == "2"
    named = await answer(client, TRY, document=CONTRACT, output="def double(n):\n    return n\n")
    assert named["unsatisfiedConstraints"] != []
    assert await count(owner) == (0, 0)
    saved = await answer(client, TRY, contractId=await created(client), output="def twice(n):\n    return n + n\n")
    assert saved["oracle"]["passed"] is True


async def test_what_cannot_be_tried_is_said(client: Client, contract_id: UUID) -> None:
    contract = node_id("Contract", contract_id)
    for values, path in (
        ({"output": "x"}, "$.document"),
        ({"output": "x", "document": CONTRACT, "contractId": contract}, "$.document"),
        ({"output": "", "contractId": contract}, "$.output"),
        ({"output": "x" * 100_001, "contractId": contract}, "$.output"),
    ):
        found = await answer(client, TRY, **values)
        assert (found["__typename"], [fault["path"] for fault in found["faults"]]) == ("InvalidInput", [path])


async def test_presets_and_strangers_contracts_cannot_be_touched(
    client: Client, foreigner: Client, anonymous: Client, owner: Database, ada: Tenant, contract_id: UUID
) -> None:
    contract, preset = await created(client), node_id("Contract", contract_id)
    for asking, key in ((foreigner, contract), (client, preset), (client, "rubbish")):
        for mutation, values in ((RENEW, {"document": CONTRACT}), (DEPRECATE, {"reason": "no"})):
            assert (await answer(asking, mutation, contractId=key, **values))["code"] == "NOT_FOUND"
    assert (await answer(foreigner, TRY, contractId=contract, output="x"))["code"] == "NOT_FOUND"
    (error,) = (await foreigner.execute(DIFFERENCE, first=contract, second=contract))["errors"]
    assert error["extensions"] == {"code": "NOT_FOUND"}
    assert await foreigner.data("query($id: ID!) { node(id: $id) { id } contract(id: $id) { id } }", id=contract) == {
        "node": None,
        "contract": None,
    }
    listed = await foreigner.data("{ contracts { edges { node { name versions { version } } } } }")
    assert listed["contracts"]["edges"] == [{"node": {"name": "fibonacci", "versions": [{"version": "1.0.0"}]}}]
    async with owner.unscoped_transaction() as connection:
        await connection.execute(update(MembershipRow).where(MembershipRow.user_id == ada.scope.user_id).values(role="viewer"))
    for asking, code in ((client, "NOT_ALLOWED"), (anonymous, "NOT_SIGNED_IN")):
        for mutation, values in (
            (CREATE, {"document": CONTRACT}),
            (RENEW, {"contractId": contract, "document": CONTRACT}),
            (DEPRECATE, {"contractId": contract, "reason": "no"}),
            (TRY, {"contractId": contract, "output": "x"}),
        ):
            assert (await answer(asking, mutation, **values))["code"] == code
    assert await count(owner) == (2, 0)


async def test_a_deprecation_needs_a_contract_of_the_same_organization(
    client: Client, database: Database, ada: Tenant, eve: Tenant
) -> None:
    key = key_of(await created(client), "Contract")
    statement = "insert into contract_deprecations (contract_id, organization_id, reason) values (:key, :organization, 'mine')"
    for tenant, organization in ((eve, eve), (eve, ada)):
        with pytest.raises(DBAPIError, match="row-level security"):
            async with database.transaction(tenant.scope) as connection:
                await connection.execute(text(statement), {"key": key, "organization": organization.scope.organization_id})
