"""Inputs on which the raw output never came to its end cost time once: its forms are not asked what decides nothing."""

from engine.adapters.memory.cache import MemoryCache
from engine.domain.contract import Contract, DomainInput, Kind, OracleTest
from engine.oracle.behaviour import Behaviour
from engine.oracle.trial_plan import trial_plan
from engine.pipeline.analysis import examine_output
from engine.pipeline.toolbox import Toolbox, yardstick_of
from engine.ports.sandbox import Execution, Limits, Observation, Outcome, Program
from tests.shared_sandbox import shared_sandbox

LATE = Observation(Outcome.TIMEOUT, "", "", "the time ran out")
ANSWER = "def f(n):\n    # the next one\n    return n + 1\n"
CONTRACT = Contract(
    "c",
    "1.0.0",
    Kind.PYTHON,
    "C",
    "Write f.",
    function_name="f",
    domain=(DomainInput("n", "int", "any"),),
    oracle_tests=(OracleTest("t", (1,), 2), OracleTest("u", (2,), 3)),
)


class Slow:
    """The sandbox on a machine where texts with a comment finish their first scenarios only."""

    def __init__(self, finished: int) -> None:
        self.finished, self.asked = finished, list[int]()

    def run(self, program: Program, limits: Limits) -> Execution:
        self.asked.append(len(program.scenarios))
        execution = shared_sandbox().run(program, limits)
        if "#" not in program.source:
            return execution
        late = len(execution.observations) - self.finished
        return Execution(Outcome.TIMEOUT, (*execution.observations[: self.finished], *[(LATE,)] * late), execution.isolation)


def asked_of(finished: int) -> tuple[list[int], Behaviour | None]:
    sandbox, yardstick = Slow(finished), yardstick_of(CONTRACT, (), None)
    found = examine_output(ANSWER, yardstick, Toolbox(sandbox, MemoryCache()))
    assert (found.analysis.defects, found.analysis.canonical_output) == ((), "def f(n):\n    return n + 1\n")
    return sandbox.asked, found.behaviour


def test_forms_are_run_as_far_as_the_output_came() -> None:
    everything = len(trial_plan(CONTRACT).scenarios)
    asked, behaviour = asked_of(3)
    assert asked == [everything, 3]
    assert behaviour is not None
    assert behaviour.incomplete == everything - 3


def test_forms_of_what_never_ends_are_loaded_only() -> None:
    assert asked_of(0)[0] == [len(trial_plan(CONTRACT).scenarios), 0]


def test_forms_of_what_ends_are_run_on_everything() -> None:
    everything = len(trial_plan(CONTRACT).scenarios)
    assert asked_of(everything)[0] == [everything] * 3


def test_a_first_part_of_the_plan_is_compared_like_the_whole() -> None:
    plan = trial_plan(CONTRACT)
    execution = shared_sandbox().run(plan.program(ANSWER, None, 3), Limits())
    behaviour = plan.behaviour(execution)
    assert len(behaviour.digests) == len(plan.compared)
    assert plan.reach(behaviour) == 3
