"""One room over many attempts: resolve, dial, enter, read, acknowledge, deliver; classify what ended it; again.

The session is a task that records its outcome instead of raising it: once the room was entered, its failure is kept
for whoever iterates, and the queues are closed. Only what happens before the first entry is raised, out of the
`async with` line.
"""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

import anyio
import anyio.lowlevel
from anyio.abc import TaskStatus
from attrs import define, field

from livetok._mixins.event import Event
from livetok._mixins.meta import meta_from
from livetok._net.websocket import HandshakeRefused, WebSocket
from livetok._net.ws_connector import Dial
from livetok._protocol.frames import answers_entry
from livetok._protocol.room_protocol import Received
from livetok._protocol.room_protocol import RoomProtocol as RoomProtocol
from livetok._resolver import Resolver
from livetok._session import retry
from livetok._session.broadcaster import Broadcaster
from livetok._session.environment import Environment
from livetok._session.event_queue import EventQueue
from livetok._util.task_group import open_task_group
from livetok._util.tracing import traced
from livetok._webapi.responses import refusal
from livetok.errors import (
    ClosedByServer,
    ConnectionLost,
    EntryRefused,
    LiveError,
    NetworkError,
    SignerError,
    Stale,
    UserError,
)
from livetok.events import methods_of
from livetok.models import Gift
from livetok.options import Options, Resume, Ticket
from livetok.proto import ConnectEvent, DisconnectEvent, ReconnectEvent
from livetok.state import RoomState, Statistics

__all__ = ["RoomSession"]

_log = logging.getLogger("livetok.session")

# A refused first connection is tried again with a new identity, this often and within this time.
_FIRST_ATTEMPTS: Final = 4
_FIRST_SECONDS: Final = 30.0
_FIRST_PAUSE: Final = 1.0
# A refusal comes about 0.7 s after the request to enter (protocol notes 10.3). A server that says nothing for so many
# seconds is taken for one that let us in.
_ENTRY_SECONDS: Final = 2.0
_REFUSED_ENTRY: Final = "payload_handler_im_enter_room"


