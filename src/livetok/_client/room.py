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

from livetok._capture.observers import Observer, Taps
from livetok._client.live import Live
from livetok._client.recordings import Recordings
from livetok._net.http import Http, HttpClient, open_http
from livetok._net.ws_connector import Dial, dial_directly
from livetok._resolver import Resolver
from livetok._resolver.web_client import Persona
from livetok._session.broadcaster import Hub
from livetok._session.event_queue import View
from livetok._session.session import Session
from livetok.errors import Blocked, NetworkError
from livetok.models import Gift
from livetok.options import Options

__all__ = ["Network", "Room", "furnish"]

_log = logging.getLogger("livetok.session")

# A websocket that is closed politely waits up to 1 s for a silent peer; leaving must not take 1.5 s.
_FAREWELL: Final = 1.3


@frozen(kw_only=True)
class Network:
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
    time: Callable[[], float] = anyio.current_time
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep
    observers: tuple[Observer, ...] = ()
    admit: Callable[[], Awaitable[None]] = anyio.lowlevel.checkpoint


@frozen(eq=False, kw_only=True)
class Room:
    """A `Live` and what moves it. Nothing is sent before `prepare`, and the session's `run`."""

    live: Live
    session: Session
    resolver: Resolver
    taps: Taps
    recordings: Recordings

    async def prepare(self) -> None:
        """Fetch what the options want to be there before the room is entered.

        Raises:
            RoomError: The room cannot be found.
        """
        if self.session.options.fetch_gifts:
            await self.session.admit()
            self.session.catalogue = await _gifts(self.resolver)

    async def leave(self) -> None:
        """End what runs, politely: recordings are finished, then the websocket is closed.

        Cancelling the caller cuts that short.
        """
        await self.recordings.finish()
        self.session.hub.abandon()
        if self.session.stop():
            with anyio.move_on_after(_FAREWELL):
                await self.session.finished.wait()

    def close(self) -> None:
        """Let go whoever reads along."""
        self.session.hub.abandon()
        self.taps.close()


def furnish(
    unique_id: str,
    room_id: int,
    options: Options,
    network: Network,
    http: Http,
    group: TaskGroup,
    *,
    persona: Persona | None = None,
    confirm: bool = True,
) -> Room:
    """Make a `Live` and what belongs to it.

    Args:
        unique_id: The host; may be empty where there is a room id.
        room_id: The room; 0 to look it up.
        options: Checked.
        network: How to get there; its `open_http` is not used.
        http: A client that is open for as long as the room is used.
        group: Where recordings run.
        persona: See `Resolver`.
        confirm: See `Resolver`.
    """
    taps = Taps(list(network.observers))
    resolver = Resolver(
        unique_id,
        room_id,
        options,
        taps.http(http),
        network.rng,
        network.sleep,
        persona=persona,
        confirm=confirm,
    )
    session = Session(
        resolver=resolver,
        options=options,
        dial=taps.dial(network.dial or dial_directly(options, resolver.proxy_for)),
        hub=Hub(View(limit=options.buffer, overflow=options.overflow)),
        now=network.now,
        rng=network.rng,
        time=network.time,
        sleep=network.sleep,
        admit=network.admit,
    )
    recordings = Recordings(session, resolver, group)
    live = Live(session, resolver, taps, recordings)
    return Room(live=live, session=session, resolver=resolver, taps=taps, recordings=recordings)


async def _gifts(resolver: Resolver) -> dict[int, Gift]:
    """Ask for the gift catalogue; a room is worth entering without."""
    try:
        return await resolver.fetch_gifts()
    except (Blocked, NetworkError) as error:
        _log.warning("no gift catalogue: %s", error)
        return {}
