"""Comparing two jobs: verdicts, reasons, classes, rules, Holm over contracts, and the gate."""

from dataclasses import replace

import pytest

from engine.domain.comparison import ClassChange, Direction, Verdict
from engine.domain.errors import InvalidInput, NotFound
from engine.domain.run import GenerationStatus
from engine.domain.scores import NotScored
from engine.metrics.comparison.difference import newcombe
from engine.metrics.comparison.fisher import fisher_exact
from engine.metrics.comparison.holm import holm
from engine.metrics.facts import JobFacts, RunFacts
from engine.pipeline.comparison.compare import compare_jobs, compare_suites
from engine.pipeline.comparison.gate import FailOn, GateRules, failures_of
from engine.pipeline.comparison.job import ComparableJob, RuleCount
from engine.pipeline.comparison.measure import MEASURES
from engine.pipeline.comparison.pairing import named_job, pair_jobs
from engine.pipeline.comparison.settings import ComparisonSettings

OK = GenerationStatus.GENERATED


def job(forms: str, name: str = "a", **changes) -> ComparableJob:
    """A job with one run a letter: equal letters are equal forms; capital letters fail the oracle."""
    runs = tuple(RunFacts(OK, form, form, form.lower(), form.islower(), None, 0.0, 0.0) for form in forms)
    base = ComparableJob(name, "c", "1.0.0", "h", "python", "1", JobFacts(runs, has_anchor=True), tuple(range(len(forms))), "anchor")
    return replace(base, **changes)


def value(comparison, name):
    return next(item for item in comparison.values if item.name == name)


def test_a_change_is_found_and_said():
    comparison = compare_jobs(job("x" * 20, "before"), job("x" * 4 + "Y" * 16, "after"))
    coverage = value(comparison, "canon_coverage")
    assert comparison.verdict is Verdict.CHANGED
    assert (coverage.verdict, coverage.direction, coverage.difference) == (Verdict.CHANGED, Direction.WORSE, 4 / 20 - 1)
    assert coverage.interval == newcombe((20, 20), (4, 20))
    assert coverage.p_value == fisher_exact((20, 20), (4, 20))
    assert comparison.sentence.startswith("Changed: Passing the oracle went from 100% to 20% (95% interval of the difference -9")
    assert " pp, adjusted p < 0.001)." in comparison.sentence
    mix, rate = value(comparison, "mix_of_forms").noise_band, coverage.noise_band
    assert (mix.low, mix.high) == (0, pytest.approx(0.3))
    assert (rate.low, rate.high) == pytest.approx((coverage.interval.low + 0.8, coverage.interval.high + 0.8))
    assert comparison.forms.new == (ClassChange("Y", 16, 4),)
    assert comparison.forms.vanished == ()
    assert comparison.more_runs is None


def test_equal_repeatability_of_other_forms_is_a_change():
    comparison = compare_jobs(job("x" * 20), job("y" * 20))
    assert value(comparison, "R_structural").difference == 0
    common = value(comparison, "common_form")
    assert (common.verdict, common.direction, common.difference) == (Verdict.CHANGED, Direction.DIFFERENT, -1.0)
    assert comparison.verdict is Verdict.CHANGED
    assert comparison.forms.vanished == (ClassChange("x", 20, 0),)


def test_a_mix_that_differs_is_said_in_words():
    comparison = compare_jobs(job("abc" * 6), job("def" * 6), ComparisonSettings(metrics=("mix_of_forms",)))
    assert comparison.sentence == "Changed: The mix of canonical forms differs by 100% of the runs (adjusted p < 0.001)."


def test_few_equal_runs_cannot_tell_and_name_how_many_it_takes():
    comparison = compare_jobs(job("x" * 10), job("x" * 10))
    assert comparison.verdict is Verdict.CANNOT_TELL
    assert comparison.more_runs == 28
    assert comparison.sentence == "Cannot tell yet: run about 28 more in each job to find a difference of 10% with 80% probability."
    assert (
        value(comparison, "canon_coverage").note == "exceptions: none in 10 runs: the true rate may still be up to 25.9% (95% confidence)"
    )


def test_the_promised_runs_decide():
    assert compare_jobs(job("x" * 38), job("x" * 38)).verdict is Verdict.SAME


def test_different_anchors_leave_distances_out():
    comparison = compare_jobs(job("xx"), job("xx", anchor_hash="other"))
    for name in ("R_anchor_pre", "R_anchor_post", "mean_distance_post"):
        assert value(comparison, name).first == NotScored("the jobs have different anchors, so distances from them cannot be compared")
        assert value(comparison, name).verdict is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"contract_id": "d"}, "the contracts are different: 'c' and 'd'; compare two jobs of one contract"),
        (
            {"contract_hash": "i", "contract_version": "2.0.0"},
            "contract 'c' asks for something else in each (versions 1.0.0 and 2.0.0); run both on one version",
        ),
        (
            {"contract_hash": "i"},
            "contract 'c' asks for something else in each (both call it version 1.0.0); run both on one version",
        ),
        ({"kind": "json"}, "the outputs are of different kinds: 'python' and 'json'"),
        (
            {"engine_version": "2"},
            "they were analysed by different engines (1 and 2): export both and replay them with one, or run the older again",
        ),
        ({"facts": JobFacts((), has_anchor=False), "run_indexes": ()}, "'a' has no runs"),
    ],
)
def test_what_cannot_be_compared_says_why(changes, reason):
    comparison = compare_jobs(job("x"), job("x", **changes))
    assert (comparison.verdict, comparison.reasons, comparison.values) == (None, (reason,), ())
    assert comparison.sentence == f"Cannot be compared: {reason}."


