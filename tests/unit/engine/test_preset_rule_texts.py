"""The texts of the shipped rules, which safety and compliance teams read: what each decides, why, what instead, and its source."""

import re

import pytest

from engine.adapters.filesystem.restrictions import preset_restriction_sets
from engine.domain.restriction import RestrictionSet, Rule

SETS = preset_restriction_sets()
RULES = [pytest.param(item, rule, id=f"{item.id}-{rule.id}") for item in SETS for rule in item.rules]
WITH_A_STANDARD = {
    "clean_python": r"PEP \d+|McCabe 1976|Compare Holzmann 2006|CWE-\d+|https://docs\.python\.org/",
    "misra_c": r"MISRA C:2012 Rule {id}$",
    "nasa_power_of_ten": r"Holzmann 2006, rule {id}$",
    "nasa_power_of_ten_c": r"Holzmann 2006, rule {id}$",
    "secure_python": r"CWE-\d+$",
}


def words(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", (text or "").casefold()))


@pytest.mark.parametrize(("item", "rule"), RULES)
def test_a_rule_says_what_it_decides_why_and_what_instead(item: RestrictionSet, rule: Rule):
    said = [words(text) for text in (rule.name, rule.description, rule.rationale, rule.suggestion) if text]
    assert len(set(said)) == len(said)
    assert rule.description.endswith(".")
    assert rule.rationale.endswith(".")
    assert rule.suggestion is not None or rule.detector is None


@pytest.mark.parametrize("item", SETS, ids=lambda item: item.id)
def test_no_two_rules_of_a_set_say_the_same(item: RestrictionSet):
    for texts in ([words(rule.description) for rule in item.rules], [words(rule.rationale) for rule in item.rules]):
        assert [text for text in texts if texts.count(text) > 1] == []


@pytest.mark.parametrize(("item", "rule"), [param for param in RULES if param.values[0].id in WITH_A_STANDARD])
def test_a_rule_of_a_set_with_a_standard_names_its_place_there(item: RestrictionSet, rule: Rule):
    first = WITH_A_STANDARD[item.id].replace("{id}", re.escape(rule.id))
    assert rule.references
    assert re.match(first, rule.references[0]) is not None


def test_references_are_written_one_way():
    references = [reference for item in SETS for rule in item.rules for reference in rule.references]
    assert [text for text in references if "CWE" in text and not re.fullmatch(r"CWE-[1-9]\d{1,3}", text)] == []
    assert [text for text in references if text.startswith("CERT") and not re.fullmatch(r"CERT [A-Z]{3}\d\d-C", text)] == []
    assert [text for text in references if "://" in text and not re.fullmatch(r"https://\S+", text)] == []
    assert all(len(set(rule.references)) == len(rule.references) for item in SETS for rule in item.rules)
