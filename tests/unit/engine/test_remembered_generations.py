"""The cache of generations: by organization, contract, pins and run number, so that runs of one job are never collapsed."""

from dataclasses import replace
from uuid import uuid4

from engine.adapters.llm.remembering import NOTICE, RememberingClient
from engine.adapters.memory.cache import MemoryCache
from engine.domain.experiment import resolve_experiment
from engine.domain.job import Scope
from engine.domain.pins import Pins
from engine.domain.run import Generation, GenerationStatus, Usage
from engine.ports.llm_client import LlmClient
from tests.accounts import CONTRACT

PINS = Pins("counting", "m", 1.0)


class CountingClient(LlmClient):
    """Never answers the same twice; refuses run 3."""

    name, title, notice = "counting", "Counting", None

    def __init__(self) -> None:
        self.asked = 0

    async def generate(self, contract, pins, run_index):
        self.asked += 1
        status = GenerationStatus.REFUSED if run_index == 3 else GenerationStatus.GENERATED
        return Generation(
            run_index, status, f"answer {self.asked}", usage=Usage(7, 5, 1.0, cost_usd=0.5), provider_data={"served_model": "m"}
        )


async def runs(client: RememberingClient, scope: Scope, pins: Pins = PINS) -> list[Generation]:
    job = await client.for_job(scope, resolve_experiment(CONTRACT, (), pins, 4))
    return [await job.generate(CONTRACT, pins, index) for index in range(4)]


async def test_repeats_of_one_job_are_all_asked_for_and_a_second_job_repeats_them_free_of_charge() -> None:
    asked, scope = CountingClient(), Scope(uuid4())
    client = RememberingClient(asked, MemoryCache())
    first, second = await runs(client, scope), await runs(client, scope)
    assert [item.raw_output for item in first] == ["answer 1", "answer 2", "answer 3", "answer 4"]
    assert [item.raw_output for item in second] == ["answer 1", "answer 2", "answer 3", "answer 5"], "a refusal is asked for again"
    assert second[0] == replace(first[0], usage=Usage(cost_usd=0.0), provider_data={"served_model": "m", "remembered": True})
    assert asked.asked == 5


async def test_other_pins_and_other_organizations_share_nothing() -> None:
    asked, scope = CountingClient(), Scope(uuid4())
    client = RememberingClient(asked, MemoryCache())
    for owner, pins in ((scope, PINS), (scope, replace(PINS, seed=1)), (Scope(uuid4()), PINS)):
        await runs(client, owner, pins)
    assert asked.asked == 12


def test_it_is_said_before_a_job_starts_and_in_its_result() -> None:
    assert RememberingClient(CountingClient(), MemoryCache()).notices(PINS) == (NOTICE,)
