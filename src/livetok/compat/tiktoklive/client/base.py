"""The connection of a client: start, stop, run, and what is known of the room."""

from __future__ import annotations

import asyncio
import inspect
import random
import threading
from abc import abstractmethod
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Final, Self, cast

import anyio
import anyio.from_thread
import anyio.lowlevel
from anyio.abc import TaskGroup
from typing_extensions import Unpack

from livetok._client.connect import open_room
from livetok._client.live import Live
from livetok._mixins.event import Event
from livetok._net.http import open_http
from livetok._net.ws_connector import dial_directly
from livetok._resolver import Resolver
from livetok._session.environment import Environment
from livetok._util.task_group import open_private_group
from livetok._webapi.handles import parse_user
from livetok.compat.tiktoklive import events as class_events
from livetok.compat.tiktoklive._connection_task import ConnectionCallbacks, ConnectionTask
from livetok.compat.tiktoklive._convert import gifts_of
from livetok.compat.tiktoklive._emitter import Emitter, Work
from livetok.compat.tiktoklive._error_translation import translated
from livetok.compat.tiktoklive._renamed import warn_of
from livetok.compat.tiktoklive.client._running import Stopping, run_alone, running_loop
from livetok.compat.tiktoklive.client._send_message import SignUrl, send_comment
from livetok.compat.tiktoklive.client._settings import ClientOptions, Settings, StartOptions
from livetok.compat.tiktoklive.client.errors import AlreadyConnectedError, AlreadyConnectingError
from livetok.compat.tiktoklive.client.httpx import Proxies
from livetok.compat.tiktoklive.client.web.web_client import TikTokWebClient
from livetok.compat.tiktoklive.client.wsclient import WebcastWebsocketConnection
from livetok.compat.tiktoklive.types.errors import (
    ChatMessageSendFailure,
    FailedConnection,
    FailedFetchGifts,
    FailedFetchRoomInfo,
    InvalidSessionId,
)
from livetok.compat.tiktoklive.types.events import DisconnectEvent, LiveEndEvent
from livetok.compat.tiktoklive.types.objects import GiftDetailed
from livetok.compat.tiktoklive.utilities import validate_and_normalize_unique_id
from livetok.errors import LiveError

__all__ = ["BaseClient", "WebcastPushConnection"]

# Handlers of these may take as long as they like when the connection is over: they may wait, and start again.
FAREWELLS: Final = frozenset(
    {
        DisconnectEvent.name,
        LiveEndEvent.name,
        class_events.DisconnectEvent.get_type(),
        class_events.LiveEndEvent.get_type(),
    }
)

_LEAVING_SECONDS: Final = 3.0
_HANDLER_SECONDS: Final = 5.0
# Between `disconnect()` in another thread and the end of the connection.
_HAND_OVER_SECONDS: Final = 0.05
# Scheduler rounds in which handlers of the farewell begin.
_ROUNDS_TO_BEGIN: Final = 3
_NO_LOOP: Final = (
    "start() needs a running asyncio loop: call client.run() in a script, await client.start() in an asyncio program, "
    "and write `async with client:` in an anyio or trio program"
)
_BLOCKS: Final = (
    "run() blocks, and an event loop runs in this thread already: await client.start() instead, "
    "or use livetok.open_live() in a notebook"
)


