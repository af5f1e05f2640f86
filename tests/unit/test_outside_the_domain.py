"""What the contract demands outside its domain is what a form does there, and inside it what its answer does."""

import ast

import pytest

from engine.canonicalization.assumptions import assumptions_of, names_of
from engine.canonicalization.program import Assumptions
from engine.domain.contract import Contract, DomainInput, Kind, OutOfDomain, OutOfDomainPolicy
from tests.unit.structure_cases import canonical

RETURNS_ZERO = Assumptions("f", (("int",),), (0,), outside="return 0")


def _contract(policy: OutOfDomain) -> Contract:
    return Contract(
        id="c",
        version=1,
        kind=Kind.PYTHON,
        title="t",
        prompt="p",
        function_name="f",
        domain=(DomainInput("n", "int", "n >= 0"),),
        out_of_domain=policy,
    )


@pytest.mark.parametrize(
    ("policy", "bounds", "outside"),
    [
        (OutOfDomain(OutOfDomainPolicy.ALLOW), (0,), None),
        (OutOfDomain(OutOfDomainPolicy.MUST_RETURN, return_value=0), (0,), "return 0"),
        (OutOfDomain(OutOfDomainPolicy.MUST_RETURN, return_value="none"), (0,), "return 'none'"),
        (OutOfDomain(OutOfDomainPolicy.MUST_RAISE, exception="TypeError"), (0,), "raise TypeError()"),
        (OutOfDomain(OutOfDomainPolicy.MUST_RAISE), (0,), "raise ValueError()"),
        (OutOfDomain(OutOfDomainPolicy.MUST_RAISE, exception="TooSmall"), (None,), None),
        (OutOfDomain(OutOfDomainPolicy.MAY_RAISE), (None,), None),
    ],
)
def test_bounds_are_assumed_with_what_is_demanded_beyond_them(
    policy: OutOfDomain, bounds: tuple[int | None, ...], outside: str | None
) -> None:
    assumptions = assumptions_of(_contract(policy))
    assert (assumptions.lower_bounds, assumptions.outside) == (bounds, outside)
    assert any("contract demands" in name for name in names_of(assumptions)) == (outside is not None)


def test_answers_that_differ_outside_only_come_together_and_keep_what_is_demanded() -> None:
    raising = "def f(n):\n    if n < 0:\n        raise ValueError('no')\n    if n == 0:\n        return 0\n    return n + 1"
    returning = "def f(n):\n    if n <= 0:\n        return 0\n    return n + 1"
    silent = "def f(n):\n    return 0 if n == 0 else n + 1"
    forms = {canonical(text, RETURNS_ZERO) for text in (raising, returning, silent)}
    assert forms == {"def f(v0):\n    if v0 <= 0:\n        return 0\n    return v0 + 1"}


def test_a_function_that_calls_itself_outside_keeps_its_guards() -> None:
    text = "def f(n):\n    if n < 0:\n        return 5\n    return f(n - 3) + 1"
    names: dict[str, object] = {}
    exec(compile(canonical(text, RETURNS_ZERO), "form", "exec"), names)
    function = names["f"]
    assert callable(function)
    assert [function(n) for n in (0, 2, 7)] == [6, 6, 8]


def test_a_guard_is_put_once() -> None:
    two = Assumptions("f", (("int",), ("int",)), (0, 1), outside="raise ValueError()")
    once = canonical("def f(a, b):\n    return a // b", two)
    assert once == "def f(v0, v1):\n    if v0 < 0 or v1 <= 0:\n        raise ValueError()\n    return v0 // v1"
    assert canonical(ast.unparse(ast.parse(once)), two) == once
