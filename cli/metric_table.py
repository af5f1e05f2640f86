"""The metrics of several jobs for a terminal of 80 columns: the experiment's name, below it its values, below these their intervals."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.text import Text

from cli.answers import answered
from engine.domain.run import GenerationStatus
from engine.domain.scores import MetricValue, NotScored
from engine.metrics.registry import METRICS
from engine.pipeline.replay import ReplayedJob

HEADINGS = {
    "R_raw": "raw",
    "R_anchor_pre": "at anchor",
    "R_anchor_post": "rescued",
    "R_structural": "program",
    "R_behavioral": "behaviour",
    "canon_coverage": "oracle",
}
_WIDTH = 13


def metric_table(jobs: Sequence[ReplayedJob]) -> Text:
    """Three lines for each job: the headline metrics that were computed (else the first ones), each with its interval below it."""
    names = [name for name in HEADINGS if name in jobs[0].report.metrics] or list(jobs[0].report.metrics)[: len(HEADINGS)]
    text = Text("Repeatability by experiment: shares of runs, with 95 % intervals\n\n", style="bold", no_wrap=True, overflow="ignore")
    text.append(_line(HEADINGS.get(name, METRICS[name].label)[: _WIDTH - 1] for name in names), style="dim")
    for job in jobs:
        values = [job.report.metrics[name] for name in names]
        runs = _runs(job)
        text.append(f"\n{job.experiment}", style="bold").append(f"  {runs}\n", style="dim")
        text.append(_line(map(_value, values)), style="not bold").append(_line(map(_interval, values)), style="dim")
    return text


def _runs(job: ReplayedJob) -> str:
    """How many runs there are; where not all were answered, what the others came to."""
    total, came_to = job.config.num_runs, Counter(run.status for run in job.report.runs)
    outcomes = (came_to[status] for status in (GenerationStatus.FAILED, GenerationStatus.REFUSED, GenerationStatus.TIMED_OUT))
    return answered(total, *outcomes) or ("1 run" if total == 1 else f"{total} runs")


def _line(cells: Iterable[str]) -> str:
    return "".join(f"{cell:>{_WIDTH}}" for cell in cells) + "\n"


def _value(value: MetricValue) -> str:
    return "not scored" if isinstance(value, NotScored) else f"{value.value:.3f}"


def _interval(value: MetricValue) -> str:
    if isinstance(value, NotScored) or value.interval is None:
        return ""
    return f"{value.interval.low:.2f} to {value.interval.high:.2f}"
