"""`skyt gate`: let a release pass only if its answers did not change, or not for the worse."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.compare import print_comparisons
from cli.comparing import Alpha, Compared, First, FirstExperiment, Margin, Metrics, Power, Second, SecondExperiment, compare_results
from cli.junit import junit_report
from engine.domain.errors import Fault, InvalidInput
from engine.pipeline.comparison.gate import FailOn, Failure, GateRules, failures_of
from engine.pipeline.comparison.measure import MEASURES
from engine.pipeline.comparison.settings import ComparisonSettings

NOT_COMPARABLE = 2
CLOSED = 1


def gate_command(  # noqa: PLR0913, PLR0917 - each option is a parameter
    first: First,
    second: Second = None,
    first_experiment: FirstExperiment = None,
    second_experiment: SecondExperiment = None,
    margin: Margin = 0.10,
    alpha: Alpha = 0.05,
    power: Power = 0.80,
    metrics: Metrics = None,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Which changes close the gate.")] = FailOn.CHANGED,
    fail_undecided: Annotated[bool, typer.Option("--fail-undecided", help="Close the gate also on `cannot tell yet`.")] = False,
    minimums: Annotated[list[str] | None, typer.Option("--minimum", help="NAME=VALUE: the second job's least; may be repeated.")] = None,
    junit: Annotated[Path | None, typer.Option("--junit", help="Write a JUnit XML report to this file.")] = None,
) -> None:
    """Compare two replayed results and close the gate on a change.

    Exit codes: 0 when the gate is open; 1 when it is closed (a change that counts, a value below its minimum, an experiment that is
    missing in the second result); 2 for bad input and for jobs that cannot be compared.
    """
    settings = ComparisonSettings(margin, alpha, power, tuple(metrics or ()))
    rules = GateRules(fail_on, fail_undecided, dict(map(_minimum, minimums or ())))
    compared = compare_results(first, second, (first_experiment, second_experiment), settings)
    failures = [failures_of(comparison, rules) for comparison in compared.comparisons]
    if junit is not None:
        _write(junit, junit_report(compared.comparisons, failures, compared.pairs.missing))
    print_comparisons(compared)
    _end(compared, failures)


def _minimum(text: str) -> tuple[str, float]:
    name, _, number = text.partition("=")
    try:
        value = float(number)
    except ValueError:
        raise InvalidInput([Fault(f"'{text}' is not NAME=VALUE", "--minimum")], "For example R_structural=0.9.") from None
    if name not in MEASURES or not 0 <= value <= 1:
        raise InvalidInput(
            [Fault(f"'{text}' names no compared number with a value in [0, 1]", "--minimum")], f"Known: {', '.join(MEASURES)}."
        )
    return name, value


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InvalidInput([Fault(f"the report cannot be written: {error.strerror}", "--junit", file=str(path))]) from error


def _end(compared: Compared, failures: list[tuple[Failure, ...]]) -> None:
    """Name every reason for a closed gate on standard error, and exit."""
    missing = [f"experiment '{name}' is missing in the second result" for name in compared.pairs.missing]
    named = zip(compared.comparisons, failures, strict=True)
    reasons = [f"{comparison.second}: {failure.reason}" for comparison, found in named for failure in found]
    for reason in (*reasons, *missing):
        sys.stderr.write(f"skyt gate: {reason}\n")
    if any(comparison.verdict is None for comparison in compared.comparisons):
        raise typer.Exit(NOT_COMPARABLE)
    if reasons or missing:
        raise typer.Exit(CLOSED)
