"""One room over many attempts: resolve, dial, enter, read, acknowledge, deliver; classify what ended it; again.

The session is a task that records its outcome instead of raising it: once the room was entered, its failure is kept
for whoever iterates, and the views are closed. Only what happens before the first entry is raised, out of the
`async with` line.
"""

from __future__ import annotations

import logging
import math
import random
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Final

import anyio
import anyio.lowlevel
from anyio.abc import TaskStatus
from attrs import define, field

from livetok._mixins.event import Event
from livetok._net.websocket import HandshakeRefused, WebSocket
from livetok._net.ws_connector import Dial
from livetok._protocol.room_protocol import Protocol as RoomProtocol
from livetok._protocol.room_protocol import Received
from livetok._resolver import Resolver
from livetok._session import retry
from livetok._session.broadcaster import Hub
from livetok._webapi.responses import refusal
from livetok.errors import ClosedByServer, ConnectionLost, LiveError, NetworkError, Stale
from livetok.events import methods_of
from livetok.models import Gift
from livetok.options import Options
from livetok.proto import ConnectEvent, DisconnectEvent, ReconnectEvent
from livetok.state import RoomState, Statistics

__all__ = ["Session"]

_log = logging.getLogger("livetok.session")

# A refused first connection is tried again as somebody else, this often and within this time.
_FIRST_ATTEMPTS: Final = 4
_FIRST_SECONDS: Final = 30.0
_FIRST_PAUSE: Final = 1.0
# A server that accepts, and closes within so many seconds of being greeted, has not let us in.
_GRACE: Final = 0.25


