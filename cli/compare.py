"""`skyt compare`: say whether two jobs' answers differ."""

import json
import sys
from enum import StrEnum
from typing import Annotated

import typer
from pydantic import TypeAdapter
from rich.console import Console

from cli.comparing import Alpha, Compared, First, FirstExperiment, Margin, Metrics, Power, Second, SecondExperiment, compare_results
from cli.comparison_table import MIN_WIDTH, comparison_table
from engine import ENGINE_VERSION
from engine.domain.comparison import ClassChanges, Comparison
from engine.pipeline.comparison.settings import ComparisonSettings

_COMPARISONS = TypeAdapter(list[Comparison])


class Format(StrEnum):
    """How the comparison is printed."""

    TABLE = "table"
    JSON = "json"


def compare_command(  # noqa: PLR0913, PLR0917 - each option is a parameter
    first: First,
    second: Second = None,
    first_experiment: FirstExperiment = None,
    second_experiment: SecondExperiment = None,
    margin: Margin = 0.10,
    alpha: Alpha = 0.05,
    power: Power = 0.80,
    metrics: Metrics = None,
    output_format: Annotated[Format, typer.Option("--format", help="How to print the comparison.")] = Format.TABLE,
) -> None:
    """Compare two replayed results: same, changed, or cannot tell yet.

    Exit codes: 0 when at least one pair was compared, whatever the verdicts; 2 for bad input and when no pair can be compared.
    """
    settings = ComparisonSettings(margin, alpha, power, tuple(metrics or ()))
    compared = compare_results(first, second, (first_experiment, second_experiment), settings)
    if output_format is Format.JSON:
        sys.stdout.write(json.dumps(comparison_document(compared), indent=1) + "\n")
    else:
        print_comparisons(compared)
    if all(comparison.verdict is None for comparison in compared.comparisons):
        raise typer.Exit(2)


def comparison_document(compared: Compared) -> dict[str, object]:
    """The comparisons as one JSON object, with the experiments that have no counterpart."""
    return {
        "engine_version": ENGINE_VERSION,
        "missing": list(compared.pairs.missing),
        "added": list(compared.pairs.added),
        "comparisons": _COMPARISONS.dump_python(compared.comparisons, mode="json"),
    }


def print_comparisons(compared: Compared) -> None:
    """Print each verdict with its table, and what has no counterpart."""
    console = Console(width=max(Console().width, MIN_WIDTH))
    for comparison in compared.comparisons:
        console.print(f"{comparison.first} and {comparison.second}: {comparison.sentence}", highlight=False, markup=False)
        if comparison.verdict is not None:
            console.print(comparison_table(comparison))
            for what, changes in (("forms", comparison.forms), ("behaviours", comparison.behaviours)):
                _print_changes(console, what, changes)
    for words, names in (("missing in the second", compared.pairs.missing), ("only in the second", compared.pairs.added)):
        if names:
            console.print(f"{words}: {', '.join(names)}", highlight=False, markup=False)


def _print_changes(console: Console, what: str, changes: ClassChanges) -> None:
    if changes.new or changes.vanished:
        counts = [f"{len(part)} ({sum(change.size for change in part)} runs)" for part in (changes.new, changes.vanished)]
        console.print(f"new {what}: {counts[0]}; vanished {what}: {counts[1]}", highlight=False)
