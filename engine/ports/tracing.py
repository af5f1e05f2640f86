"""Following one request through processes: spans that hang together as one trace."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

Attributes = Mapping[str, str | int]


class Tracing(Protocol):
    """Notes what was done when, and on whose behalf; `is_on` unless nothing is noted anyway."""

    is_on: bool

    def span(self, name: str, attributes: Attributes, parent: str | None = None) -> AbstractContextManager[object]:
        """A piece of work, from here to the end of the block; part of the span around it, or of `parent` (W3C traceparent) if given."""

    def current(self) -> str | None:
        """The present span as W3C traceparent, to hand on to another process."""

    def close(self) -> None:
        """Send what was noted."""


class NoTracing:
    """Notes nothing."""

    is_on = False

    def span(self, name: str, attributes: Attributes, parent: str | None = None) -> AbstractContextManager[object]:
        """Nothing."""
        del name, attributes, parent
        return nullcontext()

    def current(self) -> str | None:
        """None."""
        return None

    def close(self) -> None:
        """Nothing."""