def test_rules_that_got_worse_and_better():
    first = job("x" * 20, rules=(RuleCount("s/1", "One", 20, 20), RuleCount("s/2", "Two", 0, 20), RuleCount("s/3", "Three", 9, 20)))
    second = job("x" * 20, rules=(RuleCount("s/1", "One", 2, 20), RuleCount("s/2", "Two", 18, 20), RuleCount("s/4", "Four", 9, 20)))
    comparison = compare_jobs(first, second)
    assert (comparison.worse_rules, comparison.better_rules) == (("s/1",), ("s/2",))


def test_only_what_was_asked_for_is_compared():
    comparison = compare_jobs(job("xx"), job("xx"), ComparisonSettings(metrics=("canon_coverage",)))
    assert [item.name for item in comparison.values] == ["canon_coverage"]
    with pytest.raises(InvalidInput) as caught:
        ComparisonSettings(margin=1.0, alpha=0.5, power=0.4, metrics=("nope",))
    assert [(fault.message, fault.path) for fault in caught.value.faults] == [
        ("must be between 0 and 1", "$.margin"),
        ("must be between 0 and 0.5", "$.alpha"),
        ("must be at least 0.5 and below 1", "$.power"),
        ("there is no compared number 'nope'", "$.metrics"),
    ]


def test_holm_corrects_over_all_contracts_together():
    settings = ComparisonSettings(metrics=("canon_coverage",))
    pairs = [(job("x" * 20), job("x" * 12 + "X" * 8)), (job("x" * 20), job("x" * 15 + "X" * 5))]
    raw = [fisher_exact((20, 20), (12, 20)), fisher_exact((20, 20), (15, 20))]
    assert [item.values[0].adjusted_p_value for item in compare_suites(pairs, settings)] == holm(raw)
    assert compare_jobs(*pairs[1], settings).values[0].adjusted_p_value == raw[1]


def test_kinds_without_oracle_and_behaviour():
    facts = JobFacts(job("xxy").facts.runs, has_anchor=True, has_oracle=False, has_behaviour=False)
    comparison = compare_jobs(job("xxy", facts=facts), job("xxy", facts=facts))
    names = [item.name for item in comparison.values if item.difference is not None]
    assert names == [
        "R_raw",
        "R_structural",
        "R_anchor_pre",
        "R_anchor_post",
        "common_form",
        "mix_of_forms",
        "agreement_raw",
        "agreement_canonical",
        "mean_distance_post",
    ]


def test_pairing():
    before, after = [job("x", "a"), job("x", "b")], [job("x", "b"), job("x", "c")]
    pairs = pair_jobs(before, after)
    assert [(one.name, other.name) for one, other in pairs.pairs] == [("b", "b")]
    assert (pairs.missing, pairs.added) == (("a",), ("c",))
    by_contract = pair_jobs([job("x", "a")], [job("x", "z"), job("x", "y", contract_id="d")])
    assert [(one.name, other.name) for one, other in by_contract.pairs] == [("a", "z")]
    with pytest.raises(InvalidInput, match="no experiment of the first result"):
        pair_jobs([job("x", "a"), job("x", "b")], [job("x", "z")])
    with pytest.raises(NotFound, match="there is no experiment 'q'; there are a, b"):
        named_job(before, "q")


def test_the_gate():
    worse = compare_jobs(job("x" * 20), job("x" * 4 + "Y" * 16), ComparisonSettings(metrics=("canon_coverage",)))
    better = compare_jobs(job("x" * 4 + "Y" * 16), job("x" * 20), ComparisonSettings(metrics=("canon_coverage",)))
    open_question = compare_jobs(job("x"), job("x"), ComparisonSettings(metrics=("canon_coverage",)))
    assert [failure.name for failure in failures_of(worse, GateRules())] == ["canon_coverage"]
    assert [failure.name for failure in failures_of(better, GateRules())] == ["canon_coverage"]
    assert failures_of(better, GateRules(FailOn.WORSE)) == ()
    assert failures_of(open_question, GateRules()) == ()
    assert [failure.name for failure in failures_of(open_question, GateRules(fails_undecided=True))] == [None]
    low = failures_of(worse, GateRules(FailOn.WORSE, minimums={"canon_coverage": 0.5, "R_raw": 0.1}))
    assert [failure.reason for failure in low][1:] == [
        "canon_coverage is 0.200, below the minimum of 0.5",
        "R_raw has no value, but at least 0.1 is asked for",
    ]
    refused = compare_jobs(job("x"), job("x", kind="c"))
    assert [failure.reason for failure in failures_of(refused, GateRules())] == [refused.sentence]


def test_comparing_is_deterministic_and_names_every_measure():
    comparison = compare_jobs(job("xxyzX"), job("xyyzz"))
    assert comparison == compare_jobs(job("xxyzX"), job("xyyzz"))
    assert [item.name for item in comparison.values] == [name for name in MEASURES if name != "rules"]
