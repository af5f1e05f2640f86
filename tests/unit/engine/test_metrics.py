"""Metrics: exact values from the literature and by hand, undefined cases, and laws."""

from math import comb, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.domain.errors import InvalidInput
from engine.domain.run import EvidenceLevel, GenerationStatus
from engine.domain.scores import NotScored, Score
from engine.metrics.bootstrap import bootstrap_entropy, bootstrap_mean
from engine.metrics.comparison.paired_difference import paired_difference
from engine.metrics.edit_distance import form_tokens, lossless_tokens, token_distance
from engine.metrics.facts import JobFacts, RunFacts
from engine.metrics.intervals import rate, wilson
from engine.metrics.jackknife import agreement_interval
from engine.metrics.registry import METRICS, SUMMARY_METRICS, compute_metrics
from engine.metrics.rescue_delta import mcnemar_exact
from engine.metrics.rule_rates import flip_rate, pass_rate

OK = GenerationStatus.GENERATED
NONE = RunFacts(GenerationStatus.FAILED)


def run(raw="r", form="c", behaviour="b", passes=True, evidence=None, pre=None, post=None, **more) -> RunFacts:
    return RunFacts(OK, raw, form, behaviour, passes, evidence, pre, post, **more)


# Five runs: the anchor, a layout variant of it, other code that behaves alike, a wrong one, and one without an answer.
JOB = JobFacts(
    (
        run("r1", "c1", "b1", True, EvidenceLevel.IDENTICAL, 0.0, 0.0, prompt_tokens=10, completion_tokens=5, latency_ms=100.0),
        run("r2", "c1", "b1", True, EvidenceLevel.CANONICAL, 0.1, 0.0, prompt_tokens=10, completion_tokens=7, latency_ms=300.0),
        run("r3", "c3", "b1", True, EvidenceLevel.BEHAVIOURAL, 0.3, 0.2),
        run("r4", "c4", "b4", False, None, 0.6, 0.6, breaks_mandatory_rule=True),
        NONE,
    ),
    has_anchor=True,
    has_mandatory_rules=True,
)
EXPECTED = {
    "R_raw": (1 / 5, 1, 5),
    "R_anchor_pre": (1 / 5, 1, 5),
    "R_anchor_post": (2 / 5, 2, 5),
    "Delta_rescue": (1 / 5, 1, 5),
    "Delta_rescue_p": (1.0, None, None),
    "R_structural": (2 / 5, 2, 5),
    "R_behavioral": (3 / 5, 3, 5),
    "canon_coverage": (3 / 5, 3, 5),
    "rescue_rate": (1 / 2, 1, 2),
    "R_anchor_identical": (1 / 5, 1, 5),
    "R_anchor_canonical": (1 / 5, 1, 5),
    "R_anchor_checked": (0.0, 0, 5),
    "R_anchor_behavioural": (1 / 5, 1, 5),
    "R_repair_0.05_pre": (1 / 5, 1, 5),
    "R_repair_0.05_post": (2 / 5, 2, 5),
    "R_repair_0.10_pre": (2 / 5, 2, 5),
    "R_repair_0.10_post": (2 / 5, 2, 5),
    "R_repair_0.15_pre": (2 / 5, 2, 5),
    "R_repair_0.15_post": (2 / 5, 2, 5),
    "R_repair_0.20_pre": (2 / 5, 2, 5),
    "R_repair_0.20_post": (3 / 5, 3, 5),
    "Delta_P_0.05": (1 / 5, 1, 5),
    "Delta_P_0.10": (0.0, 0, 5),
    "Delta_P_0.15": (0.0, 0, 5),
    "Delta_P_0.20": (1 / 5, 1, 5),
    "mean_distance_pre": (0.25, None, 4),
    "mean_distance_post": (0.2, None, 4),
    "sd_distance_pre": ((0.21 / 3) ** 0.5, None, 4),
    "sd_distance_post": (0.08**0.5, None, 4),
    "Delta_mu": (0.05, None, 4),
    "agreement_raw": (0.0, 0, 10),
    "agreement_canonical": (0.1, 1, 10),
    "agreement_behaviour": (0.3, 3, 10),
    "distinct_raw": (4.0, 4, 4),
    "distinct_canonical": (3.0, 3, 4),
    "distinct_behaviour": (2.0, 2, 4),
    "entropy_raw": (log(4), None, 4),
    "entropy_raw_normalized": (1.0, None, 4),
    "entropy_canonical": (1.5 * log(2), None, 4),
    "entropy_canonical_normalized": (0.75, None, 4),
    "entropy_behaviour": (0.75 * log(4 / 3) + 0.25 * log(4), None, 4),
    "entropy_behaviour_normalized": ((0.75 * log(4 / 3) + 0.25 * log(4)) / log(4), None, 4),
    "TARr": (0.0, 0, 1),
    "TARa": (0.0, 0, 1),
    "pass_at_1": (3 / 5, None, None),
    "pass_at_5": (1.0, None, None),
    "pass_hat_1": (3 / 5, None, None),
    "pass_hat_5": (0.0, None, None),
    "restriction_compliance": (3 / 5, 3, 5),
    "failed": (1 / 5, 1, 5),
    "refused": (0.0, 0, 5),
    "timed_out": (0.0, 0, 5),
    "prompt_tokens": (20.0, None, 2),
    "completion_tokens": (12.0, None, 2),
    "latency_p50": (200.0, None, 2),
    "latency_p95": (290.0, None, 2),
}


