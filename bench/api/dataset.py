"""The peers' data set in Skyt's tables: the same users, jobs, results and runs, read out of the peers' database."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from api.auth.tokens import new_token, token_hash
from bench.api.places import OWNER_URL, PEERS_DSN, SKYT_DSN
from engine.adapters.postgres.documents import ANALYSIS
from engine.domain.run import OracleVerdict, OutputAnalysis
from migrations.run import upgrade

_NO_EVIDENCE = {"numerator": None, "denominator": None, "interval": None}
_USAGE = {"prompt_tokens": 120, "completion_tokens": 80, "latency_ms": 900.0}


async def load() -> dict[str, Any]:
    """Make the database and fill it; answers with a token per user and the ids of jobs, in the peers' order."""
    administrator = await asyncpg.connect(PEERS_DSN)
    await administrator.execute("drop database if exists skyt_bench with (force)")
    await administrator.execute("create database skyt_bench")
    await upgrade(OWNER_URL)
    connection = await asyncpg.connect(SKYT_DSN)
    for held in (administrator, connection):
        await held.set_type_codec(
            "jsonb", schema="pg_catalog", encoder=_spelled, decoder=lambda sent: json.loads(sent[1:]), format="binary"
        )
    try:
        return await _copy(administrator, connection)
    finally:
        await administrator.close()
        await connection.close()


async def _copy(source: Any, target: Any) -> dict[str, Any]:
    users = await source.fetch("select * from users order by email")
    organizations, tokens = await _add_users(target, users)
    jobs = await source.fetch("select * from jobs")
    contracts = await _add_contracts(target, sorted({(job["contract_id"], job["contract_version"]) for job in jobs}))
    owners = {job["id"]: organizations[job["user_id"]] for job in jobs}
    await _put(target, "jobs", [_job(job, organizations, contracts) for job in jobs])
    results = await source.fetch("select * from job_results")
    await _put(target, "job_results", [_result(result, owners) for result in results])
    runs = await source.fetch("select * from runs")
    await _put(target, "runs", [_run(run, owners) for run in runs])
    await target.execute("vacuum analyze")
    return {
        "tokens": {str(user["id"]): tokens[user["id"]] for user in users},
        "owner_of_job": {str(job["id"]): str(job["user_id"]) for job in jobs},
    }


async def _add_users(target: Any, users: list[Any]) -> tuple[dict[UUID, UUID], dict[UUID, str]]:
    organizations, tokens = {user["id"]: uuid4() for user in users}, {user["id"]: new_token() for user in users}
    later = datetime.now(UTC) + timedelta(days=1)
    await _put(target, "organizations", [{"id": organizations[user["id"]], "name": user["email"], "is_personal": True} for user in users])
    await _put(target, "users", [{"id": user["id"], "email": user["email"], "display_name": user["email"]} for user in users])
    members = [{"organization_id": organizations[user["id"]], "user_id": user["id"], "role": "admin"} for user in users]
    await _put(target, "memberships", members)
    sessions = [
        {"user_id": key, "organization_id": organizations[key], "token_hash": token_hash(token), "expires_at": later}
        for key, token in tokens.items()
    ]
    await _put(target, "sessions", sessions)
    return organizations, tokens


async def _add_contracts(target: Any, named: list[tuple[str, str]]) -> dict[tuple[str, str], UUID]:
    ids = {name: uuid4() for name in named}
    rows = [
        {"id": key, "name": name, "version": version, "title": name, "kind": "python", "source": "preset", "content": {"id": name},
         "content_hash": f"{name} {version}", "is_public": True}
        for (name, version), key in ids.items()
    ]  # fmt: skip
    await _put(target, "contracts", rows)
    return ids


def _job(job: Any, organizations: dict[UUID, UUID], contracts: dict[tuple[str, str], UUID]) -> dict[str, Any]:
    pins = {"provider": "sample", "model": "gpt-4o-mini", "temperature": job["temperature"], "seed": job["config"]["seed"]}
    config = {"pins": pins, "analyses": [], "accepted_evidence": "checked", "anchor_strategy": "first"}
    is_final = job["status"] in {"completed", "failed"}
    return {
        "id": job["id"], "organization_id": organizations[job["user_id"]], "created_by": job["user_id"],
        "client_job_id": job["client_job_id"], "contract_id": contracts[job["contract_id"], job["contract_version"]],
        "contract_version": job["contract_version"], "num_runs": job["num_runs"], "temperature": job["temperature"], "restriction_ids": [],
        "restriction_versions": [], "config": config, "config_hash": "0", "retry_count": job["retry_count"],
        "status": job["status"] if is_final else "queued", "created_at": job["created_at"], "started_at": job["started_at"],
        "completed_at": job["completed_at"] if is_final else None,
    }  # fmt: skip


def _result(result: Any, owners: dict[UUID, UUID]) -> dict[str, Any]:
    metrics = {name: {"value": value} | _NO_EVIDENCE for name, value in result["metrics"].items()}
    return {
        "id": result["id"], "organization_id": owners[result["job_id"]], "job_id": result["job_id"], "engine_version": "0.1.0",
        "metrics": metrics, "rules": [], "notices": [], "config_snapshot": {}, "artifacts_url": result["artifacts_url"],
        "created_at": result["created_at"],
    }  # fmt: skip


def _run(run: Any, owners: dict[UUID, UUID]) -> dict[str, Any]:
    form = run["canonical_output"]
    verdict = OracleVerdict(passed=True)
    analysis = ANALYSIS.dump_python(OutputAnalysis("0" * 64, form, "0" * 64, (), verdict, "", ()), mode="json")
    return {
        "id": run["id"], "organization_id": owners[run["job_id"]], "job_id": run["job_id"], "run_index": run["run_index"],
        "status": "generated", "raw_output": run["raw_output"], "usage": _USAGE, "provider_data": run["metrics"], "analysis": analysis,
        "canonical_output": form, "canonical_hash": str(hash(form)), "oracle_passed": True,
    }  # fmt: skip


async def _put(target: Any, table: str, rows: list[dict[str, Any]]) -> None:
    columns = list(rows[0])
    await target.copy_records_to_table(table, columns=columns, records=[[row[name] for name in columns] for row in rows])


def _spelled(value: Any) -> bytes:
    """PostgreSQL's binary jsonb: a version and the text."""
    return b"\x01" + json.dumps(value).encode()


if __name__ == "__main__":
    asyncio.run(load())
