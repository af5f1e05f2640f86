"""pass@k (Chen et al., arXiv:2107.03374, 2021) and pass^k (Yao et al., arXiv:2406.12045, 2024)."""

from math import comb

from engine.domain.scores import MetricValue, NotScored, Score
from engine.metrics.facts import JobFacts
from engine.metrics.metric import Metric, Unit

SIZES = (1, 5)


def _draws(facts: JobFacts, size: int) -> tuple[int, int, int]:
    """Of all ways to draw `size` runs: how many have no passing run, how many have passing runs only, and how many there are."""
    passing = facts.count(lambda run: run.passes_oracle)
    return comb(facts.num_runs - passing, size), comb(passing, size), comb(facts.num_runs, size)


def _too_few(facts: JobFacts, size: int) -> NotScored:
    return NotScored(f"{size} runs cannot be drawn from {facts.num_runs}")


def _some_pass(facts: JobFacts, size: int) -> MetricValue:
    failing, _, ways = _draws(facts, size)
    return Score((ways - failing) / ways) if ways else _too_few(facts, size)


def _all_pass(facts: JobFacts, size: int) -> MetricValue:
    _, passing, ways = _draws(facts, size)
    return Score(passing / ways) if ways else _too_few(facts, size)


def _some_metric(size: int) -> Metric:
    definition = f"Probability that at least one of {size} runs drawn without replacement passes the oracle: 1 - C(N-c,k)/C(N,k)."
    return Metric(f"pass_at_{size}", f"pass@{size}", definition, Unit.RATE, lambda facts: _some_pass(facts, size))


def _all_metric(size: int) -> Metric:
    definition = f"Probability that all of {size} runs drawn without replacement pass the oracle: C(c,k)/C(N,k)."
    return Metric(f"pass_hat_{size}", f"pass^{size}", definition, Unit.RATE, lambda facts: _all_pass(facts, size))


PASS_AT = tuple(_some_metric(size) for size in SIZES)
PASS_HAT = tuple(_all_metric(size) for size in SIZES)
