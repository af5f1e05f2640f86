"""Every program under tests/cases/regressions keeps the law that it was written for, and all others."""

import pytest

from tests.property.regression_cases import Case, broken_law, cases


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_regression(case: Case) -> None:
    assert broken_law(case) is None, case.law
