"""Trying restriction sets through the API: their own examples, and a pasted output; what changed between two versions."""

import json
from typing import Any

from engine.adapters.postgres.database import Database
from tests.graphql.service import Client
from tests.graphql.test_restriction_sets import CREATE, RENEW, SET, answer, count

TRIED = """
mutation Go($input: TryRestrictionSetInput!) {
  answer: tryRestrictionSet(input: $input) {
    __typename
    ... on RestrictionSetTrial {
      name version kind complies keptRules brokenRules manualRules violationCount
      violations { ruleId line column endLine endColumn excerpt isInternalError waiver }
    }
    ... on Problem { message }
    ... on InvalidInput { faults { path message } }
  }
}
"""
EXAMPLES = """
mutation Go($input: RestrictionSetInput!) {
  answer: validateRestrictionSet(input: $input) {
    ... on RestrictionSetValid {
      rulesWithoutExamples examples { problem outcomes { ruleId isGood number passed isInternalError messages } }
    }
  }
}
"""
CHANGES = """
query Changes($before: ID!, $after: ID!) {
  restrictionSetChanges(before: $before, after: $after) {
    added { id } removed { id } settings changed { fields before { severity } after { severity } }
  }
}
"""
CUSTOM = """\
id: custom
version: 1.0.0
title: Custom
description: Custom.
rules:
  - id: a
    name: a
    description: d
    severity: mandatory
    detector: custom_python
    parameters: {code: "def find(output, options):\\n    return [{'message': 'no b', 'line': 1}] if 'b' in output else []"}
    examples: {good: ["x = 1"], bad: ["b = 1", "c = 1"]}
"""


async def test_a_pasted_output_is_held_against_a_stored_set(client: Client, owner: Database) -> None:
    key = (await answer(client, CREATE, document=SET))["restrictionSet"]["id"]
    before = await count(owner)
    found = await answer(client, TRIED, restrictionSetId=key, kind="PYTHON", output="def f(x):\n    return eval(x)\n")
    place = {"line": 2, "column": 11, "endLine": 2, "endColumn": 15, "excerpt": "return eval(x)"}
    assert found == {
        "__typename": "RestrictionSetTrial",
        "name": "mine",
        "version": "1.0.0",
        "kind": "PYTHON",
        "complies": False,
        "keptRules": [],
        "brokenRules": ["1"],
        "manualRules": ["2"],
        "violationCount": 1,
        "violations": [{"ruleId": "1", "isInternalError": False, "waiver": None, **place}],
    }
    assert await count(owner) == before


async def test_a_document_is_tried_and_its_own_code_runs_in_the_sandbox(client: Client) -> None:
    found = await answer(client, TRIED, document=CUSTOM, kind="PYTHON", output="b = 2")
    assert (found["complies"], found["brokenRules"], found["keptRules"], found["violationCount"]) == (False, ["a"], [], 1)
    kept = await answer(client, TRIED, document=CUSTOM, kind="PYTHON", output="c = 2")
    assert (kept["complies"], kept["brokenRules"], kept["keptRules"], kept["violations"]) == (True, [], ["a"], [])


async def test_examples_are_run_when_they_are_asked_for(client: Client) -> None:
    found = await answer(client, EXAMPLES, document=CUSTOM)
    assert found["rulesWithoutExamples"] == []
    assert found["examples"]["problem"] is None
    assert [(item["isGood"], item["number"], item["passed"], item["messages"]) for item in found["examples"]["outcomes"]] == [
        (True, 1, True, []),
        (False, 1, True, ["line 1: no b"]),
        (False, 2, False, []),
    ]
    assert (await answer(client, EXAMPLES, document=SET))["rulesWithoutExamples"] == ["1"]


async def test_what_cannot_be_tried_is_refused_with_its_place(client: Client, anonymous: Client, foreigner: Client) -> None:
    saved = (await answer(client, CREATE, document=SET))["restrictionSet"]["id"]

    async def faults(**values: Any) -> list[tuple[str, str]]:
        return [(item["path"], item["message"]) for item in (await answer(client, TRIED, **values))["faults"]]

    text: dict[str, Any] = {"kind": "PYTHON", "output": "x = 1"}
    assert await faults(**text) == [("$", "exactly one of 'restrictionSetId' or 'document' is needed")]
    assert await faults(restrictionSetId=saved, kind="C", output="") == [("$.kind", "the set 'mine' is for python, not for c")]
    assert await faults(document=SET, kind="PYTHON", output="x" * 200_001) == [("$.output", "the output has more than 200000 characters")]
    assert (await faults(document="id: 1", **text))[0][0] == "$"
    assert (await answer(foreigner, TRIED, restrictionSetId=saved, **text))["__typename"] == "NotFound"
    assert (await answer(anonymous, TRIED, document=SET, **text))["__typename"] == "NotSignedIn"


async def test_two_versions_are_compared_rule_by_rule(client: Client, foreigner: Client) -> None:
    first = (await answer(client, CREATE, document=SET))["restrictionSet"]["id"]
    renewed = (
        SET.replace("1.0.0", "1.1.0").replace("mandatory", "required").replace('id: "2"', 'id: "3"').replace("title: Mine", "title: My")
    )
    second = (await answer(client, RENEW, restrictionSetId=first, document=renewed))["restrictionSet"]["id"]
    found = await client.data(CHANGES, before=first, after=second)
    assert found["restrictionSetChanges"] == {
        "added": [{"id": "3"}],
        "removed": [{"id": "2"}],
        "settings": ["title"],
        "changed": [{"fields": ["severity"], "before": {"severity": "MANDATORY"}, "after": {"severity": "REQUIRED"}}],
    }
    assert (await foreigner.execute(CHANGES, before=first, after=second))["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    named = await client.data('{ restrictionSets(name: "mine") { edges { node { version } } } }')
    assert [edge["node"]["version"] for edge in named["restrictionSets"]["edges"]] == ["1.0.0", "1.1.0"]


async def test_a_stored_set_is_written_as_a_document_that_can_be_renewed(client: Client) -> None:
    saved = (await answer(client, CREATE, document=CUSTOM))["restrictionSet"]["id"]
    query = "query Go($id: ID!) { node(id: $id) { ... on RestrictionSet { yaml: document json: document(format: JSON) } } }"
    written = (await client.data(query, id=saved))["node"]
    assert json.loads(written["json"])["rules"][0]["examples"] == {"good": ["x = 1"], "bad": ["b = 1", "c = 1"]}
    renewed = written["yaml"].replace("1.0.0", "1.0.1")
    assert (await answer(client, RENEW, restrictionSetId=saved, document=renewed))["__typename"] == "RestrictionSetSaved"
