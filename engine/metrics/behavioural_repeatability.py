"""R_behavioral."""

from engine.metrics.largest_class import largest_class_share
from engine.metrics.metric import Metric, Unit

R_BEHAVIORAL = Metric(
    "R_behavioral",
    "Behavioural repeatability",
    "Share of all runs in the largest class of outputs that gave the same observations on the oracle tests; code that does not load "
    "equals only the same text.",
    Unit.RATE,
    lambda facts: largest_class_share(facts, "behaviour_class"),
)
