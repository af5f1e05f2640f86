"""The guide's curl lines are run as they stand, and do what the page says."""

import asyncio
import base64
import json
import os
import re
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.adapters.webhooks import signature
from tests.accounts import Tenant, submit
from tests.graphql.service import Service
from tests.graphql.test_reading import finish

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
LINES = [line for block in re.findall(r"```sh\n(.*?)```", GUIDE, flags=re.DOTALL) for line in re.split(r"\n(?=curl)", block.strip())]


async def said(line: str, folder: Path, names: dict[str, str]) -> str:
    """What a line prints, run by the shell with the guide's variables."""
    environment = {"PATH": os.environ["PATH"]} | names
    process = await asyncio.create_subprocess_exec(
        "bash", "-c", line, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, cwd=folder, env=environment
    )
    out, errors = await asyncio.wait_for(process.communicate(), 30)
    assert (process.returncode, errors) == (0, b""), line
    return out.decode()


async def test_every_line_does_what_the_page_says(
    service: Service,
    database: Database,
    store: PostgresResultStore,
    ada: Tenant,
    ada_token: str,
    contract_id: UUID,
    tmp_path: Path,
) -> None:
    job = (await submit(database, ada, contract_id)).job_id
    await finish(store, ada, job)
    names = {"SKYT": service.url, "KEY": ada_token, "CONTRACT": str(contract_id), "JOB": str(job)}
    lists, accepted, events, state, results, parquet, added, graph = [await said(line, tmp_path, names) for line in LINES]
    shown: list[dict[str, Any]] = [json.loads(text) for text in (lists, accepted, state, results, added, graph)]
    assert [item["name"] for item in shown[0]["items"]] == ["fibonacci"]
    assert (shown[1]["is_new"], shown[1]["job"]["client_job_id"]) == (True, "release-41")
    assert re.findall(r"^id: (\d+)$", events, flags=re.MULTILINE) == ["5", "6", "7", "8", "9"]
    assert shown[2]["status"] == "completed"
    assert [run["run_index"] for run in shown[3]["runs"]["items"]] == [0, 1]
    assert (parquet, (tmp_path / "job.parquet").read_bytes()[:4]) == ("", b"PAR1")
    assert (shown[4]["name"], shown[5]) == ("ours", {"data": {"viewer": {"role": "ADMIN"}}})


def test_the_guides_check_of_a_signature_takes_what_is_sent_and_nothing_else() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", GUIDE, flags=re.DOTALL)
    given: dict[str, Any] = {}
    exec(example, given)
    secret, body, now = "whsec_" + base64.b64encode(b"k" * 32).decode(), b'{"a": 1}', int(time.time())
    headers = {"webhook-id": "e", "webhook-timestamp": str(now), "webhook-signature": signature(secret, "e", now, body)}
    assert given["is_genuine"](secret, headers, body)
    assert not given["is_genuine"](secret, headers, body + b" ")
    assert not given["is_genuine"](secret, headers | {"webhook-id": "f"}, body)
    old = {"webhook-timestamp": str(now - 301), "webhook-signature": signature(secret, "e", now - 301, body)}
    assert not given["is_genuine"](secret, headers | old, body)
