"""Methods for comparing two jobs: reference values of the literature and of independent libraries, and laws."""

from math import comb, log, pi, sin, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from engine.domain.comparison import Verdict
from engine.domain.scores import Interval, NotScored, Score
from engine.metrics.bootstrap import bootstrap_entropy, bootstrap_mean
from engine.metrics.comparison.difference import difference_interval, newcombe
from engine.metrics.comparison.effect_size import cohen_h
from engine.metrics.comparison.equivalence import verdict_of
from engine.metrics.comparison.fisher import fisher_exact
from engine.metrics.comparison.holm import holm
from engine.metrics.comparison.paired_difference import paired_difference
from engine.metrics.comparison.permutation import (
    MAX_TABLES,
    class_distribution_noise,
    class_distribution_p_value,
    mean_difference_p_value,
    total_variation,
)
from engine.metrics.comparison.sample_size import MAX_RUNS, runs_to_find, runs_to_find_margin
from engine.metrics.intervals import rate, wilson
from engine.metrics.jackknife import agreement_interval
from engine.metrics.rescue_delta import mcnemar_exact
from engine.metrics.rule_of_three import no_failure_bound, no_failure_note
from engine.metrics.suite import suite_metrics

COUNTS = st.integers(1, 40).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


def rounded(interval: Interval, digits: int = 4) -> tuple[float, float]:
    return round(interval.low, digits), round(interval.high, digits)


# Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10; ours is second minus first.
@pytest.mark.parametrize(
    ("first", "second", "bounds"),
    [
        ((48, 80), (56, 70), (0.0524, 0.3339)),
        ((3, 10), (9, 10), (0.1705, 0.8090)),
        ((2, 7), (6, 7), (0.0582, 0.8062)),
        ((0, 29), (5, 56), (-0.0381, 0.1926)),
        ((0, 20), (0, 10), (-0.1611, 0.2775)),
        ((0, 10), (0, 10), (-0.2775, 0.2775)),
        ((0, 20), (10, 10), (0.6791, 1.0)),
        ((0, 10), (10, 10), (0.6075, 1.0)),
    ],
)
def test_newcombes_intervals_for_two_rates(first, second, bounds):
    assert rounded(newcombe(first, second)) == bounds


def test_newcombes_interval_for_paired_rates():
    # Newcombe, Statistics in Medicine 17 (1998) 2635-2650: 36, 12, 2 and 0 of 50 pairs, method 10.
    assert rounded(paired_difference(36, 12, 2, 0)) == (0.0569, 0.3404)
    assert rounded(paired_difference(0, 0, 0, 10)) == (-0.2775, 0.2775)
    # By the paper's formula with the continuity correction: phi = (20 * 16 - 12 * 2 - 25) / sqrt(32 * 18 * 22 * 28) = 0.4550.
    assert rounded(paired_difference(20, 12, 2, 16)) == (0.0562, 0.3292)


@given(COUNTS, COUNTS)
def test_the_interval_of_a_difference_holds_it_and_mirrors(first, second):
    interval, mirrored = newcombe(first, second), newcombe(second, first)
    difference = second[0] / second[1] - first[0] / first[1]
    assert -1 - 1e-12 <= interval.low <= difference + 1e-12
    assert difference - 1e-12 <= interval.high <= 1 + 1e-12
    assert mirrored.low == pytest.approx(-interval.high)


def test_an_interval_from_two_others():
    assert rounded(difference_interval(0.5, Interval(0.4, 0.6), 0.7, Interval(0.6, 0.8))) == (
        round(0.2 - sqrt(0.02), 4),
        round(0.2 + sqrt(0.02), 4),
    )


def test_fishers_tea():
    # Fisher 1935: 3 of 4 cups right; one-sided 17/70, two-sided 34/70.
    assert fisher_exact((3, 4), (1, 4)) == 34 / 70
    # Diet study in Wikipedia's article on the test, two-sided p = 0.002759456 (R 4 fisher.test).
    assert fisher_exact((1, 12), (9, 12)) == pytest.approx(0.002759456, abs=1e-9)


@given(COUNTS, COUNTS)
def test_fishers_test_is_scipys(first, second):
    table = [[first[0], first[1] - first[0]], [second[0], second[1] - second[0]]]
    assert fisher_exact(first, second) == pytest.approx(float(stats.fisher_exact(table).pvalue), abs=1e-9)


