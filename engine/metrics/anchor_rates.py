"""R_anchor before and after repair, and per level of evidence."""

from collections.abc import Callable

from engine.domain.run import EvidenceLevel
from engine.domain.scores import MetricValue
from engine.metrics.facts import JobFacts, RunFacts
from engine.metrics.intervals import rate
from engine.metrics.metric import Metric, Unit
from engine.metrics.reasons import NO_ANCHOR


def _share(facts: JobFacts, holds: Callable[[RunFacts], bool]) -> MetricValue:
    return rate(facts.count(holds), facts.num_runs) if facts.has_anchor else NO_ANCHOR


def _share_of_level(facts: JobFacts, level: EvidenceLevel) -> MetricValue:
    return _share(facts, lambda run: run.evidence is level)


def _level_metric(level: EvidenceLevel, label: str, meaning: str) -> Metric:
    definition = f"Share of all runs whose sameness with the anchor has the evidence level {level.value}: {meaning}."
    return Metric(f"R_anchor_{level.value}", label, definition, Unit.RATE, lambda facts: _share_of_level(facts, level))


R_ANCHOR_PRE = Metric(
    "R_anchor_pre",
    "At the anchor before repair",
    "Share of all runs whose raw text is the anchor's; an unanswered run is not at the anchor.",
    Unit.RATE,
    lambda facts: _share(facts, lambda run: run.distance_pre == 0),
)
R_ANCHOR_POST = Metric(
    "R_anchor_post",
    "At the anchor after repair",
    "Share of all runs at the anchor after repair, by evidence of the levels that the experiment accepts: identical, canonical and checked "
    "unless it says otherwise.",
    Unit.RATE,
    lambda facts: _share(facts, facts.is_at_anchor),
)
R_ANCHOR_LEVELS = (
    _level_metric(EvidenceLevel.IDENTICAL, "Identical to the anchor", "the same text"),
    _level_metric(EvidenceLevel.CANONICAL, "Canonically the anchor", "the same canonical form, reached by sound rewrites only"),
    _level_metric(EvidenceLevel.CHECKED, "Checked to be the anchor", "the same form, reached by rewrites that hold in the declared domain"),
    _level_metric(EvidenceLevel.BEHAVIOURAL, "Behaves as the anchor", "other code with the same observations; not counted as rescued"),
)
