"""R_anchor before and after repair, and per level of evidence."""

from engine.domain.run import EvidenceLevel
from engine.domain.scores import MetricValue
from engine.metrics.facts import JobFacts
from engine.metrics.intervals import rate
from engine.metrics.metric import Metric, Unit
from engine.metrics.reasons import NO_ANCHOR


def _share_at_zero(facts: JobFacts, key: str) -> MetricValue:
    if not facts.has_anchor:
        return NO_ANCHOR
    return rate(facts.count(lambda run: getattr(run, key) == 0), facts.num_runs)


def _share_of_level(facts: JobFacts, level: EvidenceLevel) -> MetricValue:
    if not facts.has_anchor:
        return NO_ANCHOR
    return rate(facts.count(lambda run: run.evidence is level), facts.num_runs)


def _level_metric(level: EvidenceLevel, label: str, meaning: str) -> Metric:
    definition = f"Share of all runs whose sameness with the anchor has the evidence level {level.value}: {meaning}."
    return Metric(f"R_anchor_{level.value}", label, definition, Unit.RATE, lambda facts: _share_of_level(facts, level))


R_ANCHOR_PRE = Metric(
    "R_anchor_pre",
    "At the anchor before repair",
    "Share of all runs whose raw text is the anchor's; an unanswered run is not at the anchor.",
    Unit.RATE,
    lambda facts: _share_at_zero(facts, "distance_pre"),
)
R_ANCHOR_POST = Metric(
    "R_anchor_post",
    "At the anchor after repair",
    "Share of all runs at distance 0 from the anchor after repair, by evidence of the levels identical, canonical and checked.",
    Unit.RATE,
    lambda facts: _share_at_zero(facts, "distance_post"),
)
R_ANCHOR_LEVELS = (
    _level_metric(EvidenceLevel.IDENTICAL, "Identical to the anchor", "the same text"),
    _level_metric(EvidenceLevel.CANONICAL, "Canonically the anchor", "the same canonical form, reached by sound rewrites only"),
    _level_metric(EvidenceLevel.CHECKED, "Checked to be the anchor", "the same form, reached by rewrites that hold in the declared domain"),
    _level_metric(EvidenceLevel.BEHAVIOURAL, "Behaves as the anchor", "other code with the same observations; not counted as rescued"),
)
