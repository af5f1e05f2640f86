"""Quotas on runs and jobs, requests per minute, and the ledger of what was used."""

import asyncio
from uuid import UUID

import pytest
from sqlalchemy import text

from api.schema.node import node_id
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.adapters.postgres.submissions import Submission, add_job
from engine.adapters.redis.rate_limiter import RateLimiter
from engine.domain.experiment import resolve_experiment
from engine.domain.pins import Pins
from engine.domain.quota import DEFAULT_ALLOWANCES, Allowance, QuotaExceeded, QuotaName, Tier
from engine.domain.run import Generation, GenerationStatus, Usage
from tests.accounts import CONTRACT, Tenant, submit
from tests.graphql.service import Client, Service
from tests.graphql.test_api_keys import CREATE as CREATE_KEY

SUBMIT = """
mutation S($input: SubmitJobInput!) {
  submitJob(input: $input) {
    __typename
    ... on QuotaExceeded { code quota limit used requested resetsAt retryAfterSeconds message }
    ... on Problem { hint }
  }
}
"""
USAGE = """
query U($day: Date!) {
  viewer { organization { usage(since: $day, until: $day) { day provider model runs unanswered promptTokens completionTokens costUsd } } }
}
"""
QUOTA = "{ viewer { organization { quota { tier requestsPerMinute limits { quota limit used resetsAt } } } } }"


def submission(contract_id: UUID, runs: int, allowance: Allowance, client_job_id: str | None = None) -> Submission:
    config = resolve_experiment(CONTRACT, (), Pins("sample", "careful"), runs)
    return Submission(config, contract_id, (), client_job_id, DEFAULT_ALLOWANCES | {Tier.FREE: allowance})


@pytest.mark.parametrize(
    ("allowance", "admitted", "quota"),
    [
        (Allowance(50, 1_000, 1_000, 1), 25, QuotaName.RUNS_PER_DAY),
        (Allowance(1_000, 30, 1_000, 1), 15, QuotaName.RUNS_PER_MONTH),
        (Allowance(1_000, 1_000, 7, 1), 7, QuotaName.CONCURRENT_JOBS),
    ],
)
async def test_a_hundred_at_the_limit_admit_exactly_the_rest_and_leave_no_trace(
    database: Database, owner: Database, ada: Tenant, contract_id: UUID, allowance: Allowance, admitted: int, quota: QuotaName
) -> None:
    answers = await asyncio.gather(
        *(add_job(database, ada.scope, submission(contract_id, 2, allowance)) for _ in range(100)), return_exceptions=True
    )
    refusals = [answer for answer in answers if isinstance(answer, QuotaExceeded)]
    assert len(refusals) == 100 - admitted == 100 - sum(not isinstance(answer, BaseException) for answer in answers)
    assert {refusal.quota for refusal in refusals} == {quota}
    async with owner.unscoped_transaction() as connection:
        runs = "(select sum(runs) from quota_counts where period = 'day')"
        counts = f"select (select count(*) from jobs), (select count(*) from job_events), {runs}"
        assert tuple((await connection.execute(text(counts))).one()) == (admitted, admitted, 2 * admitted)


async def test_the_same_job_sent_again_is_not_counted_again(database: Database, ada: Tenant, contract_id: UUID) -> None:
    order = submission(contract_id, 10, Allowance(10, 10, 1, 1), "mine")
    first = await add_job(database, ada.scope, order)
    assert await add_job(database, ada.scope, order) == type(first)(first.job_id, is_new=False, is_same=True)


async def test_a_job_has_its_organizations_tier(database: Database, owner: Database, ada: Tenant, contract_id: UUID) -> None:
    async with owner.unscoped_transaction() as connection:
        await connection.execute(text("update quotas set tier = 'enterprise'"))
    assert (await add_job(database, ada.scope, submission(contract_id, 2, Allowance(10, 10, 10, 1)))).tier == "enterprise"


async def test_another_organization_has_limits_of_its_own(database: Database, ada: Tenant, eve: Tenant, contract_id: UUID) -> None:
    order = submission(contract_id, 10, Allowance(10, 10, 10, 1))
    await add_job(database, ada.scope, order)
    await add_job(database, eve.scope, order)
    with pytest.raises(QuotaExceeded, match="10 asked for, but of 10 runs per day 10 are used"):
        await add_job(database, ada.scope, order)


