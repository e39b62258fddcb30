"""One budget for many rooms: whoever asks TikTok for something passes here, one after another."""

from __future__ import annotations

import math

import anyio
from attrs import define, field

__all__ = ["RateLimiter"]


@define(eq=False)
class RateLimiter:
    """Lets one through at a time, in the order of arrival, and never more than `rate` a second.

    Without bursts: rooms that are lost together come back one by one. Cancelled while waiting, a place in the line is
    given up and nothing else happens.

    Attributes:
        rate: Passes a second.
    """

    rate: float
    _next_at: float = field(default=-math.inf, init=False)
    _waiters: anyio.Lock = field(factory=anyio.Lock, init=False)

    async def acquire(self) -> None:
        """Wait for a turn."""
        async with self._waiters:
            while True:
                wait = self._next_at - anyio.current_time()
                if wait <= 0:
                    break
                await anyio.sleep(wait)  # and look again: it may have been closed meanwhile
            self._next_at = anyio.current_time() + 1 / self.rate

    def pause(self, seconds: float) -> None:
        """Let nobody through for a while, as TikTok asked for."""
        self._next_at = max(self._next_at, anyio.current_time() + seconds)
