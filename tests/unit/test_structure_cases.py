"""Each rewrite does what its case files say, and declines where they say so."""

import pytest

from engine.canonicalization.program import Assumptions
from tests.unit.structure_cases import canonical, case_files

_CASES = [
    pytest.param(text, file.assumptions, id=f"{file.name}: {text.splitlines()[0].lstrip('# ')}")
    for file in case_files("structure")
    for text in file.texts
]


@pytest.mark.parametrize(("text", "assumptions"), _CASES)
def test_a_program_comes_into_its_normal_form(text: str, assumptions: Assumptions) -> None:
    given, expected = text.split("=====\n")
    assert canonical(given, assumptions) == expected.rstrip("\n")


@pytest.mark.parametrize(("text", "assumptions"), _CASES)
def test_the_normal_form_of_a_normal_form_is_itself(text: str, assumptions: Assumptions) -> None:
    once = canonical(text.split("=====\n", maxsplit=1)[0], assumptions)
    assert canonical(once, assumptions) == once


def test_a_kept_parameter_name_may_hide_another_of_its_name_but_no_variable_that_is_read_there() -> None:
    form = canonical("def f(x):\n    y = x\n    g = lambda x: x + y\n    return [g(1), g]\n", Assumptions())
    assert form == "def f(x):\n    v0 = x\n    v1 = lambda x: x + v0\n    return [v1(1), v1]"