def test_every_metric_has_its_exact_value():
    computed = compute_metrics(JOB)
    assert list(computed) == list(METRICS)
    scores = {name: value for name, value in computed.items() if isinstance(value, Score)}
    assert {name: (score.numerator, score.denominator) for name, score in scores.items()} == {
        name: expected[1:] for name, expected in EXPECTED.items()
    }
    assert {name: score.value for name, score in scores.items()} == pytest.approx(
        {name: expected[0] for name, expected in EXPECTED.items()}
    )


def test_rates_of_runs_carry_their_wilson_interval():
    value = compute_metrics(JOB, ["R_anchor_post"])["R_anchor_post"]
    assert value == Score(2 / 5, 2, 5, wilson(2, 5))


def test_differences_agreement_entropy_and_distances_carry_theirs():
    computed = compute_metrics(JOB)
    assert computed["Delta_rescue"].interval == paired_difference(1, 1, 0, 3)
    assert computed["Delta_P_0.10"].interval == paired_difference(2, 0, 0, 3)
    assert computed["agreement_canonical"].interval == agreement_interval([2, 1, 1], 5)
    assert computed["entropy_canonical"].interval == bootstrap_entropy([2, 1, 1])
    assert computed["mean_distance_pre"].interval == bootstrap_mean([0.0, 0.1, 0.3, 0.6])
    assert computed["Delta_mu"].interval == bootstrap_mean([0.0, 0.1, 0.3 - 0.2, 0.0])


def test_kinds_without_oracle_or_behaviour_are_not_scored_there():
    computed = compute_metrics(JobFacts(JOB.runs, has_anchor=True, has_oracle=False, has_behaviour=False))
    reasons = {name: value.reason for name, value in computed.items() if isinstance(value, NotScored)}
    no_oracle = "answers of this kind have no oracle: nothing decides whether they are right"
    no_behaviour = "answers of this kind are not run, so they have no behaviour to compare"
    assert {name for name, reason in reasons.items() if reason == no_oracle} == {
        *("canon_coverage", "rescue_rate", "pass_at_1", "pass_at_5", "pass_hat_1", "pass_hat_5"),
    }
    assert {name for name, reason in reasons.items() if reason == no_behaviour} == {
        *("R_behavioral", "R_anchor_behavioural", "agreement_behaviour", "distinct_behaviour"),
        *("entropy_behaviour", "entropy_behaviour_normalized"),
    }


def test_nothing_is_scored_without_an_anchor():
    computed = compute_metrics(JobFacts(JOB.runs[3:], has_anchor=False))
    reason = "there is no anchor: no output meets the contract and passes the oracle"
    needs_anchor = {name for name, value in computed.items() if value == NotScored(reason)}
    assert needs_anchor == {name for name in METRICS if name.startswith(("R_anchor", "R_repair", "Delta", "mean_", "sd_", "rescue_rate"))}


def test_nothing_is_scored_without_an_answer():
    computed = compute_metrics(JobFacts((NONE,), has_anchor=True))
    reasons = {name: value.reason for name, value in computed.items() if isinstance(value, NotScored)}
    no_answer = "no run was answered"
    assert {name for name, reason in reasons.items() if reason == no_answer} == {
        *("R_raw", "R_structural", "R_behavioral", "mean_distance_pre", "mean_distance_post", "Delta_mu"),
        *("distinct_raw", "distinct_canonical", "distinct_behaviour", "entropy_raw", "entropy_canonical", "entropy_behaviour"),
    }
    assert reasons["TARr"] == reasons["agreement_raw"] == "one run cannot agree or disagree with another"
    assert reasons["entropy_raw_normalized"] == reasons["sd_distance_pre"] == "fewer than two runs were answered"
    assert reasons["pass_at_5"] == reasons["pass_hat_5"] == "5 runs cannot be drawn from 1"
    assert reasons["rescue_rate"] == "every output that passes the oracle is at the anchor already"
    assert reasons["restriction_compliance"] == "no mandatory rule with a detector is attached to this job"
    assert reasons["prompt_tokens"] == reasons["latency_p50"] == "the provider does not say"
    assert computed["failed"] == rate(1, 1)


def test_only_what_was_asked_for_is_computed():
    assert list(compute_metrics(JOB, ["canon_coverage", "R_raw"])) == ["R_raw", "canon_coverage"]
    assert tuple(compute_metrics(JOB, ["summary"])) == SUMMARY_METRICS
    assert compute_metrics(JOB, ["properties"]) == {}
    assert compute_metrics(JOB, ["all", "properties"]) == compute_metrics(JOB)
    with pytest.raises(InvalidInput) as caught:
        compute_metrics(JOB, ["R_rew", "R_raw"])
    assert [(fault.message, fault.path) for fault in caught.value.faults] == [("there is no metric 'R_rew'", "$.analyses[0]")]


