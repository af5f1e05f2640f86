"""How reliably each rule of a job was kept."""

from collections.abc import Sequence

from engine.domain.report import RuleReport
from engine.domain.restriction import BoundRule
from engine.domain.run import OutputAnalysis
from engine.domain.scores import NotScored
from engine.metrics.rule_rates import flip_rate, pass_rate

NO_DETECTOR = "no detector decides this rule"


def rule_reports(rules: Sequence[BoundRule], analyses: Sequence[OutputAnalysis]) -> tuple[RuleReport, ...]:
    """One report a rule, over the analyses of all answered runs; a rule that only people decide is not scored."""
    return tuple(_report(bound, analyses) for bound in rules)


def _report(bound: BoundRule, analyses: Sequence[OutputAnalysis]) -> RuleReport:
    rule = bound.rule
    if rule.detector is None:
        reason = rule.manual_reason or NO_DETECTOR
        unscored = NotScored(f"left to people: {reason}")
        return RuleReport(bound.set_id, rule.id, rule.name, rule.severity, unscored, unscored, 0, reason)
    key = (bound.set_id, rule.id)
    counts = [sum((item.set_id, item.rule_id) == key for item in analysis.violations) for analysis in analyses]
    passing, answered = counts.count(0), len(counts)
    return RuleReport(
        bound.set_id, rule.id, rule.name, rule.severity, pass_rate(passing, answered), flip_rate(passing, answered), sum(counts)
    )
