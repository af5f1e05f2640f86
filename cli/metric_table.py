"""The metrics of several jobs as a table for a terminal."""

from collections.abc import Sequence

from rich.table import Table

from engine.domain.scores import MetricValue, NotScored
from engine.metrics.registry import METRICS
from engine.pipeline.replay import ReplayedJob

SHOWN = ("R_raw", "R_anchor_pre", "R_anchor_post", "R_structural", "R_behavioral", "canon_coverage")
MIN_WIDTH = 104


def metric_table(jobs: Sequence[ReplayedJob]) -> Table:
    """One row for each job: the headline metrics that were computed (else the first ones), each with its interval below it."""
    names = [name for name in SHOWN if name in jobs[0].report.metrics] or list(jobs[0].report.metrics)[: len(SHOWN)]
    table = Table(title="Repeatability by experiment; below each rate its 95 % interval", title_justify="left", show_lines=True)
    table.add_column("Experiment", overflow="fold", min_width=16)
    table.add_column("Runs", justify="right")
    for name in names:
        table.add_column(METRICS[name].label, justify="right", min_width=9, overflow="fold")
    for job in jobs:
        table.add_row(job.experiment, str(job.config.num_runs), *(_cell(job.report.metrics[name]) for name in names))
    return table


def _cell(value: MetricValue) -> str:
    if isinstance(value, NotScored):
        return "-"
    number = f"{value.value:.3f}"
    return number if value.interval is None else f"{number}\n{value.interval.low:.2f}-{value.interval.high:.2f}"