async def test_the_problem_says_what_how_much_and_when_again(client: Client, owner: Database, contract_id: UUID) -> None:
    async with owner.unscoped_transaction() as connection:
        await connection.execute(text("update quotas set runs_per_day = 3, tier = 'pro'"))
    order = {"contractId": node_id("Contract", contract_id), "pins": {"provider": "fake", "model": "echo"}, "numRuns": 2}
    assert (await client.data(SUBMIT, input=order))["submitJob"]["__typename"] == "JobSubmitted"
    refused = (await client.data(SUBMIT, input=order))["submitJob"]
    assert {name: refused[name] for name in ("code", "quota", "limit", "used", "requested")} == {
        "code": "QUOTA_EXCEEDED",
        "quota": "RUNS_PER_DAY",
        "limit": 3,
        "used": 2,
        "requested": 2,
    }
    assert 0 < refused["retryAfterSeconds"] <= 86_400
    assert refused["resetsAt"].endswith("T00:00:00+00:00")
    quota = (await client.data(QUOTA))["viewer"]["organization"]["quota"]
    assert (quota["tier"], quota["requestsPerMinute"]) == ("PRO", 3_000)
    assert [(item["quota"], item["limit"], item["used"]) for item in quota["limits"]] == [
        ("RUNS_PER_DAY", 3, 2),
        ("RUNS_PER_MONTH", 200_000, 2),
        ("CONCURRENT_JOBS", 100, 1),
    ]


async def test_requests_are_counted_per_viewer_and_refused_with_headers(client: Client, foreigner: Client, owner: Database) -> None:
    async with owner.unscoped_transaction() as connection:
        await connection.execute(text("update quotas set requests_per_minute = 3"))
    ask = {"query": "{ viewer { role } }"}
    answers = [await client.http.post("/graphql", json=ask) for _ in range(8)]
    assert [answer.status_code for answer in answers[:3]] == [200, 200, 200]
    assert answers[-1].status_code == 429
    assert (answers[0].headers["ratelimit-limit"], answers[0].headers["ratelimit-policy"]) == ("3", "3;w=60")
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert "3 requests a minute" in answers[-1].text
    assert (await foreigner.http.post("/graphql", json=ask)).status_code == 200


async def test_each_key_and_each_address_has_a_count_of_its_own(service: Service, client: Client, owner: Database) -> None:
    keys = [(await client.data(CREATE_KEY, input={"name": name}))["createApiKey"]["key"] for name in ("one", "two")]
    async with owner.unscoped_transaction() as connection:
        await connection.execute(text("update quotas set requests_per_minute = 3"))
    told = []
    for token in (*keys, None):
        caller = service.client(token)
        answer = await caller.http.post("/graphql", json={"query": "{ viewer { role } }"})
        told.append((answer.headers["ratelimit-limit"], answer.headers["ratelimit-remaining"]))
        await caller.http.aclose()
    anonymous = service.services.settings.anonymous_requests_per_minute
    assert told == [("3", "2"), ("3", "2"), (str(anonymous), str(anonymous - 1))]


async def test_the_window_slides(redis_url: str) -> None:
    limiter = RateLimiter(redis_url)
    first = [await limiter.count("ada", 4, now=600.0 + 50) for _ in range(5)]
    assert [rate.is_allowed for rate in first] == [True, True, True, True, False]
    assert (first[0].remaining, first[0].seconds, first[4].remaining) == (3, 10, 0)
    assert not (await limiter.count("ada", 4, now=660.0)).is_allowed
    assert (await limiter.count("ada", 4, now=660.0 + 45)).is_allowed
    assert (await limiter.count("eve", 4, now=600.0 + 50)).is_allowed
    await limiter.close()


async def test_every_run_has_a_line_in_the_ledger_that_nobody_can_change(
    client: Client, database: Database, owner: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    taken = await store.claim(ada.scope, (await submit(database, ada, contract_id)).job_id, 60)
    assert taken is not None
    answer = Generation(0, GenerationStatus.GENERATED, "x", usage=Usage(3_000_000_000, 7))
    for generation in (answer, answer, Generation(1, GenerationStatus.TIMED_OUT, error_message="late")):
        await store.save_generation(taken[0], generation)
    async with owner.unscoped_transaction() as connection:
        day = (await connection.execute(text("select (now() at time zone 'UTC')::date"))).scalar_one().isoformat()
    assert (await client.data(USAGE, day=day))["viewer"]["organization"]["usage"] == [
        {
            "day": day,
            "provider": "sample",
            "model": "careful",
            "runs": 2,
            "unanswered": 1,
            "promptTokens": 3_000_000_000.0,
            "completionTokens": 7.0,
            "costUsd": None,
        }
    ]
    with pytest.raises(Exception, match="never changes"):
        async with owner.unscoped_transaction() as connection:
            await connection.execute(text("delete from usage_ledger"))
