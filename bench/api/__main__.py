"""`python -m bench.api`: Skyt beside plain Strawberry on the peers' data, interleaved in one run; prints tables for bench/README.md."""

import argparse
import asyncio
import json
import statistics
import subprocess
from pathlib import Path
from typing import Any

import asyncpg

from bench.api import dataset
from bench.api.contenders import Contender, plain_strawberry, skyt
from bench.api.operations import PLAIN, SKYT
from bench.api.places import PEERS_DSN, STATE

QUESTIONS = ("Q1", "Q2", "Q3", "Q4")
GOALS = {"Q1": 5.0, "Q2": 4.0, "Q3": 3.5, "Q4": 5.0}
_COUNT = "select coalesce(sum(calls), 0) from monitor.pg_stat_statements where query not ilike '%pg_stat_statements%'"


def main() -> None:
    """Load the data, start both services, check that they say the same, measure in turns, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--only", default=",".join(QUESTIONS), help="questions to measure, such as Q1,Q4")
    options = parser.parse_args()
    access = asyncio.run(dataset.load())
    contenders = [plain_strawberry(_bodies("plain", PLAIN, access)), skyt(_bodies("skyt", SKYT, access))]
    try:
        for contender in contenders:
            contender.start()
        _same_leaves(contenders)
        statements = {contender.name: {question: _statements(contender, question) for question in QUESTIONS} for contender in contenders}
        rows = _measure(contenders, options)
        _print(rows, statements)
        _print_memory(contenders)
    finally:
        for contender in contenders:
            contender.stop()


def _bodies(name: str, texts: dict[str, str], access: dict[str, Any]) -> dict[str, Path]:
    ids = json.loads((STATE / "ids.json").read_text())
    paths = {}
    for question, text in texts.items():
        users = ids["users"][: ids["run_users"]] if question == "Q3" else ids["users"]
        asked = [(access["owner_of_job"][job], job) for job in ids["jobs"]] if question == "Q1" else [(user, "") for user in users]
        lines = [_line(name, question, text, access["tokens"][user], user, job) for user, job in asked]
        paths[question] = STATE / f"bodies-{name}-{question}.txt"
        paths[question].write_text("".join(lines))
    return paths


def _line(name: str, question: str, text: str, token: str, user: str, job: str) -> str:  # noqa: PLR0917 - one request
    from api.schema.node import node_id  # noqa: PLC0415 - imports the schema, which the children of this process need not

    variables = {"id": node_id("Job", job) if name == "skyt" else job} if question == "Q1" else {} if name == "skyt" else {"u": user}  # type: ignore[arg-type]
    body = json.dumps({"query": text, "operationName": question, "variables": variables})
    return f"{token if name == 'skyt' else ''}\t{body}\n"


def _same_leaves(contenders: list[Contender]) -> None:
    """Both answer with as many jobs, results, runs and contracts, and with the same client job ids."""
    for number in range(5):
        plain, ours = (contender.ask("Q3", number)["jobs"]["nodes"] for contender in contenders)
        found = [[len(node["runs"]) for node in plain], [len(node["runs"]["nodes"]) for node in ours]]
        assert found[0] == found[1] == [20] * 20, found
        assert [run["canonicalOutput"] for run in plain[3]["runs"]] == [run["canonicalOutput"] for run in ours[3]["runs"]["nodes"]]
        assert [run["metrics"] for run in plain[3]["runs"]] == [run["providerDocument"] for run in ours[3]["runs"]["nodes"]]
        plain, ours = (contender.ask("Q2", number)["jobs"]["nodes"] for contender in contenders)
        assert [node["clientJobId"] for node in plain] == [node["clientJobId"] for node in ours]
        values = [{name: metric["value"] for name, metric in node["result"]["metricsDocument"].items()} for node in ours]
        assert [node["result"]["metrics"] for node in plain] == values
        plain, ours = contenders[0].ask("Q4", number)["contractStats"], contenders[1].ask("Q4", number)["contractSummaries"]
        assert [(row["contractId"], row["n"], round(row["avgR"], 9)) for row in plain] == [
            (row["name"], row["jobs"], round(row["mean"], 9)) for row in ours
        ]


def _statements(contender: Contender, question: str) -> float:
    async def count() -> int:
        connection = await asyncpg.connect(PEERS_DSN)
        try:
            return int(await connection.fetchval(_COUNT))
        finally:
            await connection.close()

    for number in range(3):
        contender.ask(question, number % 2)
    before = asyncio.run(count())
    for _ in range(10):
        contender.ask(question, 1)
    return (asyncio.run(count()) - before) / 10


def _measure(contenders: list[Contender], options: argparse.Namespace) -> dict[tuple[str, str], list[dict[str, float]]]:
    rows: dict[tuple[str, str], list[dict[str, float]]] = {}
    asked = options.only.split(",")
    for contender in contenders:
        for question in asked:
            contender.load(question, 8, 1)
    for number in range(options.rounds):
        for question in asked:
            for contender in contenders if number % 2 == 0 else contenders[::-1]:
                rows.setdefault((contender.name, question), []).append(contender.load(question, options.connections, options.seconds))
    return rows


def _print(rows: dict[tuple[str, str], list[dict[str, float]]], statements: Any) -> None:  # noqa: ANN401 - nested counts
    def median(name: str, question: str, key: str) -> float:
        return statistics.median(row[key] for row in rows[name, question])

    print("| question | Skyt req/s | plain req/s | ratio | goal | ratio of processor time | p50, p95 ms | SQL statements (plain) |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for question in dict.fromkeys(question for _, question in rows):
        pairs = zip(rows["skyt", question], rows["strawberry", question], strict=True)
        ratio = statistics.median(ours["rps"] / plain["rps"] for ours, plain in pairs)
        work = median("strawberry", question, "cpu") / median("skyt", question, "cpu")
        print(
            f"| {question} | {median('skyt', question, 'rps'):.0f} | {median('strawberry', question, 'rps'):.0f} | {ratio:.1f} | "
            f"{GOALS[question]} | {work:.1f} | {median('skyt', question, 'p50'):.1f}, {median('skyt', question, 'p95'):.1f} | "
            f"{statements['skyt'][question]:g} ({statements['strawberry'][question]:g}) |"
        )
    print()
    print("Load average: " + subprocess.run(["uptime"], capture_output=True, text=True, check=True).stdout.strip().split("average: ")[1])


def _print_memory(contenders: list[Contender]) -> None:
    for contender in contenders:
        print(
            f"{contender.name}: most resident memory (RSS) while the load ran {contender.most_resident_mb:.0f} MB, "
            f"proportional share (PSS) at its end {contender.proportional_mb():.0f} MB"
        )


if __name__ == "__main__":
    main()
