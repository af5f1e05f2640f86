"""The providers `sample` and `recorded`, and the presets they serve."""

import json
from pathlib import Path
from uuid import uuid4

import pytest

from engine.adapters.filesystem.contracts import FilesystemContractRepository, preset_contracts
from engine.adapters.filesystem.restrictions import FilesystemRestrictionRepository
from engine.adapters.llm.recorded import RecordedClient
from engine.adapters.llm.sample import SampleClient, sample_pools
from engine.adapters.memory.cache import MemoryCache
from engine.domain.contract import Contract
from engine.domain.errors import GenerationFailed, InvalidInput, NotFound
from engine.domain.job import Scope
from engine.domain.pins import Pins
from engine.domain.run import Usage
from engine.pipeline.analysis import analyse_output
from engine.pipeline.toolbox import Toolbox, yardstick_of
from tests.conformance.samples import CONTRACT
from tests.shared_sandbox import shared_sandbox


async def drawn(contract: Contract, temperature: float, seed: int | None = 1, runs: int = 40) -> list[str | None]:
    pins = Pins("sample", contract.id, temperature, seed=seed)
    return [(await SampleClient().generate(contract, pins, index)).raw_output for index in range(runs)]


@pytest.mark.parametrize("contract", preset_contracts(), ids=lambda contract: contract.id)
async def test_sample_answers_spread_with_temperature_and_repeat_exactly(contract: Contract):
    cold, hot = await drawn(contract, 0.0), await drawn(contract, 1.0)
    assert cold.count(sample_pools()[contract.id][0]) >= 36
    assert len(set(hot)) >= 6
    assert hot == await drawn(contract, 1.0)
    assert hot != await drawn(contract, 1.0, seed=2)
    assert await drawn(contract, 1.0, seed=None) == await drawn(contract, 1.0, seed=0)


@pytest.mark.parametrize("contract", [item for item in preset_contracts() if item.has_oracle], ids=lambda contract: contract.id)
def test_presets_have_tests_enough_and_pools_with_right_and_wrong_answers(contract: Contract):
    assert len(contract.oracle_tests) >= 8
    pool, tools = sample_pools()[contract.id], Toolbox(shared_sandbox(), MemoryCache())
    assert 10 <= len(set(pool)) == len(pool) <= 14
    quick = [answer for answer in pool if "while" not in answer]
    analyses = [analyse_output(answer, yardstick_of(contract, ()), tools) for answer in quick]
    assert all("defect" not in (analysis.problem or "") for analysis in analyses)
    assert {analysis.oracle.passed for analysis in analyses} == {True, False}
    first = analyse_output(pool[0], yardstick_of(contract, ()), tools)
    assert (first.oracle.passed, first.unsatisfied_constraints) == (True, ())


def test_the_sample_client_says_what_it_is_and_what_it_has():
    client, contract = SampleClient(), preset_contracts()[0]
    assert client.notice == "Sample answers written by hand, not by a model."
    assert [model.name for model in client.models(contract)] == [contract.id]
    assert client.models(CONTRACT) == ()
    client.check(contract, Pins("sample", contract.id), 1000)
    with pytest.raises(InvalidInput, match="there are no sample answers 'double' for the contract 'double'"):
        client.check(CONTRACT, Pins("sample", "double"), 1)


@pytest.fixture
def recorded(tmp_path: Path) -> RecordedClient:
    usage = {"prompt_tokens": 3, "completion_tokens": 4, "latency_ms": 5}
    records = [
        {"experiment": "e", "contract_id": "double", "run": 1, "output": "second", "model": "m", "temperature": 0.5, "usage": usage},
        {"experiment": "e", "contract_id": "double", "run": 0, "output": "first", "model": "m", "temperature": 0.5},
    ]
    path = tmp_path / "recorded.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return RecordedClient(path)


async def test_recorded_runs_come_by_their_number(recorded: RecordedClient):
    pins = Pins("recorded", "e")
    (model,) = recorded.models(CONTRACT)
    assert (model.name, model.title, model.max_runs, model.temperature) == ("e", "m, temperature 0.5, 2 runs, e", 2, 0.5)
    first, second = [await recorded.generate(CONTRACT, pins, index) for index in range(2)]
    assert (first.raw_output, first.usage, second.raw_output, second.usage) == ("first", Usage(), "second", Usage(3, 4, 5.0))
    assert second.provider_data["recorded_run"] == 1
    with pytest.raises(GenerationFailed, match="run 2 of 'e' was not recorded"):
        await recorded.generate(CONTRACT, pins, 2)


def test_recorded_runs_are_checked_before_anything_is_generated(recorded: RecordedClient):
    recorded.check(CONTRACT, Pins("recorded", "e"), 2)
    with pytest.raises(InvalidInput, match="3 runs were asked for, but only 2 are recorded"):
        recorded.check(CONTRACT, Pins("recorded", "e"), 3)
    with pytest.raises(InvalidInput, match="there is no recorded experiment 'x' for the contract 'double'"):
        recorded.check(CONTRACT, Pins("recorded", "x"), 1)


async def test_presets_as_repositories():
    scope = Scope(uuid4())
    assert (await FilesystemContractRepository().load(scope, "leap_year")).version == "1.0.0"
    assert (await FilesystemRestrictionRepository().load(scope, "nasa_power_of_ten", "1.2.0")).id == "nasa_power_of_ten"
    with pytest.raises(NotFound):
        await FilesystemContractRepository().load(scope, "leap_year", "9.9.9")
    with pytest.raises(NotFound):
        await FilesystemRestrictionRepository().load(scope, "none")
