"""A rescue never breaks a rule that the output keeps: for every kind, at every level, whatever the rules are."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.adapters.filesystem.restrictions import preset_restriction_sets
from engine.adapters.memory.cache import MemoryCache
from engine.domain.contract import Contract, Kind
from engine.domain.report import Anchor
from engine.domain.restriction import RestrictionSet, Rule, Severity, Violation
from engine.domain.run import EvidenceLevel, OracleVerdict, OutputAnalysis
from engine.pipeline.analysis import analyse_output
from engine.pipeline.judging import violations_of
from engine.pipeline.rescue import reference_of, standing_of
from engine.pipeline.toolbox import Toolbox, yardstick_of
from tests.conformance.samples import CONTRACT
from tests.shared_sandbox import shared_sandbox

PLACE = Violation("s", "1", Severity.ADVISORY, "m", 1, 0, 1, 0, "")
VIOLATIONS = st.lists(
    st.builds(lambda rule, waiver: replace(PLACE, rule_id=rule, waiver=waiver), st.sampled_from("ab"), st.sampled_from([None, "ok"])),
    max_size=4,
).map(tuple)
LEVELS = st.sampled_from(EvidenceLevel)
TEXTS = st.sampled_from(["raw", "canonical", "checked"])


def counts(violations: tuple[Violation, ...]) -> Counter[str]:
    return Counter(item.rule_id for item in violations if item.counts)


@given(VIOLATIONS, VIOLATIONS, VIOLATIONS, LEVELS, TEXTS, st.booleans())
def test_no_rule_is_broken_more_often_after_a_rescue(
    before: tuple[Violation, ...],
    canonical: tuple[Violation, ...],
    checked: tuple[Violation, ...],
    accepted: EvidenceLevel,
    anchor: str,
    has_anchor: bool,
) -> None:
    analysis = OutputAnalysis("h", "canonical", "h", (), OracleVerdict(True), "seen", before)
    known = replace(analysis, checked_output="checked", repaired_violations=checked, canonical_violations=canonical)
    reference = reference_of(Anchor(anchor, anchor, 0), replace(analysis, canonical_output=anchor, checked_output=anchor))
    standing = standing_of("raw", known, reference if has_anchor else None, accepted)
    after = {"raw": before, "canonical": canonical, "checked": checked}[standing.repaired_output]
    assert counts(after) <= counts(before)


PYTHON = [
    'def double(n: int) -> int:\n    """Twice n."""\n    result = n * 2  # twice\n    return result\n',
    "def double(n):\n    return n * 2\n",
    "def double(n):\n    if n == 0:\n        return 0\n    else:\n        return n + n\n",
]
FOR_KIND = {
    Kind.PYTHON: (CONTRACT, PYTHON),
    Kind.JSON: (Contract("j", "1.0.0", Kind.JSON, "t", "p"), ['```json\n{"b": 1.0, "a": [1, 2]}\n```', '{"a": [1, 2], "b": 1}']),
    Kind.TEXT: (Contract("t", "1.0.0", Kind.TEXT, "t", "p"), ["All of it is  done.\n\nThank you!", "all of it is done. thank you!"]),
    Kind.C: (Contract("c", "1.0.0", Kind.C, "t", "p"), ["int f(int n)\n{\n    return n; /* it */\n}\n", "int f(int n){return n;}"]),
}
TIGHT = RestrictionSet(
    "tight",
    "1.0.0",
    "t",
    "d",
    (Rule("lines", "n", "d", Severity.REQUIRED, detector="pattern", parameters={"pattern": "(?i)[A-Z#*.`]|\\n", "required": True}),),
    tuple(Kind),
)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("accepted", list(EvidenceLevel))
def test_the_repaired_output_breaks_no_rule_that_the_output_keeps(kind: Kind, accepted: EvidenceLevel) -> None:
    contract, outputs = FOR_KIND[kind]
    sets = (*(item for item in preset_restriction_sets() if kind in item.kinds and item.id != "nasa_power_of_ten_c"), TIGHT)
    yardstick, tools = yardstick_of(contract, sets, date(2026, 1, 1)), Toolbox(shared_sandbox(), MemoryCache())
    analyses = [analyse_output(output, yardstick, tools) for output in outputs]
    anchor = Anchor(outputs[0], analyses[0].canonical_output or outputs[0], 0)
    for output, analysis in zip(outputs, analyses, strict=True):
        standing = standing_of(output, analysis, reference_of(anchor, analyses[0], kind), accepted)
        after = violations_of(standing.repaired_output, yardstick, tools)
        assert {
            rule for rule in {(i.set_id, i.rule_id) for i in after} if not any((i.set_id, i.rule_id) == rule for i in analysis.violations)
        } == set()


def test_a_form_that_breaks_a_rule_is_not_put_in_place_for_any_kind() -> None:
    shouting = Rule("1", "n", "d", Severity.REQUIRED, detector="pattern", parameters={"pattern": "```", "required": True})
    rules = RestrictionSet("s", "1.0.0", "t", "d", (shouting,), (Kind.JSON,))
    contract, outputs = FOR_KIND[Kind.JSON]
    tools = Toolbox(shared_sandbox(), MemoryCache())
    free, bound = (analyse_output(outputs[0], yardstick_of(contract, sets), tools) for sets in ((), (rules,)))
    assert standing_of(outputs[0], free, None).repaired_output == free.canonical_output
    assert standing_of(outputs[0], bound, None).repaired_output == outputs[0]
