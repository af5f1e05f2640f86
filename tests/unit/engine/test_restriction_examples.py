"""Every decided rule of every preset on its examples, which are data files: engine/presets/examples/<set>/<rule>.yaml."""

import pytest

from engine.adapters.filesystem.restrictions import EXAMPLES, preset_examples, preset_restriction_sets
from engine.adapters.tools.local import LocalTools, program_path
from engine.domain.restriction import BoundRule, RestrictionSet, Rule
from engine.restrictions.answer import Answer
from engine.restrictions.evaluation import find_violations
from engine.restrictions.registry import detectors

SETS = preset_restriction_sets()
DECIDED = [pytest.param(item, rule, id=f"{item.id}-{rule.id}") for item in SETS for rule in item.rules if rule.detector]


@pytest.mark.parametrize(("item", "rule"), DECIDED)
def test_a_rule_tells_its_good_examples_from_its_bad_ones(item: RestrictionSet, rule: Rule):
    cases, bound = preset_examples(item.id, rule.id), BoundRule(item.id, item.version, rule)
    found = {
        text: find_violations(Answer(text, item.kinds[0], tools=LocalTools()), [bound], detectors()) for text in cases.good + cases.bad
    }
    assert len(cases.good) >= 5
    assert len(cases.bad) >= 5
    program = rule.parameters.get("tool")
    if program is not None and program_path(str(program)) is None:
        # the rule fails closed and names what is missing, on every output
        assert all(f"{program} is not installed" in violations[0].message for violations in found.values())
        return
    assert {text: [item.message for item in found[text]] for text in cases.good if found[text]} == {}
    assert [text for text in cases.bad if not found[text]] == []
    assert not any(violation.is_internal_error for violations in found.values() for violation in violations)


def test_every_case_file_belongs_to_a_decided_rule():
    files = {(path.parent.name, path.stem) for path in EXAMPLES.glob("*/*.yaml")}
    assert files == {(item.id, rule.id) for item in SETS for rule in item.rules if rule.detector}


def test_every_rule_is_decided_or_left_to_people_with_a_reason():
    assert all((rule.detector is None) != (rule.manual_reason is None) for item in SETS for rule in item.rules)
    counts = {item.id: (sum(rule.detector is not None for rule in item.rules), len(item.rules)) for item in SETS}
    assert counts == {
        "clean_python": (17, 18),
        "misra_c": (67, 70),
        "nasa_power_of_ten": (8, 10),
        "nasa_power_of_ten_c": (10, 10),
        "response_policy": (21, 23),
        "secure_python": (26, 28),
        "structured_output": (15, 16),
    }
