"""Rules that ask the tree are matched together; what each finds does not depend on the others."""

import pytest
import yaml

from engine.adapters.filesystem.restrictions import EXAMPLES, preset_restriction_sets
from engine.domain.contract import Kind
from engine.domain.restriction import BoundRule, Rule, Severity
from engine.restrictions.answer import Answer
from engine.restrictions.evaluation import find_violations
from engine.restrictions.registry import detectors

SETS = [item for item in preset_restriction_sets() if item.kinds[0] in (Kind.PYTHON, Kind.C)]


def query(number: int, text: str) -> BoundRule:
    return BoundRule(
        "s", "1.0.0", Rule(str(number), "n", "d", Severity.ADVISORY, detector="syntax_query", parameters={"query": text, "message": "m"})
    )


@pytest.mark.parametrize("item", SETS, ids=lambda item: item.id)
def test_every_query_of_a_preset_finds_alone_what_it_finds_beside_the_others(item) -> None:
    rules = [BoundRule(item.id, item.version, rule) for rule in item.rules if rule.detector == "syntax_query"]
    documents = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((EXAMPLES / item.id).glob("*.yaml"))]
    for text in (text for document in documents for text in (*document["good"], *document["bad"])):
        alone = [violation for rule in rules for violation in find_violations(Answer(text, item.kinds[0]), [rule], detectors())]
        assert list(find_violations(Answer(text, item.kinds[0]), rules, detectors())) == alone


GREEDY = "(argument_list (_)* @a (_)* @b (_)* @c (_)* @_d)"
CALLS = "(call function: (identifier) @name)"


def said(*queries: str) -> list[tuple[str, int, str]]:
    rules = [query(number, text) for number, text in enumerate(queries)]
    found = find_violations(Answer("f(" + "1, " * 3000 + ")\ng()\n", Kind.PYTHON), rules, detectors())
    return [(violation.rule_id, violation.line, violation.message) for violation in found]


def test_a_query_with_too_many_matches_is_undecided_and_leaves_the_others_alone() -> None:
    undecided = "cannot be decided: the query has too many partial matches on this output"
    assert said(GREEDY, CALLS) == [("0", 1, undecided), ("1", 1, "m"), ("1", 2, "m")]


def test_a_query_that_does_not_compile_leaves_the_others_alone() -> None:
    broken, *others = said("(no_such_node) @a", CALLS, "(module) @m")
    assert "an internal error of the detector 'syntax_query' (ValueError: not a tree-sitter query" in broken[2]
    assert others == [("1", 1, "m"), ("1", 2, "m"), ("2", 1, "m")]


def test_more_queries_than_one_can_hold_are_matched_in_groups() -> None:
    many = [f'((call function: (identifier) @name) (#not-eq? @name "{"x" * 400}{number}"))' for number in range(100)]
    assert said(*many) == [(str(number), line, "m") for number in range(100) for line in (1, 2)]
