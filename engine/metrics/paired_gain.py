"""The gain of a share of runs by repair: the shape of Delta_rescue and Delta_P_tau."""

from collections.abc import Callable

from engine.domain.scores import Score
from engine.metrics.comparison.paired_difference import paired_difference
from engine.metrics.facts import JobFacts, RunFacts


def paired_gain(facts: JobFacts, holds: Callable[[float], bool], holds_after: Callable[[RunFacts], bool] | None = None) -> Score:
    """The share of all runs whose distance after repair has a property, minus the share before, with the interval of paired rates.

    `holds_after` decides after repair, where it is more than a property of the distance.
    """
    before = [run.distance_pre is not None and holds(run.distance_pre) for run in facts.runs]
    after = [holds_after(run) if holds_after else run.distance_post is not None and holds(run.distance_post) for run in facts.runs]
    pairs = list(zip(before, after, strict=True))
    both, gained, lost = (pairs.count(pair) for pair in ((True, True), (False, True), (True, False)))
    interval = paired_difference(both, gained, lost, facts.num_runs - both - gained - lost)
    return Score((gained - lost) / facts.num_runs, gained - lost, facts.num_runs, interval)
