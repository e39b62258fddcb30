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
from livetok._protocol.room_protocol import Received
from livetok._protocol.room_protocol import RoomProtocol as RoomProtocol
from livetok._resolver import Resolver
from livetok._session import retry
from livetok._session.broadcaster import Broadcaster
from livetok._webapi.responses import refusal
from livetok.errors import ClosedByServer, ConnectionLost, LiveError, NetworkError, Stale
from livetok.events import methods_of
from livetok.models import Gift
from livetok.options import Options, Resume, Ticket
from livetok.proto import ConnectEvent, DisconnectEvent, ReconnectEvent
from livetok.state import RoomState, Statistics

__all__ = ["RoomSession"]

_log = logging.getLogger("livetok.session")

# A refused first connection is tried again as somebody else, this often and within this time.
_FIRST_ATTEMPTS: Final = 4
_FIRST_SECONDS: Final = 30.0
_FIRST_PAUSE: Final = 1.0
# A server that accepts, and closes within so many seconds of being greeted, has not let us in.
_GRACE_SECONDS: Final = 0.25


@define(kw_only=True, eq=False)
class RoomSession:
    """Keeps one room connected until it ends, fails for good, or nobody wants it any more.

    Attributes:
        connected: Whether the room is entered right now.
        ended: Whether the broadcast is known to be over.
        failure: What ended the session, None while it runs and when the broadcast simply ended.
        reconnects: Connections after the first.
        resumed: Where this session went on; None when there was nothing to go on from in this room.
        finished: Set when `run` is over.
    """

    resolver: Resolver
    options: Options
    dial: Dial
    broadcaster: Broadcaster
    now: Callable[[], datetime]
    rng: random.Random
    # A replay brings a clock of its own, on which waiting costs nothing.
    clock: Callable[[], float] = anyio.current_time
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep
    # Returns when an attempt may be made: rooms that are followed together share a budget.
    acquire_slot: Callable[[], Awaitable[None]] = anyio.lowlevel.checkpoint
    connected: bool = False
    ended: bool = False
    failure: LiveError | None = None
    reconnects: int = 0
    resumed: Resume | None = field(default=None, init=False)
    finished: anyio.Event = field(factory=anyio.Event, init=False)
    _protocol: RoomProtocol = field(init=False)
    _connection_scope: anyio.CancelScope | None = field(default=None, init=False)
    _stopped: bool = field(default=False, init=False)
    # Moments on anyio's clock: this connection, the last websocket message, what a gap is counted from.
    _entered_at: float | None = field(default=None, init=False)
    _last_message_at: float | None = field(default=None, init=False)
    _gap_from: float = field(default=0.0, init=False)
    _gap: float = field(default=0.0, init=False)
    # Failures in a row that count against the budget, tries since the last loss that was told, the last wait.
    _failures: int = field(default=0, init=False)
    _tries: int = field(default=0, init=False)
    _waited: float = field(default=0.0, init=False)
    _announced: bool = field(default=False, init=False)
    # Whether the option `resume` has yet to be looked at: until a room is entered.
    _resume_is_due: bool = field(default=True, init=False)
    _failure_reported: bool = field(default=False, init=False)
    # What came before reading began, not yet understood: the fetch result of the ticket, and the first message.
    _early: list[bytes] = field(factory=list[bytes], init=False)
    # Acknowledgements not yet sent; none whenever there is something to wait for.
    _pending_acks: list[bytes] = field(factory=list[bytes], init=False)

    def __attrs_post_init__(self) -> None:
        self._protocol = RoomProtocol(
            room_id=self.resolver.room_id,
            unique_id=self.resolver.unique_id,
            history=self.options.history,
            limit=self.options.max_frame_size,
        )

    def statistics(self) -> Statistics:
        """Return the totals of this moment."""
        self.broadcaster.note_state_read()
        counts = self._protocol.counts
        return Statistics(
            messages=counts.messages,
            bytes=counts.bytes,
            decoded=counts.decoded,
            undecoded=counts.undecoded,
            duplicates=counts.duplicates,
            foreign=counts.foreign,
            skipped=counts.skipped,
            lagged=self.broadcaster.lagged,
            reconnects=self.reconnects,
            last_message_age=None if self._last_message_at is None else self.clock() - self._last_message_at,
        )

    @property
    def resume(self) -> Resume | None:
        """Where to go on after the last event that the live handed out; before the first, where this began."""
        last = self.broadcaster.main.last
        return self.resumed if last is None else last.meta.resume

    @property
    def unreported_failure(self) -> LiveError | None:
        """What ended the session, as long as nobody was told."""
        return None if self._failure_reported else self.failure

    def report_failure(self) -> LiveError | None:
        """Return what ended the session, and count it as told."""
        self._failure_reported = True
        return self.failure

    @property
    def catalogue(self) -> Mapping[int, Gift]:
        """The gifts of the room by id, empty when they were not asked for."""
        return self._protocol.catalogue

    @catalogue.setter
    def catalogue(self, gifts: Mapping[int, Gift]) -> None:
        self._protocol.catalogue = gifts

    def state(self) -> RoomState:
        """Return what is known of the room at this moment."""
        self.broadcaster.note_state_read()
        return self._protocol.state.snapshot(self.now())

    def stop(self) -> bool:
        """End the session in good order: the connection is closed politely, then `run` returns.

        Returns whether there is a connection to close; without one, the task can just be cancelled.
        """
        self._stopped = True
        if self._connection_scope is None:
            return False
        self._connection_scope.cancel()
        return True

    async def run(self, *, task_status: TaskStatus[None]) -> None:
        """Run until the end; started once the room was entered.

        Raises:
            LiveError: The room could not be entered. Later failures are kept in `failure`.
        """

        def entered() -> None:
            task_status.started()

        try:
            lost = await self._connect_first(entered)
            while lost is not None and await self._recover(lost):
                await self.acquire_slot()
                lost = await self._attempt()
            if lost is None:
                self._finish("the broadcast ended")
            # Not in the finally: after a crash, a loop must not take this for the end of the broadcast.
            self.broadcaster.close()
        finally:
            self.finished.set()

    # --- one attempt

    async def _connect_first(self, entered: Callable[[], None]) -> LiveError | None:
        """Enter the room for the first time and stay while that connection lasts; return what ended it."""
        failure: LiveError = NetworkError(
            f"the room was not entered within {_FIRST_SECONDS:.0f} s",
            stage="handshake",
            hint="try again later",
        )
        seconds = _FIRST_SECONDS  # of trying; how long others are let in first does not count
        for tries_left in reversed(range(_FIRST_ATTEMPTS)):
            await self.acquire_slot()
            with anyio.move_on_after(seconds) as patience:
                lost = await self._attempt(partial(_opened, patience, entered))
                if lost is None or self._entered_at is not None:
                    return lost
                failure = lost
            seconds = patience.deadline - anyio.current_time() - _FIRST_PAUSE
            if seconds <= 0 or not (tries_left and retry.needs_new_identity(failure)):
                break
            self.resolver.rotate_identity()
            await self.sleep(_FIRST_PAUSE)
        raise failure

    async def _attempt(self, opened: Callable[[], None] = lambda: None) -> LiveError | None:
        """Connect once, from looking the room up to losing it.

        Returns what ended the attempt: None for the end of the broadcast, or of our interest in it.
        """
        self._entered_at = None
        try:
            await self._connect_once(opened)
        except HandshakeRefused as refused:
            error = refusal(refused.status, refused.headers.items())
            error.__cause__ = refused
            return error
        except LiveError as error:
            return error
        return None

    async def _connect_once(self, opened: Callable[[], None]) -> None:
        ticket = await self._fetch_ticket()
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
                lost = await self._run_connection(socket)
            finally:
                self.connected = False
                self._connection_scope = None
            if lost is not None:
                raise lost  # by way of the socket, which then spends no time on farewells

    async def _fetch_ticket(self) -> Ticket:
        """Prepare a connection that goes on where this session stopped, or an earlier one that it continues."""
        protocol, resume = self._protocol, self.options.resume
        if self._resume_is_due and resume is not None:
            ticket = await self.resolver.fetch_ticket(
                cursor=resume.cursor,
                internal_ext=resume.internal_ext.decode(errors="replace"),
                tokens_of=resume.room_id,
            )
            if self.resolver.room_id == resume.room_id:
                self.resumed = resume
            return ticket
        return await self.resolver.fetch_ticket(
            cursor=protocol.cursor, internal_ext=protocol.internal_ext.decode(errors="replace")
        )

    async def _enter(self, socket: WebSocket) -> None:
        """Enter the room; take in the first message, when it comes soon. Nobody waits for a silent server."""
        self._protocol.room_id = self.resolver.room_id
        self._protocol.unique_id = self.resolver.unique_id
        if self._resume_is_due and self.resumed is not None:
            self._protocol.restore(self.resumed, self.now())
        self._resume_is_due = False
        await self._send(socket, *self._protocol.opening())
        with anyio.move_on_after(_GRACE_SECONDS):
            self._early.append(await socket.receive())
        self._entered_at = now = self.clock()
        self.connected = True
        if self._failures:
            self.reconnects += 1
            self._gap = round(now - self._gap_from, 3)
        else:
            self._gap_from = now
        _log.info("entered room %d of @%s", self._protocol.room_id, self._protocol.unique_id)

    async def _run_connection(self, socket: WebSocket) -> LiveError | None:
        """Read, acknowledge and keep alive until the connection is lost, the broadcast ends, or `stop()`.

        Returns what lost the connection.
        """
        lost: LiveError | None = None

        async def beat() -> None:
            nonlocal lost
            try:
                while True:
                    await anyio.sleep(self.options.heartbeat_interval)
                    await self._send(socket, self._protocol.heartbeat())
            except ConnectionLost as error:
                lost = lost or error
                group.cancel_scope.cancel()

        async with anyio.create_task_group() as group:
            self._connection_scope = group.cancel_scope
            group.start_soon(beat, name="livetok heartbeat")
            try:
                await self._announce()
                await self._deliver(socket, self._protocol.first(self._early.pop(0), self.now()))
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
        await self.broadcaster.wait_for_space()
        if self.reconnects:
            self.emit(ReconnectEvent(attempt=self._tries, delay=self._waited, gap_seconds=self._gap))
        attempt = self.reconnects + 1
        self.emit(
            ConnectEvent(room_id=self._protocol.room_id, unique_id=self._protocol.unique_id, attempt=attempt)
        )
        self._announced, self._tries = True, 0

    async def _read(self, socket: WebSocket) -> None:
        while self._early:
            await self._handle_message(socket, self._early.pop())
        while not self.ended:
            await self.broadcaster.wait_for_space()
            await self._handle_message(socket, await self._receive(socket))

    async def _handle_message(self, socket: WebSocket, data: bytes) -> None:
        self._last_message_at = self._gap_from = self.clock()
        self._protocol.wanted = methods_of(self.broadcaster.wanted_types)
        await self._deliver(socket, self._protocol.receive(data, self.now()))

    async def _receive(self, socket: WebSocket) -> bytes:
        if socket.at_hand:
            return await socket.receive()
        seconds = self.options.stale_timeout
        with anyio.move_on_after(seconds):
            return await socket.receive()
        raise Stale(
            f"the server said nothing for {seconds:g} s", silent_for=seconds, hint="see stale_timeout"
        )

    async def _deliver(self, socket: WebSocket, received: Received) -> None:
        """Hand events on, then acknowledge: what was received is not lost with the connection.

        Handing on does not wait, so that a slow program delays no acknowledgement. Messages that came together are
        acknowledged together.
        """
        self.ended = self.ended or received.ended
        self.broadcaster.publish(received.events)
        self._pending_acks += received.replies
        more = socket.at_hand and not (self.broadcaster.full or self.ended or received.closing)
        if self._pending_acks and not more:
            owed, self._pending_acks = self._pending_acks, []
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
        again = self._classify_loss(lost) is retry.Verdict.AGAIN
        code = lost.code if isinstance(lost, ClosedByServer) else 0
        if not again:
            self._finish(str(lost), code)
        elif self._announced:
            self.emit(DisconnectEvent(reason=str(lost), code=code, will_reconnect=True))
            self._announced = False
        if again:
            await self._pause(lost)
        return again

    def _classify_loss(self, lost: LiveError) -> retry.Verdict:
        """Count a failure and say what follows; one that ends the session is kept."""
        now, policy = self.clock(), self.options.retry
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
            self.resolver.rotate_identity()
        luck = self.rng.random()
        self._waited = round(retry.delay(self.options.retry, self._failures, luck, lost, now=self.now()), 3)
        _log.info("connection lost (%s), next attempt in %.1f s", lost, self._waited)
        await self.sleep(self._waited)

    def _finish(self, reason: str, code: int = 0) -> None:
        """Deliver what becomes final with the session, and say that it is over."""
        self.broadcaster.publish(self._protocol.close(self.now()))
        self.emit(DisconnectEvent(reason=reason, code=code))

    def emit(self, event: Event) -> None:
        """Put an event of our own into the stream; never waits."""
        self.broadcaster.publish([self._protocol.stamp(event, self.now())])


def _opened(patience: anyio.CancelScope, entered: Callable[[], None]) -> None:
    """Let a first connection last, unless it came too late."""
    if not patience.cancel_called:
        patience.deadline = math.inf
        entered()
