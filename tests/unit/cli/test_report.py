"""How the demo job's metrics are printed."""

import io

import pytest
from rich.console import Console

from cli.answers import answered
from cli.report import _number, print_report


@pytest.mark.parametrize(
    ("unit", "value", "printed"),
    [("P_VALUE", 0.0000019, "< 0.001"), ("P_VALUE", 0.001, "0.001"), ("RATE", 0.0004, "0.000"), ("COUNT", 3, "3")],
)
def test_a_value_is_printed_in_its_unit(unit: str, value: float, printed: str) -> None:
    assert _number({"unit": unit, "value": value}) == printed


@pytest.mark.parametrize(
    ("outcomes", "words"),
    [
        ({}, None),
        ({"refused": 2, "timed_out": 1}, "17 of 20 runs answered; 2 refused, 1 timed out"),
        ({"failed": 1, "waiting": 4}, "15 of 20 runs answered; 1 failed, 4 never asked"),
    ],
)
def test_a_partial_job_says_what_came_instead(outcomes: dict[str, int], words: str | None) -> None:
    assert answered(20, **{"failed": 0, "refused": 0, "timed_out": 0} | outcomes) == words


def test_a_partial_job_is_printed_as_such() -> None:
    job = {
        "pins": {"provider": "openai", "model": "m", "temperature": 0},
        "contract": {"title": "Doubling", "name": "double", "version": "1.0.0"},
        "numRuns": 20,
        "progress": {"failed": 0, "refused": 2, "timedOut": 1},
        "result": {"metrics": [], "notices": []},
    }
    console = Console(file=io.StringIO(), width=80)
    print_report(console, job)
    assert "17 of 20 runs answered; 2 refused, 1 timed out\n" in console.file.getvalue()
