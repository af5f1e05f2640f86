"""From a measurement to the verdict on it."""

from engine.domain.comparison import ComparedValue, Direction, Subject, Verdict
from engine.metrics.comparison.effect_size import cohen_h
from engine.metrics.comparison.equivalence import verdict_of
from engine.metrics.comparison.sample_size import runs_to_find, runs_to_find_margin
from engine.pipeline.comparison.measurement import Measurement
from engine.pipeline.comparison.settings import ComparisonSettings


def judged(item: Measurement, adjusted_p_value: float | None, settings: ComparisonSettings, num_runs: int) -> ComparedValue:
    """Decide one measurement; `num_runs` is the smaller number of runs, and `runs_needed` counts beyond it or is None."""
    verdict = _verdict(item, adjusted_p_value, settings)
    return ComparedValue(
        name=item.heading.name,
        label=item.heading.label,
        subject=item.heading.subject,
        first=item.first,
        second=item.second,
        difference=item.difference,
        interval=item.interval,
        effect_size=cohen_h(*item.rates) if item.rates else None,
        test=item.test,
        p_value=item.p_value,
        adjusted_p_value=adjusted_p_value,
        verdict=verdict,
        direction=_direction(item) if verdict is Verdict.CHANGED else Direction.NONE,
        runs_needed=_runs_needed(item, settings, num_runs) if verdict is Verdict.CANNOT_TELL else None,
        note=item.note,
        noise=item.noise,
    )


def _verdict(item: Measurement, p_value: float | None, settings: ComparisonSettings) -> Verdict | None:
    """A measurement without an interval can only show a change that is as large as the margin, never sameness."""
    if item.difference is None:
        return None
    if item.interval is not None:
        return verdict_of(item.interval, p_value, settings.margin, settings.alpha)
    if p_value is not None and p_value <= settings.alpha and abs(item.difference) > settings.margin:
        return Verdict.CHANGED
    return Verdict.SAME if item.difference == 0 and item.heading.subject is Subject.DISTANCE else None


def _direction(item: Measurement) -> Direction:
    if item.heading.higher_is_better is None or not item.difference:
        return Direction.DIFFERENT
    return Direction.BETTER if (item.difference > 0) == item.heading.higher_is_better else Direction.WORSE


def _runs_needed(item: Measurement, settings: ComparisonSettings, num_runs: int) -> int | None:
    """Enough runs to find a difference of the margin; where there are so many already, enough to find the observed one."""
    if item.rates is None:
        return None
    enough = runs_to_find_margin(item.rates[0], settings.margin, settings.alpha, settings.power)
    if enough <= num_runs and item.rates[0] != item.rates[1]:
        enough = runs_to_find(*item.rates, settings.alpha, settings.power)
    return max(enough, num_runs + 1)
