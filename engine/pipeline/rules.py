"""How reliably each rule of a job was kept, run by run and class by class."""

from collections import Counter
from collections.abc import Iterable, Sequence

from engine.domain.report import ClassShare, RuleReport
from engine.domain.restriction import BoundRule, Violation
from engine.domain.run import OutputAnalysis, RunReport
from engine.domain.scores import NotScored
from engine.metrics.rule_rates import flip_rate, pass_rate

NO_DETECTOR = "no detector decides this rule"
MAX_ANCHOR_PLACES = 20


def rule_reports(rules: Sequence[BoundRule], runs: Sequence[RunReport], anchor: OutputAnalysis | None = None) -> tuple[RuleReport, ...]:
    """One report a rule, over all answered runs and the anchor; a rule that only people decide is not scored.

    Runs for which a rule could not be decided are counted apart: they neither keep it nor break it.
    """
    answered = [run for run in runs if run.analysis is not None]
    return tuple(_report(bound, answered, anchor) for bound in rules)


def _report(bound: BoundRule, runs: Sequence[RunReport], anchor: OutputAnalysis | None) -> RuleReport:
    rule = bound.rule
    if rule.detector is None:
        reason = rule.manual_reason or NO_DETECTOR
        unscored = NotScored(f"left to people: {reason}")
        return RuleReport(bound.set_id, rule.id, rule.name, rule.severity, unscored, unscored, 0, reason)
    found = {run.run_index: _of(bound, run.analysis) for run in runs}
    breaking = tuple(index for index, items in found.items() if any(item.counts for item in items))
    undecided = tuple(index for index, items in found.items() if any(item.is_undecided and item.waiver is None for item in items))
    decided, listed = len(runs) - len(undecided), [item for items in found.values() for item in items]
    passing = decided - len(breaking)
    return RuleReport(
        bound.set_id,
        rule.id,
        rule.name,
        rule.severity,
        pass_rate(passing, decided, len(undecided)),
        flip_rate(passing, decided, len(undecided)),
        violations=sum(item.counts for item in listed),
        breaking_runs=breaking,
        undecided_runs=undecided,
        waived=sum(item.waiver is not None for item in listed),
        anchor_violations=None if anchor is None else sum(item.counts for item in _of(bound, anchor)),
        behaviour_classes=_shares([(str(run.behaviour_class), run.run_index) for run in runs], breaking),
        canonical_forms=_shares([(run.analysis.form_hash, run.run_index) for run in runs if run.analysis is not None], breaking),
        waived_runs=tuple(index for index, items in found.items() if any(item.waiver is not None for item in items)),
        anchor_places=tuple(item for item in _of(bound, anchor) if not item.is_undecided)[:MAX_ANCHOR_PLACES],
    )


def _of(bound: BoundRule, analysis: OutputAnalysis | None) -> list[Violation]:
    violations = analysis.violations if analysis is not None else ()
    return [item for item in violations if (item.set_id, item.rule_id) == (bound.set_id, bound.rule.id)]


def _shares(keyed: Sequence[tuple[str, int]], breaking: Iterable[int]) -> tuple[ClassShare, ...]:
    """The classes with a run that breaks the rule."""
    bad, sizes = set(breaking), Counter(key for key, _ in keyed)
    broken = Counter(key for key, index in keyed if index in bad)
    return tuple(ClassShare(key, broken[key], sizes[key]) for key in sorted(broken, key=lambda key: (-broken[key], key)))