def test_cohens_h():
    # Cohen 1988, section 6.2: phi = 2 asin(sqrt(p)); phi(0.5) = 1.571, phi(0.65) = 1.875, phi(0.45) = 1.471.
    assert cohen_h(0.0, 0.5) == pytest.approx(pi / 2)
    assert round(cohen_h(0.45, 0.65), 2) == 0.40
    assert cohen_h(1.0, 0.0) == -pi


def test_holms_correction():
    # R 4: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.6, 0.7]) == [1.0, 1.0]
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), max_size=12))
def test_holm_never_lowers_a_p_value_and_keeps_the_order(p_values):
    adjusted = holm(p_values)
    assert all(before <= after <= 1 for before, after in zip(p_values, adjusted, strict=True))
    ranked = [after for _, after in sorted(zip(p_values, adjusted, strict=True))]
    assert ranked == sorted(ranked)


@pytest.mark.parametrize(("effect", "runs"), [(0.2, 393), (0.5, 63), (0.8, 25)])
def test_sample_sizes_of_cohens_table(effect, runs):
    # Cohen 1988, table 6.4.1, two-sided 0.05, power 0.80: 392, 63 and 25 (his 392 is 392.4 before rounding up).
    second = sin((pi / 2 + effect) / 2) ** 2
    assert runs_to_find(0.5, second, 0.05, 0.80) == runs


def test_sample_sizes_at_the_edges():
    assert runs_to_find(0.5, 0.5, 0.05, 0.8) == MAX_RUNS
    assert runs_to_find(0.0, 1.0, 0.05, 0.8) == 2
    assert runs_to_find_margin(1.0, 0.1, 0.05, 0.8) == runs_to_find(1.0, 0.9, 0.05, 0.8) == 38
    assert runs_to_find_margin(0.5, 0.1, 0.05, 0.8) == 388


@pytest.mark.parametrize(
    ("interval", "p_value", "verdict"),
    [
        (Interval(-0.1, 0.1), 0.001, Verdict.SAME),
        (Interval(-0.11, 0.1), 0.06, Verdict.CANNOT_TELL),
        (Interval(0.05, 0.3), 0.05, Verdict.CHANGED),
        (Interval(0.05, 0.3), 0.051, Verdict.CANNOT_TELL),
        (Interval(0.05, 0.3), None, Verdict.CHANGED),
        (Interval(-0.05, 0.3), None, Verdict.CANNOT_TELL),
    ],
)
def test_verdicts(interval, p_value, verdict):
    assert verdict_of(interval, p_value, 0.1, 0.05) is verdict


def test_exact_permutation_tests_by_hand():
    # Two classes: the same as Fisher's tea. Four values: of C(4,2) = 6 splits two are as extreme as {1,2} against {3,4}.
    assert class_distribution_p_value(list("aaab"), list("abbb")) == pytest.approx(34 / 70)
    assert mean_difference_p_value([1.0, 2.0], [3.0, 4.0]) == pytest.approx(2 / 6)
    assert mean_difference_p_value([0.5], [0.5]) == 1.0
    assert total_variation(list("aabb"), list("aacc")) == 0.5


def test_exact_permutation_test_is_scipys():
    # scipy 1.17: permutation_test((a, b), |mean(x) - mean(y)|, n_resamples=inf, alternative="greater").pvalue
    assert mean_difference_p_value([0.1, 0.4, 0.2, 0.7], [0.5, 0.9, 0.8, 0.3, 0.6]) == pytest.approx(0.19047619047619047)


def test_drawn_permutations_are_seeded_and_near_the_exact_value():
    first, second = [index / 37 for index in range(20)], [0.2 + index / 41 for index in range(20)]
    assert comb(40, 20) > MAX_TABLES
    p_value = mean_difference_p_value(first, second)
    assert p_value == mean_difference_p_value(list(reversed(first)), second)
    assert p_value == pytest.approx(float(stats.ttest_ind(first, second).pvalue), abs=0.02)


