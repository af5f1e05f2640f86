"""restriction_compliance."""

from engine.domain.scores import MetricValue, NotScored
from engine.metrics.facts import JobFacts
from engine.metrics.intervals import rate
from engine.metrics.metric import Metric, Unit

NO_MANDATORY_RULES = NotScored("no mandatory rule with a detector is attached to this job")


def _compliance(facts: JobFacts) -> MetricValue:
    if not facts.has_mandatory_rules:
        return NO_MANDATORY_RULES
    return rate(facts.count(lambda run: run.is_answered and not run.breaks_mandatory_rule), facts.num_runs)


RESTRICTION_COMPLIANCE = Metric(
    "restriction_compliance",
    "Keeping the mandatory rules",
    "Share of all runs that are known to keep every mandatory rule with a detector; an unanswered or unreadable one does not comply.",
    Unit.RATE,
    _compliance,
)
