"""`python -m bench.api.subscriptions`: Skyt's subscriptions beside Node's graphql-ws, in turns, with the same followers and publisher."""

import argparse
import asyncio
import json
import statistics
import subprocess
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg

from api.schema.node import node_id
from bench.api import dataset
from bench.api.contenders import LOAD_CORE, Contender, node_graphql_ws, skyt
from bench.api.places import PYTHON_OF_PEERS, REDIS_URL, SKYT_DSN, STATE
from engine.adapters.redis.progress_sink import job_channel

CHANNELS = 50
_SKYT = "subscription P($id: ID!) { jobEvents(jobId: $id, after: 0) { jobId number kind createdAt payload } }"
_NODE = "subscription P($id: ID!) { jobProgress(jobId: $id) { jobId completed total status ts } }"
_NODE_MESSAGE = '{"jobId":"@channel","completed":5,"total":20,"status":"running","ts":@now}'
_SKYT_MESSAGE = (
    '{"number":@number,"kind":"run_generated","payload":{"run_index":5,"total":20,"ts":@now},"created_at":"2026-01-01T00:00:00+00:00"}'
)


def main() -> None:
    """Load the data, then for each round serve and measure one after the other; print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sockets", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rates", default="200,800", help="events a second, each for a channel in turn")
    options = parser.parse_args()
    access = asyncio.run(dataset.load())
    user, jobs = asyncio.run(_open_jobs())
    plans = {"node": _node_plan(), "skyt": _skyt_plan(access["tokens"][user], jobs)}
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in plans}
    for number in range(options.rounds):
        for name in [*plans][:: 1 if number % 2 == 0 else -1]:
            rows[name].extend(_measured(node_graphql_ws() if name == "node" else skyt({}), plans[name], options))
    _print(rows, options)


async def _open_jobs() -> tuple[str, list[UUID]]:
    """A user and fifty of their jobs, which wait from now on and have no events."""
    connection = await asyncpg.connect(SKYT_DSN)
    try:
        user = await connection.fetchval("select created_by from jobs group by 1 order by 1 limit 1")
        jobs = await connection.fetch("select id from jobs where created_by = $1 order by id limit $2", user, CHANNELS)
        ids = [row["id"] for row in jobs]
        await connection.execute("set session_replication_role = replica")  # these jobs are made, not run: no trigger need agree
        await connection.execute(
            "update jobs set status = 'queued', started_at = null, completed_at = null, last_event_number = 0 where id = any($1)",
            ids,
        )
        return str(user), ids
    finally:
        await connection.close()


def _node_plan() -> dict[str, Any]:
    return {
        "init": '{"type":"connection_init"}', "query": _NODE, "message": _NODE_MESSAGE,
        "variables": [{"id": str(number)} for number in range(CHANNELS)], "channels": [f"job:{number}" for number in range(CHANNELS)],
    }  # fmt: skip


def _skyt_plan(token: str, jobs: list[UUID]) -> dict[str, Any]:
    return {
        "init": json.dumps({"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}}),
        "query": _SKYT, "message": _SKYT_MESSAGE,
        "variables": [{"id": node_id("Job", job)} for job in jobs], "channels": [job_channel(job) for job in jobs],
    }  # fmt: skip


def _measured(contender: Contender, plan: dict[str, Any], options: argparse.Namespace) -> list[dict[str, Any]]:
    contender.start()
    try:
        whole = plan | {
            "url": f"ws://127.0.0.1:{contender.port}/graphql", "pid": contender.process.pid, "redis": REDIS_URL, "core": LOAD_CORE,
            "sockets": options.sockets, "seconds": options.seconds, "rates": [int(rate) for rate in options.rates.split(",")],
        }  # fmt: skip
        command = [str(PYTHON_OF_PEERS), str(Path(__file__).with_name("subscribers.py"))]
        with (STATE / "log-subscribers.txt").open("w") as log:
            answer = subprocess.run(command, input=json.dumps(whole), stdout=subprocess.PIPE, stderr=log, text=True, check=True).stdout
        return [json.loads(line) for line in answer.splitlines()]
    finally:
        contender.stop()


def _print(rows: dict[str, list[dict[str, Any]]], options: argparse.Namespace) -> None:
    print("| server | deliveries/s | lost | p50 ms | p95 ms | p99 ms | processor us each | kB a socket | listening to Redis |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for rate in sorted({row["rate"] for found in rows.values() for row in found}):
        for name, found in rows.items():
            same = [row for row in found if row["rate"] == rate]
            lost = sum(row["expected"] - row["delivered"] for row in same)
            middle = {key: statistics.median(row[key] for row in same) for key in ("p50", "p95", "p99", "processor", "kilobytes", "redis")}
            print(
                f"| {name} | {rate * options.sockets / CHANNELS:.0f} | {lost} | {middle['p50']:.1f} | {middle['p95']:.1f} | "
                f"{middle['p99']:.1f} | {middle['processor']:.0f} | {middle['kilobytes']:.0f} | {middle['redis']:.0f} |"
            )
    print("\nLoad average: " + Path("/proc/loadavg").read_text().strip())


if __name__ == "__main__":
    main()
