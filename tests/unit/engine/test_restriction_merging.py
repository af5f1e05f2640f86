"""Merging restriction sets into a contract: a new contract, in any order, with every conflict named."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.domain.contract import Contract, Kind
from engine.domain.errors import InvalidInput
from engine.domain.restriction import RestrictionSet, Rule, Severity, Waiver
from engine.restrictions.answer import Answer
from engine.restrictions.evaluation import find_violations
from engine.restrictions.merger import RestrictionMerger
from engine.restrictions.registry import detectors
from tests.conformance.samples import CONTRACT


def restriction_set(name: str, *rules: Rule) -> RestrictionSet:
    return RestrictionSet(name, "1.0.0", name, name, rules)


def rule(detector: str, **parameters: object) -> Rule:
    return Rule("1", "n", "d", Severity.REQUIRED, detector=detector, parameters=parameters)


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (
            rule("metric_limit", metric="nesting", max=3),
            rule("metric_limit", metric="nesting", max=4),
            "different limits 'max' for the same thing: rule '1' of 'a' sets 3 and rule '1' of 'b' sets 4",
        ),
        (
            rule("pattern", pattern="x", required=True),
            rule("pattern", pattern="x"),
            "rule '1' of 'a' and rule '1' of 'b' contradict each other: one requires what the other forbids",
        ),
        (
            rule("phrases", phrases=["Hello  there", "x"], required=True, all=True),
            rule("phrases", phrases=["hello there", "y"]),
            "rule '1' of 'a' requires 'hello there', which rule '1' of 'b' forbids",
        ),
    ],
)
def test_sets_that_cannot_both_hold_are_reported_in_any_order(first: Rule, second: Rule, message: str):
    sets = [restriction_set("a", first), restriction_set("b", second)]
    for order in (sets, sets[::-1]):
        with pytest.raises(InvalidInput) as caught:
            RestrictionMerger.merge(CONTRACT, order)
        assert [fault.message for fault in caught.value.faults] == [message]


def test_equal_rules_of_two_sets_do_not_conflict():
    limit = rule("metric_limit", metric="nesting", max=3)
    assert len(RestrictionMerger.merge(CONTRACT, [restriction_set("a", limit), restriction_set("b", limit)]).rules) == 2


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_sets_does_not_matter(names: list[str]):
    sets = {name: restriction_set(name, rule("recursion")) for name in names}
    merged = RestrictionMerger.merge(CONTRACT, [sets[name] for name in names])
    assert [item.set_id for item in merged.rules] == ["a", "b", "c", "d"]
    one_by_one: Contract = CONTRACT
    for name in names:
        one_by_one = RestrictionMerger.merge(one_by_one, [sets[name]])
    assert one_by_one == merged


def test_merging_makes_a_new_contract_and_leaves_the_old_one_alone():
    before = replace(CONTRACT)
    merged = RestrictionMerger.merge(CONTRACT, [restriction_set("a", rule("recursion"))])
    assert isinstance(merged, Contract)
    assert before == CONTRACT
    assert {item.name: getattr(merged, item.name) for item in fields(CONTRACT)} == {
        item.name: getattr(CONTRACT, item.name) for item in fields(CONTRACT)
    }
    assert (merged.restriction_sets, [item.rule.detector for item in merged.rules]) == ((("a", "1.0.0"),), ["recursion"])


def test_every_pair_of_different_limits_is_named():
    sets = [restriction_set(name, rule("metric_limit", metric="nesting", max=limit)) for name, limit in (("a", 1), ("b", 2), ("c", 3))]
    with pytest.raises(InvalidInput) as caught:
        RestrictionMerger.merge(CONTRACT, sets, place="$.here")
    said = "different limits 'max' for the same thing: rule '1' of '{}' sets {} and rule '1' of '{}' sets {}"
    assert [(fault.path, fault.message) for fault in caught.value.faults] == [
        ("$.here[1]", said.format("a", 1, "b", 2)),
        ("$.here[2]", said.format("a", 1, "c", 3)),
        ("$.here[2]", said.format("b", 2, "c", 3)),
    ]


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (rule("function_length"), rule("function_length", max_lines=60), None),
        (rule("function_length"), rule("function_length", max_lines=50), "different limits 'max_lines' for the same thing"),
        (rule("text_measure", measure="words", min=5), rule("text_measure", measure="words", max=9), None),
        (
            rule("text_measure", measure="words", min=10),
            rule("text_measure", measure="words", max=9),
            "rule '1' of 'a' asks for at least 10, and rule '1' of 'b' for at most 9 of the same thing",
        ),
        (rule("pattern", pattern="x", required=True), rule("pattern", pattern="x", max_count=3), None),
    ],
)
def test_limits_conflict_only_where_no_output_keeps_both(first: Rule, second: Rule, message: str | None):
    sets = [restriction_set("a", first), restriction_set("b", second)]
    if message is None:
        assert len(RestrictionMerger.merge(CONTRACT, sets).rules) == 2
        return
    with pytest.raises(InvalidInput, match=message):
        RestrictionMerger.merge(CONTRACT, sets)


def test_a_rule_holds_for_its_kinds_only():
    both = replace(
        restriction_set("a", rule("recursion"), replace(rule("c_recursion"), id="2", kinds=(Kind.C,))), kinds=(Kind.PYTHON, Kind.C)
    )
    assert [item.rule.id for item in RestrictionMerger.merge(CONTRACT, [both]).rules] == ["1"]


def test_exceptions_are_listed_until_they_expire():
    waived = replace(
        rule("dynamic_code"), exceptions=(Waiver("reviewed", "2026-05-31", (CONTRACT.id,), "eval(a)"), Waiver("no", "2030-01-01", ("x",)))
    )
    for day, expected in ((date(2026, 5, 31), ["reviewed", None]), (date(2026, 6, 1), [None, None])):
        rules = RestrictionMerger.merge(CONTRACT, [restriction_set("a", waived)], day).rules
        violations = find_violations(Answer("eval(a)\neval(b)", Kind.PYTHON), rules, detectors())
        assert [item.waiver for item in violations] == expected
        assert [item.counts for item in violations] == [reason is None for reason in expected]


RULES = st.sampled_from(
    [
        rule("metric_limit", metric="nesting", max=3),
        rule("metric_limit", metric="nesting", max=4),
        rule("text_measure", measure="words", min=5),
        rule("text_measure", measure="words", min=10),
        rule("text_measure", measure="words", max=9),
        rule("pattern", pattern="x"),
        rule("pattern", pattern="x", required=True),
        rule("phrases", phrases=["hello"], required=True),
        rule("phrases", phrases=["hello", "you"]),
        rule("phrases", phrases=["Hello"]),
    ]
)


def outcome(sets: list[RestrictionSet]) -> object:
    """What merging gives: the contract, or what it says."""
    try:
        return RestrictionMerger.merge(CONTRACT, sets)
    except InvalidInput as error:
        return sorted(fault.message for fault in error.faults)


@given(st.lists(st.lists(RULES, max_size=3), min_size=2, max_size=4), st.randoms())
def test_conflicts_and_contracts_are_the_same_in_any_order_of_any_sets(rules: list[list[Rule]], random) -> None:
    sets = [restriction_set(name, *of_set) for name, of_set in zip("abcd", rules, strict=False)]
    shuffled = sets.copy()
    random.shuffle(shuffled)
    assert outcome(shuffled) == outcome(sets)
