"""The API guide says what is so: every document in it is valid, and does what the page says."""

import json
import re
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest
from graphql import build_schema, parse, validate

from api.schema.export import exported
from api.schema.node import node_id
from engine.adapters.filesystem.contracts import preset_contracts
from engine.adapters.llm.sample import SampleClient
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.presets import upsert_presets
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.ports.llm_client import LlmClient
from tests.accounts import Tenant
from tests.graphql.service import Client, Service
from tests.graphql.test_compare_jobs import finished, report
from tests.graphql.test_contracts import CONTRACT

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
DOCUMENTS = {re.search(r"\w+ (\w+)", text)[1]: text for text in re.findall(r"```graphql\n(.*?)```", GUIDE, flags=re.DOTALL)}  # type: ignore[index]
VARIABLES = json.loads(re.findall(r"```json\n(.*?)```", GUIDE, flags=re.DOTALL)[0])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_of_the_guide_is_valid(name: str) -> None:
    assert validate(build_schema(exported()), parse(DOCUMENTS[name])) == []


async def test_a_partners_day(
    service: Service,
    client: Client,
    ada_token: str,
    database: Database,
    owner: Database,
    store: PostgresResultStore,
    ada: Tenant,
    contract_id: UUID,
) -> None:
    reports = (report("a" * 20, 20), report("b" * 20, 3))
    first, second = [node_id("Job", await finished(database, store, ada, contract_id, found)) for found in reports]
    (named,) = (item for item in preset_contracts() if item.id == "roman_numerals")
    await upsert_presets(owner, [named], [])
    cast("dict[str, LlmClient]", service.services.providers)["sample"] = SampleClient()
    (found,) = (await client.data('{ contracts(filter: { search: "roman_numerals" }) { nodes { id } } }'))["contracts"]["nodes"]
    order = VARIABLES["input"] | {"contractId": found["id"]}
    made = (await client.data(DOCUMENTS["Key"]))["createApiKey"]
    assert made["key"].startswith(made["apiKey"]["prefix"])
    assert (await client.data(DOCUMENTS["Tokens"]))["issueTokens"]["code"] == "INVALID_CREDENTIALS"  # the demo account is not here
    submitted = (await client.data(DOCUMENTS["Submit"], input=order))["submitJob"]
    assert (submitted["isNew"], submitted["job"]["status"]) == (True, "QUEUED")
    numbers = (await client.data(DOCUMENTS["TwoNumbers"], job=first))["job"]["result"]["metrics"]
    assert numbers == []  # these jobs were stored without metrics
    compared = (await client.data(DOCUMENTS["Compare"], first=first, second=second))["compareJobs"]
    assert (compared["verdict"], compared["behaviours"]["new"][0]["size"]) == ("CHANGED", 20)
    found = (await client.data(DOCUMENTS["Report"], job=first))["job"]
    assert found["result"]["behaviourClasses"][0]["witnesses"][0]["here"] == "0"
    assert await client.data(DOCUMENTS["ListEnd"]) == {"lastJobChange": 7}
    trial = (await client.data(DOCUMENTS["Try"], document=CONTRACT, output="def twice(n):\n    return 2 * n\n"))["tryContract"]
    assert trial["oracle"]["passed"] is True
    assert (await client.data(DOCUMENTS["OverTime"], contract=node_id("Contract", contract_id)))["repeatability"] == []
    assert (await client.data(DOCUMENTS["Failed"]))["jobs"]["totalCount"] == 0
    async with service.socket(ada_token) as socket:
        assert (await socket.receive())["type"] == "connection_ack"
        await socket.subscribe("1", DOCUMENTS["Follow"], job=first, after=1)
        event = (await socket.receive())["payload"]["data"]["jobEvents"]
        assert (event["number"], event["kind"]) == (2, "JOB_STARTED")
        await socket.subscribe("2", DOCUMENTS["Changes"], after=4)
        kinds = []
        while len(kinds) < 3:
            message = await socket.receive()
            if message["id"] == "2":
                kinds.append(message["payload"]["data"]["jobsChanged"]["kind"])
        assert kinds == ["JOB_STARTED", "JOB_COMPLETED", "JOB_QUEUED"]
