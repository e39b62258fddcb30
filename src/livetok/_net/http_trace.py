"""Trace of one HTTP request: how far it came, and closing what it leaves behind when it fails."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

import anyio
import anyio.lowlevel
from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable

__all__ = ["RequestTrace", "close_on_failure"]

_CLOSING_SECONDS: Final = 1.0


@define
class RequestTrace:
    """Progress of one request, recorded from httpcore's trace callbacks.

    Attributes:
        opened: Connections that were opened for it.
        steps: Names of the steps that were started and completed.
    """

    opened: list[Any] = field(factory=list[Any])
    steps: set[str] = field(factory=set[str])

    def on_trace(self, event: str, info: dict[str, Any]) -> Awaitable[None]:
        """Record one step; httpcore's `trace` extension."""
        self.steps.add(event.partition(".")[2])
        if event.endswith("connect_tcp.complete"):
            self.opened.append(info["return_value"])
        return anyio.lowlevel.checkpoint()

    @property
    def reused_dead_connection(self) -> bool:
        """Whether it was sent on the kept-alive connection of an earlier request, and nothing came back."""
        sent = "send_request_headers.started" in self.steps
        return sent and not self.opened and "receive_response_headers.complete" not in self.steps


@asynccontextmanager
async def close_on_failure(trace: RequestTrace) -> AsyncGenerator[None]:
    """Close the connections that a request opened when it fails.

    httpcore leaves that to the garbage collector when a SOCKS proxy refuses or hangs.
    """
    try:
        yield
    except BaseException:
        with anyio.move_on_after(_CLOSING_SECONDS, shield=True):
            for stream in trace.opened:
                await stream.aclose()
        raise
