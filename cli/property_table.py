"""The structural properties in which answers differ from the anchor, for `skyt replay --properties`."""

from collections import defaultdict
from collections.abc import Sequence

from rich.text import Text

from engine.domain.run import RunReport
from engine.pipeline.replay import ReplayedJob


def property_table(jobs: Sequence[ReplayedJob]) -> Text:
    """For each job the runs that differ from the anchor, those that differ alike together, and in what."""
    text = Text("\nStructural properties that differ from the anchor\n", style="bold", no_wrap=True, overflow="ignore")
    for job in jobs:
        text.append(f"\n{job.experiment}\n", style="bold")
        text.append(_lines(job) or "  nothing was compared: that needs Python answers and an anchor\n", style="not bold")
    return text


def _lines(job: ReplayedJob) -> str:
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for run in job.report.runs:
        words = _words(run)
        if words is not None:
            alike[words].append(run.run_index)
    return "".join(_line(runs, words) for words, runs in alike.items())


def _words(run: RunReport) -> tuple[str, ...] | None:
    differences = run.property_differences
    return None if differences is None else tuple(difference.words.partition(":")[0].lower() for difference in differences)


def _line(runs: list[int], words: tuple[str, ...]) -> str:
    named = f"run {runs[0]}" if len(runs) == 1 else f"runs {', '.join(map(str, runs))}"
    return f"  {named}: {', '.join(words) or 'in none'}\n"
