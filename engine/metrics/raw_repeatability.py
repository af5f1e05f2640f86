"""R_raw."""

from engine.metrics.largest_class import largest_class_share
from engine.metrics.metric import Metric, Unit

R_RAW = Metric(
    "R_raw",
    "Raw repeatability",
    "Share of all runs whose text is byte for byte the most frequent text; an unanswered run matches nothing.",
    Unit.RATE,
    lambda facts: largest_class_share(facts, "raw_class"),
)