def test_bootstrap_intervals():
    # The percentiles of a mean of two values 0 and 1 in equal parts are the binomial's: n = 20, 95 % between 6/20 and 14/20.
    assert bootstrap_mean([0.0] * 10 + [1.0] * 10) == Interval(0.3, 0.7)
    assert bootstrap_mean([0.5, 0.5]) is None
    assert bootstrap_entropy([4]) is None
    interval = bootstrap_entropy([1, 1, 1, 1, 1])
    assert interval is not None
    assert interval.high == pytest.approx(log(5))
    assert bootstrap_mean([0.1, 0.4, 0.9]) == bootstrap_mean([0.9, 0.1, 0.4])


def test_agreement_intervals():
    # By hand, sizes 2 and 1: the three leave-one-out shares are 0, 0 and 1; standard error sqrt(2/3 * 2/3) = 2/3; t(0.975, 2) = 4.3027.
    assert agreement_interval([2, 1], 3) == Interval(0.0, 1.0)
    # Sizes 9 and 1: shares without a run are 28/36 (nine times) and 1; the standard error is sqrt(0.9 * 0.9 * (8/36)**2) = 0.2.
    interval = agreement_interval([9, 1], 10)
    assert rounded(interval) == (round(0.8 - 2.262157 * 0.2, 4), 1.0)
    assert agreement_interval([10], 10) == wilson(5, 5)
    assert agreement_interval([1] * 10, 10) == wilson(0, 5)
    assert agreement_interval([], 4) == wilson(0, 2)


@settings(deadline=None)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=6), st.integers(0, 3))
def test_agreement_lies_in_its_interval(sizes, unanswered):
    total = sum(sizes) + unanswered
    if total > 1:
        share = sum(comb(size, 2) for size in sizes) / comb(total, 2)
        interval = agreement_interval(sorted(sizes, reverse=True), total)
        assert 0 <= interval.low <= share + 1e-12
        assert share - 1e-12 <= interval.high <= 1


def test_the_rule_of_three():
    # Hanley and Lippman-Hand 1983: the exact bound for 0 of 30 is 9.5 %, by the rule 10 %.
    assert round(no_failure_bound(30), 3) == 0.095
    assert abs(no_failure_bound(300) - 3 / 300) < 1e-4
    assert no_failure_note(20) == "none in 20 runs: the true rate may still be up to 13.9% (95% confidence)"


def test_mcnemars_test_of_a_textbook():
    # Agresti, Categorical Data Analysis (1990), approval of the prime minister: 150 and 86 changed; exact p = 0.0000372 (R mcnemar.exact).
    assert mcnemar_exact(150, 86) == pytest.approx(float(stats.binomtest(86, 236, 0.5).pvalue), rel=1e-9)
    assert mcnemar_exact(150, 86) == pytest.approx(3.716e-05, rel=1e-3)


def test_metrics_of_a_suite():
    jobs = [
        {"TARr": Score(1.0, 1, 1), "pass_at_1": Score(0.5), "entropy_raw": Score(1.0), "R_raw": NotScored("x")},
        {"TARr": Score(0.0, 0, 1), "pass_at_1": Score(1.0), "entropy_raw": Score(2.0), "R_raw": NotScored("x")},
        {"TARr": NotScored("one run"), "pass_at_1": Score(0.0), "entropy_raw": Score(0.0), "R_raw": NotScored("x")},
    ]
    suite = suite_metrics(jobs)
    assert list(suite) == ["R_raw", "TARr", "pass_at_1"]
    assert suite["TARr"] == rate(1, 2)
    assert suite["R_raw"] == NotScored("it is scored for no contract of the suite")
    mean = suite["pass_at_1"]
    assert isinstance(mean, Score)
    assert (mean.value, mean.denominator) == (0.5, 3)
    assert suite_metrics([]) == {}


def test_noise_of_a_mix_is_what_one_distribution_gives() -> None:
    """Two jobs of 20 out of 20 a and 20 b: the distance exceeds 0.3 in 2.6 % of the hypergeometric tables, and 0.2 in 11 %."""
    half = ["a"] * 10 + ["b"] * 10
    tables = stats.hypergeom(40, 20, 20)
    assert 2 * tables.sf(13) < 1 - 0.95 < 2 * tables.sf(12)
    assert class_distribution_noise(half, half, 0.95) == pytest.approx(0.3)
    assert class_distribution_noise(["a"] * 5, ["a"] * 7, 0.95) == 0
