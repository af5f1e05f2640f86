"""Comparing jobs of one contract, or many pairs of jobs at once."""

from collections.abc import Sequence

from engine.domain.comparison import ComparedValue, Comparison, Direction, Subject, Verdict
from engine.metrics.comparison.holm import holm
from engine.pipeline.comparison.classes import class_changes
from engine.pipeline.comparison.comparability import reasons_against
from engine.pipeline.comparison.job import ComparableJob
from engine.pipeline.comparison.judgement import judged
from engine.pipeline.comparison.measure import measure
from engine.pipeline.comparison.measurement import Measurement
from engine.pipeline.comparison.sentence import sentence_of
from engine.pipeline.comparison.settings import ComparisonSettings

Pair = tuple[ComparableJob, ComparableJob]
DEFAULTS = ComparisonSettings()


def compare_jobs(first: ComparableJob, second: ComparableJob, settings: ComparisonSettings = DEFAULTS) -> Comparison:
    """Say whether the second job's answers differ from the first one's; with reasons instead where that cannot be asked."""
    return compare_suites([(first, second)], settings)[0]


def compare_suites(pairs: Sequence[Pair], settings: ComparisonSettings = DEFAULTS) -> list[Comparison]:
    """Compare many pairs, one for each contract; all tests together are one family for Holm's correction."""
    reasons = [reasons_against(*pair) for pair in pairs]
    measured = [() if against else measure(*pair, settings.metrics) for pair, against in zip(pairs, reasons, strict=True)]
    tested = [(number, index) for number, items in enumerate(measured) for index, item in enumerate(items) if item.p_value is not None]
    raw = [p_value for items in measured for item in items if (p_value := item.p_value) is not None]
    adjusted = dict(zip(tested, holm(raw), strict=True))
    comparisons = []
    for number, (pair, against, items) in enumerate(zip(pairs, reasons, measured, strict=True)):
        p_values = [adjusted.get((number, index)) for index in range(len(items))]
        comparisons.append(_refused(pair, against) if against else _compared(pair, items, p_values, settings))
    return comparisons


def _refused(pair: Pair, reasons: tuple[str, ...]) -> Comparison:
    first, second = pair
    sentence = f"Cannot be compared: {'; '.join(reasons)}."
    return Comparison(first.name, second.name, second.contract_id, None, sentence, reasons)


def _compared(pair: Pair, items: Sequence[Measurement], p_values: Sequence[float | None], settings: ComparisonSettings) -> Comparison:
    first, second = pair
    num_runs = min(first.facts.num_runs, second.facts.num_runs)
    values = tuple(judged(item, p_value, settings, num_runs) for item, p_value in zip(items, p_values, strict=True))
    verdict, more = _overall(values), _more_runs(values, num_runs)
    changes = [class_changes(first, second, key) for key in ("canonical_class", "behaviour_class")]
    return Comparison(
        first=first.name,
        second=second.name,
        contract_id=second.contract_id,
        verdict=verdict,
        sentence=sentence_of(verdict, values, more, settings),
        more_runs=more if verdict is Verdict.CANNOT_TELL else None,
        values=values,
        forms=changes[0],
        behaviours=changes[1],
        better_rules=_rules(values, Direction.BETTER),
        worse_rules=_rules(values, Direction.WORSE),
    )


def _overall(values: Sequence[ComparedValue]) -> Verdict:
    """*Changed* when any tested number did, *same* when all are the same, else *cannot tell yet*.

    Pairwise agreement has no test in the family, so it is shown with its interval but does not decide.
    """
    verdicts = [value.verdict for value in values if value.verdict is not None and value.subject is not Subject.AGREEMENT]
    if Verdict.CHANGED in verdicts:
        return Verdict.CHANGED
    return Verdict.SAME if verdicts and all(verdict is Verdict.SAME for verdict in verdicts) else Verdict.CANNOT_TELL


def _more_runs(values: Sequence[ComparedValue], num_runs: int) -> int | None:
    needed = [value.runs_needed for value in values if value.runs_needed is not None]
    return max(needed) - num_runs if needed else None


def _rules(values: Sequence[ComparedValue], direction: Direction) -> tuple[str, ...]:
    return tuple(value.name for value in values if value.subject is Subject.RULE and value.direction is direction)
