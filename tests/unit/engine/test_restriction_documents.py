"""Restriction sets as documents: written and read back to an equal set; two versions compared."""

import json
from dataclasses import replace

import pytest

from engine.adapters.filesystem.restrictions import preset_restriction_sets
from engine.domain.contract import Kind, Source
from engine.domain.restriction import Examples, RestrictionSet, Rule, Severity, Waiver
from engine.restrictions.differences import RuleChange, set_differences
from engine.restrictions.loader import RestrictionLoader
from engine.restrictions.published import as_yaml, published_form

RULE = Rule("1", "n", "d", Severity.REQUIRED, detector="pattern", parameters={"pattern": "é: x", "required": False, "max_count": 0})
FULL = replace(
    RULE,
    id="2",
    rationale="r",
    suggestion="s",
    references=("CWE-1",),
    kinds=(Kind.TEXT,),
    exceptions=(Waiver("why", "2030-01-01", ("c",), "x"), Waiver("also", "2030-01-02")),
    examples=Examples(("good\n",), ("bad: [1]",)),
)
OURS = RestrictionSet("ours", "1.0.0", "Ours", "Ours.", (RULE, FULL), (Kind.TEXT, Kind.JSON), languages=("en",))


@pytest.mark.parametrize("restriction_set", [*preset_restriction_sets(), OURS], ids=lambda item: item.id)
def test_a_set_is_read_back_as_it_was_written(restriction_set: RestrictionSet) -> None:
    assert RestrictionLoader.load_from_text(as_yaml(restriction_set)) == restriction_set
    assert RestrictionLoader.load_from_text(json.dumps(published_form(restriction_set)), "set.json") == restriction_set


def test_differences_name_what_came_went_and_changed() -> None:
    added, changed = replace(RULE, id="3"), replace(RULE, severity=Severity.ADVISORY, name="new")
    after = replace(OURS, version="2.0.0", authority="us", source=Source.USER, rules=(added, changed))
    found = set_differences(OURS, after)
    assert (found.added, found.removed, found.settings) == ((added,), (FULL,), ("authority",))
    assert found.changed == (RuleChange(RULE, changed, ("name", "severity")),)
    assert set_differences(OURS, replace(OURS, version="1.0.1")) == set_differences(OURS, OURS)
