"""docs/metrics.md says what the registries say."""

from pathlib import Path

from engine.metrics.registry import METRICS, SUMMARY_METRICS
from engine.pipeline.comparison.measure import MEASURES
from engine.properties.registry import PROPERTIES

PAGE = (Path(__file__).parents[3] / "docs" / "metrics.md").read_text(encoding="utf-8")


def test_every_metric_is_described_as_it_is_defined():
    assert [metric.name for metric in METRICS.values() if f"| `{metric.name}` | {metric.label} | {metric.definition} |" not in PAGE] == []


def test_every_property_is_described_as_it_is_defined():
    assert [item.name for item in PROPERTIES.values() if f"| `{item.name}` | {item.definition} |" not in PAGE] == []


def test_every_compared_number_and_the_summary_are_named():
    assert [name for name in (*MEASURES, *SUMMARY_METRICS) if f"`{name}`" not in PAGE] == []
