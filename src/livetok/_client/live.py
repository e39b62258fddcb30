"""`Live`: an open room, as programs see it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any, TypeVar, overload

import anyio
from attrs import define, field
from typing_extensions import Unpack

from livetok._capture.observers import Observers
from livetok._client.recordings import Recordings
from livetok._mixins.event import Event
from livetok._resolver import Resolver
from livetok._session.handlers import Handlers, OnError
from livetok._session.selection import Commands, Selection
from livetok._session.session import RoomSession
from livetok.errors import RoomEnded
from livetok.events import event_name
from livetok.models import Audience, Gift, Profile, RoomInfo
from livetok.proto import CommentEvent
from livetok.state import RoomState, Statistics

if TYPE_CHECKING:
    from livetok._capture.writer import Capture
    from livetok._recording import Recording, RecordKeywords

__all__ = ["Live"]

_A = TypeVar("_A", bound=Event)
_B = TypeVar("_B", bound=Event)
_C = TypeVar("_C", bound=Event)
_R = TypeVar("_R")


@define(eq=False)
class Live:
    """An open room: an asynchronous iterator of its events.

    Made by `connect()`, which also closes it. One task iterates at a time. Breaking out of the loop and iterating
    again goes on where it stopped; cancelling a step loses no event (but `asyncio.wait_for` and a bare
    `task.cancel()` on asyncio may lose the one that was being handed over).

    The iteration ends when the broadcast ends. It raises a `ConnectionLost` or `Blocked` when the retries are used
    up, and `RoomError` when the room turns out to be closed to us.
    """

    _session: RoomSession
    _resolver: Resolver
    _observers: Observers
    _recordings: Recordings
    _handlers: Handlers = field(factory=Handlers, init=False)

    def __aiter__(self) -> Live:
        return self

    async def __anext__(self) -> Event:
        main = self._session.broadcaster.main
        event = main.get_nowait_or_none()
        if event is not None:
            return event
        try:
            return await main.get()
        except anyio.EndOfStream:
            failure = self._session.report_failure()
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

    @property
    def gifts(self) -> Mapping[int, Gift]:
        """The gift catalogue by gift id, as fetched while connecting; empty unless the option `fetch_gifts` is on."""
        return self._session.catalogue

    async def fetch_gifts(self) -> dict[int, Gift]:
        """Ask TikTok for the gifts that can be sent in this room, by gift id.

        Raises:
            Blocked: TikTok refuses to answer.
            NetworkError: There was no answer.
        """
        return await self._resolver.fetch_gifts()

    async def fetch_audience(self) -> Audience:
        """Ask who watches. Needs the option `session`.

        Raises:
            SessionRequired: There is no session, or it has expired.
            RoomError: The room or its host is not known.
            Blocked: TikTok refuses to answer.
            NetworkError: There was no answer.
        """
        return await self._resolver.fetch_audience()

    async def fetch_profile(self, user: str) -> Profile:
        """Ask for a user's profile; clear answers are kept for five minutes.

        Raises:
            UserError: This is no handle.
            UserNotFound: There is no such user.
            AgeRestricted: The account is private.
            Blocked: TikTok refuses to answer.
            NetworkError: There was no answer.
        """
        return await self._resolver.fetch_profile(user)

    async def send_chat(self, text: str) -> dict[str, Any]:
        """Write a comment as the user of the option `session`; returns what TikTok answered.

        Args:
            text: At most 150 characters.

        Raises:
            UserError: The text is empty or too long.
            SessionRequired: There is no session, or it has expired.
            SignerError: TikTok wants a signature, and no signer gave one.
            RateLimited: Too many comments, or the same one again.
            Blocked: TikTok refuses the comment.
            NetworkError: There was no answer; the comment may have been taken all the same.
        """
        return await self._resolver.send_chat(text)

    @property
    def state(self) -> RoomState:
        """What is known of the room at this moment: viewers, likes, gifts, the battle, ... A frozen value.

        A program may look at this alone and never iterate: the live then keeps the latest `buffer` events, and a
        `LaggedEvent` for the rest, instead of waiting to be read.
        """
        return self._session.state()

    def capture(self, path: str | os.PathLike[str], *, pseudonymise: bool = False) -> Capture:
        """Start to write what passes to a capture file, from now until `close()` or the end of the live.

        Holds websocket messages as they come, HTTP answers without cookies and tokens, and when connections were lost.
        `livetok.replay()` plays it; `livetok capture` also holds what passed before the room was entered.

        Args:
            path: A new file; an existing one is never overwritten.
            pseudonymise: Replace names, ids, texts and addresses, consistently and with their lengths kept.

        Raises:
            CaptureError: The file exists, or cannot be written.
        """
        from livetok._capture.writer import create
        from livetok.proto import CaptureHeader

        header = CaptureHeader(room_id=self.room_id, unique_id=self.unique_id)
        capture = create(
            path,
            header,
            time=self._session.clock,
            now=self._session.now(),
            pseudonymise=pseudonymise,
            end=self._observers.remove,
        )
        self._observers.observers.append(capture)
        if self.connected:
            capture.opened()
        return capture

    def record(
        self, path: str | os.PathLike[str], **options: Unpack[RecordKeywords]
    ) -> AbstractAsyncContextManager[Recording]:
        """Record the video for the length of a block; leaving it finishes the file. See docs/recording.md.

        A lost connection, a silent stream, or a URL that expires costs seconds, not the file. ffmpeg writes the
        finished file. Cancelled, the block waits for what can be finished in 15 s.

        Args:
            path: The file; its suffix says the container. `{user}`, `{nickname}`, `{title}`, `{room_id}`, `{date}`,
                `{time}` and `{part}` are filled in.
            **options: See `livetok.RecordOptions`.

        Raises:
            UserError: At the call, for a path or an option that is wrong.
            RecordingError: No ffmpeg or no such quality, at the call; no video, or the file exists, at the
                `async with` line; ended before its time, or files not finished, at the end.
        """
        return self._recordings.block(path, options)

    def record_start(self, path: str | os.PathLike[str], **options: Unpack[RecordKeywords]) -> Recording:
        """Record until `stop()`, or until the live is left; what fails later is in `error` of the handle.

        Raises as the call of `record`.
        """
        return self._recordings.start(path, options)

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

        May be called within a loop over the live. What arrives meanwhile waits for the loop; when it is more than
        `buffer` messages, the oldest are dropped and a `LaggedEvent` stands for them, since the loop cannot read.

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

    def on(self, event_type: type[_A]) -> Callable[[Callable[[_A], _R]], Callable[[_A], _R]]:
        """Decorate a function that `run` is to call with each event of a type, and of types derived from it.

        ::

            @live.on(CommentEvent)
            async def on_comment(event: CommentEvent) -> None:
                print(event.content)

        Raises:
            UserError: This is no event class, or the function cannot be called with an event.
        """

        def decorate(handler: Callable[[_A], _R]) -> Callable[[_A], _R]:
            self._handlers.add(event_type, handler)
            return handler

        return decorate

    def add_listener(self, event_type: type[_A], handler: Callable[[_A], object]) -> None:
        """Have `run` call a function, synchronous or not, with each event of a type, and of types derived from it.

        Adding it twice changes nothing. May be done while `run` runs.

        Raises:
            UserError: This is no event class, or the function cannot be called with an event.
        """
        self._handlers.add(event_type, handler)

    def once(self, event_type: type[_A], handler: Callable[[_A], object]) -> None:
        """Have `run` call a function with the next event of a type only.

        Raises:
            UserError: This is no event class, or the function cannot be called with an event.
        """
        self._handlers.add(event_type, handler, once=True)

    def remove_listener(self, event_type: type[_A], handler: Callable[[_A], object]) -> None:
        """Call a function no more.

        Raises:
            UserError: It does not listen to this type.
        """
        self._handlers.remove(event_type, handler)

    async def run(self, *, concurrent: bool = False, limit: int = 100, on_error: OnError = "raise") -> None:
        """Call the handlers until the broadcast ends; types that none listens to are not even decoded.

        Handlers run one after another, in the order of the events and of their registration. While one runs, events
        wait in the buffer, and the connection is kept alive.

        Args:
            concurrent: Do not wait for a handler before the next one is called. They still begin in order.
            limit: Handlers that may run at once with `concurrent`.
            on_error: What becomes of an exception that a handler raises. `"raise"`: the others are cancelled, and it is
                raised here as itself; several at once as one `ExceptionGroup`. `"log"`: it is logged. A function,
                synchronous or not: it is called with the exception and the event.

        Raises:
            UserError: An argument is wrong, or `run` is under way already.
            ConnectionLost: As the iteration does; with `concurrent`, once the handlers at work are through.
            Blocked: Likewise.
            RoomError: Likewise.
        """
        await self._handlers.run(self._session, concurrent=concurrent, limit=limit, on_error=on_error)
