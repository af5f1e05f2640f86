"""Which rates changed between two results, from their stored counts alone: a quick look over many contracts at once."""

from collections.abc import Mapping, Sequence

from engine.domain.comparison import ComparedValue, Subject, Verdict
from engine.domain.scores import MetricValue, Score
from engine.metrics.comparison.holm import holm
from engine.metrics.registry import METRICS
from engine.pipeline.comparison.judgement import judged
from engine.pipeline.comparison.measurement import Heading, Measurement
from engine.pipeline.comparison.rates import measured_rates
from engine.pipeline.comparison.settings import ComparisonSettings

RATES = ("R_raw", "R_structural", "R_behavioral", "canon_coverage", "restriction_compliance")
Metrics = Mapping[str, MetricValue]


def changed_rates(pairs: Sequence[tuple[Metrics, Metrics]], settings: ComparisonSettings) -> list[tuple[ComparedValue, ...]]:
    """For each pair of results the rates that changed, by the same tests as a full comparison; all tests are one family for Holm.

    Rates about the anchor are left out: two results may have different anchors.
    """
    measured = [[item for name in RATES if (item := _measured(name, *pair)) is not None] for pair in pairs]
    adjusted = iter(holm([item.p_value for items in measured for item in items if item.p_value is not None]))
    judgements = [
        [judged(item, next(adjusted), settings, _runs(pair)) for item in items] for pair, items in zip(pairs, measured, strict=True)
    ]
    return [tuple(value for value in values if value.verdict is Verdict.CHANGED) for values in judgements]


def _measured(name: str, first: Metrics, second: Metrics) -> Measurement | None:
    counts = [_counts(metrics.get(name)) for metrics in (first, second)]
    if counts[0] is None or counts[1] is None:
        return None
    return measured_rates(Heading(name, METRICS[name].label, Subject.RATE), counts[0], counts[1])


def _counts(value: MetricValue | None) -> tuple[int, int] | None:
    if not isinstance(value, Score) or value.numerator is None or not value.denominator:
        return None
    return value.numerator, value.denominator


def _runs(pair: tuple[Metrics, Metrics]) -> int:
    """The smaller number of runs."""
    sizes = [counts[1] for metrics in pair for name in RATES if (counts := _counts(metrics.get(name))) is not None]
    return min(sizes, default=0)
