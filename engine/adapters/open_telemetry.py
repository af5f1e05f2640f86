"""The port Tracing on OpenTelemetry, where its environment variables name who collects traces; else nothing is traced or loaded."""

import importlib
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from engine.ports.tracing import Attributes, NoTracing, Tracing

ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")


def open_tracing(service: str) -> Tracing:
    """Tracing of a process by its name, sent over OTLP/HTTP to whom the environment names; none where it names nobody.

    Raises ValueError where the packages for that are not installed.
    """
    named = [name for name in ENDPOINTS if os.environ.get(name)]
    if not named:
        return NoTracing()
    try:
        exporter = importlib.import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter").OTLPSpanExporter()
        processor = importlib.import_module("opentelemetry.sdk.trace.export").BatchSpanProcessor(exporter)
    except ImportError as error:
        raise ValueError(f"{named[0]} is set, but the packages that send traces are not installed: pip install 'skyt[tracing]'") from error
    return OpenTelemetry(service, processor)


class OpenTelemetry:
    """Spans of one process; OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES, where they are set, say more about it."""

    is_on = True

    def __init__(self, service: str, processor: Any) -> None:  # noqa: ANN401 - the SDK is loaded only where it is used
        """Take the process's name and what takes finished spans (`opentelemetry.sdk.trace.SpanProcessor`)."""
        sdk = importlib.import_module("opentelemetry.sdk.trace")
        resources = importlib.import_module("opentelemetry.sdk.resources")
        name = {} if os.environ.get("OTEL_SERVICE_NAME") else {"service.name": service}
        self._provider = sdk.TracerProvider(resource=resources.Resource.create(name))
        self._provider.add_span_processor(processor)
        self._tracer = self._provider.get_tracer("skyt")
        self._propagator = importlib.import_module("opentelemetry.trace.propagation.tracecontext").TraceContextTextMapPropagator()

    def span(self, name: str, attributes: Attributes, parent: str | None = None) -> AbstractContextManager[object]:
        """A span; an error that leaves the block is noted by its class only, because messages may hold what is nobody's business."""
        return self._span(name, attributes, parent)

    @contextmanager
    def _span(self, name: str, attributes: Attributes, parent: str | None) -> Iterator[object]:
        context = None if parent is None else self._propagator.extract({"traceparent": parent})
        options = {"context": context, "attributes": dict(attributes), "record_exception": False, "set_status_on_exception": False}
        with self._tracer.start_as_current_span(name, **options) as span:
            try:
                yield span
            except Exception as error:
                span.set_attribute("error.type", type(error).__name__)
                raise

    def current(self) -> str | None:
        """The present span as W3C traceparent; None outside of every span."""
        carrier: dict[str, str] = {}
        self._propagator.inject(carrier)
        return carrier.get("traceparent")

    def close(self) -> None:
        """Send what was noted; who collects it may be away, and is not waited for long."""
        self._provider.force_flush(2_000)
        self._provider.shutdown()
