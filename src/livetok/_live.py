"""`connect()` and `Live`."""

from __future__ import annotations

import random
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Final, TypeVar, overload

import anyio
from attrs import define, field, frozen
from typing_extensions import Unpack

from livetok._core.handles import parse_room_id, parse_user
from livetok._core.protocol import decode as decode_frame
from livetok._lifetime import block_group
from livetok._mixins.event import Event
from livetok._net.dial import Dial, dial_directly
from livetok._net.http import HttpClient, open_http
from livetok._resolve import Resolver
from livetok._select import Commands, Selection
from livetok._session import Session, Statistics
from livetok._view import Hub, View
from livetok.errors import RoomEnded, UserError
from livetok.events import event_name
from livetok.models import Gift, RoomInfo
from livetok.options import ConnectOptions, Options
from livetok.proto import CommentEvent
from livetok.state import RoomState

__all__ = ["Live", "Network", "connect", "decode", "open_live"]

_A = TypeVar("_A", bound=Event)
_B = TypeVar("_B", bound=Event)
_C = TypeVar("_C", bound=Event)

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
    """

    open_http: Callable[[Options], AbstractAsyncContextManager[HttpClient]] = open_http
    dial: Dial | None = None
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    rng: random.Random = field(factory=random.Random)


@define(eq=False)
class Live:
    """An open room: an asynchronous iterator of its events.

    Made by `connect()`, which also closes it. One task iterates at a time. Breaking out of the loop and iterating
    again goes on where it stopped; cancelling a step loses no event (but `asyncio.wait_for` and a bare
    `task.cancel()` on asyncio may lose the one that was being handed over).

    The iteration ends when the broadcast ends. It raises a `ConnectionLost` or `Blocked` when the retries are used
    up, and `RoomError` when the room turns out to be closed to us.
    """

    _session: Session
    _resolver: Resolver

    def __aiter__(self) -> Live:
        return self

    async def __anext__(self) -> Event:
        try:
            return await self._session.hub.main.get()
        except anyio.EndOfStream:
            failure = self._session.tell()
        if failure is not None:
            raise failure
        raise StopAsyncIteration

    @property
    def room_id(self) -> int:
        """Id of this broadcast."""
        return self._resolver.room_id

    @property
    def unique_id(self) -> str:
        """Handle of the host without `@`; empty when only a room id was given and nothing more is known."""
        return self._resolver.unique_id

    @property
    def room(self) -> RoomInfo | None:
        """What is known of the room from the last look at it; None when `fetch_room_info` is off or failed."""
        return self._resolver.room

    @property
    def connected(self) -> bool:
        """Whether the room is entered at this moment; False between a loss and the next connection."""
        return self._session.connected

    @property
    def ended(self) -> bool:
        """Whether the broadcast is known to be over; what waits to be read is still handed out."""
        return self._session.ended

    @property
    def statistics(self) -> Statistics:
        """Totals of the session at this moment."""
        return self._session.statistics()

    async def fetch_room_info(self) -> RoomInfo:
        """Ask TikTok for the room's data anew.

        Raises:
            RoomError: The room is gone or restricted.
            Blocked: TikTok refuses to answer.
            NetworkError: There was no answer.
        """
        return await self._resolver.fetch_room_info()

    async def fetch_gifts(self) -> dict[int, Gift]:
        """Ask TikTok for the gifts that can be sent in this room, by gift id.

        Raises:
            Blocked: TikTok refuses to answer.
            NetworkError: There was no answer.
        """
        return await self._resolver.fetch_gifts()

    @property
    def state(self) -> RoomState:
        """What is known of the room at this moment: viewers, likes, gifts, the battle, ... A frozen value."""
        return self._session.state()

    @overload
    def only(self, a: type[_A], /) -> Selection[_A]: ...
    @overload
    def only(self, a: type[_A], b: type[_B], /) -> Selection[_A | _B]: ...
    @overload
    def only(self, a: type[_A], b: type[_B], c: type[_C], /) -> Selection[_A | _B | _C]: ...
    @overload
    def only(
        self, a: type[Event], b: type[Event], c: type[Event], d: type[Event], /, *more: type[Event]
    ) -> Selection[Event]: ...
    def only(self, *types: type[Event]) -> Selection[Any]:
        """Return an iterator over the events of some types.

        It is independent of the live's own iteration and of other views, with a queue of its own; several tasks can
        each have one. Types that nobody asks for are not even decoded. What has been waiting for a live that
        nobody iterated yet is in it too.

        Raises:
            UserError: A type is no event class.
        """
        return Selection(self._session, types)

    async def wait_for(self, event_type: type[_A], where: Callable[[_A], bool] | None = None) -> _A:
        """Return the next event of a type, for which `where` is true. Bound it with `anyio.fail_after`.

        Raises:
            RoomEnded: The broadcast ended before.
            LiveError: The session failed before.
        """
        with Selection(self._session, (event_type,)) as selection:
            async for event in selection:
                if where is None or where(event):
                    return event
        raise RoomEnded(
            f"the broadcast ended before {event_name(event_type)!r} came",
            user=self.unique_id,
            room_id=self.room_id,
        )

    def commands(self, prefix: str = "!") -> Commands:
        """Return an iterator over the commands in the chat: comments that start with `prefix`.

        Raises:
            UserError: The prefix is empty.
        """
        return Commands(self.only(CommentEvent), prefix)


def connect(
    user: str | None = None, *, room_id: int | str | None = None, **options: Unpack[ConnectOptions]
) -> AbstractAsyncContextManager[Live]:
    """Open a live room.

    Enter and leave it in one task, and do not `yield` from inside it. Leaving ends everything that runs for it,
    within 1.5 s even when the peer is silent; an exception of the block arrives as itself.

    Args:
        user: `"@name"`, `"name"`, or a profile or live URL.
        room_id: Enter this room without looking the user up; `user` may then be left out.
        **options: See `livetok.options.Options`: `signer`, `endpoints`, `http`, `proxy`, `session`, `retry`,
            `history`, `fetch_room_info`, `fetch_gifts`, `heartbeat_interval`, `stale_timeout`, `http_timeout`,
            `ws_timeout` (seconds), `buffer` (messages), `overflow`, `language`, `headers`, `params`, `ssl_context`,
            `trust_env`, `compress`, `max_frame_size` (bytes).

    Raises:
        UserError: At the call, for a handle or an option that is wrong.
        RoomError: At the `async with` line: no such user, offline, ended, restricted.
        Blocked: At the `async with` line, after some attempts with other identities.
        NetworkError: At the `async with` line, at once.
    """
    if user is None and room_id is None:
        raise UserError("connect() needs a user or a room_id", hint='connect("@name")')
    handle = "" if user is None else parse_user(user)
    number = 0 if room_id is None else parse_room_id(room_id)
    return open_live(handle, number, Options.of(options), Network())


def decode(frame: bytes) -> list[Event]:
    """Return the events in one websocket message, for programs that bring their own transport.

    Stateless: nothing is remembered from one call to the next, so duplicates are delivered and acknowledgements are
    the caller's. Damage becomes an `UndecodedEvent`; frames that carry no events give an empty list.

    Raises:
        UserError: `frame` is no bytes.
    """
    if not isinstance(frame, bytes | bytearray | memoryview):
        raise UserError(
            f"a frame is bytes, not {type(frame).__name__}", hint="pass one binary websocket message"
        )
    return decode_frame(bytes(frame), received_at=datetime.now(UTC))


@asynccontextmanager
async def open_live(unique_id: str, room_id: int, options: Options, network: Network) -> AsyncGenerator[Live]:
    """Open a room over a given network; `connect()` with everything checked."""
    async with network.open_http(options) as http, block_group() as group:
        resolver = Resolver(unique_id, room_id, options, http, network.rng)
        session = Session(
            resolver=resolver,
            options=options,
            dial=network.dial or dial_directly(options, resolver.proxy_for),
            hub=Hub(View(limit=options.buffer, overflow=options.overflow)),
            now=network.now,
            rng=network.rng,
        )
        try:
            await group.start(session.run, name=f"livetok session @{unique_id or room_id}")
            yield Live(session, resolver)
            await _leave(session)
        finally:
            session.hub.abandon()
        if session.untold is not None:
            raise session.untold


async def _leave(session: Session) -> None:
    """Let the websocket close politely; cancelling the caller cuts that short."""
    session.hub.abandon()
    if session.stop():
        with anyio.move_on_after(_FAREWELL):
            await session.finished.wait()
