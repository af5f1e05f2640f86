"""Reading what two comparing commands compare, with the options that both have."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from engine.domain.comparison import Comparison
from engine.domain.errors import Fault, InvalidInput
from engine.pipeline.comparison.compare import compare_suites
from engine.pipeline.comparison.job import ComparableJob
from engine.pipeline.comparison.pairing import Pairs, named_job, pair_jobs
from engine.pipeline.comparison.replayed import read_replayed
from engine.pipeline.comparison.settings import ComparisonSettings

First = Annotated[Path, typer.Argument(help="A result of `skyt replay --format json`: how it was.")]
Second = Annotated[Path | None, typer.Argument(help="Another such result: how it is; left out when both experiments are in the first.")]
FirstExperiment = Annotated[str | None, typer.Option("--first", help="The experiment of the first result; else all are paired by name.")]
SecondExperiment = Annotated[str | None, typer.Option("--second", help="The experiment that it is compared with.")]
Margin = Annotated[float, typer.Option("--margin", help="The smallest difference of rates that matters.")]
Alpha = Annotated[float, typer.Option("--alpha", help="The error rate over all tests together (Holm).")]
Power = Annotated[float, typer.Option("--power", help="The probability with which further runs should find such a difference.")]
Metrics = Annotated[list[str] | None, typer.Option("--metric", help="Compare only this number; may be repeated.")]


@dataclass(frozen=True, slots=True)
class Compared:
    """The pairs and what came of them, in the same order."""

    pairs: Pairs
    comparisons: list[Comparison]


def compare_results(first: Path, second: Path | None, experiments: tuple[str | None, str | None], settings: ComparisonSettings) -> Compared:
    """Read one or two results, pair their jobs, and compare. Raises InvalidInput and NotFound."""
    before = read_replayed(first)
    after = before if second is None else read_replayed(second)
    pairs = _chosen(before, after, experiments, is_one_file=second is None)
    return Compared(pairs, compare_suites(pairs.pairs, settings))


def _chosen(
    before: list[ComparableJob], after: list[ComparableJob], experiments: tuple[str | None, str | None], *, is_one_file: bool
) -> Pairs:
    name, other = experiments
    if name is None and other is None and not is_one_file:
        return pair_jobs(before, after)
    if name is None or (other is None and is_one_file):
        raise InvalidInput([Fault("two experiments are needed", "--first, --second")], "Name both, or give two results.")
    return Pairs(((named_job(before, name), named_job(after, other or name)),))
