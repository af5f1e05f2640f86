"""How the demo job's metrics are printed."""

import pytest

from cli.report import _number


@pytest.mark.parametrize(
    ("unit", "value", "printed"),
    [("P_VALUE", 0.0000019, "< 0.001"), ("P_VALUE", 0.001, "0.001"), ("RATE", 0.0004, "0.000"), ("COUNT", 3, "3")],
)
def test_a_value_is_printed_in_its_unit(unit: str, value: float, printed: str) -> None:
    assert _number({"unit": unit, "value": value}) == printed
