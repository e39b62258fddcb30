"""Building a room: what reaches the outside, and a `Live` with all its parts."""

from __future__ import annotations

import logging
import random
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Final

import anyio
import anyio.lowlevel
from anyio.abc import TaskGroup
from attrs import field, frozen

from livetok._capture.observers import Observer, Observers
from livetok._client.live import Live
from livetok._client.recordings import Recordings
from livetok._net.http import HttpClient, StreamingHttp, open_http
from livetok._net.ws_connector import Dial, dial_directly
from livetok._resolver import Resolver
from livetok._resolver.web_client import ClientIdentity
from livetok._session.broadcaster import Broadcaster
from livetok._session.event_queue import EventQueue
from livetok._session.session import RoomSession
from livetok.errors import Blocked, NetworkError
from livetok.models import Gift
from livetok.options import Options

__all__ = ["Environment", "RoomParts", "build_room"]

_log = logging.getLogger("livetok.session")

# A websocket that is closed politely waits up to 1 s for a silent peer; leaving must not take 1.5 s.
_CLOSING_SECONDS: Final = 1.3


@frozen(kw_only=True)
class Environment:
    """How a session reaches the outside: what tests and the simulator in memory replace.

    Attributes:
        open_http: Gives the HTTP client; closed with the session.
        dial: Opens a websocket.
        now: The time of day that events are stamped with.
        rng: Source of identities and of jitter.
        time: Clock that durations are measured with, in seconds.
        sleep: Waits between attempts.
        observers: Are shown what passes from the first request on.
        admit: Returns when an attempt to enter may be made; where rooms share a budget.
    """

    open_http: Callable[[Options], AbstractAsyncContextManager[HttpClient]] = open_http
    dial: Dial | None = None
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    rng: random.Random = field(factory=random.Random)
    clock: Callable[[], float] = anyio.current_time
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep
    observers: tuple[Observer, ...] = ()
    acquire_slot: Callable[[], Awaitable[None]] = anyio.lowlevel.checkpoint


@frozen(eq=False, kw_only=True)
class RoomParts:
    """A `Live` and what moves it. Nothing is sent before `prepare`, and the session's `run`."""

    live: Live
    session: RoomSession
    resolver: Resolver
    observers: Observers
    recordings: Recordings

    async def prepare(self) -> None:
        """Fetch what the options want to be there before the room is entered.

        Raises:
            RoomError: The room cannot be found.
        """
        if self.session.options.fetch_gifts:
            await self.session.acquire_slot()
            self.session.catalogue = await _fetch_gifts_or_none(self.resolver)

    async def leave(self) -> None:
        """End what runs, politely: recordings are finished, then the websocket is closed.

        Cancelling the caller cuts that short.
        """
        await self.recordings.finish()
        self.session.broadcaster.abandon()
        if self.session.stop():
            with anyio.move_on_after(_CLOSING_SECONDS):
                await self.session.finished.wait()

    def close(self) -> None:
        """Let go whoever reads along."""
        self.session.broadcaster.abandon()
        self.observers.close()


def build_room(
    unique_id: str,
    room_id: int,
    options: Options,
    environment: Environment,
    http: StreamingHttp,
    group: TaskGroup,
    *,
    client_identity: ClientIdentity | None = None,
    confirm: bool = True,
) -> RoomParts:
    """Make a `Live` and what belongs to it.

    Args:
        unique_id: The host; may be empty where there is a room id.
        room_id: The room; 0 to look it up.
        options: Checked.
        environment: How to get there; its `open_http` is not used.
        http: A client that is open for as long as the room is used.
        group: Where recordings run.
        client_identity: See `Resolver`.
        confirm: See `Resolver`.
    """
    observers = Observers(list(environment.observers))
    resolver = Resolver(
        unique_id,
        room_id,
        options,
        observers.observe_http(http),
        environment.rng,
        environment.sleep,
        client_identity=client_identity,
        confirm=confirm,
    )
    session = RoomSession(
        resolver=resolver,
        options=options,
        dial=observers.observe_dial(environment.dial or dial_directly(options, resolver.proxy_for)),
        broadcaster=Broadcaster(EventQueue(high_water_mark=options.buffer, overflow=options.overflow)),
        now=environment.now,
        rng=environment.rng,
        clock=environment.clock,
        sleep=environment.sleep,
        acquire_slot=environment.acquire_slot,
    )
    recordings = Recordings(session, resolver, http, group)
    live = Live(session, resolver, observers, recordings)
    return RoomParts(
        live=live, session=session, resolver=resolver, observers=observers, recordings=recordings
    )


async def _fetch_gifts_or_none(resolver: Resolver) -> dict[int, Gift]:
    """Ask for the gift catalogue; a room is worth entering without."""
    try:
        return await resolver.fetch_gifts()
    except (Blocked, NetworkError) as error:
        _log.warning("no gift catalogue: %s", error)
        return {}
