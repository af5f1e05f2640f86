"""A comparison as a table for a terminal."""

from rich.table import Table

from engine.domain.comparison import ComparedValue, Comparison
from engine.domain.scores import MetricValue, NotScored

MIN_WIDTH = 150


def comparison_table(comparison: Comparison) -> Table:
    """One row for each compared number: both values, the difference with its interval, the p-value after correction, the verdict."""
    table = Table(title=f"{comparison.first} and {comparison.second}: {comparison.contract_id}", title_justify="left")
    table.add_column("Compared", overflow="fold", min_width=24)
    for name in ("First", "Second", "Difference", "95 % interval", "Adjusted p", "Cohen's h"):
        table.add_column(name, justify="right")
    table.add_column("Verdict", overflow="fold", min_width=22)
    for value in comparison.values:
        table.add_row(value.label, _number(value.first), _number(value.second), *_tests(value), _verdict(value))
    return table


def _number(value: MetricValue) -> str:
    if isinstance(value, NotScored):
        return "-"
    if value.interval is None or value.numerator is None:
        return f"{value.value:g}"
    return f"{value.value:.3f} ({value.numerator}/{value.denominator})"


def _tests(value: ComparedValue) -> list[str]:
    interval = f"{value.interval.low:+.3f} to {value.interval.high:+.3f}" if value.interval else "-"
    difference = f"{value.difference:+.3f}" if value.difference is not None else "-"
    p_value = f"{value.adjusted_p_value:.3g}" if value.adjusted_p_value is not None else "-"
    return [difference, interval, p_value, f"{value.effect_size:+.2f}" if value.effect_size is not None else "-"]


def _verdict(value: ComparedValue) -> str:
    if value.verdict is None:
        return "not compared" if value.difference is None else "no change found"
    if value.runs_needed is not None:
        return f"{value.verdict.value} (needs {value.runs_needed})"
    return f"{value.verdict.value}: {value.direction.value}" if value.direction.value != "none" else value.verdict.value
