"""All metrics by name, in the order in which they are shown."""

from collections.abc import Iterable
from dataclasses import replace

from engine.domain.errors import Fault, InvalidInput
from engine.domain.scores import MetricValue
from engine.metrics.anchor_rates import R_ANCHOR_LEVELS, R_ANCHOR_POST, R_ANCHOR_PRE
from engine.metrics.behavioural_repeatability import R_BEHAVIORAL
from engine.metrics.distances import DELTA_MU, MEAN_DISTANCE, SD_DISTANCE
from engine.metrics.distinct import DISTINCT
from engine.metrics.entropy import ENTROPY
from engine.metrics.facts import JobFacts
from engine.metrics.metric import Metric
from engine.metrics.oracle_coverage import CANON_COVERAGE
from engine.metrics.pairwise_agreement import PAIRWISE_AGREEMENT
from engine.metrics.pass_at import PASS_AT, PASS_HAT
from engine.metrics.raw_repeatability import R_RAW
from engine.metrics.reasons import NO_BEHAVIOUR, NO_ORACLE
from engine.metrics.repair_within import DELTA_P, R_REPAIR
from engine.metrics.rescue_delta import DELTA_RESCUE, DELTA_RESCUE_P
from engine.metrics.rescue_rate import RESCUE_RATE
from engine.metrics.restriction_compliance import RESTRICTION_COMPLIANCE
from engine.metrics.structural_repeatability import R_STRUCTURAL
from engine.metrics.total_agreement import TAR_CANONICAL, TAR_RAW
from engine.metrics.unanswered import UNANSWERED
from engine.metrics.usage import COST, LATENCY, TOKENS

_HEADLINE = (R_RAW, R_ANCHOR_PRE, R_ANCHOR_POST, DELTA_RESCUE, DELTA_RESCUE_P, R_STRUCTURAL, R_BEHAVIORAL, CANON_COVERAGE, RESCUE_RATE)
_AGREEMENT = (*R_ANCHOR_LEVELS, *R_REPAIR, *DELTA_P, *MEAN_DISTANCE, *SD_DISTANCE, DELTA_MU, *PAIRWISE_AGREEMENT, *DISTINCT, *ENTROPY)
_OTHERS = (TAR_RAW, TAR_CANONICAL, *PASS_AT, *PASS_HAT, RESTRICTION_COMPLIANCE, *UNANSWERED, *TOKENS, COST, *LATENCY)
_ALL = (*_HEADLINE, *_AGREEMENT, *_OTHERS)
_FROM_ORACLE = {metric.name for metric in (CANON_COVERAGE, RESCUE_RATE, *PASS_AT, *PASS_HAT)}
_FROM_BEHAVIOUR = {metric.name for metric in _ALL if "behav" in metric.name}


def _where_defined(metric: Metric) -> Metric:
    """The metric, not scored for kinds of output that have no oracle or no behaviour where it needs one."""

    def compute(facts: JobFacts) -> MetricValue:
        if not facts.has_oracle and metric.name in _FROM_ORACLE:
            return NO_ORACLE
        if not facts.has_behaviour and metric.name in _FROM_BEHAVIOUR:
            return NO_BEHAVIOUR
        return metric.compute(facts)

    return replace(metric, compute=compute)


METRICS: dict[str, Metric] = {metric.name: _where_defined(metric) for metric in _ALL}
ALL = "all"
SUMMARY = "summary"
PROPERTIES = "properties"
SUMMARY_METRICS = tuple(metric.name for metric in _HEADLINE)


def analyses_faults(analyses: Iterable[str]) -> list[Fault]:
    """One fault for every analysis that is neither a metric nor `all`, `summary` or `properties`, with its place in the list."""
    known = {*METRICS, ALL, SUMMARY, PROPERTIES}
    return [Fault(f"there is no metric '{name[:100]}'", f"$.analyses[{index}]") for index, name in enumerate(analyses) if name not in known]


def check_analyses(analyses: Iterable[str]) -> None:
    """Raise InvalidInput naming every analysis that is neither a metric nor `all`, `summary` or `properties`."""
    faults = analyses_faults(analyses)
    if faults:
        raise InvalidInput(faults, f"Known are {ALL}, {SUMMARY}, {PROPERTIES}, {', '.join(METRICS)}.")


def compute_metrics(facts: JobFacts, analyses: Iterable[str] = ()) -> dict[str, MetricValue]:
    """Compute the metrics asked for, in the registry's order; all when nothing or `all` is named. Raises InvalidInput for unknown names."""
    named = tuple(analyses)
    check_analyses(named)
    asked = set(named)
    names = asked | set(SUMMARY_METRICS if SUMMARY in asked else ())
    return {name: metric.compute(facts) for name, metric in METRICS.items() if not asked or ALL in asked or name in names}
