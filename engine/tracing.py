"""Traces across API, queue and worker with OpenTelemetry; without a configured collector nothing is imported or recorded.

A trace's context travels in a message as W3C `traceparent` (https://www.w3.org/TR/trace-context/).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

_current: dict[str, Any] = {}


def configure_tracing(service: str, endpoint: str) -> None:
    """Send this process's spans to a collector (OTLP over HTTP). Raises ValueError when OpenTelemetry is not installed."""
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 - an optional dependency
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415 - as above
    except ImportError as error:
        raise ValueError("tracing needs OpenTelemetry: pip install 'skyt[tracing]', or unset SKYT_TRACES_ENDPOINT") from error
    use_processor(service, BatchSpanProcessor(OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")))


def use_processor(service: str, processor: Any) -> None:  # noqa: ANN401 - OpenTelemetry's SpanProcessor, which may not be installed
    """Record spans from now on, through a processor."""
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 - an optional dependency
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 - as above

    provider = TracerProvider(resource=Resource.create({"service.name": service}))
    provider.add_span_processor(processor)
    _current.update(provider=provider, tracer=provider.get_tracer("skyt"))


def stop_tracing() -> None:
    """Send what is left and record nothing more."""
    provider = _current.pop("provider", None)
    _current.clear()
    if provider is not None:
        provider.shutdown()


@contextmanager
def span(name: str, attributes: Mapping[str, str], parent: Mapping[str, str] | None = None) -> Iterator[None]:
    """A span around a block, below the current one or below what a message's `traceparent` says."""
    tracer = _current.get("tracer")
    if tracer is None:
        yield
        return
    with tracer.start_as_current_span(name, context=_context(parent), attributes=dict(attributes)):
        yield


def traceparent() -> dict[str, str]:
    """What a message carries so that its trace goes on; empty without tracing."""
    if "tracer" not in _current:
        return {}
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator  # noqa: PLC0415 - as above

    carrier: dict[str, str] = {}
    TraceContextTextMapPropagator().inject(carrier)
    return carrier


def _context(parent: Mapping[str, str] | None) -> Any:  # noqa: ANN401 - OpenTelemetry's Context
    if not parent:
        return None
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator  # noqa: PLC0415 - as above

    return TraceContextTextMapPropagator().extract(parent)
