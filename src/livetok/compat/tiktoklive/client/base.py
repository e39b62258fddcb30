"""The connection of a client: start, stop, run, and what is known of the room."""

from __future__ import annotations

import asyncio
import inspect
import random
from abc import abstractmethod
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Final, Self

import anyio
from anyio.abc import TaskGroup
from typing_extensions import Unpack

from livetok._client.connect import open_room
from livetok._client.live import Live
from livetok._client.room import Environment
from livetok._mixins.event import Event
from livetok._net.http import open_http
from livetok._net.ws_connector import dial_directly
from livetok._resolver import Resolver
from livetok._util.task_group import open_private_group
from livetok._webapi.handles import parse_user
from livetok.compat.tiktoklive._convert import gifts_of
from livetok.compat.tiktoklive._emitter import Emitter, Work
from livetok.compat.tiktoklive._problems import translated
from livetok.compat.tiktoklive._renamed import warn_of
from livetok.compat.tiktoklive._stay import ConnectionTask
from livetok.compat.tiktoklive.client._settings import ClientOptions, Settings
from livetok.compat.tiktoklive.client.httpx import Proxies, TikTokHTTPClient
from livetok.compat.tiktoklive.client.wsclient import WebcastWebsocketConnection
from livetok.compat.tiktoklive.types.errors import (
    AlreadyConnected,
    AlreadyConnecting,
    FailedConnection,
    FailedFetchGifts,
    FailedFetchRoomInfo,
)
from livetok.compat.tiktoklive.types.events import DisconnectEvent, LiveEndEvent
from livetok.compat.tiktoklive.types.objects import GiftDetailed
from livetok.compat.tiktoklive.utilities import validate_and_normalize_unique_id
from livetok.errors import LiveError

__all__ = ["WebcastPushConnection"]

# Handlers of these may take as long as they like when the connection is over: they may wait, and start again.
FAREWELLS: Final = frozenset({"disconnect", "live_end"})

_LEAVING_SECONDS: Final = 3.0
_LAST_WORDS: Final = 5.0
_NO_LOOP: Final = (
    "start() needs a running asyncio loop: call client.run() in a script, await client.start() in an asyncio program, "
    "and write `async with client:` in an anyio or trio program"
)
_BLOCKS: Final = (
    "run() blocks, and an event loop runs in this thread already: await client.start() instead, "
    "or use livetok.open_live() in a notebook"
)


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


