"""A contract's trials are planned once for all of its jobs."""

from dataclasses import replace

import pytest

from engine.canonicalization.memory import Memory
from engine.domain.contract import Contract, DomainInput, Kind, OracleTest
from engine.oracle.trial_plan import trial_plan
from engine.pipeline import toolbox
from engine.pipeline.toolbox import yardstick_of

CONTRACT = Contract(
    "c",
    "1.0.0",
    Kind.PYTHON,
    "C",
    "Write f.",
    function_name="f",
    domain=(DomainInput("x", "list[int]"),),
    oracle_tests=(OracleTest("t", ([3],), 3),),
)


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toolbox, "_plans", Memory(1_000_000))


def test_an_equal_contract_has_the_plan_that_was_made() -> None:
    first, second = yardstick_of(CONTRACT, ()), yardstick_of(replace(CONTRACT), ())

    assert second.plan is first.plan
    assert first.plan == trial_plan(CONTRACT)


def test_another_contract_has_a_plan_of_its_own() -> None:
    other = replace(CONTRACT, domain=(DomainInput("x", "list[int]", "len(x) > 2"),), oracle_tests=())

    plans = [yardstick_of(item, ()).plan for item in (CONTRACT, other, CONTRACT)]

    assert plans == [trial_plan(CONTRACT), trial_plan(other), trial_plan(CONTRACT)]
    assert plans[1].scenarios != plans[0].scenarios
