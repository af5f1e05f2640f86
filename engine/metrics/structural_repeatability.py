"""R_structural."""

from engine.metrics.largest_class import largest_class_share
from engine.metrics.metric import Metric, Unit

R_STRUCTURAL = Metric(
    "R_structural",
    "Structural repeatability",
    "Share of all runs in the largest class of equal canonical forms; an output without canonical form equals only the same text.",
    Unit.RATE,
    lambda facts: largest_class_share(facts, "canonical_class"),
)