def test_every_metric_describes_itself():
    for name, metric in METRICS.items():
        assert (metric.name, metric.definition[-1]) == (name, ".")
        assert 0 < len(metric.label) <= 40


# Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_interval_of_the_literature(numerator: int, denominator: int, low: float, high: float):
    interval = wilson(numerator, denominator)
    assert (round(interval.low, 4), round(interval.high, 4), interval.confidence) == (low, high, 0.95)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_interval_holds_the_rate_and_mirrors(counts: tuple[int, int]):
    numerator, denominator = counts
    interval, mirrored = wilson(numerator, denominator), wilson(denominator - numerator, denominator)
    assert 0 <= interval.low <= numerator / denominator <= interval.high <= 1
    assert mirrored.low == pytest.approx(1 - interval.high, abs=1e-12)


# By hand: two-sided, 2 * sum of C(n, i) / 2**n over i up to the smaller count.
@pytest.mark.parametrize(("first", "second", "p"), [(0, 0, 1.0), (5, 0, 0.0625), (0, 10, 2 / 1024), (2, 8, 2 * 56 / 1024), (3, 3, 1.0)])
def test_mcnemar_by_hand(first: int, second: int, p: float):
    assert mcnemar_exact(first, second) == pytest.approx(p)


def test_pass_at_k_of_the_literature():
    # Chen et al. 2021: 1 - C(n-c, k) / C(n, k); n = 10, c = 3, k = 5.
    facts = JobFacts(tuple(run(passes=index < 3) for index in range(10)), has_anchor=False)
    computed = compute_metrics(facts, ["pass_at_5", "pass_hat_5", "pass_at_1"])
    assert computed["pass_at_5"] == Score(1 - comb(7, 5) / comb(10, 5))
    assert computed["pass_hat_5"] == Score(0.0)
    assert computed["pass_at_1"] == Score(0.3)


RUNS = st.lists(
    st.builds(
        run,
        raw=st.sampled_from("abc"),
        form=st.sampled_from("ab"),
        behaviour=st.sampled_from("ab"),
        passes=st.booleans(),
        pre=st.sampled_from([0.0, 0.1, 0.5]),
        post=st.sampled_from([0.0, 0.05]),
    )
    | st.just(NONE),
    min_size=1,
    max_size=12,
)


@given(RUNS, st.randoms())
def test_laws_of_the_metrics(runs: list[RunFacts], random):
    shuffled = random.sample(runs, len(runs))
    facts = JobFacts(tuple(runs), has_anchor=True)
    computed = compute_metrics(facts)
    assert compute_metrics(JobFacts(tuple(shuffled), has_anchor=True)) == computed
    for name, value in computed.items():
        if isinstance(value, Score) and METRICS[name].unit == "rate":
            assert -1e-12 <= value.value <= 1 + 1e-12
            if value.interval is not None:
                assert value.interval.low <= value.value <= value.interval.high
    repaired = [computed[f"R_repair_{threshold}_post"].value for threshold in ("0.05", "0.10", "0.15", "0.20")]
    assert repaired == sorted(repaired)
    assert computed["pass_hat_1"] == computed["pass_at_1"]


def test_rates_of_rules():
    assert pass_rate(3, 4) == rate(3, 4)
    assert pass_rate(0, 0) == NotScored("no run was answered")
    assert flip_rate(1, 1) == NotScored("fewer than two runs were answered")
    value = flip_rate(2, 4)
    assert isinstance(value, Score)
    assert (value.value, value.numerator, value.denominator) == (4 / 6, 4, 6)
    assert value.interval is not None
    assert value.interval.low <= 4 / 6 <= value.interval.high == pytest.approx(0.5 * 4 / 3)


@given(st.integers(2, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_flip_rate_lies_in_its_interval(counts: tuple[int, int]):
    value = flip_rate(*counts)
    assert isinstance(value, Score)
    assert value.interval is not None
    assert value.interval.low - 1e-12 <= value.value <= value.interval.high + 1e-12


def test_distances_by_hand():
    assert token_distance(lossless_tokens("a b"), lossless_tokens("a c")) == 1 / 3
    assert token_distance(lossless_tokens(""), lossless_tokens("a")) == 1.0
    assert token_distance((), ()) == 0.0
    assert form_tokens("def f():\n    return 1\n")[:6] == ("def", "f", "(", ")", ":", "\n")
    assert form_tokens("x = (") == lossless_tokens("x = (")


@given(st.text(), st.text())
def test_laws_of_the_distance(first: str, second: str):
    tokens, others = lossless_tokens(first), lossless_tokens(second)
    assert "".join(tokens) == first
    distance = token_distance(tokens, others)
    assert distance == token_distance(others, tokens)
    assert 0 <= distance <= 1
    assert (distance == 0) == (first == second)