@define(kw_only=True, eq=False)
class RoomSession:
    """Keeps one room connected until the broadcast ends, the connection is lost for good, or `stop` is called.

    Attributes:
        resolver: Looks the room up, anew for every attempt.
        options: Checked options.
        environment: Clocks, chance, and the turn to connect.
        dial: Opens a websocket.
        broadcaster: Whom events are handed to.
        connected: Whether the room is entered right now.
        ended: Whether the broadcast is known to be over.
        failure: What ended the session; None while it runs and after a normal end.
        reconnects: Connections after the first.
        resumed: Where this session went on; None when there was nothing to go on from in this room.
        finished: Set when `run` is over.
        left: Whether the block of the live was left, and everything behind it is closed.
    """

    resolver: Resolver
    options: Options
    environment: Environment
    dial: Dial
    broadcaster: Broadcaster
    connected: bool = False
    ended: bool = False
    failure: LiveError | None = None
    reconnects: int = 0
    left: bool = field(default=False, init=False)
    resumed: Resume | None = field(default=None, init=False)
    finished: anyio.Event = field(factory=anyio.Event, init=False)
    _protocol: RoomProtocol = field(init=False)
    _connection_scope: anyio.CancelScope | None = field(default=None, init=False)
    _stopped: bool = field(default=False, init=False)
    # Around everything after the first connection; cancelled where there is no connection to close.
    _reconnecting: anyio.CancelScope = field(factory=anyio.CancelScope, init=False)
    # Moments on anyio's clock: this connection, the last websocket message, what a gap is counted from.
    _entered_at: float | None = field(default=None, init=False)
    _entry_answered: bool = field(default=False, init=False)
    _is_relay: bool = field(default=False, init=False)
    _last_message_at: float | None = field(default=None, init=False)
    _gap_from: float = field(default=0.0, init=False)
    _gap: float = field(default=0.0, init=False)
    # When this attempt began, and totals of all.
    _attempt_from: float = field(default=0.0, init=False)
    _connections: int = field(default=0, init=False)
    _connect_seconds: float = field(default=0.0, init=False)
    _gap_seconds: float = field(default=0.0, init=False)
    # Failures in a row that count against `retry.attempts`, attempts since the last announced loss, the last backoff.
    _failures: int = field(default=0, init=False)
    _tries: int = field(default=0, init=False)
    _waited: float = field(default=0.0, init=False)
    _announced: bool = field(default=False, init=False)
    # Whether the option `resume` has yet to be looked at: until a room is entered.
    _resume_is_due: bool = field(default=True, init=False)
    # What is read in another thread may be half changed.
    _thread_id: int = field(factory=threading.get_ident, init=False)
    _failure_reported: bool = field(default=False, init=False)
    # Received before reading began, not yet decoded: the fetch result of the ticket, and all up to the entry's answer.
    _early: list[bytes] = field(factory=list[bytes], init=False)
    # Acknowledgements not yet sent; none whenever there is something to wait for.
    _pending_acks: list[bytes] = field(factory=list[bytes], init=False)

    def __attrs_post_init__(self) -> None:
        self._protocol = RoomProtocol(
            room_id=self.resolver.room_id,
            unique_id=self.resolver.unique_id,
            history=self.options.history,
            limit=self.options.max_frame_size,
            most_messages=self.options.max_frame_messages,
        )
        self.broadcaster.on_wanted_change = self._want
        self._want(self.broadcaster.wanted_types)

    def _want(self, types: tuple[type[Event], ...] | None) -> None:
        self._protocol.wanted = methods_of(types)

    async def next_event(self, queue: EventQueue | None = None) -> Event:
        """Wait for the next event of a queue. Cancelling it loses no event.

        Args:
            queue: One that the broadcaster fills; the live's own when left out.

        Raises:
            StopAsyncIteration: The broadcast is over and everything was handed out.
            LiveError: What ended the session.
            UserError: Another task waits for an event of this queue.
        """
        queue = self.broadcaster.main if queue is None else queue
        event = queue.get_nowait_or_none()
        if event is not None:
            return event
        try:
            return await queue.get()
        except anyio.EndOfStream:
            failure = self.report_failure()
        if failure is not None:
            raise failure
        raise StopAsyncIteration

    def statistics(self) -> Statistics:
        """Return the session's totals at this moment, for a program that may read nothing else."""
        self._note_state_read()
        return self.totals()

    def totals(self) -> Statistics:
        """Return the session's totals at this moment. Asking changes nothing."""
        counts = self._protocol.counts
        last = self._last_message_at
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
            last_message_age=None if last is None else self.environment.clock() - last,
            connections=self._connections,
            connect_seconds=self._connect_seconds,
            gap_seconds=self._gap_seconds,
        )

    @property
    def resume(self) -> Resume | None:
        """Where to go on after the last event that the live handed out; before the first, where this began."""
        last = self.broadcaster.main.last
        if last is None:
            return self.resumed
        return (meta_from(last) if isinstance(last, tuple) else last).resume

    @property
    def unreported_failure(self) -> LiveError | None:
        """The session's failure while no reader has seen it yet, else None."""
        return None if self._failure_reported else self.failure

    def report_failure(self) -> LiveError | None:
        """Return the failure and mark it as reported, so that leaving the block does not raise it again.

        Returns:
            What ended the session; None while it runs and after a normal end.
        """
        self._failure_reported = True
        return self.failure

    @property
    def catalogue(self) -> Mapping[int, Gift]:
        """The gift catalogue by gift id; empty unless the option `fetch_gifts` is on."""
        return self._protocol.catalogue

    @catalogue.setter
    def catalogue(self, gifts: Mapping[int, Gift]) -> None:
        self._protocol.catalogue = gifts

    def state(self) -> RoomState:
        """Return what is known of the room at this moment."""
        self._note_state_read()
        return self._protocol.state.snapshot(self.environment.now())

    def check_open(self) -> None:
        """Check that the block of the live was not left yet.

        Raises:
            UserError: It was.
        """
        if self.left:
            raise UserError("this live is closed", hint="use it inside its async with block")

    def _note_state_read(self) -> None:
        if self.left:
            return
        if threading.get_ident() != self._thread_id:
            hint = "ask in the thread of the event loop, anyio.from_thread.run_sync() for example, or use open_live()"
            raise UserError("the live belongs to the thread of its event loop", hint=hint)
        self.broadcaster.note_state_read()

    def stop(self) -> bool:
        """Ask the session to end: the websocket is closed with a close frame, then `run` returns.

        May be called outside of a task, but only in the thread of the event loop. A wait for the next attempt is cut
        short.

        Returns:
            Whether there is a connection to close; without one, the task can be cancelled at once.
        """
        self._stopped = True
        if self._connection_scope is None:
            self._reconnecting.cancel()
            return False
        self._connection_scope.cancel()
        return True

    async def run(self, *, task_status: TaskStatus[None]) -> None:
        """Run until the session ends. Cancelling it closes the connection, and the queues stay open.

        Args:
            task_status: Told once the room was entered.

        Raises:
            LiveError: The room could not be entered. Later failures are kept in `failure`.
        """

        def entered() -> None:
            task_status.started()

        try:
            lost = await self._connect_first(entered)
            with self._reconnecting:
                while lost is not None and await self._recover(lost):
                    await self.environment.acquire_slot()
                    lost = await self._attempt()
            if self._stopped and not self.ended:
                self._finish("stopped")
            elif lost is None:
                self._finish("the broadcast ended")
            # Not in the finally: after a crash, a loop must not take this for the end of the broadcast.
            self.broadcaster.close()
        finally:
            self.finished.set()

    # --- one attempt

    async def _connect_first(self, entered: Callable[[], None]) -> LiveError | None:
        """Enter the room for the first time and stay while that connection lasts; return what ended it.

        Raises:
            LiveError: The room was not entered within the attempts and the time for it.
        """
        failure: LiveError = NetworkError(
            f"the room was not entered within {_FIRST_SECONDS:.0f} s",
            stage="handshake",
            hint="try again later",
        )
        seconds = _FIRST_SECONDS  # of trying; waiting for the slot does not count
        for tries_left in reversed(range(_FIRST_ATTEMPTS)):
            await self.environment.acquire_slot()
            with anyio.move_on_after(seconds) as patience:
                lost = await self._attempt(partial(_opened, patience, entered))
                if lost is None or self._entered_at is not None:
                    return lost
                failure = lost
            seconds = patience.deadline - anyio.current_time() - _FIRST_PAUSE
            if seconds <= 0 or not (tries_left and retry.needs_new_identity(failure)):
                break
            self.resolver.rotate_identity()
            await self.environment.sleep(_FIRST_PAUSE)
        raise failure

    async def _attempt(self, opened: Callable[[], None] = lambda: None) -> LiveError | None:
        """Connect once, from looking the room up to losing it.

        Returns:
            What ended the attempt; None when the broadcast ended or `stop` was called.
        """
        self._entered_at, self._entry_answered = None, False
        self._is_relay = False
        self._attempt_from = self.environment.clock()
        try:
            with traced("livetok.connect", {"livetok.host": self.resolver.unique_id}) as span:

                def traced_opened() -> None:
                    span.set("livetok.room_id", str(self._protocol.room_id))
                    span.end()
                    opened()

                await self._connect_once(traced_opened)
        except (HandshakeRefused, LiveError) as failure:
            error = await self._explain(failure)
            if error is not failure:
                error.__cause__ = failure
            return error
        return None

    async def _explain(self, failure: HandshakeRefused | LiveError) -> LiveError:
        """Return what a failure means; before the entry was answered, that depends on who was asked."""
        if isinstance(failure, LiveError) and (self._entry_answered or isinstance(failure, SignerError)):
            return failure
        error = (
            failure
            if isinstance(failure, LiveError)
            else refusal(failure.status, failure.headers.items(), signed=bool(self.options.signer))
        )
        if self._is_relay:
            hint = "try again later, or use EulerSigner(relay=False)"
            return SignerError(
                f"the signer's relay did not let us in: {error}", hint=hint, status=error.status
            )
        return await self._explain_refusal(error) if isinstance(error, ClosedByServer) else error

    async def _explain_refusal(self, closed: ClosedByServer) -> LiveError:
        """Return why the server closed the websocket instead of answering the entry: often the broadcast is over."""
        if (ended := await self.resolver.find_end()) is not None:
            return ended
        if closed.reason != _REFUSED_ENTRY:
            return closed
        return EntryRefused(
            f"TikTok refused to let us into the room: {closed.code} {closed.reason}",
            hint="the LIVE may be for chosen viewers only, or this address is flagged: try a session that may see it, "
            "another network, or a proxy",
            code=closed.code,
            reason=closed.reason,
        )

    async def _connect_once(self, opened: Callable[[], None]) -> None:
        ticket = await self._fetch_ticket()
        dialling = self.dial(
            ticket.url,
            headers=ticket.headers,
            timeout=self.options.ws_timeout,
            max_message_size=self.options.max_frame_size,
        )
        self._early, self._is_relay = [ticket.first], ticket.relay
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
                raise lost  # through the websocket's context manager, which then skips the close handshake

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
        """Send the opening messages, and read until the entry was answered, for a limited time."""
        self._protocol.room_id = self.resolver.room_id
        self._protocol.unique_id = self.resolver.unique_id
        if self._resume_is_due and self.resumed is not None:
            self._protocol.restore(self.resumed, self.environment.now())
        self._resume_is_due = False
        await self._send(socket, *self._protocol.opening(enter=not self._is_relay))
        await (self._await_relay(socket) if self._is_relay else self._await_entry(socket))
        self._entered_at = now = self.environment.clock()
        self._connections += 1
        self._connect_seconds += now - self._attempt_from
        self.connected = True
        if self._failures:
            self.reconnects += 1
            self._gap = round(now - self._gap_from, 3)
            self._gap_seconds += self._gap
        else:
            self._gap_from = now
        _log.info("entered room %d of @%s", self._protocol.room_id, self._protocol.unique_id)

    async def _await_entry(self, socket: WebSocket) -> None:
        with anyio.move_on_after(min(_ENTRY_SECONDS, self.options.stale_timeout)):
            while not self._entry_answered:
                self._early.append(await socket.receive())
                self._entry_answered = answers_entry(self._early[-1])

    async def _await_relay(self, socket: WebSocket) -> None:
        """Wait for a sign of life: a relay that has too many connections accepts more, and leaves them silent.

        Raises:
            SignerError: There was none within `ws_timeout`.
        """
        seconds = self.options.ws_timeout
        with anyio.move_on_after(seconds):
            self._early.append(await socket.receive())
            self._entry_answered = True
            return
        raise SignerError(
            f"the signer's relay accepted the connection and said nothing for {seconds:g} s: it is over its quota",
            hint="close other connections made with this key, use a larger plan, or EulerSigner(relay=False)",
        )

    async def _run_connection(self, socket: WebSocket) -> LiveError | None:
        """Read, acknowledge and keep alive until the connection is lost, the broadcast ends, or `stop()`.

        Returns:
            What lost the connection; None when the broadcast ended or `stop` was called.
        """
        lost: LiveError | None = None

        async def send_heartbeats() -> None:
            nonlocal lost
            try:
                while True:
                    await anyio.sleep(self.options.heartbeat_interval)
                    await self._send(socket, self._protocol.heartbeat())
            except ConnectionLost as error:
                lost = lost or error
                group.cancel_scope.cancel()

        async with open_task_group() as group:
            self._connection_scope = group.cancel_scope
            group.start_soon(send_heartbeats, name="livetok heartbeat")
            try:
                await self._announce()
                await self._deliver_all(
                    socket, self._protocol.first(self._early.pop(0), self.environment.now())
                )
                await self._read(socket)
            except LiveError as error:
                lost = lost or error
            group.cancel_scope.cancel()
        return None if self.ended else lost

    async def _announce(self) -> None:
        """Emit `ConnectEvent`, after a loss preceded by `ReconnectEvent` with the length of the gap.

        Waits for space first: a program that does not read while the connection comes and goes finds one loss and one
        return in its buffer, however often it happened.
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
            await self._handle_message(socket, self._early.pop(0))
        while not self.ended:
            await self.broadcaster.wait_for_space()
            await self._handle_message(socket, await self._receive(socket))

    async def _handle_message(self, socket: WebSocket, data: bytes) -> None:
        self._entry_answered = self._entry_answered or answers_entry(data)
        self._last_message_at = self._gap_from = self.environment.clock()
        await self._deliver_all(socket, self._protocol.receive(data, self.environment.now()))

    async def _deliver_all(self, socket: WebSocket, received: Received) -> None:
        """Deliver what came in one websocket message; other tasks get a turn between its parts."""
        while received.more:
            self.broadcaster.publish(received.events)
            # Shielded: what was received is never lost, also when the connection is.
            with anyio.CancelScope(shield=True):
                await anyio.lowlevel.checkpoint()
            received = self._protocol.receive_more()
        await self._deliver(socket, received)

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
        """Publish the events, then send the acknowledgements: what was acknowledged is in the queues already.

        Publishing does not wait, so that a slow program delays no acknowledgement. Messages that came together are
        acknowledged together.
        """
        self.ended = self.ended or received.ended
        self.broadcaster.publish(received.events)
        self._pending_acks += received.replies
        more = socket.at_hand and not (self.broadcaster.full or self.ended or received.closing)
        if self._pending_acks and not more:
            acks, self._pending_acks = self._pending_acks, []
            await self._send(socket, *acks)
        if received.closing:
            raise ClosedByServer("the server asked to close the connection", reason="close")

    async def _send(self, socket: WebSocket, *frames: bytes) -> None:
        with anyio.move_on_after(self.options.ws_timeout) as patience:
            await socket.send(*frames)
        if patience.cancelled_caught:
            raise NetworkError("the server takes nothing in any more", stage="write", hint="see ws_timeout")

    # --- between attempts

    async def _recover(self, lost: LiveError) -> bool:
        """Decide what a loss means, and wait out the backoff. Returns whether to make another attempt."""
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
        """Count a failure and classify it; one that ends the session is kept in `failure`."""
        now, policy = self.environment.clock(), self.options.retry
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
        now, jitter = self.environment.now(), self.environment.rng.random()
        self._waited = round(retry.delay(self.options.retry, self._failures, jitter, lost, now=now), 3)
        _log.info("connection lost (%s), next attempt in %.1f s", lost, self._waited)
        await self.environment.sleep(self._waited)

    def _finish(self, reason: str, code: int = 0) -> None:
        """Publish what becomes final with the session, such as open gift streaks, and a last `DisconnectEvent`."""
        if self.broadcaster.abandoned:
            return  # of five thousand rooms that are left at once, nobody reads the end
        self.broadcaster.publish(self._protocol.close(self.environment.now()))
        self.emit(DisconnectEvent(reason=reason, code=code))

    def emit(self, event: Event) -> None:
        """Put an event of livetok's own into the stream. Never waits.

        Args:
            event: Without meta; it is stamped here.
        """
        self.broadcaster.publish([self._protocol.stamp(event, self.environment.now())])


def _opened(patience: anyio.CancelScope, entered: Callable[[], None]) -> None:
    """Lift the time limit of a first connection, unless it has run out already."""
    if not patience.cancel_called:
        patience.deadline = math.inf
        entered()
