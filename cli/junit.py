"""A gate's outcome as JUnit XML, as CI systems read it."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from engine.domain.comparison import ComparedValue, Comparison, Verdict
from engine.domain.scores import NotScored
from engine.pipeline.comparison.gate import Failure

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_report(comparisons: Sequence[Comparison], failures: Sequence[Sequence[Failure]], missing: Sequence[str]) -> bytes:
    """One suite a comparison with one case a compared number and one for the whole; a missing experiment is a failed case.

    Characters that XML 1.0 does not have are written as U+FFFD.
    """
    root = ET.Element("testsuites")
    for comparison, found in zip(comparisons, failures, strict=True):
        _suite(root, comparison, found)
    if missing:
        suite = ET.SubElement(root, "testsuite", name="missing", tests=str(len(missing)), failures=str(len(missing)), skipped="0")
        for name in missing:
            _case(suite, "missing", name, [f"experiment '{name}' is missing in the second result"])
    report: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return report


def _suite(root: ET.Element, comparison: Comparison, failures: Sequence[Failure]) -> None:
    name = _clean(f"{comparison.first} / {comparison.second}")
    cases: list[tuple[str, ComparedValue | None]] = [("verdict", None), *((value.name, value) for value in comparison.values)]
    reasons = {case: [failure.reason for failure in failures if (failure.name or "verdict") == case] for case, _ in cases}
    reasons |= {failure.name: [failure.reason] for failure in failures if failure.name is not None and failure.name not in reasons}
    skipped = {case: note for case, value in cases if value is not None and not reasons[case] and (note := _skipped(value))}
    suite = ET.SubElement(root, "testsuite", name=name, tests=str(len(reasons)))
    suite.set("failures", str(sum(map(bool, reasons.values()))))
    suite.set("skipped", str(len(skipped)))
    for case, found in reasons.items():
        _case(suite, name, case, found, skipped.get(case))


def _case(suite: ET.Element, suite_name: str, name: str, reasons: Sequence[str], skipped: str | None = None) -> None:
    case = ET.SubElement(suite, "testcase", classname=suite_name, name=_clean(name))
    if reasons:
        ET.SubElement(case, "failure", message=_clean(reasons[0])).text = _clean("\n".join(reasons))
    elif skipped:
        ET.SubElement(case, "skipped", message=_clean(skipped))


def _skipped(value: ComparedValue) -> str | None:
    for side in (value.first, value.second):
        if isinstance(side, NotScored):
            return side.reason
    return Verdict.CANNOT_TELL.value if value.verdict is Verdict.CANNOT_TELL else None


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
