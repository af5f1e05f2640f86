"""Restriction sets through the API: validate, create, renew, deprecate; nothing of another tenant can be touched."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError

from api.schema.node import key_of, node_id
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.tables import MembershipRow, RestrictionSetDeprecationRow, RestrictionSetRow
from tests.accounts import Tenant
from tests.graphql.service import Client
from tests.graphql.test_submit_job import SUBMIT, order

SET = """\
id: mine
version: 1.0.0
title: Mine
description: Mine.
rules:
  - {id: "1", name: No eval, description: d, severity: mandatory, detector: dynamic_code}
  - {id: "2", name: Nice, description: d, severity: advisory, manual_reason: a matter of taste}
"""
SAVED = """
    __typename
    ... on RestrictionSetSaved { restrictionSet { id name version source deprecation rules { id detector } } }
    ... on Problem { code message hint }
    ... on InvalidInput { faults { path line message } }
"""
CREATE = "mutation Go($input: RestrictionSetInput!) { answer: createRestrictionSet(input: $input) {" + SAVED + "} }"
RENEW = "mutation Go($input: NewRestrictionSetVersionInput!) { answer: newRestrictionSetVersion(input: $input) {" + SAVED + "} }"
DEPRECATE = "mutation Go($input: DeprecateRestrictionSetInput!) { answer: deprecateRestrictionSet(input: $input) {" + SAVED + "} }"
VALIDATE = """
mutation Go($input: RestrictionSetInput!) {
  answer: validateRestrictionSet(input: $input) {
    __typename
    ... on RestrictionSetValid { name version rules decidedRules }
    ... on Problem { code message }
    ... on InvalidInput { faults { path line message } }
  }
}
"""


async def answer(client: Client, mutation: str, **values: Any) -> dict[str, Any]:
    return (await client.data(mutation, input=values))["answer"]


async def created(client: Client) -> str:
    return str((await answer(client, CREATE, document=SET))["restrictionSet"]["id"])


async def count(owner: Database) -> tuple[int, int]:
    async with owner.unscoped_transaction() as connection:
        tables = (RestrictionSetRow.__table__, RestrictionSetDeprecationRow.__table__)
        sets, deprecations = [(await connection.execute(select(func.count()).select_from(table))).scalar_one() for table in tables]
        return sets, deprecations


async def test_validating_saves_nothing(client: Client, owner: Database) -> None:
    assert await answer(client, VALIDATE, document=SET) == {
        "__typename": "RestrictionSetValid",
        "name": "mine",
        "version": "1.0.0",
        "rules": 2,
        "decidedRules": 1,
    }
    found = await answer(client, VALIDATE, document='{"id": "mine", "version": 1}', format="JSON")
    assert {fault["path"] for fault in found["faults"]} == {"$", "$.version"}
    assert await count(owner) == (0, 0)


async def test_a_set_is_created_once_and_renewed(client: Client, owner: Database) -> None:
    found = await answer(client, CREATE, document=SET)
    assert found["__typename"] == "RestrictionSetSaved"
    saved = found["restrictionSet"]
    assert (saved["name"], saved["version"], saved["source"], saved["deprecation"]) == ("mine", "1.0.0", "USER", None)
    assert saved["rules"] == [{"id": "1", "detector": "dynamic_code"}, {"id": "2", "detector": None}]
    again = await answer(client, CREATE, document=SET)
    assert again["faults"] == [{"path": "$.id", "line": None, "message": "there is a restriction set 'mine' already"}]
    for version, message in (
        ("1.0.0", "the version is 1.0.0; it must be above the newest, 1.0.0"),
        ("1.0.0-rc.1", "the version is 1.0.0-rc.1; it must be above the newest, 1.0.0"),
    ):
        refused = await answer(client, RENEW, restrictionSetId=saved["id"], document=SET.replace("1.0.0", version))
        assert [(fault["path"], fault["message"]) for fault in refused["faults"]] == [("$.version", message)]
    renewed = await answer(client, RENEW, restrictionSetId=saved["id"], document=SET.replace("1.0.0", "1.10.0"))
    assert renewed["restrictionSet"]["version"] == "1.10.0"
    other = await answer(client, RENEW, restrictionSetId=saved["id"], document=SET.replace("mine", "yours"))
    assert other["faults"][0]["message"] == "the id is 'yours', but this is a version of 'mine'"
    assert await count(owner) == (2, 0)


async def test_a_preset_can_neither_be_taken_nor_changed(client: Client, owner: Database, preset_ids: tuple[UUID, UUID]) -> None:
    preset = node_id("RestrictionSet", preset_ids[1])
    taken = await answer(client, CREATE, document=SET.replace("mine", "nasa_power_of_ten"))
    assert taken["message"] == "there is a restriction set 'nasa_power_of_ten' already"
    posing = await answer(client, CREATE, document=SET.replace("rules:", "source: preset\nrules:"))
    assert posing["faults"][0]["path"] == "$.source"
    renewed = await answer(client, RENEW, restrictionSetId=preset, document=SET.replace("mine", "nasa_power_of_ten"))
    deprecated = await answer(client, DEPRECATE, restrictionSetId=preset, reason="old")
    assert (renewed["__typename"], deprecated["__typename"]) == ("NotFound", "NotFound")
    assert await count(owner) == (1, 0)


async def test_a_deprecated_set_is_not_attached_to_new_jobs(client: Client, owner: Database, contract_id: UUID) -> None:
    key = await created(client)
    for reason in ("superseded", "again"):
        found = await answer(client, DEPRECATE, restrictionSetId=key, reason=reason)
        assert found["restrictionSet"]["deprecation"] == "superseded"
    refused = (await client.data(SUBMIT, input=order(contract_id, restrictionSetIds=[key])))["submitJob"]
    assert refused["faults"] == [{"path": "$.restrictionSetIds[0]", "message": "restriction set 'mine' is deprecated: superseded"}]
    empty = await answer(client, DEPRECATE, restrictionSetId=key, reason=" ")
    assert empty["faults"][0]["path"] == "$.reason"


async def test_sets_that_conflict_are_refused_with_every_conflict(client: Client, owner: Database, contract_id: UUID) -> None:
    limit = "detector: metric_limit, parameters: {metric: nesting, max: %d}}"
    keys = []
    for name, most in (("one", 3), ("two", 4), ("three", 3)):
        document = SET.replace("mine", name).replace("detector: dynamic_code}", limit % most)
        keys.append((await answer(client, CREATE, document=document))["restrictionSet"]["id"])
    refused = (await client.data(SUBMIT, input=order(contract_id, restrictionSetIds=keys)))["submitJob"]
    said = "different limits 'max' for the same thing: rule '1' of '{}' sets {} and rule '1' of '{}' sets {}"
    assert refused["faults"] == [
        {"path": "$.restrictionSetIds[1]", "message": said.format("one", 3, "two", 4)},
        {"path": "$.restrictionSetIds[1]", "message": said.format("three", 3, "two", 4)},
    ]
    twice = (await client.data(SUBMIT, input=order(contract_id, restrictionSetIds=[keys[0], keys[0]])))["submitJob"]
    assert [fault["path"] for fault in twice["faults"]] == ["$.restrictionSetIds[1]"]
    many = (await client.data(SUBMIT, input=order(contract_id, restrictionSetIds=[keys[0]] * 21)))["submitJob"]
    assert many["faults"] == [{"path": "$.restrictionSetIds", "message": "21 restriction sets, more than 20"}]


async def test_another_tenant_sees_and_changes_nothing(client: Client, foreigner: Client, owner: Database, contract_id: UUID) -> None:
    key = await created(client)
    renewed = await answer(foreigner, RENEW, restrictionSetId=key, document=SET.replace("1.0.0", "2.0.0"))
    deprecated = await answer(foreigner, DEPRECATE, restrictionSetId=key, reason="mine now")
    attached = (await foreigner.data(SUBMIT, input=order(contract_id, restrictionSetIds=[key])))["submitJob"]
    assert {renewed["__typename"], deprecated["__typename"], attached["__typename"]} == {"NotFound"}
    listed = await foreigner.data("{ restrictionSets { edges { node { name } } } }")
    assert listed == {"restrictionSets": {"edges": [{"node": {"name": "nasa_power_of_ten"}}]}}
    assert (await answer(foreigner, CREATE, document=SET))["__typename"] == "RestrictionSetSaved"
    assert await count(owner) == (3, 0)


async def test_row_level_security_holds_below_the_application(client: Client, database: Database, eve: Tenant) -> None:
    key = key_of(await created(client), "RestrictionSet")
    statement = text("insert into restriction_set_deprecations (restriction_set_id, organization_id, reason) values (:key, :mine, 'x')")
    with pytest.raises(DBAPIError, match="row-level security"):
        async with database.transaction(eve.scope) as connection:
            await connection.execute(statement, {"key": key, "mine": eve.scope.organization_id})


async def test_nobody_and_mere_viewers_are_refused(client: Client, anonymous: Client, owner: Database, ada: Tenant) -> None:
    for mutation in (CREATE, VALIDATE):
        assert (await answer(anonymous, mutation, document=SET))["__typename"] == "NotSignedIn"
    async with owner.unscoped_transaction() as connection:
        await connection.execute(update(MembershipRow).where(MembershipRow.user_id == ada.scope.user_id).values(role="viewer"))
    assert (await answer(client, CREATE, document=SET))["__typename"] == "NotAllowed"
    assert (await answer(client, VALIDATE, document=SET))["__typename"] == "RestrictionSetValid"
    assert await count(owner) == (0, 0)
