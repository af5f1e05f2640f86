"""Submitting a job to a server and following it to its end."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from cli.client import operations
from cli.client.errors import ServerRefused
from cli.client.graphql import GraphQLClient
from engine.domain.errors import NotFound, SkytError
from engine.domain.job import JobStatus
from engine.domain.json_value import JsonObject
from engine.metrics.registry import SUMMARY_METRICS

POLL_SECONDS = 0.3

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Submission:
    """What is asked for; contract and restriction sets are named as `name` (its newest version) or `name@version`."""

    contract: str
    provider: str
    model: str
    num_runs: int
    temperature: float = 0.0
    seed: int | None = None
    restriction_sets: tuple[str, ...] = ()
    client_job_id: str | None = None
    max_tokens: int | None = None
    max_cost_usd: float | None = None
    analyses: tuple[str, ...] = ()
    top_p: float | None = None
    system_prompt: str | None = None
    stop: tuple[str, ...] = ()
    endpoint: JsonObject | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is; `total` is its number of runs, and `unanswered` of them have no answer."""

    status: JobStatus
    total: int
    generated: int
    unanswered: int
    analysed: int


async def sign_in(client: GraphQLClient, email: str, password: str) -> str:
    """Sign in; answers with the token, which the client uses from now on. Raises ServerRefused."""
    data: Any = await client.execute(operations.SIGN_IN, email=email, password=password)
    token = str(_accepted(data["signIn"], "SignedIn")["token"])
    client.use_token(token)
    return token


@asynccontextmanager
async def signed_in(client: GraphQLClient, email: str, password: str) -> AsyncIterator[None]:
    """Be signed in during a block; the session ends with it, or by itself where nobody answers any more. Raises ServerRefused."""
    await sign_in(client, email, password)
    try:
        yield
    finally:
        with suppress(SkytError):
            await client.execute(operations.SIGN_OUT)


@dataclass(frozen=True, slots=True)
class Submitted:
    """A job that was accepted: its id, and what its owner should know before it starts, such as pins that the provider does not take."""

    id: str
    notices: tuple[str, ...]


async def submit(client: GraphQLClient, submission: Submission) -> Submitted:
    """Submit a job. Raises NotFound for a name that does not exist, ServerRefused for the rest."""
    contracts, sets = await choices(client)
    job = {
        "contractId": _id_of("contract", submission.contract, contracts),
        "restrictionSetIds": [_id_of("restriction set", name, sets) for name in submission.restriction_sets],
        "pins": _pins(submission),
        "numRuns": submission.num_runs,
        "clientJobId": submission.client_job_id,
        "maxCostUsd": submission.max_cost_usd,
        "analyses": submission.analyses,
    }
    data: Any = await client.execute(operations.SUBMIT_JOB, input=job)
    accepted = _accepted(data["submitJob"], "JobSubmitted")
    return Submitted(str(accepted["job"]["id"]), tuple(accepted["notices"]))


def _pins(submission: Submission) -> dict[str, Any]:
    return {
        "provider": submission.provider,
        "model": submission.model,
        "temperature": submission.temperature,
        "topP": submission.top_p,
        "seed": submission.seed,
        "maxTokens": submission.max_tokens,
        "systemPrompt": submission.system_prompt,
        "stop": submission.stop,
        "endpoint": submission.endpoint,
    }


async def follow(client: GraphQLClient, job_id: str) -> AsyncIterator[Progress]:
    """The job's progress, one item per change, until it has ended.

    Reads the numbered events after the last one seen, so that nothing is missed between two looks.
    """
    after = 0
    while True:
        job: Any = (await client.execute(operations.JOB_EVENTS, id=job_id, after=after))["job"]
        if job is None:
            raise NotFound("job", job_id)
        status = JobStatus(job["status"].lower())
        if job["events"] or status.is_final:
            yield Progress(status, **job["progress"])
        if status.is_final:
            return
        after = job["events"][-1]["number"] if job["events"] else after
        await asyncio.sleep(POLL_SECONDS)


async def result(client: GraphQLClient, job_id: str) -> dict[str, Any]:
    """The finished job with the headline metrics of its result. Raises ServerRefused when it failed."""
    job: Any = (await client.execute(operations.JOB_RESULT, id=job_id, metrics=SUMMARY_METRICS))["job"]
    if job is None:
        raise NotFound("job", job_id)
    if job["result"] is None:
        raise ServerRefused(f"job {job_id} ended as {job['status'].lower()}: {job['errorMessage'] or 'no reason was given'}")
    return dict(job)


async def choices(client: GraphQLClient) -> tuple[list[Node], list[Node]]:
    """All contracts and all restriction sets that the viewer can use, with `id`, `name` and `version`; sets with `source` and `kinds`."""
    contracts: list[Node] = []
    sets: list[Node] = []
    cursors: dict[str, Any] = {"contractsAfter": None, "setsAfter": None}
    while True:
        data: Any = await client.execute(operations.CHOICES, **cursors)
        contracts += _new_nodes(data["contracts"], contracts)
        sets += _new_nodes(data["restrictionSets"], sets)
        pages = [data["contracts"]["pageInfo"], data["restrictionSets"]["pageInfo"]]
        if not any(page["hasNextPage"] for page in pages):
            return contracts, sets
        cursors = {"contractsAfter": pages[0]["endCursor"], "setsAfter": pages[1]["endCursor"]}


def newest(nodes: Iterable[Node]) -> tuple[str, ...]:
    """The newest version of each name, as `name@version`, in the order of the names."""
    ordered = sorted(nodes, key=lambda node: (str(node["name"]), _version_key(str(node["version"]))))
    return tuple(f"{name}@{version}" for name, version in {node["name"]: node["version"] for node in ordered}.items())


def _new_nodes(connection: dict[str, Any], known: list[Node]) -> list[Node]:
    seen = {node["id"] for node in known}
    return [edge["node"] for edge in connection["edges"] if edge["node"]["id"] not in seen]


def _id_of(kind: str, name: str, nodes: list[Node]) -> str:
    wanted, _, version = name.partition("@")
    found = [node for node in nodes if node["name"] == wanted and version in {"", node["version"]}]
    if not found:
        names = ", ".join(sorted({str(node["name"]) for node in nodes})) or "none"
        raise NotFound(kind, name, f"there are: {names}")
    return str(max(found, key=lambda node: _version_key(str(node["version"])))["id"])


def _version_key(version: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((0, int(part), "") if part.isdigit() else (-1, 0, part) for part in version.split("."))


def _accepted(answer: dict[str, Any], wanted: str) -> dict[str, Any]:
    if answer["__typename"] != wanted:
        raise ServerRefused.from_problem(answer)
    return dict(answer)
