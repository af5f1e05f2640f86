"""How reliably the rules of replayed jobs were kept, for a terminal: one line a rule, and where the anchor breaks it."""

from collections.abc import Sequence

from rich.text import Text

from engine.domain.report import RuleReport
from engine.domain.scores import MetricValue, NotScored
from engine.pipeline.replay import ReplayedJob

_MAX_MESSAGE = 200
_HEADING = f"{'kept by':>12}{'95 %':>15}{'flip':>7}  rule\n"


def rule_table(jobs: Sequence[ReplayedJob]) -> Text:
    """The rules of each job, least kept first; every rule that all runs keep is counted, and those left to people are named."""
    text = Text(
        "\nRules: runs that keep each, of those for which it could be decided, and how often two of these disagree (flip)\n",
        style="bold",
        no_wrap=True,
        overflow="ignore",
    )
    for job in jobs:
        decided = [rule for rule in job.report.rules if not isinstance(rule.pass_rate, NotScored)]
        broken = sorted((rule for rule in decided if _is_shown(rule)), key=_rate)
        text.append(f"\n{job.experiment}\n", style="bold")
        if broken:
            text.append(_HEADING, style="dim")
        for rule in broken:
            _append(text, rule)
        kept = sum(_rate(rule) == 1 and not rule.undecided_runs for rule in decided)
        text.append(f"{kept} of {len(decided)} decided rules are kept by every run\n", style="not bold")
        text.append("".join(_unscored(rule) for rule in job.report.rules if isinstance(rule.pass_rate, NotScored)), style="dim")
    return text


def _is_shown(rule: RuleReport) -> bool:
    return bool(rule.breaking_runs or rule.undecided_runs or rule.waived_runs or rule.anchor_places)


def _rate(rule: RuleReport) -> float:
    return 0.0 if isinstance(rule.pass_rate, NotScored) else rule.pass_rate.value


def _append(text: Text, rule: RuleReport) -> None:
    waived = f", waived places: {rule.waived}" if rule.waived else ""
    undecided = f", undecided runs: {len(rule.undecided_runs)}" if rule.undecided_runs else ""
    name = f"{rule.set_id}/{rule.rule_id} {rule.name} ({rule.severity.value}{waived}{undecided})"
    text.append(f"{_counts(rule.pass_rate):>12}{_interval(rule.pass_rate):>15}{_value(rule.flip_rate):>7}  {name}\n", style="not bold")
    for place in rule.anchor_places:
        waiver = f" [waived: {place.waiver}]" if place.waiver else ""
        text.append(
            f"{'':36}the anchor, line {place.line}: {' '.join(place.message.split())[:_MAX_MESSAGE]}{waiver}\n", style="yellow not bold"
        )


def _counts(value: MetricValue) -> str:
    return "" if isinstance(value, NotScored) else f"{value.numerator} of {value.denominator}"


def _interval(value: MetricValue) -> str:
    return "" if isinstance(value, NotScored) or value.interval is None else f"{value.interval.low:.2f} to {value.interval.high:.2f}"


def _value(value: MetricValue) -> str:
    return "" if isinstance(value, NotScored) else f"{value.value:.2f}"


def _unscored(rule: RuleReport) -> str:
    reason = rule.pass_rate.reason if isinstance(rule.pass_rate, NotScored) else ""
    return f"{rule.set_id}/{rule.rule_id} {rule.name}: {reason}\n"
