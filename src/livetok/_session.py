"""One room over many attempts: resolve, dial, enter, read, acknowledge, deliver; classify what ended it; again.

The session is a task that records its outcome instead of raising it: once the room was entered, its failure is kept
for whoever iterates, and the views are closed. Only what happens before the first entry is raised, out of the
`async with` line.
"""

from __future__ import annotations

import logging
import math
import random
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from typing import Final, Protocol

import anyio
from anyio.abc import TaskStatus
from attrs import define, field, frozen

from livetok._core import retry
from livetok._core.protocol import Protocol as RoomProtocol
from livetok._core.protocol import Received
from livetok._core.responses import refusal
from livetok._mixins.event import Event
from livetok._net.websocket import HandshakeRefused, WebSocket, open_websocket
from livetok._resolve import Resolver
from livetok._view import Hub
from livetok.errors import ClosedByServer, ConnectionLost, LiveError, NetworkError, Stale
from livetok.events import methods_of
from livetok.options import Options, Ticket
from livetok.proto import ConnectEvent, DisconnectEvent, ReconnectEvent
from livetok.state import RoomState

__all__ = ["Dial", "Session", "Statistics", "dial_directly"]

_log = logging.getLogger("livetok.session")

# A refused first connection is tried again as somebody else, this often and within this time.
_FIRST_ATTEMPTS: Final = 4
_FIRST_SECONDS: Final = 30.0
_FIRST_PAUSE: Final = 1.0


class Dial(Protocol):
    """Opens a websocket; the seam that tests and simulators replace."""

    def __call__(
        self, url: str, *, headers: Sequence[tuple[str, str]], timeout: float, max_message_size: int
    ) -> AbstractAsyncContextManager[WebSocket]: ...


@frozen(kw_only=True)
class Statistics:
    """Totals of a session at one moment.

    Attributes:
        messages: Webcast messages received, before any was dropped.
        bytes: Size of the websocket messages they came in.
        decoded: Messages that became typed events.
        undecoded: Messages and frames whose bytes were damaged.
        duplicates: Messages dropped because they had been delivered before.
        foreign: Messages dropped because they belong to another room.
        skipped: Messages that were not decoded because nobody asked for their type.
        lagged: Messages dropped because the program reads too slowly and asked for `drop_oldest`.
        reconnects: Connections after the first.
        last_message_age: Seconds since the last websocket message, None before the first.
    """

    messages: int = 0
    bytes: int = 0
    decoded: int = 0
    undecoded: int = 0
    duplicates: int = 0
    foreign: int = 0
    skipped: int = 0
    lagged: int = 0
    reconnects: int = 0
    last_message_age: float | None = None