@define(kw_only=True, eq=False)
class Session:
    """Keeps one room connected until it ends, fails for good, or nobody wants it any more.

    Attributes:
        connected: Whether the room is entered right now.
        ended: Whether the broadcast is known to be over.
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
    # A replay brings a clock of its own, on which waiting costs nothing.
    time: Callable[[], float] = anyio.current_time
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep
    # Returns when an attempt may be made: rooms that are followed together share a budget.
    admit: Callable[[], Awaitable[None]] = anyio.lowlevel.checkpoint
    connected: bool = False
    ended: bool = False
    failure: LiveError | None = None
    reconnects: int = 0
    finished: anyio.Event = field(factory=anyio.Event, init=False)
    _room: RoomProtocol = field(init=False)
    _conversation: anyio.CancelScope | None = field(default=None, init=False)
    _stopped: bool = field(default=False, init=False)
    # Moments on anyio's clock: this connection, the last websocket message, what a gap is counted from.
    _entered_at: float | None = field(default=None, init=False)
    _heard_at: float | None = field(default=None, init=False)
    _in_touch_at: float = field(default=0.0, init=False)
    _gap: float = field(default=0.0, init=False)
    # Failures in a row that count against the budget, tries since the last loss that was told, the last wait.
    _failures: int = field(default=0, init=False)
    _tries: int = field(default=0, init=False)
    _waited: float = field(default=0.0, init=False)
    _announced: bool = field(default=False, init=False)
    _told: bool = field(default=False, init=False)
    # What came before reading began, not yet understood: the fetch result of the ticket, and the first message.
    _early: list[bytes] = field(factory=list[bytes], init=False)
    # Acknowledgements not yet sent; none whenever there is something to wait for.
    _owed: list[bytes] = field(factory=list[bytes], init=False)

    def __attrs_post_init__(self) -> None:
        self._room = RoomProtocol(
            room_id=self.resolver.room_id,
            unique_id=self.resolver.unique_id,
            history=self.options.history,
            limit=self.options.max_frame_size,
        )

    def statistics(self) -> Statistics:
        """Return the totals of this moment."""
        self.hub.watched()
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
            last_message_age=None if self._heard_at is None else self.time() - self._heard_at,
        )

    @property
    def untold(self) -> LiveError | None:
        """What ended the session, as long as nobody was told."""
        return None if self._told else self.failure

    def tell(self) -> LiveError | None:
        """Return what ended the session, and count it as told."""
        self._told = True
        return self.failure

    @property
    def catalogue(self) -> Mapping[int, Gift]:
        """The gifts of the room by id, empty when they were not asked for."""
        return self._room.catalogue

    @catalogue.setter
    def catalogue(self, gifts: Mapping[int, Gift]) -> None:
        self._room.catalogue = gifts

    def state(self) -> RoomState:
        """Return what is known of the room at this moment."""
        self.hub.watched()
        return self._room.tally.snapshot(self.now())

    def stop(self) -> bool:
        """End the session in good order: the connection is closed politely, then `run` returns.

        Returns whether there is a connection to close; without one, the task can just be cancelled.
        """
        self._stopped = True
        if self._conversation is None:
            return False
        self._conversation.cancel()
        return True

    async def run(self, *, task_status: TaskStatus[None]) -> None:
        """Run until the end; started once the room was entered.

        Raises:
            LiveError: The room could not be entered. Later failures are kept in `failure`.
        """

        def entered() -> None:
            task_status.started()

        try:
            lost = await self._first(entered)
            while lost is not None and await self._recover(lost):
                await self.admit()
                lost = await self._attempt()
            if lost is None:
                self._finish("the broadcast ended")
            # Not in the finally: after a crash, a loop must not take this for the end of the broadcast.
            self.hub.close()
        finally:
            self.finished.set()

    # --- one attempt

    async def _first(self, entered: Callable[[], None]) -> LiveError | None:
        """Enter the room for the first time and stay while that connection lasts; return what ended it."""
        failure: LiveError = NetworkError(
            f"the room was not entered within {_FIRST_SECONDS:.0f} s",
            stage="handshake",
            hint="try again later",
        )
        seconds = _FIRST_SECONDS  # of trying; how long others are let in first does not count
        for tries_left in reversed(range(_FIRST_ATTEMPTS)):
            await self.admit()
            with anyio.move_on_after(seconds) as patience:
                lost = await self._attempt(partial(_opened, patience, entered))
                if lost is None or self._entered_at is not None:
                    return lost
                failure = lost
            seconds = patience.deadline - anyio.current_time() - _FIRST_PAUSE
            if seconds <= 0 or not (tries_left and retry.needs_new_identity(failure)):
                break
            self.resolver.rotate()
            await self.sleep(_FIRST_PAUSE)
        raise failure

    async def _attempt(self, opened: Callable[[], None] = lambda: None) -> LiveError | None:
        """Connect once, from looking the room up to losing it.

        Returns what ended the attempt: None for the end of the broadcast, or of our interest in it.
        """
        self._entered_at = None
        try:
            await self._visit(opened)
        except HandshakeRefused as refused:
            error = refusal(refused.status, refused.headers.items())
            error.__cause__ = refused
            return error
        except LiveError as error:
            return error
        return None

    async def _visit(self, opened: Callable[[], None]) -> None:
        ticket = await self.resolver.enter(
            cursor=self._room.cursor, internal_ext=self._room.internal_ext.decode(errors="replace")
        )
        dialling = self.dial(
            ticket.url,
            headers=ticket.headers,
            timeout=self.options.ws_timeout,
            max_message_size=self.options.max_frame_size,
        )
        self._early = [ticket.first]
        del ticket  # or what came with it would be kept as long as the connection lasts
        async with dialling as socket:
            await self._enter(socket)
            opened()
            try:
                lost = await self._converse(socket)
            finally:
                self.connected = False
                self._conversation = None
            if lost is not None:
                raise lost  # by way of the socket, which then spends no time on farewells

    async def _enter(self, socket: WebSocket) -> None:
        """Enter the room; take in the first message, when it comes soon. Nobody waits for a silent server."""
        self._room.room_id = self.resolver.room_id
        self._room.unique_id = self.resolver.unique_id
        await self._send(socket, *self._room.opening())
        with anyio.move_on_after(_GRACE):
            self._early.append(await socket.receive())
        self._entered_at = now = self.time()
        self.connected = True
        if self._failures:
            self.reconnects += 1
            self._gap = round(now - self._in_touch_at, 3)
        else:
            self._in_touch_at = now
        _log.info("entered room %d of @%s", self._room.room_id, self._room.unique_id)

    async def _converse(self, socket: WebSocket) -> LiveError | None:
        """Read, acknowledge and keep alive until the connection is lost, the broadcast ends, or `stop()`.

        Returns what lost the connection.
        """
        lost: LiveError | None = None

        async def beat() -> None:
            nonlocal lost
            try:
                while True:
                    await anyio.sleep(self.options.heartbeat_interval)
                    await self._send(socket, self._room.heartbeat())
            except ConnectionLost as error:
                lost = lost or error
                group.cancel_scope.cancel()

        async with anyio.create_task_group() as group:
            self._conversation = group.cancel_scope
            group.start_soon(beat, name="livetok heartbeat")
            try:
                await self._announce()
                await self._take(socket, self._room.first(self._early.pop(0), self.now()))
                await self._read(socket)
            except LiveError as error:
                lost = lost or error
            group.cancel_scope.cancel()
        return None if self.ended else lost

    async def _announce(self) -> None:
        """Say that the room was entered; after a loss, how long nothing was heard.

        Waits for space before it speaks: a program that sleeps while the connection comes and goes finds one loss and
        one return in its buffer, however often it happened.
        """
        await self.hub.ready()
        if self.reconnects:
            self.say(ReconnectEvent(attempt=self._tries, delay=self._waited, gap_seconds=self._gap))
        attempt = self.reconnects + 1
        self.say(ConnectEvent(room_id=self._room.room_id, unique_id=self._room.unique_id, attempt=attempt))
        self._announced, self._tries = True, 0

    async def _read(self, socket: WebSocket) -> None:
        while self._early:
            await self._understand(socket, self._early.pop())
        while not self.ended:
            await self.hub.ready()
            await self._understand(socket, await self._receive(socket))

    async def _understand(self, socket: WebSocket, data: bytes) -> None:
        self._heard_at = self._in_touch_at = self.time()
        self._room.wanted = methods_of(self.hub.types)
        await self._take(socket, self._room.receive(data, self.now()))

    async def _receive(self, socket: WebSocket) -> bytes:
        if socket.at_hand:
            return await socket.receive()
        seconds = self.options.stale_timeout
        with anyio.move_on_after(seconds):
            return await socket.receive()
        raise Stale(
            f"the server said nothing for {seconds:g} s", silent_for=seconds, hint="see stale_timeout"
        )

    async def _take(self, socket: WebSocket, received: Received) -> None:
        """Hand events on, then acknowledge: what was received is not lost with the connection.

        Handing on does not wait, so that a slow program delays no acknowledgement. Messages that came together are
        acknowledged together.
        """
        self.ended = self.ended or received.ended
        self.hub.add(received.events)
        self._owed += received.replies
        more = socket.at_hand and not (self.hub.full or self.ended or received.closing)
        if self._owed and not more:
            owed, self._owed = self._owed, []
            await self._send(socket, *owed)
        if received.closing:
            raise ClosedByServer("the server asked to close the connection", reason="close")

    async def _send(self, socket: WebSocket, *frames: bytes) -> None:
        with anyio.move_on_after(self.options.ws_timeout) as patience:
            await socket.send(*frames)
        if patience.cancelled_caught:
            raise NetworkError("the server takes nothing in any more", stage="write", hint="see ws_timeout")

    # --- between attempts

    async def _recover(self, lost: LiveError) -> bool:
        """Decide what a loss means; wait where another attempt is due. Returns whether to make one."""
        if self._stopped:
            return False
        again = self._judge(lost) is retry.Verdict.AGAIN
        code = lost.code if isinstance(lost, ClosedByServer) else 0
        if not again:
            self._finish(str(lost), code)
        elif self._announced:
            self.say(DisconnectEvent(reason=str(lost), code=code, will_reconnect=True))
            self._announced = False
        if again:
            await self._pause(lost)
        return again

    def _judge(self, lost: LiveError) -> retry.Verdict:
        """Count a failure and say what follows; one that ends the session is kept."""
        now, policy = self.time(), self.options.retry
        if self._entered_at is not None and now - self._entered_at >= policy.healthy_after:
            self._failures = 0
        self._failures += 1
        self._tries += 1
        verdict = retry.classify(lost)
        if verdict is retry.Verdict.AGAIN and self._failures > policy.attempts:
            verdict = retry.Verdict.FATAL
        if verdict is retry.Verdict.FATAL:
            self.failure = lost
        self.ended = self.ended or verdict is retry.Verdict.ENDED
        return verdict

    async def _pause(self, lost: LiveError) -> None:
        if retry.needs_new_identity(lost):
            self.resolver.rotate()
        luck = self.rng.random()
        self._waited = round(retry.delay(self.options.retry, self._failures, luck, lost, now=self.now()), 3)
        _log.info("connection lost (%s), next attempt in %.1f s", lost, self._waited)
        await self.sleep(self._waited)

    def _finish(self, reason: str, code: int = 0) -> None:
        """Deliver what becomes final with the session, and say that it is over."""
        self.hub.add(self._room.close(self.now()))
        self.say(DisconnectEvent(reason=reason, code=code))

    def say(self, event: Event) -> None:
        """Put an event of our own into the stream; never waits."""
        self.hub.add([self._room.stamp(event, self.now())])


def _opened(patience: anyio.CancelScope, entered: Callable[[], None]) -> None:
    """Let a first connection last, unless it came too late."""
    if not patience.cancel_called:
        patience.deadline = math.inf
        entered()
