"""Numbers about providers for Prometheus."""

from prometheus_client import Counter, Gauge, Histogram

REQUESTS = Counter("skyt_provider_requests_total", "Requests to providers by how they ended.", ["provider", "outcome"])
SECONDS = Histogram(
    "skyt_provider_request_seconds",
    "How long providers took to answer.",
    ["provider"],
    buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 180),
)
TOKENS = Counter("skyt_provider_tokens_total", "Tokens that providers reported.", ["provider", "direction"])
COST = Counter("skyt_provider_cost_usd_total", "Cost of generations by the price table, in US dollars.", ["provider"])
OPEN_CIRCUITS = Gauge("skyt_provider_circuit_open", "The keys under which requests to a provider are held back.", ["provider"])
