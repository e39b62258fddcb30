"""Rate limiter: one budget of requests to TikTok, shared by all rooms of a `follow()`."""

from __future__ import annotations

import math
from collections.abc import Callable

import anyio
from attrs import define, field

__all__ = ["RateLimiter"]


@define(eq=False)
class RateLimiter:
    """FIFO rate limiter: spaces acquisitions `1/rate` seconds apart; no bursts.

    Rooms that are lost together therefore reconnect one by one. Cancelling a waiter only gives up its place.

    Attributes:
        rate: Acquisitions a second; may be changed.
        on_pause: Called with the seconds of each pause; None (default) for nobody.
        waiting: Those who wait for a slot, those included who have their turn next.
    """

    rate: float
    on_pause: Callable[[float], None] | None = None
    waiting: int = field(default=0, init=False)
    _next_at: float = field(default=-math.inf, init=False)
    _waiters: anyio.Lock = field(factory=anyio.Lock, init=False)

    async def acquire(self) -> None:
        """Wait for a slot. Cancelling it only gives up the place in the queue."""
        self.waiting += 1
        try:
            async with self._waiters:
                while True:
                    wait = self._next_at - anyio.current_time()
                    if wait <= 0:
                        break
                    await anyio.sleep(wait)  # and check again: it may have been paused meanwhile
                self._next_at = anyio.current_time() + 1 / self.rate
        finally:
            self.waiting -= 1

    def pause(self, seconds: float) -> None:
        """Grant no slot for a while, as TikTok asked for; never shortens a longer pause.

        Args:
            seconds: From now.
        """
        self.hold(seconds)
        if self.on_pause is not None:
            self.on_pause(seconds)

    def hold(self, seconds: float) -> None:
        """Grant no slot for a while, like `pause`, and tell nobody: somebody else was asked to wait.

        Args:
            seconds: From now.
        """
        self._next_at = max(self._next_at, anyio.current_time() + seconds)
