"""Rules tried in a process of their own: it answers, it is ended when it is slow, and only so many wait."""

import asyncio

import pytest

from engine.adapters.rule_trials.process import ProcessRuleTrials
from engine.domain.contract import Kind
from engine.domain.errors import ToolFailed
from engine.domain.restriction import BoundRule, Examples, RestrictionSet, Rule, Severity
from engine.ports.rule_trials import MAX_VIOLATIONS

SLOW = "def find(output, options):\n    while True:\n        pass\n"


def bound(detector: str, **parameters: object) -> BoundRule:
    return BoundRule("s", "1.0.0", Rule("1", "n", "d", Severity.MANDATORY, detector=detector, parameters=parameters))


async def test_violations_are_bounded_and_counted() -> None:
    rules = tuple(BoundRule("s", "1.0.0", Rule(str(n), "n", "d", Severity.ADVISORY, detector="dynamic_code")) for n in range(8))
    trial = await ProcessRuleTrials().try_output(rules, "eval(x)\n" * 90, Kind.PYTHON)
    assert (len(trial.violations), trial.total, len(trial.broken)) == (MAX_VIOLATIONS, 720, 8)


async def test_what_is_not_parsable_is_answered_and_harms_nobody() -> None:
    trial = await ProcessRuleTrials().try_output((bound("recursion"),), "-" * 150_000 + "1", Kind.PYTHON)
    assert [item.message.startswith("cannot be decided") for item in trial.violations] == [True]


async def test_a_trial_that_takes_too_long_is_ended() -> None:
    with pytest.raises(ToolFailed, match="could not be decided within"):
        await ProcessRuleTrials(max_seconds=0.05).try_output((bound("custom_python", code=SLOW),), "x", Kind.PYTHON)


async def test_only_so_many_wait() -> None:
    trials = ProcessRuleTrials(max_waiting=0)
    asked = [trials.try_output((bound("recursion"),), "x = 1", Kind.PYTHON) for _ in range(3)]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert [str(item) for item in answers if isinstance(item, ToolFailed)] == [
        "too many trials of rules are waiting already; try again in a moment"
    ]
    assert (await trials.try_output((bound("recursion"),), "x = 1", Kind.PYTHON)).total == 0


async def test_the_examples_of_a_set_are_run() -> None:
    rule = Rule("1", "n", "d", Severity.MANDATORY, detector="dynamic_code", examples=Examples(("x = 1",), ("eval(x)", "y = 1")))
    results = await ProcessRuleTrials().run_examples(RestrictionSet("s", "1.0.0", "t", "d", (rule,)))
    assert [(result.is_good, result.number, result.passed) for result in results] == [(True, 1, True), (False, 1, True), (False, 2, False)]
