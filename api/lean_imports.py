"""Libraries loaded without what they would take along where it happens to be installed, and what the API never uses."""

import importlib
import sys

# structlog colours tracebacks with rich (4 MB; ours are plain), redis counts its commands with OpenTelemetry's SDK (3 MB; we do not).
_WITHOUT = {"structlog": "rich", "redis.asyncio": "opentelemetry.sdk"}


def import_lean() -> None:
    """Import these libraries as if what they would take along were not installed; others may import it afterwards."""
    for library, companion in _WITHOUT.items():
        if companion in sys.modules:
            continue
        sys.modules[companion] = None  # type: ignore[assignment]  # this is how Python spells "not to be found"
        try:
            importlib.import_module(library)
        finally:
            del sys.modules[companion]