@define(kw_only=True, eq=False)
class Session:
    """Keeps one room connected until it ends, fails for good, or nobody wants it any more.

    Attributes:
        connected: Whether the room is entered right now.
        failure: What ended the session, None while it runs and when the broadcast simply ended.
        reconnects: Connections after the first.
        finished: Set when `run` is over.
    """

    resolver: Resolver
    options: Options
    dial: Dial
    hub: Hub
    now: Callable[[], datetime]
    rng: random.Random
    connected: bool = False
    failure: LiveError | None = None
    reconnects: int = 0
    finished: anyio.Event = field(factory=anyio.Event, init=False)
    _room: RoomProtocol = field(init=False)
    _conversation: anyio.CancelScope | None = field(default=None, init=False)
    _entered_at: float | None = field(default=None, init=False)
    _heard_at: float | None = field(default=None, init=False)
    _failures: int = field(default=0, init=False)
    _waited: float = field(default=0.0, init=False)
    _told: bool = field(default=False, init=False)

    def __attrs_post_init__(self) -> None:
        self._room = RoomProtocol(room_id=0, history=self.options.history, limit=self.options.max_frame_size)

    def statistics(self) -> Statistics:
        """Return the totals of this moment."""
        counts = self._room.counts
        return Statistics(
            messages=counts.messages,
            bytes=counts.bytes,
            decoded=counts.decoded,
            undecoded=counts.undecoded,
            duplicates=counts.duplicates,
            foreign=counts.foreign,
            skipped=counts.skipped,
            lagged=self.hub.lagged,
            reconnects=self.reconnects,
            last_message_age=None if self._heard_at is None else anyio.current_time() - self._heard_at,
        )

    @property
    def untold(self) -> LiveError | None:
        """What ended the session, as long as nobody was told."""
        return None if self._told else self.failure

    def tell(self) -> LiveError | None:
        """Return what ended the session, and count it as told."""
        self._told = True
        return self.failure

    def state(self) -> RoomState:
        """Return what is known of the room at this moment."""
        return self._room.tally.snapshot(self.now())

    def stop(self) -> bool:
        """End the session in good order: the connection is closed politely, then `run` returns.

        Returns whether there is a connection to close; without one, the task can just be cancelled.
        """
        if self._conversation is None:
            return False
        self._conversation.cancel()
        return True

    async def run(self, *, task_status: TaskStatus[None]) -> None:
        """Run until the end; started once the room was entered.

        Raises:
            LiveError: The room could not be entered. Later failures are kept in `failure`.
        """
        try:
            lost = await self._first(task_status)
            while lost is not None and await self._recover(lost):
                lost = await self._attempt(_nothing)
            if lost is None:
                self._finish("the broadcast ended")
        finally:
            self.hub.close()
            self.finished.set()

    async def _first(self, task_status: TaskStatus[None]) -> LiveError | None:
        """Enter the room for the first time and stay while that connection lasts; return what ended it."""
        failure: LiveError = NetworkError(
            f"the room was not entered within {_FIRST_SECONDS:.0f} s",
            stage="handshake",
            hint="try again later",
        )
        with anyio.move_on_after(_FIRST_SECONDS) as patience:

            def opened() -> None:
                patience.deadline = math.inf
                task_status.started()

            for _ in range(_FIRST_ATTEMPTS):
                lost = await self._attempt(opened)
                if lost is None or self._entered_at is not None:
                    return lost
                failure = lost
                if not retry.worth_another_identity(failure):
                    break
                self.resolver.rotate()
                await anyio.sleep(_FIRST_PAUSE)
        raise failure

    async def _attempt(self, opened: Callable[[], None]) -> LiveError | None:
        """Connect once, from looking the room up to losing it.

        Returns what ended the attempt: None for the end of the broadcast, or of our interest in it.
        """
        self._entered_at = None
        try:
            ticket = await self.resolver.enter(
                cursor=self._room.cursor, internal_ext=self._room.internal_ext.decode(errors="replace")
            )
            async with self.dial(
                ticket.url,
                headers=ticket.headers,
                timeout=self.options.ws_timeout,
                max_message_size=self.options.max_frame_size,
            ) as socket:
                await self._enter(socket)
                opened()
                return await self._converse(socket, ticket)
        except HandshakeRefused as refused:
            error = refusal(refused.status, refused.headers.items())
            error.__cause__ = refused
            return error
        except LiveError as error:
            return error
        finally:
            self.connected = False

    async def _enter(self, socket: WebSocket) -> None:
        self._room.room_id = self.resolver.room_id
        self._room.unique_id = self.resolver.unique_id
        for frame in self._room.opening():
            await self._send(socket, frame)
        self._entered_at = anyio.current_time()
        self.connected = True
        _log.info("entered room %d of @%s", self._room.room_id, self._room.unique_id)

    async def _converse(self, socket: WebSocket, ticket: Ticket) -> LiveError | None:
        """Read, acknowledge and keep alive until the connection is lost, the broadcast ends, or `stop()`."""
        lost: LiveError | None = None

        async def beat() -> None:
            nonlocal lost
            try:
                while True:
                    await anyio.sleep(self.options.heartbeat_interval)
                    await self._send(socket, self._room.heartbeat())
            except ConnectionLost as error:
                lost = error
                group.cancel_scope.cancel()

        async with anyio.create_task_group() as group:
            self._conversation = group.cancel_scope
            group.start_soon(beat, name="livetok heartbeat")
            try:
                self._announce()
                await self._take(socket, self._room.first(ticket.first, self.now()))
                await self._read(socket)
            except ConnectionLost as error:
                lost = error
            group.cancel_scope.cancel()
        self._conversation = None
        return lost

    def _announce(self) -> None:
        """Say that the room was entered; after a loss, how long nothing was heard."""
        attempt = self.reconnects + 1
        if self._failures:
            self.reconnects += 1
            gap = 0.0 if self._heard_at is None else anyio.current_time() - self._heard_at
            self._say(ReconnectEvent(attempt=self._failures, delay=self._waited, gap_seconds=gap))
            attempt += 1
        self._say(ConnectEvent(room_id=self._room.room_id, unique_id=self._room.unique_id, attempt=attempt))

    async def _read(self, socket: WebSocket) -> None:
        ended = False
        while not ended:
            data = await self._receive(socket)
            self._heard_at = anyio.current_time()
            self._room.wanted = methods_of(self.hub.types)
            ended = await self._take(socket, self._room.receive(data, self.now()))

    async def _receive(self, socket: WebSocket) -> bytes:
        seconds = self.options.stale_timeout
        with anyio.move_on_after(seconds):
            return await socket.receive()
        raise Stale(
            f"the server said nothing for {seconds:g} s", silent_for=seconds, hint="see stale_timeout"
        )

    async def _take(self, socket: WebSocket, received: Received) -> bool:
        """Acknowledge, then deliver; return whether the broadcast is over."""
        for reply in received.replies:
            await self._send(socket, reply)
        self.hub.add(received.events)
        await self.hub.ready()
        if received.closing and not received.ended:
            raise ClosedByServer("the server asked to close the connection", code=1000, reason="close")
        return received.ended

    async def _send(self, socket: WebSocket, frame: bytes) -> None:
        with anyio.move_on_after(self.options.ws_timeout) as patience:
            await socket.send(frame)
        if patience.cancelled_caught:
            raise NetworkError("the server takes nothing in any more", stage="write", hint="see ws_timeout")

    async def _recover(self, lost: LiveError) -> bool:
        """Decide what a loss means; wait where another attempt is due. Returns whether to make one."""
        was_entered = self._entered_at is not None
        if (
            self._entered_at is not None
            and anyio.current_time() - self._entered_at >= self.options.retry.healthy_after
        ):
            self._failures = 0
        self._failures += 1
        verdict = retry.classify(lost)
        if verdict is retry.Verdict.AGAIN and self._failures > self.options.retry.attempts:
            verdict = retry.Verdict.FATAL
        again = verdict is retry.Verdict.AGAIN
        if verdict is retry.Verdict.FATAL:
            self.failure = lost
        code = lost.code if isinstance(lost, ClosedByServer) else 0
        if not again:
            self._finish(str(lost), code)
        elif was_entered:
            self._say(DisconnectEvent(reason=str(lost), code=code, will_reconnect=True))
        if again:
            if retry.needs_new_identity(lost):
                self.resolver.rotate()
            self._waited = retry.delay(self.options.retry, self._failures, self.rng.random(), lost)
            _log.info("connection lost (%s), next attempt in %.1f s", lost, self._waited)
            await anyio.sleep(self._waited)
        return again

    def _finish(self, reason: str, code: int = 0) -> None:
        """Deliver what becomes final with the session, and say that it is over."""
        self.hub.add(self._room.close(self.now()))
        self._say(DisconnectEvent(reason=reason, code=code))

    def _say(self, event: Event) -> None:
        self.hub.add([self._room.stamp(event, self.now())])


def _nothing() -> None:
    """Stand in for what only the first connection has to report."""


def dial_directly(options: Options) -> Dial:
    """Return the `Dial` of the real network."""

    @asynccontextmanager
    async def dial(
        url: str, *, headers: Sequence[tuple[str, str]], timeout: float, max_message_size: int
    ) -> AsyncGenerator[WebSocket]:
        async with open_websocket(
            url,
            headers=headers,
            ssl_context=options.ssl_context,
            timeout=timeout,
            max_message_size=max_message_size,
        ) as socket:
            yield socket

    return dial
