"""Building a room: a `Live` with its session, resolver, observers and recordings."""

from __future__ import annotations

import logging
from typing import Final

import anyio
from anyio.abc import TaskGroup
from attrs import frozen

from livetok._capture.observers import Observers
from livetok._client.live import Live
from livetok._client.recordings import Recordings
from livetok._net.http import StreamingHttp
from livetok._net.ws_connector import dial_directly
from livetok._resolver import Resolver
from livetok._resolver.web_client import ClientIdentity
from livetok._session.broadcaster import Broadcaster
from livetok._session.environment import Environment
from livetok._session.event_queue import EventQueue
from livetok._session.session import RoomSession
from livetok.errors import Blocked, NetworkError
from livetok.models import Gift
from livetok.options import Options

__all__ = ["RoomParts", "build_room"]

_log = logging.getLogger("livetok.session")

# A websocket that is closed politely waits up to 1 s for a silent peer; leaving must not take 1.5 s.
CLOSING_SECONDS: Final = 1.3


@frozen(eq=False, kw_only=True)
class RoomParts:
    """A `Live` and the parts behind it. Nothing is sent before `prepare` and the session's `run`.

    Attributes:
        live: What the user sees.
        session: Keeps the room connected; the caller runs it.
        resolver: Looks the room up.
        observers: Captures and others that are shown the traffic.
        recordings: Recordings of this room.
    """

    live: Live
    session: RoomSession
    resolver: Resolver
    observers: Observers
    recordings: Recordings

    async def prepare(self) -> None:
        """Fetch the gift catalogue, where the option `fetch_gifts` is on. Cancelling it leaves everything as it was.

        Raises:
            RoomError: The room cannot be found.
        """
        if self.session.options.fetch_gifts:
            await self.session.environment.acquire_slot()
            self.session.catalogue = await _fetch_gifts_or_none(self.resolver)

    async def leave(self) -> None:
        """Finish the recordings, then close the websocket with a close frame, within 1.3 s.

        Cancelling it cuts both short; `close` is due all the same.
        """
        await self.recordings.finish()
        if self.begin_to_leave():
            with anyio.move_on_after(CLOSING_SECONDS):
                await self.session.finished.wait()

    def begin_to_leave(self) -> bool:
        """Ask the session to close its connection, and read no more. Does not wait.

        Returns:
            Whether there is a connection, and `session.finished` is worth waiting for.
        """
        self.session.broadcaster.abandon()
        return self.session.stop()

    def close(self) -> None:
        """End all queues and captures. Does not wait; may be called again."""
        self.session.left = True
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
    """Build a `Live` with its session, resolver, observers and recordings. No I/O; the caller runs `session.run`.

    Args:
        unique_id: Handle of the host; may be empty where there is a room id.
        room_id: The room; 0 to look it up.
        options: Checked options.
        environment: Network, clocks and chance; its `open_http` is not used.
        http: A client that stays open for as long as the room is used; closed by the caller.
        group: Task group that recordings run in.
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
        environment=environment,
        dial=observers.observe_dial(environment.dial or dial_directly(options, resolver.proxy_for)),
        broadcaster=Broadcaster(EventQueue(high_water_mark=options.buffer, overflow=options.overflow)),
    )
    recordings = Recordings(session, resolver, http, group)
    live = Live(session, resolver, observers, recordings)
    return RoomParts(
        live=live, session=session, resolver=resolver, observers=observers, recordings=recordings
    )


async def _fetch_gifts_or_none(resolver: Resolver) -> dict[int, Gift]:
    """Fetch the gift catalogue; empty when that fails, since a room is worth entering without it."""
    try:
        return await resolver.fetch_gifts()
    except (Blocked, NetworkError) as error:
        _log.warning("no gift catalogue: %s", error)
        return {}
