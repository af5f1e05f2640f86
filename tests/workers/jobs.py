"""A job whose thirty answers are read from a file, and what is stored of it."""

import json
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.submissions import Submission, add_job
from engine.domain.experiment import resolve_experiment
from engine.domain.pins import Pins
from tests.accounts import CONTRACT, Tenant

EXPERIMENT = "three-ways"
ANSWERS = (
    "def fibonacci(n):\n    a, b = 0, 1\n    for _ in range(n):\n        a, b = b, a + b\n    return a\n",
    "def fibonacci(n):\n    f = [0, 1]\n    while len(f) <= n:\n        f.append(f[-1] + f[-2])\n    return f[n]\n",
    "def fibonacci(n):\n    return 7\n",
)
NUM_RUNS = 30


def write_recordings(folder: Path) -> Path:
    """Write thirty recorded outputs, three different ones in turn."""
    path = folder / "recorded.jsonl"
    lines = (
        {"experiment": EXPERIMENT, "contract_id": CONTRACT.id, "run": run, "output": ANSWERS[run % len(ANSWERS)]} for run in range(NUM_RUNS)
    )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


async def submit_recorded(database: Database, tenant: Tenant, contract_id: UUID) -> UUID:
    """Store the job as queued; nobody is woken for it."""
    config = resolve_experiment(CONTRACT, (), Pins("recorded", EXPERIMENT), NUM_RUNS)
    return (await add_job(database, tenant.scope, Submission(config, contract_id, ()))).job_id


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database says of a job."""

    status: str
    run_indexes: list[int]
    events: list[tuple[int, str]]


async def stored(owner: Database, job_id: UUID) -> Stored:
    """Look at a job as the owner of the tables."""
    job = {"job": job_id}
    async with owner.unscoped_transaction() as connection:
        status = (await connection.execute(text("select status from jobs where id = :job"), job)).scalar_one()
        runs = await connection.execute(text("select run_index from runs where job_id = :job order by run_index, id"), job)
        events = await connection.execute(text("select number, kind from job_events where job_id = :job order by number"), job)
        return Stored(status, list(runs.scalars()), [(event.number, event.kind) for event in events])
