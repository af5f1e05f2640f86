"""What is measured about operations: a duration and a count of failures per operation name."""

from prometheus_client import Counter, Histogram

_MAX_NAMES = 200
_BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_SECONDS = Histogram("skyt_graphql_operation_seconds", "Duration of GraphQL operations.", ["kind", "operation"], buckets=_BUCKETS)
_FAILED = Counter("skyt_graphql_operation_errors", "GraphQL operations whose answer holds errors.", ["kind", "operation"])


class OperationMetrics:
    """Durations and errors by operation name; clients choose names, so after 200 of them further ones count as `other`."""

    def __init__(self) -> None:
        self._children: dict[tuple[str, str], tuple[Histogram, Counter]] = {}

    def observe(self, kind: str, name: str, seconds: float, *, has_errors: bool) -> None:
        """Count one operation that took so many seconds."""
        histogram, failed = self._children.get((kind, name)) or self._child(kind, name)
        histogram.observe(seconds)
        if has_errors:
            failed.inc()

    def _child(self, kind: str, name: str) -> tuple[Histogram, Counter]:
        known = name if len(self._children) < _MAX_NAMES else "other"
        child = (_SECONDS.labels(kind, known), _FAILED.labels(kind, known))
        if known == name or (kind, known) not in self._children:
            self._children[kind, known] = child
        return child
