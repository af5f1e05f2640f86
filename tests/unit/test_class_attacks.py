"""Classes written to catch a rewrite that looks away: under the contract's assumptions each form does what the class does."""

import ast

import pytest

from tests.unit.structure_cases import CaseFile, canonical, case_files
from tests.unit.test_structure_variants import observations

_ATTACKS = [
    pytest.param(file, text, id=f"{file.name} {number}") for file in case_files("class_attacks") for number, text in enumerate(file.texts)
]


@pytest.mark.parametrize(("file", "text"), _ATTACKS)
def test_the_form_of_a_class_does_what_the_class_does(file: CaseFile, text: str) -> None:
    form = canonical(text, file.assumptions)

    assert observations(form, file) == observations(text, file)
    assert canonical(form, file.assumptions) == form


@pytest.mark.parametrize("slots", ['("n", "get")', '("n", "not ok")'])
def test_slots_that_no_class_can_have_stay(slots: str) -> None:
    text = (
        f"class C:\n    __slots__ = {slots}\n\n    def __init__(self, c):\n        self.n = c\n\n    def get(self):\n        return self.n"
    )
    file = next(item for item in case_files("class_attacks"))

    assert any(isinstance(node, ast.Name) and node.id == "__slots__" for node in ast.walk(ast.parse(canonical(text, file.assumptions))))
