"""A finished job for readers at a terminal: its metrics with their intervals, and its notices."""

from typing import Any

from rich.console import Console
from rich.table import Table

from cli.answers import answered

_SMALLEST_P_VALUE = 0.001


def print_report(console: Console, job: dict[str, Any]) -> None:
    """Print a job as GraphQL's `JobResult` operation gives it."""
    pins, contract, result = job["pins"], job["contract"], job["result"]
    console.print(
        f"{contract['title']} ({contract['name']} {contract['version']}), {job['numRuns']} runs of {pins['provider']} / {pins['model']} "
        f"at temperature {pins['temperature']:g}",
        highlight=False,
        soft_wrap=True,
    )
    progress = job["progress"]
    partial = answered(job["numRuns"], progress["failed"], progress["refused"], progress["timedOut"])
    if partial is not None:
        console.print(partial, style="yellow", highlight=False, soft_wrap=True)
    console.print(_metrics_table(result["metrics"]))
    for notice in result["notices"]:
        console.print(notice, style="yellow", highlight=False, soft_wrap=True)


def _metrics_table(metrics: list[dict[str, Any]]) -> Table:
    table = Table("metric", "value", "95 % interval", "counts")
    for column in table.columns[1:]:
        column.justify = "right"
    for metric in metrics:
        table.add_row(metric["label"], *_cells(metric))
    return table


def _cells(metric: dict[str, Any]) -> tuple[str, str, str]:
    if metric["value"] is None:
        return "not scored", metric["notScoredReason"] or "", ""
    interval = metric["interval"]
    between = f"{interval['low']:.3f} to {interval['high']:.3f}" if interval else ""
    counts = f"{metric['numerator']} of {metric['denominator']}" if metric["denominator"] is not None else ""
    return _number(metric), between, counts


def _number(metric: dict[str, Any]) -> str:
    value = float(metric["value"])
    if metric["unit"] == "P_VALUE" and value < _SMALLEST_P_VALUE:
        return f"< {_SMALLEST_P_VALUE}"
    return f"{value:.0f}" if metric["unit"] in {"COUNT", "TOKENS", "MILLISECONDS"} else f"{value:.3f}"
