"""An answer that cannot be read is not known to break a rule: it is counted apart from those that do, and it does not comply."""

from dataclasses import replace

import pytest

from engine.domain.contract import Kind
from engine.domain.report import ClassShare
from engine.domain.restriction import BoundRule, ExampleResult, Rule, Severity, Violation, Waiver
from engine.domain.run import Generation, GenerationStatus, RunReport
from engine.domain.scores import NotScored, Score
from engine.metrics.restriction_compliance import RESTRICTION_COMPLIANCE
from engine.pipeline.facts import job_facts
from engine.pipeline.rules import rule_reports
from engine.restrictions.answer import Answer
from engine.restrictions.evaluation import find_violations
from engine.restrictions.registry import detectors
from tests.conformance.samples import analysis, config

PROSE = "I cannot help with that."
LOOP = "def double(n):\n    return double(n)"
RULE = BoundRule("set", "1.0.0", Rule("1", "No recursion", "d", Severity.MANDATORY, detector="recursion"))


def found(text: str, rule: BoundRule = RULE, kind: Kind = Kind.PYTHON) -> tuple[Violation, ...]:
    return find_violations(Answer(text, kind), [rule], detectors())


def runs_of(*texts: str, rule: BoundRule = RULE) -> list[RunReport]:
    analyses = [replace(analysis(index), violations=found(text, rule)) for index, text in enumerate(texts)]
    return [RunReport(index, GenerationStatus.GENERATED, texts[index], None, item) for index, item in enumerate(analyses)]


def test_prose_leaves_a_rule_on_code_undecided() -> None:
    (violation,) = found(PROSE)
    assert (violation.is_undecided, violation.is_internal_error, violation.counts, violation.prevents_compliance) == (
        True,
        False,
        False,
        True,
    )
    (broken,) = found(LOOP)
    assert (broken.is_undecided, broken.counts, broken.prevents_compliance) == (False, True, True)


@pytest.mark.parametrize(("severity", "complies"), [(Severity.MANDATORY, False), (Severity.REQUIRED, True)])
def test_an_undecided_rule_keeps_from_complying_where_it_is_mandatory(severity: Severity, complies: bool) -> None:
    (violation,) = found(PROSE, replace(RULE, rule=replace(RULE.rule, severity=severity)))
    assert violation.prevents_compliance is not complies


def test_a_detector_that_fails_leaves_its_rule_undecided_and_keeps_from_complying_whatever_the_rule_weighs() -> None:
    rule = replace(RULE, rule=replace(RULE.rule, severity=Severity.ADVISORY, detector="gone"))
    (violation,) = found(LOOP, rule)
    assert (violation.is_undecided, violation.is_internal_error, violation.counts, violation.prevents_compliance) == (
        True,
        True,
        False,
        True,
    )


def test_one_prose_answer_breaks_no_rule_and_is_counted_apart() -> None:
    (report,) = rule_reports([RULE], runs_of("x = 1", PROSE, LOOP, "x = 2"))
    assert (report.breaking_runs, report.undecided_runs, report.violations, report.waived) == ((2,), (1,), 1, 0)
    assert isinstance(report.pass_rate, Score)
    assert (report.pass_rate.numerator, report.pass_rate.denominator) == (2, 3)
    assert isinstance(report.flip_rate, Score)
    assert (report.flip_rate.numerator, report.flip_rate.denominator) == (2, 3)
    assert report.behaviour_classes == (ClassShare("None", 1, 4),)


def test_a_rule_that_no_answer_could_be_held_against_is_not_scored() -> None:
    (report,) = rule_reports([RULE], runs_of(PROSE, PROSE))
    assert report.pass_rate == NotScored("none of the answers could be held against the rule")
    assert report.flip_rate == NotScored("fewer than two answers could be held against the rule")
    assert (report.breaking_runs, report.undecided_runs) == ((), (0, 1))


def test_an_exception_for_a_whole_rule_covers_what_cannot_be_decided() -> None:
    rule = replace(RULE, waivers=(Waiver("reviewed", "9999-12-31"),))
    (report,) = rule_reports([rule], runs_of(PROSE, "x = 1", rule=rule))
    assert (report.undecided_runs, report.waived_runs, report.waived) == ((), (0,), 1)
    assert isinstance(report.pass_rate, Score)
    assert (report.pass_rate.numerator, report.pass_rate.denominator) == (2, 2)


def test_prose_does_not_comply_though_it_is_not_known_to_break_a_rule() -> None:
    runs = runs_of("x = 1", PROSE, LOOP)
    generations = [Generation(run.run_index, run.status, run.raw_output, None) for run in runs]
    facts = job_facts(config(3), generations, runs, has_anchor=False)
    value = RESTRICTION_COMPLIANCE.compute(replace(facts, has_mandatory_rules=True))
    assert isinstance(value, Score)
    assert (value.numerator, value.denominator) == (1, 3)


def test_what_is_no_json_does_not_fit_a_schema() -> None:
    rule = replace(RULE, rule=replace(RULE.rule, detector="json_schema", parameters={"schema": {"type": "object"}}))
    (violation,) = found(PROSE, rule, Kind.JSON)
    assert (violation.is_undecided, violation.message.partition(" (")[0]) == (False, "the output is not one JSON document")


def test_an_example_that_cannot_be_decided_shows_nothing() -> None:
    undecided = ExampleResult("1", is_good=False, number=1, messages=("line 1: cannot be decided",), is_undecided=True)
    assert (undecided.passed, replace(undecided, is_undecided=False).passed) == (False, True)
