"""The guide's curl lines and programs are run as they stand, and do what the page says."""

import asyncio
import base64
import json
import os
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest
import pytest_asyncio
from sqlalchemy import select

from api.schema.node import key_of
from engine.adapters.filesystem.contracts import preset_contracts
from engine.adapters.llm.sample import SampleClient
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.presets import upsert_presets
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.adapters.postgres.tables import ContractRow
from engine.adapters.webhooks import signature
from engine.ports.llm_client import LlmClient
from tests.accounts import Tenant, submit
from tests.graphql.service import Service
from tests.graphql.test_reading import finish

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", GUIDE, flags=re.DOTALL)
LINES = [line for block in BLOCKS for line in re.split(r"\n(?=curl|export)", block.strip()) if line.startswith("curl")]
PROGRAMS = {kind: re.search(rf"```{kind}\n(.*?)```", GUIDE, flags=re.DOTALL)[1] for kind in ("python", "js")}  # type: ignore[index]


async def said(command: Sequence[str], folder: Path, names: dict[str, str]) -> str:
    """What a command prints, run with the guide's variables."""
    environment = {"PATH": os.environ["PATH"]} | names
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe, cwd=folder, env=environment)
    out, errors = await asyncio.wait_for(process.communicate(), 60)
    assert (process.returncode, errors) == (0, b""), command
    return out.decode()


@pytest_asyncio.fixture
async def roman_numerals(service: Service, owner: Database) -> UUID:
    """The guide's contract and provider, as every installation has them."""
    (contract,) = (item for item in preset_contracts() if item.id == "roman_numerals")
    await upsert_presets(owner, [contract], [])
    cast("dict[str, LlmClient]", service.services.providers)["sample"] = SampleClient()
    async with owner.unscoped_transaction() as connection:
        return (await connection.execute(select(ContractRow.id).where(ContractRow.name == contract.id))).scalar_one()


async def test_every_line_does_what_the_page_says(
    service: Service,
    database: Database,
    store: PostgresResultStore,
    ada: Tenant,
    ada_token: str,
    contract_id: UUID,
    roman_numerals: UUID,
    tmp_path: Path,
) -> None:
    job = (await submit(database, ada, contract_id)).job_id
    await finish(store, ada, job)
    names = {"SKYT": service.url, "KEY": ada_token, "CONTRACT": str(roman_numerals), "JOB": str(job)}
    graph, lists, accepted, events, state, results, parquet, added = [await said(["bash", "-c", line], tmp_path, names) for line in LINES]
    shown: list[dict[str, Any]] = [json.loads(text) for text in (lists, accepted, state, results, added, graph)]
    assert [item["id"] for item in shown[0]["items"]] == [str(roman_numerals)]
    assert (shown[1]["is_new"], shown[1]["job"]["client_job_id"]) == (True, "release-41")
    assert re.findall(r"^id: (\d+)$", events, flags=re.MULTILINE) == ["5", "6", "7", "8", "9"]
    assert shown[2]["status"] == "completed"
    assert [run["run_index"] for run in shown[3]["runs"]["items"]] == [0, 1]
    assert (parquet, (tmp_path / "job.parquet").read_bytes()[:4]) == ("", b"PAR1")
    assert (shown[4]["name"], shown[5]) == ("ours", {"data": {"viewer": {"role": "ADMIN"}}})


@pytest.mark.parametrize("kind", PROGRAMS)
async def test_a_whole_program_submits_follows_and_takes_its_numbers(
    kind: str,
    service: Service,
    store: PostgresResultStore,
    ada: Tenant,
    ada_token: str,
    roman_numerals: UUID,
    tmp_path: Path,
) -> None:
    (tmp_path / "program.mjs").write_text(PROGRAMS[kind])
    names = {"SKYT": service.url, "KEY": ada_token, "CONTRACT": str(roman_numerals)}
    program = asyncio.create_task(said([{"python": sys.executable, "js": "node"}[kind], "program.mjs"], tmp_path, names))
    async with service.socket(ada_token) as socket:
        await socket.receive()
        await socket.subscribe("1", "subscription { jobsChanged(after: 0) { job { id } } }")
        job = (await socket.receive())["payload"]["data"]["jobsChanged"]["job"]["id"]
    await finish(store, ada, key_of(job, "Job"))
    printed = await program
    assert "job_completed" in printed
    assert re.search(r"R_raw.*0\.666", printed)


def test_the_guides_check_of_a_signature_takes_what_is_sent_and_nothing_else() -> None:
    example = re.findall(r"```python\n(.*?)```", GUIDE, flags=re.DOTALL)[1]
    given: dict[str, Any] = {}
    exec(example, given)
    secret, body, now = "whsec_" + base64.b64encode(b"k" * 32).decode(), b'{"a": 1}', int(time.time())
    headers = {"webhook-id": "e", "webhook-timestamp": str(now), "webhook-signature": signature(secret, "e", now, body)}
    assert given["is_genuine"](secret, headers, body)
    assert not given["is_genuine"](secret, headers, body + b" ")
    assert not given["is_genuine"](secret, headers | {"webhook-id": "f"}, body)
    old = {"webhook-timestamp": str(now - 301), "webhook-signature": signature(secret, "e", now - 301, body)}
    assert not given["is_genuine"](secret, headers | old, body)
