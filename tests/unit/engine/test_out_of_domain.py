"""The out-of-domain policy: which inputs are tried, and what each policy allows there."""

from dataclasses import replace

import pytest

from engine.domain.contract import Contract, DomainInput, Kind, OracleTest, OutOfDomain, OutOfDomainPolicy
from engine.oracle.observation import encode
from engine.oracle.out_of_domain import is_exception, judge_out_of_domain, outside_scenarios
from engine.ports.sandbox import Call, Observation, Outcome

MUST_RETURN = OutOfDomain(OutOfDomainPolicy.MUST_RETURN, return_value=0, examples=({"n": -1}, {"n": -5}), max_checks=3)
MUST_RAISE = OutOfDomain(OutOfDomainPolicy.MUST_RAISE, exception="ValueError")
MAY_RAISE = OutOfDomain(OutOfDomainPolicy.MAY_RAISE, exception="ValueError")
TEXT = Observation(Outcome.RETURNED, encode("0"))
ZERO = Observation(Outcome.RETURNED, encode(0))
VALUE_ERROR = Observation(Outcome.RAISED, "ValueError", "", "negative")
TYPE_ERROR = Observation(Outcome.RAISED, "TypeError")
TIMEOUT = Observation(Outcome.TIMEOUT, "", "", "the time ran out")


def contract(policy: OutOfDomain, constraint: str = "n >= 0") -> Contract:
    tests = (OracleTest("t", (1,), 1),)
    domain = (DomainInput("n", "int", constraint),)
    return Contract("c", "1.0.0", Kind.PYTHON, "C", "Write f.", function_name="f", domain=domain, oracle_tests=tests, out_of_domain=policy)


def tried(subject: Contract) -> list[object]:
    return [call.arguments[0] for (call,) in outside_scenarios(subject)]


@pytest.mark.parametrize(
    ("subject", "inputs"),
    [
        (contract(MUST_RETURN), [-1, -5, -2]),
        (contract(replace(MUST_RETURN, max_checks=1)), [-1]),
        (contract(replace(MUST_RETURN, max_checks=0)), []),
        (contract(replace(MUST_RETURN, examples=({"m": -1},))), [-1, -2, -10]),
        (contract(MUST_RAISE), [-1, -2, -10]),
        (contract(MUST_RAISE, "any"), []),
        (contract(MUST_RAISE, "a lucky number"), []),
        (contract(OutOfDomain(examples=({"n": -7},))), [-7]),
        (contract(OutOfDomain()), []),
        (replace(contract(MUST_RETURN), class_name="F", function_name=None), []),
    ],
)
def test_the_examples_come_first_then_generated_inputs_up_to_the_most_checks(subject: Contract, inputs: list[int]):
    assert tried(subject) == inputs


@pytest.mark.parametrize(
    ("policy", "seen", "passed"),
    [
        (MUST_RETURN, ZERO, True),
        (MUST_RETURN, TEXT, False),
        (MUST_RETURN, VALUE_ERROR, False),
        (MUST_RAISE, VALUE_ERROR, True),
        (MUST_RAISE, TYPE_ERROR, False),
        (MUST_RAISE, ZERO, False),
        (replace(MUST_RAISE, exception=None), TYPE_ERROR, True),
        (replace(MUST_RAISE, exception="Exception"), TYPE_ERROR, True),
        (MAY_RAISE, ZERO, True),
        (MAY_RAISE, VALUE_ERROR, True),
        (MAY_RAISE, TYPE_ERROR, False),
        (MAY_RAISE, TIMEOUT, False),
        (OutOfDomain(OutOfDomainPolicy.ALLOW), TIMEOUT, None),
        (OutOfDomain(OutOfDomainPolicy.UNDEFINED), TYPE_ERROR, None),
    ],
)
def test_what_each_policy_allows(policy: OutOfDomain, seen: Observation, passed: bool | None):
    verdict = judge_out_of_domain(contract(policy), ((Call((-1,)),),), ((seen,),))
    assert (verdict.policy, verdict.passed) == (policy.policy.value, passed)


def test_a_verdict_says_what_was_demanded_and_what_was_seen():
    verdict = judge_out_of_domain(contract(MUST_RETURN), ((Call((-1,)),), (Call((-5,)),)), ((ZERO,), (VALUE_ERROR,)))
    assert [(check.input, check.is_satisfied, check.expected, check.observed) for check in verdict.checks] == [
        ("f(-1)", True, "returns 0", "0"),
        ("f(-5)", False, "returns 0", "raised ValueError: negative"),
    ]
    unreached = judge_out_of_domain(contract(MAY_RAISE), ((Call((-1,)),),), ((),))
    assert [(check.is_satisfied, check.expected, check.observed) for check in unreached.checks] == [
        (False, "returns, or raises ValueError", "not run")
    ]
    assert judge_out_of_domain(contract(MUST_RAISE, "any"), (), ()).passed is None


@pytest.mark.parametrize(
    ("name", "wanted", "expected"),
    [
        ("ZeroDivisionError", "ArithmeticError", True),
        ("answer.Refused", "Refused", True),
        ("answer.Refused", "ValueError", False),
        ("ValueError", "Exception", True),
        ("Exception", "ValueError", False),
        ("KeyError", None, True),
    ],
)
def test_exceptions_are_matched_by_name_and_by_built_in_ancestors(name: str, wanted: str | None, expected: bool):
    assert is_exception(name, wanted) is expected
