"""Holding one output against bound rules."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from engine.domain.contract import Kind
from engine.domain.json_value import JsonObject
from engine.domain.restriction import BoundRule, Violation, Waiver
from engine.restrictions.answer import MAX_CHARACTERS, MAX_CODE_CHARACTERS, Answer
from engine.restrictions.detector import Detector
from engine.restrictions.finding import Finding, Undecidable, whole_output

MAX_EXCERPT = 200
MAX_VIOLATIONS_PER_RULE = 100
CANNOT = "cannot be decided: "


@dataclass(frozen=True, slots=True)
class _Decision:
    findings: Sequence[Finding]
    is_undecided: bool = False
    is_internal_error: bool = False


def find_violations(answer: Answer, rules: Sequence[BoundRule], detectors: Mapping[str, Detector]) -> tuple[Violation, ...]:
    """Every violation of the decidable rules in an output, by rule in the given order and then by place.

    An output that cannot be read as its kind, a detector that is missing and one that fails leave each rule concerned undecided, in words
    that say so: neither kept nor broken. What is not the output's fault is marked as an internal error. A rule without detector is left to
    people and never counts as kept. At most 100 violations of one rule are listed.
    """
    found: list[Violation] = []
    _prepare(answer, rules, detectors)
    for bound in rules:
        if bound.rule.detector is not None:
            decision = _decide(bound, answer, detectors)
            violations = [_violation(bound, finding, answer, decision) for finding in decision.findings]
            found.extend(_waived(violation, bound.waivers) for violation in violations)
    return tuple(found)


def _prepare(answer: Answer, rules: Sequence[BoundRule], detectors: Mapping[str, Detector]) -> None:
    """What rules share is worked out once for all of them."""
    if len(answer.text) > _limit(answer):
        return
    by_detector: dict[str, list[JsonObject]] = {}
    for bound in rules:
        by_detector.setdefault(bound.rule.detector or "", []).append(bound.rule.parameters)
    for name, parameters in by_detector.items():
        detector = detectors.get(name)
        if detector is not None and len(parameters) > 1:
            with suppress(Exception):
                detector.prepare(answer, parameters)


def _limit(answer: Answer) -> int:
    return MAX_CODE_CHARACTERS if answer.kind in (Kind.PYTHON, Kind.C) else MAX_CHARACTERS


def _decide(bound: BoundRule, answer: Answer, detectors: Mapping[str, Detector]) -> _Decision:
    detector = detectors.get(bound.rule.detector or "")
    if detector is None:
        return _undecided(f"there is no detector '{bound.rule.detector}'", is_internal_error=True)
    if len(answer.text) > _limit(answer):
        return _undecided(f"the output is longer than {_limit(answer)} characters")
    try:
        findings = sorted(set(detector.find(answer, bound.rule.parameters)), key=_place)
    except Undecidable as problem:
        return _undecided(str(problem))
    except Exception as error:  # noqa: BLE001 - the named edge: a defect in one detector must not stop a job, and must not pass the rule
        message = f"an internal error of the detector '{detector.name}' ({type(error).__name__}: {str(error)[:200]})"
        return _undecided(message, is_internal_error=True)
    return _Decision(findings[:MAX_VIOLATIONS_PER_RULE])


def _undecided(reason: str, *, is_internal_error: bool = False) -> _Decision:
    return _Decision([whole_output(f"{CANNOT}{reason}")], is_undecided=True, is_internal_error=is_internal_error)


def _place(finding: Finding) -> tuple[int, int, int, int, str]:
    return (finding.line, finding.column, finding.end_line, finding.end_column, finding.message)


def _violation(bound: BoundRule, finding: Finding, answer: Answer, decision: _Decision) -> Violation:
    lines = answer.lines
    excerpt = lines[finding.line - 1].strip()[:MAX_EXCERPT] if 0 < finding.line <= len(lines) else ""
    return Violation(
        set_id=bound.set_id,
        rule_id=bound.rule.id,
        severity=bound.rule.severity,
        message=finding.message[:1_000],
        line=finding.line,
        column=_characters(lines, finding.line, finding.column) if finding.in_bytes else finding.column,
        end_line=finding.end_line,
        end_column=_characters(lines, finding.end_line, finding.end_column) if finding.in_bytes else finding.end_column,
        excerpt=excerpt,
        suggestion=finding.suggestion or bound.rule.suggestion,
        is_internal_error=decision.is_internal_error,
        is_undecided=decision.is_undecided,
    )


def _characters(lines: list[str], line: int, column: int) -> int:
    """How many characters of a line its first bytes of UTF-8 are."""
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    return column if text.isascii() else len(text.encode("utf-8", "replace")[:column].decode("utf-8", "ignore"))


def _waived(violation: Violation, waivers: Sequence[Waiver]) -> Violation:
    if violation.is_internal_error:
        return violation
    reasons = [waiver.reason for waiver in waivers if waiver.excerpt in violation.excerpt]
    return replace(violation, waiver=reasons[0]) if reasons else violation
