"""Measuring a difference of two rates of runs."""

from engine.metrics.comparison.difference import newcombe
from engine.metrics.comparison.fisher import fisher_exact
from engine.metrics.intervals import rate
from engine.metrics.rule_of_three import no_failure_note
from engine.pipeline.comparison.measurement import Heading, Measurement

FISHER = "Fisher's exact test"
Counts = tuple[int, int]


def measured_rates(heading: Heading, first: Counts, second: Counts) -> Measurement:
    """Both rates with their Wilson intervals, Newcombe's interval of the difference and Fisher's test; counts are (runs with it, runs)."""
    shares = first[0] / first[1], second[0] / second[1]
    return Measurement(
        heading=heading,
        first=rate(*first),
        second=rate(*second),
        difference=shares[1] - shares[0],
        interval=newcombe(first, second),
        test=FISHER,
        p_value=fisher_exact(first, second),
        rates=shares,
        note=_note(first, second),
    )


def _note(first: Counts, second: Counts) -> str | None:
    """What an unbroken record leaves open, for the job with fewer runs."""
    if all(count == total for count, total in (first, second)):
        return f"exceptions: {no_failure_note(min(first[1], second[1]))}"
    return None
