"""Spans for OpenTelemetry, in programs that use it: nothing is imported in others, and nothing is set up here."""

from __future__ import annotations

import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from opentelemetry.trace import Span as OpenTelemetrySpan

__all__ = ["Span", "traced"]


@define(eq=False)
class Span:
    """A span that may be ended before its block; without OpenTelemetry it does nothing."""

    _span: OpenTelemetrySpan | None = None
    _ended: bool = field(default=False, init=False)

    def set(self, name: str, value: str) -> None:
        """Set an attribute.

        Args:
            name: Its name.
            value: Its value.
        """
        if self._span is not None and not self._ended:
            self._span.set_attribute(name, value)

    def end(self, error: BaseException | None = None) -> None:
        """End the span; a second call changes nothing.

        Args:
            error: What it failed with; None (default) for a success.
        """
        if self._span is None or self._ended:
            return
        self._ended = True
        if error is not None:
            self._span.set_attribute("error.type", type(error).__name__)
            self._span.record_exception(error if isinstance(error, Exception) else RuntimeError(str(error)))
        self._span.end()


@contextmanager
def traced(name: str, attributes: Mapping[str, str]) -> Generator[Span]:
    """Trace a block, if the program has imported OpenTelemetry's tracing API.

    Args:
        name: Of the span.
        attributes: Of the span.
    """
    api = sys.modules.get("opentelemetry.trace")
    span = Span(
        api.get_tracer("livetok").start_span(name, attributes=dict(attributes)) if api is not None else None
    )
    try:
        yield span
    except BaseException as error:
        span.end(error)
        raise
    else:
        span.end()