class WebcastPushConnection(Emitter, anyio.AsyncContextManagerMixin):
    """Connects to a room, and tells the handlers of `connect`, `disconnect`, `live_end` and `error`."""

    def __init__(self, unique_id: str | int, platform: Any = None, **options: Unpack[ClientOptions]) -> None:
        super().__init__()
        if isinstance(platform, bool):  # the second argument of release 4
            warn_of("the option 'debug'", "without effect: set the log level of 'livetok'")
        self._unique_id = validate_and_normalize_unique_id(unique_id)
        self._settings = Settings.of(cast("dict[str, Any]", options))
        self._user_id = self._unique_id if self._settings.is_user_id else ""
        if self._user_id and not (self._user_id.isascii() and self._user_id.isdecimal()):
            raise ValueError(f"with is_user_id the first argument is a number, not {self._user_id!r}")
        self.web: TikTokWebClient = self._settings.http()
        self.web.options(**self._settings.for_session())  # a wrong value is told at once
        self._loop: asyncio.AbstractEventLoop | None = self._settings.loop or running_loop()
        self._owns_loop = False
        self._group: TaskGroup | None = None
        self._token: Any = None
        self._thread: int | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._connections: set[ConnectionTask] = set()
        self._connection: ConnectionTask | None = None
        self._connecting = self._connected = False
        self._farewell_due = False
        self._room_id: int | None = None
        self._room_info: dict[str, Any] | None = None
        self._gift_info: dict[str, Any] | None = None
        self._gifts: dict[int, GiftDetailed] = {}

    # --- what is known

    @property
    def unique_id(self) -> str:
        """Handle of the host, without `@`."""
        return self._unique_id

    @property
    def room_id(self) -> int | None:
        """Id of the broadcast, None before the first connection.

        Afterwards that of the last one; None again in programs that register handlers by class, as in release 6 and 7.
        """
        return self._room_id

    @property
    def room_info(self) -> dict[str, Any] | None:
        """TikTok's data of the room while connected, or as last retrieved."""
        return self._room_info

    @property
    def gift_info(self) -> dict[str, Any] | None:
        """TikTok's gift list with the option `fetch_gift_info`, while connected."""
        return self._gift_info

    @property
    def connected(self) -> bool:
        """Whether there is a connection; stays true while a lost one is being restored."""
        return self._connected

    @property
    def connecting(self) -> bool:
        """Whether `start()` is under way."""
        return self._connecting

    @property
    def available_gifts(self) -> dict[int, GiftDetailed]:
        """The gift list by gift id, empty until it was retrieved."""
        return self._gifts

    @property
    def http(self) -> TikTokWebClient:
        """The web client, under its name in release 5."""
        return self.web

    @property
    def _web(self) -> TikTokWebClient:  # programs for release 6 and 7 reach for these two
        return self.web

    @property
    def _http(self) -> TikTokWebClient:
        return self.web

    @property
    def proxies(self) -> Proxies:
        """Proxies for requests. May be set at any time."""
        return self.web.proxies

    @proxies.setter
    def proxies(self, proxies: Proxies) -> None:
        self.web.proxies = proxies
        self.web.options()

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The asyncio loop of this client: the given one, the running one, or a new one that `run()` closes."""
        if self._loop is None or self._loop.is_closed():
            self._loop = running_loop()
            if self._loop is None:
                self._loop, self._owns_loop = asyncio.new_event_loop(), True
        return self._loop

    @property
    def websocket(self) -> WebcastWebsocketConnection | None:
        """The websocket, None before the first connection."""
        connection = self._connection
        if connection is None:
            return None
        return WebcastWebsocketConnection(
            lambda: self.stop() and None,
            lambda: connection.live is not None and connection.live.connected,
            lambda: connection.left,
        )

    # --- connecting

    def run(self, session_id: str | None = None, **options: Unpack[StartOptions]) -> None:
        """Connect, and block until the connection is over and its handlers are through. Ctrl-C ends it.

        May be called in any thread, and again afterwards.

        Args:
            session_id: Session of a logged-in user; see `web.set_session`.
            **options: See `start`.

        Raises:
            RuntimeError: As `start()`, or an event loop runs in this thread already. In programs that register handlers
                by class also when the connection is lost for good.
        """
        main = self._run_until_over(session_id, cast("dict[str, Any]", options))
        try:
            if running_loop() is not None:
                self.loop.run_until_complete(main)  # a loop that is patched for nesting lets that through
            else:
                run_alone(main, self.loop, owned=self._owns_loop)
        except RuntimeError as error:
            if inspect.getcoroutinestate(main) == inspect.CORO_CREATED:
                raise RuntimeError(_BLOCKS) from error
            raise
        finally:
            main.close()
            if self._owns_loop and self._loop is not None and self._loop.is_closed():
                self._loop, self._owns_loop = None, False

    async def _run_until_over(self, session_id: str | None, options: dict[str, Any]) -> None:
        try:
            await self._start(session_id, **options)
            connection = self._connection
            await self._wait_for_all()
        finally:
            with anyio.move_on_after(_LEAVING_SECONDS, shield=True):
                for leftover in self._connections:
                    leftover.cancel()
                await self._wait_for_all()
        self._raise_loss(connection)

    async def start(
        self, session_id: str | None = None, **options: Unpack[StartOptions]
    ) -> asyncio.Task[None] | None:
        """Connect, and return when the room is entered. The connection lives on in the background.

        When `stop()` is called meanwhile, this returns without a connection. Cancelling it ends the connection.

        Args:
            session_id: Session of a logged-in user; see `web.set_session`.
            **options: `process_connect_events`, `compress_ws_events`, `fetch_room_info`, `fetch_gift_info`,
                `fetch_live_check`, `room_id`; see `Settings.for_start`.

        Returns:
            The task that the connection lives in; None in an `async with` block.

        Raises:
            AlreadyConnectingError: Another `start()` is under way.
            AlreadyConnectedError: The client is connected.
            UserOfflineError: The host is not live.
            UserNotFoundError: There is no such user.
            FailedFetchRoomInfo: The room could not be looked up.
            FailedFetchGifts: The gift list could not be fetched.
            SignatureRateLimitError: Too many requests.
            FailedConnection: The websocket was refused, or there is no loop to live on.
            TypeError: An option is unknown.
            UserError: The handle is none.
        """
        return await self._start(session_id, **cast("dict[str, Any]", options))

    async def _start(self, session_id: str | None = None, **options: Any) -> asyncio.Task[None] | None:
        settings = self._settings.for_start(options)
        if self._connecting:
            raise AlreadyConnectingError("start() is under way already")
        if self._connected:
            raise AlreadyConnectedError("the client is connected; call stop() first")
        parse_user(self._unique_id)
        if session_id is not None:
            self.web.set_session(session_id, self.web.cookies.get("tt-target-idc"))
        self._connecting = True
        try:
            for connection in tuple(self._connections):
                if connection.left or connection.entered:
                    await connection.closed.wait()
            if self._user_id:
                self._unique_id = await self.web.fetch_user_unique_id(int(self._user_id))
                self._user_id = ""
            return await self._enter(settings, parse_user(self._unique_id))
        finally:
            self._connecting = False

    _connect = _start  # what programs for release 4 and 5 call, too

    async def _enter(self, settings: Settings, handle: str) -> asyncio.Task[None] | None:
        callbacks = ConnectionCallbacks(
            lambda connection, live: self._room_entered(connection, live, settings),
            lambda connection, event: self._room_event(connection, event, settings),
            self._room_left,
            self._handlers_ended,
        )
        connection = ConnectionTask(callbacks, lambda: self._room(handle, settings))
        task = self._host(connection)
        try:
            await connection.decided.wait()
        except anyio.get_cancelled_exc_class():
            connection.cancel()
            raise
        if connection.failure is not None and not connection.entered:
            raise translated(connection.failure)
        if not (connection.entered or connection.left):
            raise FailedConnection("start() was interrupted")
        return task

    def _host(self, connection: ConnectionTask) -> asyncio.Task[None] | None:
        task: asyncio.Task[None] | None = None
        name = f"livetok compat @{self._unique_id}"
        loop = running_loop()
        self._thread, self._token = threading.get_ident(), anyio.lowlevel.current_token()
        if self._group is not None:
            self._group.start_soon(connection.run, name=name)
        elif loop is None:
            raise FailedConnection(_NO_LOOP)
        else:
            task = loop.create_task(connection.run(), name=name)
            self._adopt(task)
        if loop is not None:
            self._loop = self.web.loop = loop
        self._connections.add(connection)
        self._connection = connection
        return task

    def _adopt(self, task: asyncio.Task[None]) -> None:
        # asyncio itself keeps no task alive
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _room(self, handle: str, settings: Settings) -> AbstractAsyncContextManager[Live]:
        options = self.web.options(**settings.for_session())
        # The proxies of release 4 and 5 are for requests only.
        dial = dial_directly(options, lambda _: settings.ws_proxy)
        network = Environment(dial=settings.ws_options.applied_to(dial))
        return open_room(handle, settings.room_id, options, network)

    async def connect(
        self,
        callback: Callable[[], Any] | Coroutine[Any, Any, Any] | None = None,
        **options: Unpack[StartOptions],
    ) -> asyncio.Task[None] | None:
        """Connect, and return when the connection is over. Cancelling it closes the connection.

        Args:
            callback: Called once the room is entered; a coroutine, or a function that makes one, is run in the
                background.
            **options: See `start`.

        Returns:
            The task that the connection lived in, where handlers may still be at work.

        Raises:
            RuntimeError: As `start()`, or the connection is lost for good.
        """
        task = await self.start(**options)
        connection = self._connection
        if callback is not None:
            result = callback() if callable(callback) else callback
            if inspect.isawaitable(result):
                self._begin_soon("", lambda: _awaited(result))
        if connection is None:
            return task
        try:
            await connection.closed.wait()
        except anyio.get_cancelled_exc_class():
            self._stop(connection)
            with anyio.move_on_after(_LEAVING_SECONDS, shield=True):
                await connection.closed.wait()
            raise
        for _ in range(_ROUNDS_TO_BEGIN):
            await anyio.lowlevel.checkpoint()
        if connection.entered and connection.failure is not None:
            raise translated(connection.failure)
        return task

    def _raise_loss(self, connection: ConnectionTask | None) -> None:
        """Raise what lost a connection, in programs for release 6 and 7; others have been told by `error`."""
        if connection is not None and connection.failure is not None and self._listens_by_class:
            raise translated(connection.failure)

    # --- stopping

    def stop(self) -> Stopping:
        """End the connection, if there is one, or keep `start()` from making one.

        May be called from anywhere: a handler, a callback of the loop, a signal handler, another thread.

        Returns:
            Something to await, or not: waits until the connection is closed.
        """
        connection = self._connection
        self._call_in_loop(lambda: self._stop(connection))
        return Stopping(lambda: self._stop_and_wait(connection))

    def disconnect(self, close_client: bool = False) -> Stopping:
        """End the connection, as `stop()` does.

        Args:
            close_client: Without effect; there is nothing more to close.

        Returns:
            Something to await, or not: waits until the connection is closed.
        """
        connection, loop = self._connection, self._loop
        if loop is None or not loop.is_running() or self._thread == threading.get_ident():
            return self.stop()
        # Most likely for `run_coroutine_threadsafe()`, whose wait must get into the loop before the loop is over.
        loop.call_soon_threadsafe(loop.call_later, _HAND_OVER_SECONDS, self._stop, connection)
        return Stopping(lambda: self._stop_and_wait(connection))

    def close(self) -> Stopping:
        """End the connection, as `stop()` does.

        Returns:
            Something to await, or not: waits until the connection is closed.
        """
        return self.stop()

    def _call_in_loop(self, function: Callable[[], None]) -> None:
        """Call a function in the thread of the loop: now when that is this one, or no loop runs; soon otherwise."""
        loop = self._loop
        nothing_runs = self._group is None if loop is None else not loop.is_running()
        if nothing_runs or self._thread in {None, threading.get_ident()}:
            function()
            if loop is not None and loop.is_running():
                loop.call_soon_threadsafe(_wake)  # in a signal handler the loop may be asleep
        elif loop is not None:
            loop.call_soon_threadsafe(function)
        else:
            anyio.from_thread.run_sync(function, token=self._token)

    def _stop(self, connection: ConnectionTask | None) -> None:
        if connection is None or connection.left or connection.closed.is_set():
            return
        connection.leave()
        if self._connected and connection is self._connection:
            self._farewell()

    async def _stop_and_wait(self, connection: ConnectionTask | None) -> None:
        loop, here = self._loop, running_loop()
        if connection is None:
            return
        if loop is None or loop is here:
            self._stop(connection)
            await connection.closed.wait()
        elif loop.is_running():
            await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(connection.closed.wait(), loop))

    async def reconnect(self) -> asyncio.Task[None] | None:
        """Connect again; a name of release 4 for `start()`."""
        warn_of("reconnect()", "start()")
        return await self.start()

    async def wait(self) -> None:
        """Wait until every connection is over, and the handlers are through. Not for use in a handler."""
        await self._wait_for_all()

    async def _wait_for_all(self) -> None:
        while self._connections:
            await next(iter(self._connections)).finished.wait()

    # --- as a block, for anyio and trio

    @asynccontextmanager
    async def __asynccontextmanager__(self) -> AsyncGenerator[Self]:
        """Connect; everything that runs for the client belongs to the block and ends with it."""
        async with open_private_group() as group:
            self._group = group
            try:
                await self._start()
                yield self
                self._stop(self._connection)
                with anyio.move_on_after(_HANDLER_SECONDS):
                    await self._wait_for_all()
            finally:
                self._group = None

    # --- requests

    async def retrieve_room_info(self) -> dict[str, Any]:
        """Ask TikTok for the room's data, connected or not, and keep it as `room_info`.

        Raises:
            FailedFetchRoomInfo: There was no usable answer.
        """
        try:
            async with self._resolver() as resolver:
                room = await resolver.fetch_room_info()
        except LiveError as error:
            raise FailedFetchRoomInfo(f"Failed to fetch room info: {error}") from error
        self._room_id, self._room_info = room.room_id, room.raw
        return self._room_info

    async def retrieve_available_gifts(self) -> dict[int, GiftDetailed]:
        """Ask TikTok for the gift list, and keep it as `available_gifts`.

        Raises:
            FailedFetchGifts: There was no usable answer.
        """
        try:
            async with self._resolver() as resolver:
                gifts = await resolver.fetch_gifts()
        except LiveError as error:
            raise FailedFetchGifts(f"Failed to fetch gifts: {error}") from error
        self._gift_info = {"gifts": [gift.raw for gift in gifts.values()], "pages": []}
        self._gifts = gifts_of(gift.raw for gift in gifts.values())
        return self._gifts

    @asynccontextmanager
    async def _resolver(self) -> AsyncGenerator[Resolver]:
        options = self.web.options()
        room_id = (self._room_id or 0) if self._connected or self._connecting else 0
        async with open_http(options) as http:
            yield Resolver(parse_user(self._unique_id), room_id, options, http, random.Random())

    async def is_live(self, unique_id: str | None = None) -> bool:
        """Tell whether a host is live; a paused broadcast is. Needs no connection.

        Args:
            unique_id: Another host; None for the client's own.

        Raises:
            UserNotFoundError: There is no such user.
            FailedParseRoomIdError: TikTok refused.
            UnreachableError: TikTok cannot be reached.
        """
        name = self._unique_id if unique_id is None else validate_and_normalize_unique_id(unique_id)
        return await self.web.fetch_is_live(unique_id=name)

    async def send_room_chat(self, content: str) -> dict[str, Any]:
        """Write a comment as the user of `web.set_session`; returns `code`, `message` and `data`.

        Args:
            content: At most 150 characters.

        Raises:
            ValueError: There is no session, or the text is empty or too long.
            TikTokLiveError: TikTok, or the signature server, refused.
        """
        return await self.web.send_room_chat(content)

    async def send_message(
        self, text: str, sign_url_fn: SignUrl, session_id: str | None = None
    ) -> dict[str, Any]:
        """Write a comment, as release 4 did; returns what TikTok says of it. See also `send_room_chat`.

        Args:
            text: At most 150 characters.
            sign_url_fn: Coroutine function; takes the address and the session, and returns the signed address and a
                dict of more headers.
            session_id: Session from now on; None for the one that was set before.

        Raises:
            ValueError: The text is empty or too long.
            InvalidSessionId: There is no session, or it has expired.
            ChatMessageRepeat: It repeats the last comment, or there were too many.
            ChatMessageSendFailure: TikTok refused, or cannot be reached.
        """
        if session_id is not None:
            self.web.set_session_id(session_id)
        session = self.web.cookies.get("sessionid")
        if not session:
            raise InvalidSessionId(
                "a comment needs a session: pass session_id, or call client.web.set_session()"
            )
        try:
            async with self._resolver() as resolver:
                room_id = resolver.room_id or (await resolver.fetch_room_info()).room_id
        except LiveError as error:
            raise ChatMessageSendFailure(f"the room is not known: {error}") from error
        async with self.web.client() as client:
            return await send_comment(client, room_id, text, sign_url_fn, session)

    async def get_avatar_url(self, unique_id: str | None = None) -> str | None:
        """Return the address of a user's largest profile picture, None when there is none.

        Args:
            unique_id: Another user; None for the host.

        Raises:
            UserNotFoundError: There is no such user.
            UnreachableError: TikTok cannot be reached.
        """
        name = self._unique_id if unique_id is None else validate_and_normalize_unique_id(unique_id)
        try:
            async with self._resolver() as resolver:
                user = (await resolver.fetch_profile(name)).user
        except LiveError as error:
            raise translated(error) from error
        return user.avatar_large or user.avatar_thumb or None

    @classmethod
    def parse_unique_id(cls, unique_id: str | int) -> str:
        """Return a handle without `@`, out of `"@name"`, `"name"` or a profile or live URL.

        Args:
            unique_id: What the user typed.
        """
        return validate_and_normalize_unique_id(unique_id)

    # --- what becomes of a connection

    async def _room_entered(self, connection: ConnectionTask, live: Live, settings: Settings) -> None:
        self._room_id = live.room_id
        if settings.enable_detailed_gifts:
            await self.retrieve_available_gifts()
        if settings.fetch_room_info_on_connect and live.room is not None:
            self._room_info = live.room.raw
        self._farewell_due = False
        self._connected = not connection.left

    @abstractmethod
    async def _room_event(self, connection: ConnectionTask, event: Event, settings: Settings) -> None:
        """Something happened in the room."""

    def _room_left(self, connection: ConnectionTask, live: Live) -> None:
        if self._connection is not connection:
            return
        if self._connected:
            self._farewell(lost=connection.failure is not None)
            if connection.failure is not None:
                self._on_error(translated(connection.failure))
            elif live.ended:
                self.emit(LiveEndEvent.name, LiveEndEvent())
        elif self._farewell_due:
            self._farewell_due = False
            self.emit(class_events.DisconnectEvent, class_events.DisconnectEvent())

    def _handlers_ended(self, connection: ConnectionTask) -> None:
        self._connections.discard(connection)
        if self._connection is connection:
            self._connected, self._room_info, self._gift_info = False, None, None
            if self._listens_by_class:
                self._room_id = None

    def _farewell(self, *, lost: bool = False, ended: bool = False) -> None:
        """Say that the connection is over.

        At the end of a broadcast release 4 and 5 said so before `live_end`, release 6 and 7 after everything else.
        """
        self._connected, self._room_info = False, None
        self.emit(DisconnectEvent.name, DisconnectEvent(webcast_closed=lost))
        self._farewell_due = ended
        if not ended:
            self.emit(class_events.DisconnectEvent, class_events.DisconnectEvent())

    def _begin_soon(self, event: str, work: Work) -> None:
        connections = (self._connection, *self._connections)
        connection = next(
            (candidate for candidate in connections if candidate is not None and candidate.is_open), None
        )
        if connection is not None:
            connection.begin_soon(work, vital=event in FAREWELLS)
        elif self._group is not None:
            self._group.start_soon(work)
        else:
            self._adopt(self.loop.create_task(work()))


BaseClient = WebcastPushConnection
"""The name in release 4."""


async def _awaited(result: Any) -> None:
    await result


def _wake() -> None:
    """Do nothing, in the loop."""
