"""Holding one output against bound rules."""

import ast
import threading
import warnings
from collections.abc import Mapping, Sequence

from engine.domain.restriction import BoundRule, Violation
from engine.restrictions.finding import Detector, Finding

MAX_EXCERPT = 200
MAX_VIOLATIONS_PER_RULE = 100
_WARNINGS = threading.Lock()


def find_violations(source: str, rules: Sequence[BoundRule], detectors: Mapping[str, Detector]) -> tuple[Violation, ...]:
    """Every violation of the decidable rules in a Python source text, by rule in the given order and then by place.

    Fails closed: text that does not parse, and a detector that fails, break each rule concerned, in words that say so. A rule without
    detector is left to people and never counts as kept.
    """
    decidable = [bound for bound in rules if bound.rule.detector is not None]
    tree = _parse(source) if decidable else None
    lines = source.splitlines()
    found = [(bound, finding) for bound in decidable for finding in _findings(bound, tree, source, detectors)]
    return tuple(_violation(bound, finding, lines) for bound, finding in found)


def _parse(source: str) -> ast.Module | str:
    try:
        with _WARNINGS, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return f"cannot be decided: the output is not Python that can be analysed ({getattr(error, 'msg', None) or error})"


def _findings(bound: BoundRule, tree: ast.Module | str | None, source: str, detectors: Mapping[str, Detector]) -> list[Finding]:
    if not isinstance(tree, ast.Module):
        return [Finding(str(tree), 1, 0, 1, 0)]
    detector = detectors.get(bound.rule.detector or "")
    if detector is None:
        return [Finding(f"cannot be decided: there is no detector '{bound.rule.detector}'", 1, 0, 1, 0)]
    try:
        findings = sorted(detector(tree, source, bound.rule.parameters), key=lambda item: (item.line, item.column, item.message))
    except Exception as error:  # noqa: BLE001 - the named edge: a defect in one detector must not stop a job, and must not pass the rule
        return [Finding(f"cannot be decided: an internal error of Skyt's detector ({type(error).__name__})", 1, 0, 1, 0)]
    return findings[:MAX_VIOLATIONS_PER_RULE]


def _violation(bound: BoundRule, finding: Finding, lines: list[str]) -> Violation:
    excerpt = lines[finding.line - 1].strip()[:MAX_EXCERPT] if 0 < finding.line <= len(lines) else ""
    return Violation(
        set_id=bound.set_id,
        rule_id=bound.rule.id,
        severity=bound.rule.severity,
        message=finding.message,
        line=finding.line,
        column=finding.column,
        end_line=finding.end_line,
        end_column=finding.end_column,
        excerpt=excerpt,
    )
