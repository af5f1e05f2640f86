"""What no failure in N runs says (Hanley and Lippman-Hand, JAMA 249, 1983)."""

from engine.metrics.intervals import CONFIDENCE


def no_failure_bound(num_runs: int, confidence: float = CONFIDENCE) -> float:
    """The failure rate that N runs without a failure rule out with this confidence: 1 - (1 - confidence)^(1/N), about 3/N."""
    return 1.0 - float((1 - confidence) ** (1 / num_runs))


def no_failure_note(num_runs: int) -> str:
    """The bound as a sentence."""
    return f"none in {num_runs} runs: the true rate may still be up to {no_failure_bound(num_runs):.1%} (95% confidence)"
