"""Behaviour classes: equal observations, smallest witnesses, and what cannot be compared."""

from dataclasses import replace

import pytest

from engine.domain.behaviour import InputSource, Witness
from engine.domain.contract import Contract, DomainInput, Kind, Operation, OracleTest
from engine.oracle.behaviour import Behaviour, behaviour_of, comparable, differing
from engine.oracle.classes import UNLIKE, Member, behaviour_classes
from engine.oracle.generation.inputs import encoded
from engine.oracle.trial_plan import TrialPlan, trial_plan
from engine.oracle.written_calls import written
from engine.ports.sandbox import Call, Execution, Limits, Observation, Outcome
from tests.shared_sandbox import shared_sandbox

TESTS = (OracleTest("t", ([3],), 3), OracleTest("t", ([],), 0))
CONTRACT = Contract(
    "c", "1.0.0", Kind.PYTHON, "C", "Write f.", function_name="f", domain=(DomainInput("x", "list[int]"),), oracle_tests=TESTS
)
PLAN = trial_plan(CONTRACT)
TOTAL = "def f(x):\n    return sum(x)\n"
OTHER_TOTAL = "def f(x):\n    t = 0\n    for i in x:\n        t += i\n    return t\n"
POSITIVE = "def f(x):\n    return sum(i for i in x if i > 0)\n"
RAISING = "def f(x):\n    if x == [-1]:\n        raise ValueError('no')\n    return sum(x)\n"
SORTING = "def f(x):\n    x.sort()\n    return sum(x)\n"


def observed(source: str, plan: TrialPlan = PLAN) -> Behaviour:
    return plan.behaviour(shared_sandbox().run(plan.program(source), Limits(wall_seconds=6.0, scenario_seconds=0.3)))


def classes(*sources: str):
    behaviours = {behaviour.signature(source): behaviour for source in sources for behaviour in [observed(source)]}
    members = [Member(index, observed(source).signature(source), True) for index, source in enumerate(sources)]
    return behaviour_classes(members, behaviours, PLAN)


def test_the_same_observations_are_one_class_whatever_the_code():
    (only,) = classes(TOTAL, OTHER_TOTAL, TOTAL)
    assert (only.number, only.run_indexes, only.witnesses, only.incomplete_inputs) == (0, (0, 1, 2), (), 0)
    assert only.inputs == len(PLAN.compared) == len({encoded(scenario) for scenario, _ in PLAN.compared}) == 200


def test_classes_are_ordered_by_size_and_told_apart_by_the_smallest_input():
    first, second = classes(RAISING, TOTAL, OTHER_TOTAL)
    assert (first.run_indexes, second.run_indexes) == ((1, 2), (0,))
    assert second.witnesses == (Witness(0, "f([-1])", InputSource.GENERATED, "ValueError", "-1"),)
    assert first.witnesses == (Witness(1, "f([-1])", InputSource.GENERATED, "-1", "ValueError"),)


@pytest.mark.parametrize("other", [POSITIVE, RAISING, SORTING])
def test_no_smaller_input_tells_two_classes_apart(other: str):
    first, second = observed(TOTAL), observed(other)
    witness = classes(TOTAL, other)[0].witnesses[0]
    places = differing(first, second)
    sizes = {written(PLAN.compared[place][0], "f"): len(encoded(PLAN.compared[place][0])) for place in places}
    assert sizes[witness.input] == min(sizes.values())


def test_a_difference_that_cannot_be_seen_in_the_result_is_said():
    witness = classes(TOTAL, SORTING)[0].witnesses[0]
    assert (witness.input, witness.here, witness.there) == (
        "f([1, 0])",
        "1 (argument 1 ends as [1, 0])",
        "1 (argument 1 ends as [0, 1])",
    )


def test_a_difference_that_is_too_long_to_be_shown_is_said():
    long = "def f(x):\n    return [0] * 1_000 + [{}]\n"
    witness = classes(long.format(1), long.format(2))[0].witnesses[0]
    assert (witness.here.endswith(UNLIKE), witness.there.endswith(UNLIKE)) == (True, True)


