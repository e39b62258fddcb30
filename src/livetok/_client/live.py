"""`Live`: an open room, as programs see it."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import IO, TYPE_CHECKING, Any, TypeVar, overload

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
from livetok.options import Resume
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

    Made by `connect()`, which also closes it. One task iterates at a time. Iterating again after `break` goes on where
    the loop stopped. Cancelling a step loses no event (but `asyncio.wait_for` and a bare `task.cancel()` on asyncio may
    lose the one that was being handed over).

    The iteration ends when the broadcast ends. It raises a `ConnectionLost` or `Blocked` when the retries are used
    up, and a `RoomError` when the room turns out to be closed to this client.
    """

    _session: RoomSession
    _resolver: Resolver
    _observers: Observers
    _recordings: Recordings
    _handlers: Handlers = field(factory=Handlers, init=False)

    def __aiter__(self) -> Live:
        return self

    def __anext__(self) -> Awaitable[Event]:
        """Wait for the next event. Cancelling it loses no event.

        Raises:
            StopAsyncIteration: The broadcast is over.
            LiveError: What ended the session.
            UserError: Another task iterates this live, or `follow()` does.
        """
        return self._session.next_event()

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
        """The room's data as last fetched; None when the option `fetch_room_info` is off or fetching failed."""
        return self._resolver.room

    @property
    def connected(self) -> bool:
        """Whether the room is entered at this moment; False between a lost connection and the next one."""
        return self._session.connected

    @property
    def ended(self) -> bool:
        """Whether the broadcast is known to be over; events that wait to be read are still handed out."""
        return self._session.ended

    @property
    def resume(self) -> Resume | None:
        """Where to go on once the event that the iteration gave last, and all before it, were handled.

        Store `str(live.resume)`, and pass it to `connect(resume=...)` after a restart: the room goes on from there, as
        far as the server still has it. None before the first event. Of events that are read otherwise, `only()` among
        them, `event.meta.resume` says the same.
        """
        return self._session.resume

    @property
    def statistics(self) -> Statistics:
        """Totals of the session at this moment."""
        return self._session.statistics()

    def stop(self) -> None:
        """End the session: the connection is closed, and every loop over this live ends.

        What was received before is still handed out, then a `DisconnectEvent`, then the loops and `run()` end as they
        do at the end of a broadcast; at most 1.5 s later. Returns at once. A second call, or one after the end, changes
        nothing.

        It belongs to the thread of the event loop: tasks, handlers and callbacks of the loop may call it. From another
        thread use `loop.call_soon_threadsafe(live.stop)` on asyncio, `token.run_sync_soon(live.stop)` with
        `trio.lowlevel.current_trio_token()` on trio, or `anyio.from_thread.run_sync(live.stop)` in a worker thread of
        anyio's.
        """
        self._session.stop()

    async def fetch_room_info(self) -> RoomInfo:
        """Fetch the room's data from TikTok; also the new value of `room`.

        Cancelling it drops the request.

        Raises:
            RoomError: The room is gone or restricted.
            Blocked: TikTok refuses to answer.
            NetworkError: There was no answer.
        """
        self._session.check_open()
        return await self._resolver.fetch_room_info()

    @property
    def gifts(self) -> Mapping[int, Gift]:
        """The gift catalogue by gift id, as fetched while connecting; empty unless the option `fetch_gifts` is on."""
        return self._session.catalogue

    async def fetch_gifts(self) -> dict[int, Gift]:
        """Fetch the gifts that can be sent in this room, by gift id.

        Cancelling it drops the request.

        Raises:
            Blocked: TikTok refuses to answer.
            NetworkError: There was no answer.
        """
        self._session.check_open()
        return await self._resolver.fetch_gifts()

    async def fetch_audience(self) -> Audience:
        """Fetch the list of viewers. Needs the option `session`.

        Cancelling it drops the request.

        Raises:
            SessionRequired: There is no session, or it has expired.
            RoomError: The room or its host is not known.
            Blocked: TikTok refuses to answer.
            NetworkError: There was no answer.
        """
        self._session.check_open()
        return await self._resolver.fetch_audience()

    async def fetch_profile(self, user: str) -> Profile:
        """Fetch a user's profile; unambiguous answers are cached for five minutes.

        Cancelling it drops the request.

        Args:
            user: `"@name"`, `"name"`, or a profile URL.

        Raises:
            UserError: This is no handle.
            UserNotFound: There is no such user.
            AgeRestricted: The account is private.
            Blocked: TikTok refuses to answer.
            NetworkError: There was no answer.
        """
        self._session.check_open()
        return await self._resolver.fetch_profile(user)

    async def send_chat(self, text: str) -> dict[str, Any]:
        """Write a comment as the user of the option `session`.

        Cancelling it drops the request; the comment may have been taken all the same.

        Args:
            text: At most 150 characters.

        Returns:
            TikTok's JSON answer.

        Raises:
            UserError: The text is empty or too long.
            SessionRequired: There is no session, or it has expired.
            SignerError: TikTok wants a signature, and no signer gave one.
            RateLimited: Too many comments, or the same one again.
            Blocked: TikTok refuses the comment.
            NetworkError: There was no answer; the comment may have been taken all the same.
        """
        self._session.check_open()
        return await self._resolver.send_chat(text)

    @property
    def state(self) -> RoomState:
        """A frozen snapshot of the room at this moment: viewers, likes, gifts, the battle, ...

        A program may read this alone and never iterate: the live then keeps the latest `buffer` events, and a
        `LaggedEvent` for the rest, instead of waiting to be read.
        """
        return self._session.state()

    def capture(self, path: str | os.PathLike[str], *, pseudonymise: bool = False) -> Capture:
        """Start to write the traffic to a capture file, from now until `Capture.close()` or the end of the live.

        The file holds websocket messages as they come, HTTP answers without cookies and tokens, and when connections
        were lost. `livetok.replay()` plays it. The command `livetok capture` also holds the traffic from before the
        room was entered.

        Args:
            path: A new file; an existing one is never overwritten.
            pseudonymise: Replace names, ids, texts and addresses, consistently and with their lengths kept. Default
                False.

        Returns:
            The capture, which counts what it wrote; closed with the live at the latest.

        Raises:
            CaptureError: The file exists, or cannot be written.
            UserError: The live's block was left.
        """
        self._session.check_open()
        from livetok._capture.writer import create
        from livetok.proto import CaptureHeader

        header = CaptureHeader(room_id=self.room_id, unique_id=self.unique_id)
        capture = create(
            path,
            header,
            time=self._session.environment.clock,
            now=self._session.environment.now(),
            pseudonymise=pseudonymise,
            end=self._observers.remove,
        )
        self._observers.observers.append(capture)
        if self.connected:
            capture.opened()
        return capture

    def record(
        self, path: str | os.PathLike[str] | IO[bytes], **options: Unpack[RecordKeywords]
    ) -> AbstractAsyncContextManager[Recording]:
        """Record the video for the length of an `async with` block; leaving it finishes the file.

        livetok fetches and checks the video; ffmpeg writes the finished file. A lost connection, a silent stream, or a
        URL that expires costs seconds of video, not the file. Cancelling the block waits up to 15 s for what can be
        finished. See docs/recording.md.

        Args:
            path: The file; its suffix names the container. `{user}`, `{nickname}`, `{title}`, `{room_id}`, `{date}`,
                `{time}` and `{part}` are filled in. Or a file that is open for writing, such as a pipe to a player,
                which gets the video as one FLV stream as it comes, and is not closed.
            **options: The fields of `livetok.RecordOptions`, which documents them.

        Returns:
            A context manager that gives the `Recording`.

        Raises:
            UserError: At the call, for a path or an option that is wrong.
            RecordingError: No ffmpeg or no such quality, at the call; no video, or the file exists, at the
                `async with` line; ended before its time, or files not finished, at the end.
        """
        self._session.check_open()
        return self._recordings.block(path, options)

    def record_start(
        self, path: str | os.PathLike[str] | IO[bytes], **options: Unpack[RecordKeywords]
    ) -> Recording:
        """Record until `Recording.stop()` or the end of the live. Does not wait.

        Args:
            path: As for `record`.
            **options: As for `record`.

        Returns:
            The recording; what fails later is in its `error`. Finished with the live at the latest.

        Raises:
            UserError: The path or an option is wrong.
            RecordingError: There is no ffmpeg, or no stream of that quality.
        """
        self._session.check_open()
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
        """Return an iterator over the events of some types, with a queue of its own.

        It is independent of the live's own iteration and of other selections; several tasks can each have one. Types
        that nobody wants are not even decoded. As long as nobody iterated the live, events that wait there are put into
        the new queue too.

        Args:
            *types: Event classes, at least one; events of derived classes are included.

        Returns:
            The iterator; closed by its `close()`, as a `with` block, when it is garbage collected, or with the live.

        Raises:
            UserError: A type is no event class.
        """
        self._session.check_open()
        return Selection(self._session, types)

    async def wait_for(self, event_type: type[_A], where: Callable[[_A], bool] | None = None) -> _A:
        """Wait for the next event of a type for which `where` is true, and return it.

        May be called within a loop over the live. What arrives meanwhile waits for the loop; when it is more than
        `buffer` messages, the oldest are dropped and a `LaggedEvent` stands for them, since the loop cannot read.
        Cancelling it, such as with `anyio.fail_after`, takes no event from the loop.

        Args:
            event_type: An event class.
            where: Called with each event of the type; None (default) accepts the first.

        Raises:
            RoomEnded: The broadcast ended before such an event came.
            LiveError: The session failed before.
            UserError: This is no event class.
        """
        self._session.check_open()
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
        """Return an iterator over the commands in the chat: comments that start with a prefix.

        Args:
            prefix: What a command begins with. Default `!`.

        Returns:
            The iterator; closed like the one of `only`.

        Raises:
            UserError: The prefix is empty.
        """
        return Commands(self.only(CommentEvent), prefix)

    def on(self, event_type: type[_A]) -> Callable[[Callable[[_A], _R]], Callable[[_A], _R]]:
        """Return a decorator that registers a handler for a type and the types derived from it; `run` calls it.

        ::

            @live.on(CommentEvent)
            async def on_comment(event: CommentEvent) -> None:
                print(event.content)

        Args:
            event_type: An event class.

        Raises:
            UserError: This is no event class, or the function cannot be called with an event.
        """

        def decorate(handler: Callable[[_A], _R]) -> Callable[[_A], _R]:
            self._handlers.add(event_type, handler)
            return handler

        return decorate

    def add_listener(self, event_type: type[_A], handler: Callable[[_A], object]) -> None:
        """Register a handler for a type and the types derived from it; `run` calls it.

        Registering it twice changes nothing. May be called while `run` runs.

        Args:
            event_type: An event class.
            handler: Synchronous or asynchronous; called with the event.

        Raises:
            UserError: This is no event class, or the function cannot be called with an event.
        """
        self._handlers.add(event_type, handler)

    def once(self, event_type: type[_A], handler: Callable[[_A], object]) -> None:
        """Like `add_listener`, but the handler is removed before its first call.

        Args:
            event_type: An event class.
            handler: Synchronous or asynchronous; called with the event.

        Raises:
            UserError: This is no event class, or the function cannot be called with an event.
        """
        self._handlers.add(event_type, handler, once=True)

    def remove_listener(self, event_type: type[_A], handler: Callable[[_A], object]) -> None:
        """Unregister a handler.

        Args:
            event_type: The class that it was registered with.
            handler: The handler.

        Raises:
            UserError: It is not registered for this type.
        """
        self._handlers.remove(event_type, handler)

    async def run(self, *, concurrent: bool = False, limit: int = 100, on_error: OnError = "raise") -> None:
        """Call the registered handlers until the broadcast ends; types without a handler are not even decoded.

        Handlers run one after another, in the order of the events and of their registration. While one runs, events
        wait in the buffer, and the connection is kept alive. Cancelling it cancels the handlers at work.

        Args:
            concurrent: Do not wait for a handler before the next one is called; they still begin in order. Default
                False.
            limit: Handlers that may run at once with `concurrent`. Default 100.
            on_error: What to do with an exception that a handler raises. `"raise"` (default): the other handlers are
                cancelled, and it is raised here as itself; several at once as one `ExceptionGroup`. `"log"`: it is
                logged. A function, synchronous or asynchronous: it is called with the exception and the event.

        Raises:
            UserError: An argument is wrong, or `run` is under way already.
            ConnectionLost: As the iteration does; with `concurrent`, once the handlers at work are done.
            Blocked: Likewise.
            RoomError: Likewise.
        """
        self._session.check_open()
        await self._handlers.run(self._session, concurrent=concurrent, limit=limit, on_error=on_error)