class WebcastPushConnection(Emitter, anyio.AsyncContextManagerMixin):
    """Connects to a room, and tells the handlers of `connect`, `disconnect`, `live_end` and `error`."""

    def __init__(self, unique_id: str, **options: Unpack[ClientOptions]) -> None:
        super().__init__()
        self._unique_id = validate_and_normalize_unique_id(unique_id)
        self._settings = Settings.of(options)
        self.http: TikTokHTTPClient = self._settings.http()
        self.http.options(**self._settings.for_session())  # a wrong value is told at once
        self._loop: asyncio.AbstractEventLoop | None = self._settings.loop or _running_loop()
        self._owns_loop = False
        self._group: TaskGroup | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._stays: set[ConnectionTask] = set()
        self._stay: ConnectionTask | None = None
        self._connecting = self._connected = False
        self._room_id: int | None = None
        self._room_info: dict[str, Any] | None = None
        self._gifts: dict[int, GiftDetailed] = {}

    # --- what is known

    @property
    def unique_id(self) -> str:
        """Handle of the host, without `@`."""
        return self._unique_id

    @property
    def room_id(self) -> int | None:
        """Id of the broadcast, None before the first connection."""
        return self._room_id

    @property
    def room_info(self) -> dict[str, Any] | None:
        """TikTok's data of the room while connected, or as last retrieved."""
        return self._room_info

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
    def proxies(self) -> Proxies:
        """Proxies for requests. May be set at any time."""
        return self.http.proxies

    @proxies.setter
    def proxies(self, proxies: Proxies) -> None:
        self.http.proxies = proxies
        self.http.options()

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The asyncio loop of this client: the given one, the running one, or a new one that `run()` closes."""
        if self._loop is None or self._loop.is_closed():
            self._loop = _running_loop()
            if self._loop is None:
                self._loop, self._owns_loop = asyncio.new_event_loop(), True
        return self._loop

    @property
    def websocket(self) -> WebcastWebsocketConnection | None:
        """The websocket, None before the first connection."""
        stay = self._stay
        if stay is None:
            return None
        return WebcastWebsocketConnection(
            self.stop, lambda: stay.live is not None and stay.live.connected, lambda: stay.left
        )

    # --- connecting

    def run(self, session_id: str | None = None) -> None:
        """Connect, and block until the connection is over and its handlers are through. Ctrl-C ends it.

        Raises:
            RuntimeError: As `start()`, or an event loop runs in this thread already.
        """
        _warn_of_session(session_id)
        main = self._main()
        try:
            if _running_loop() is not None:
                self.loop.run_until_complete(main)  # a loop that is patched for nesting lets that through
            else:
                self._run_alone(main)
        except RuntimeError as error:
            if inspect.getcoroutinestate(main) == inspect.CORO_CREATED:
                raise RuntimeError(_BLOCKS) from error
            raise
        finally:
            main.close()

    def _run_alone(self, main: Any) -> None:
        runner = asyncio.Runner(loop_factory=lambda: self.loop)  # it turns Ctrl-C into a cancellation
        try:
            runner.run(main)
        finally:
            if self._owns_loop:
                runner.close()
                self._loop, self._owns_loop = None, False

    async def _main(self) -> None:
        await self.start()
        try:
            await self.wait()
        finally:
            with anyio.move_on_after(_LEAVING_SECONDS, shield=True):
                for stay in self._stays:
                    stay.cancel()
                await self.wait()

    async def start(self, session_id: str | None = None) -> None:
        """Connect, and return when the room is entered. The connection lives on in the background.

        Raises:
            AlreadyConnecting: Another `start()` is under way.
            AlreadyConnected: The client is connected.
            LiveNotFound: The host is not live.
            FailedFetchRoomInfo: The room could not be looked up.
            FailedFetchGifts: The gift list could not be fetched.
            SignatureRateLimitReached: Too many requests.
            FailedConnection: The websocket was refused, or there is no loop to live on.
            UserError: The handle is none.
        """
        _warn_of_session(session_id)
        if self._connecting:
            raise AlreadyConnecting("start() is under way already")
        if self._connected:
            raise AlreadyConnected("the client is connected; call stop() first")
        handle = parse_user(self._unique_id)
        self._connecting = True
        try:
            await self._arrive(ConnectionTask(self, lambda: self._room(handle)))
        finally:
            self._connecting = False

    async def _arrive(self, stay: ConnectionTask) -> None:
        self._host(stay)
        try:
            await stay.decided.wait()
        except anyio.get_cancelled_exc_class():
            stay.cancel()
            raise
        if stay.failure is not None and not stay.arrived:
            raise translated(stay.failure)
        if not stay.arrived:
            raise FailedConnection("start() was interrupted")

    def _host(self, stay: ConnectionTask) -> None:
        if self._group is not None:
            self._group.start_soon(stay.run, name=f"livetok compat @{self._unique_id}")
        else:
            loop = _running_loop()
            if loop is None:
                raise FailedConnection(_NO_LOOP)
            self._loop = self.http.loop = loop
            self._adopt(loop.create_task(stay.run(), name=f"livetok compat @{self._unique_id}"))
        self._stays.add(stay)
        self._stay = stay

    def _adopt(self, task: asyncio.Task[None]) -> None:
        # asyncio itself keeps no task alive
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _room(self, handle: str) -> AbstractAsyncContextManager[Live]:
        options = self.http.options(**self._settings.for_session())
        network = Environment(dial=dial_directly(options, lambda _: None))  # proxies are for requests only
        return open_room(handle, 0, options, network)

    def stop(self) -> None:
        """End the connection, if there is one. May be called from another thread than the loop's."""
        loop = self._loop
        if self._group is None and loop is not None and loop.is_running() and _running_loop() is not loop:
            loop.call_soon_threadsafe(self._stop)
        else:
            self._stop()

    def _stop(self) -> None:
        if self._connected and self._stay is not None:
            self._stay.leave()
            self._disconnected()

    async def reconnect(self) -> None:
        """Connect again; a name of release 4 for `start()`."""
        warn_of("reconnect()", "start()")
        await self.start()

    async def wait(self) -> None:
        """Wait until every connection is over, and the handlers are through. Not for use in a handler."""
        while self._stays:
            await next(iter(self._stays)).finished.wait()

    # --- as a block, for anyio and trio

    @asynccontextmanager
    async def __asynccontextmanager__(self) -> AsyncGenerator[Self]:
        """Connect; everything that runs for the client belongs to the block and ends with it."""
        async with open_private_group() as group:
            self._group = group
            try:
                await self.start()
                yield self
                self.stop()
                with anyio.move_on_after(_LAST_WORDS):
                    await self.wait()
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
        self._gifts = gifts_of(gift.raw for gift in gifts.values())
        return self._gifts

    @asynccontextmanager
    async def _resolver(self) -> AsyncGenerator[Resolver]:
        options = self.http.options()
        room_id = (self._room_id or 0) if self._connected or self._connecting else 0
        async with open_http(options) as http:
            yield Resolver(parse_user(self._unique_id), room_id, options, http, random.Random())

    # --- what a stay tells

    async def arrived(self, stay: ConnectionTask, live: Live) -> None:
        """The room was entered."""
        self._room_id = live.room_id
        if self._settings.enable_detailed_gifts:
            await self.retrieve_available_gifts()
        if self._settings.fetch_room_info_on_connect and live.room is not None:
            self._room_info = live.room.raw
        self._connected = True

    @abstractmethod
    async def heard(self, stay: ConnectionTask, event: Event) -> None:
        """Something happened in the room."""

    def parted(self, stay: ConnectionTask, live: Live) -> None:
        """The connection is over."""
        if self._stay is not stay or not self._connected:
            return  # stop(), or the end of the broadcast, which was told
        self._disconnected(lost=stay.failure is not None)
        if stay.failure is not None:
            self._on_error(translated(stay.failure))
        elif live.ended:
            self.emit(LiveEndEvent.name, LiveEndEvent())

    def gone(self, stay: ConnectionTask) -> None:
        """The handlers are through, too."""
        self._stays.discard(stay)
        if self._stay is stay:
            self._connected, self._room_info = False, None

    def _disconnected(self, *, lost: bool = False) -> None:
        self._connected, self._room_info = False, None
        self.emit(DisconnectEvent.name, DisconnectEvent(webcast_closed=lost))

    def _begin_soon(self, event: str, work: Work) -> None:
        stay = next((one for one in (self._stay, *self._stays) if one is not None and one.is_open), None)
        if stay is not None:
            stay.begin_soon(work, vital=event in FAREWELLS)
        elif self._group is not None:
            self._group.start_soon(work)
        else:
            self._adopt(self.loop.create_task(work()))


def _warn_of_session(session_id: str | None) -> None:
    if session_id is not None:
        warn_of("session_id", "livetok.connect(session=Session(...)); reading a room needs none")
