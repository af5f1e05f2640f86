"""The demo job: which one is asked for, and that a service without one still starts."""

from io import StringIO
from typing import Any, cast

import pytest
from rich.console import Console

from cli.client import operations
from cli.client.graphql import GraphQLClient
from cli.settings import Settings
from cli.supervisor.demo import demo_submission, show_demo_job


class AnsweringClient:
    """Stands in for a server with these restriction sets."""

    def __init__(self, *sets: tuple[str, str, str]) -> None:
        self._sets = sets

    async def execute(self, operation: str, **_variables: object) -> Any:
        if operation == operations.MODELS:
            return {"providers": [{"name": "sample", "models": [{"name": "roman_numerals", "maxRuns": None, "temperature": None}]}]}
        sets = [
            {"node": {"id": f"{name}{version}", "name": name, "version": version, "source": source, "kinds": ["PYTHON"]}}
            for name, version, source in self._sets
        ]
        contracts = [{"node": {"id": "1", "name": "roman_numerals", "version": "1.0.0"}}]
        last = {"hasNextPage": False, "endCursor": None}
        return {"contracts": {"edges": contracts, "pageInfo": last}, "restrictionSets": {"edges": sets, "pageInfo": last}}


async def asked_of(*sets: tuple[str, str, str]) -> Any:
    return await demo_submission(cast("GraphQLClient", AnsweringClient(*sets)), "sample")


async def test_a_set_of_the_users_own_leaves_the_demo_job_as_it_was() -> None:
    before = await asked_of(("clean_python", "1.0.0", "PRESET"))
    after = await asked_of(("clean_python", "1.0.0", "PRESET"), ("house_rules", "1.0.0", "USER"))
    assert after == before
    assert before.restriction_sets == ("clean_python@1.0.0",)


async def test_a_newer_preset_makes_another_demo_job_and_no_conflict() -> None:
    before = await asked_of(("clean_python", "1.9.0", "PRESET"))
    after = await asked_of(("clean_python", "1.9.0", "PRESET"), ("clean_python", "1.10.0", "PRESET"))
    assert after.restriction_sets == ("clean_python@1.10.0",)
    assert after.client_job_id != before.client_job_id


async def test_a_demo_job_that_cannot_be_shown_is_told_and_does_not_stop_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKYT_PORT", "1")
    printed = StringIO()
    await show_demo_job(Settings(), Console(file=printed, width=200))
    assert printed.getvalue().startswith("there is no demo job to show: ")