def test_of_inputs_equally_small_the_first_in_order_is_shown():
    plan = trial_plan(replace(CONTRACT, domain=(DomainInput("n", "int", "0 <= n <= 30"),), oracle_tests=(OracleTest("t", (3,), False),)))
    seen = [observed(f"def f(n):\n    return n > {bound}\n", plan) for bound in (5, 30)]
    members = [Member(index, behaviour.signature(""), True) for index, behaviour in enumerate(seen)]
    witness = behaviour_classes(members, {behaviour.signature(""): behaviour for behaviour in seen}, plan)[0].witnesses[0]
    assert (witness.input, witness.here, witness.there) == ("f(6)", "True", "False")


def test_inputs_that_time_ran_out_on_neither_split_nor_join():
    endless = "def f(x):\n    while len(x) == 1 and x[0] == 3:\n        pass\n    return sum(x)\n"
    first, second = classes(TOTAL, TOTAL, endless)
    assert (first.undecided_with, second.undecided_with, second.incomplete_inputs) == ((1,), (0,), 1)
    assert (first.witnesses, second.witnesses) == ((), ())


def test_what_does_not_load_is_a_class_without_witnesses():
    first, second = classes(TOTAL, TOTAL, "def f(x:\n")
    assert (second.run_indexes, second.witnesses, second.undecided_with, first.witnesses) == ((2,), (), (), ())


def test_far_classes_are_held_against_the_largest_only():
    many = [f"def f(x):\n    return sum(x) + {number}\n" for number in range(10)]
    found = classes(TOTAL.replace("sum(x)", "sum(x) - 1"), *many)
    assert [len(item.witnesses) for item in found] == [10, *[7] * 7, 1, 1, 1]


def returned(value: str, after: str = "") -> tuple[Observation, ...]:
    return (Observation(Outcome.RETURNED, value, after, "message"),)


def test_what_counts_as_behaviour():
    raised = (Observation(Outcome.RAISED, "ValueError", "[]", "one text"),)
    reworded = (Observation(Outcome.RAISED, "ValueError", "[]", "another text"),)
    recursion = (Observation(Outcome.RAISED, "RecursionError", "[]", ""),)
    timeout = (Observation(Outcome.TIMEOUT, "", ""),)
    first = behaviour_of(Execution(Outcome.RETURNED, (returned("1", "a"), raised, recursion, (), timeout), "none"))
    second = behaviour_of(Execution(Outcome.RETURNED, (returned("1", "b"), reworded, returned("1"), returned("1"), timeout), "none"))
    assert (differing(first, second), comparable(first, second), first.incomplete) == ([0], 2, 3)
    assert first.seen == ("1", "ValueError", "RecursionError", "not reached", "timeout")


def test_calls_are_written_as_python_would():
    scenario = (Call((2,), "init"), Call((1, [None, "a"]), "put"), Call(((1,),), "get"))
    assert written(scenario, "Cache") == "Cache(2); put(1, [None, 'a']); get((1,))"
    assert written((Call(("x" * 1000,)),), "f")[-1] == "…"


def test_an_object_is_watched_after_a_method_raised():
    account = (
        "class Account:\n    def __init__(self):\n        self.sum = 0\n    def get(self):\n        return self.sum\n"
        "    def add(self, n):\n        {}self.sum += n\n        if n < 0:\n            raise ValueError\n        {}self.sum += n\n"
    )
    operations = (Operation("init"), Operation("add", (1,)), Operation("get", (), 1, is_checked=True))
    contract = Contract("c", "1", Kind.PYTHON, "C", "", class_name="Account", oracle_tests=(OracleTest("t", operations=operations),))
    plan = trial_plan(contract)
    sources = account.format("", "# "), account.format("# ", "")
    seen = [observed(source, plan) for source in sources]
    members = [Member(index, behaviour.signature(sources[index]), True) for index, behaviour in enumerate(seen)]
    first, _ = behaviour_classes(members, {behaviour.signature(""): behaviour for behaviour in seen}, plan)
    assert (first.witnesses[0].input, first.witnesses[0].here, first.witnesses[0].there) == (
        "Account(); add(-1); get()",
        "ValueError, -1",
        "ValueError, 0",
    )
