"""`Environment`: how a session reaches the outside."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime

import anyio
import anyio.lowlevel
from attrs import field, frozen

from livetok._capture.observers import Observer
from livetok._net.http import HttpClient, open_http
from livetok._net.ws_connector import Dial
from livetok.options import Options

__all__ = ["Environment"]


@frozen(kw_only=True)
class Environment:
    """Network, clocks and chance of a session: what tests, replays and the simulator in memory replace.

    Attributes:
        open_http: Gives the HTTP client as a context manager; left when the session is closed.
        dial: Opens a websocket; None (default) dials as the options say.
        now: The time of day, with its time zone, that events are stamped with.
        rng: Source of identities and of jitter.
        clock: Seconds on a monotonic clock; durations are measured with it.
        sleep: Waits between attempts, in seconds.
        observers: Are shown all traffic from the first request on; none by default.
        acquire_slot: Returns when an attempt to enter may be made: rooms that are followed together share a budget.
    """

    open_http: Callable[[Options], AbstractAsyncContextManager[HttpClient]] = open_http
    dial: Dial | None = None
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    rng: random.Random = field(factory=random.Random)
    clock: Callable[[], float] = anyio.current_time
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep
    observers: tuple[Observer, ...] = ()
    acquire_slot: Callable[[], Awaitable[None]] = anyio.lowlevel.checkpoint
