"""Writes events into the stream: each right after the message before it of the same host, or not at all.

Every message names the number of the host's message before it, and the stream refuses it when another one is the last
(`Nats-Expected-Last-Subject-Sequence`). So the order of a room holds however often something is sent again, a message
that was stored without our hearing of it is noticed, and a worker that was paused or cut off, and comes back when its
hosts are another's, cannot write: the other's messages came first. One message of a host is under way at a time; those
of different hosts travel together.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final

import anyio
from attrs import define, field

from livetok._mixins.event import Event
from livetok._nats import Connection, Link, Message, Refused, Stored
from livetok.errors import NetworkError
from livetok.fleet.checkpoint import FULL_EVERY, PreparedEvent, message_of, prepare
from livetok.fleet.store import LastMessage, is_conflict, last_message
from livetok.options import Resume

__all__ = ["HostLog", "StreamWriter"]

_log = logging.getLogger("livetok.fleet")

_BATCH: Final = 256
_BATCH_BYTES: Final = 1 << 20
_REFUSED_PAUSE: Final = 1.0


@define(eq=False)
class HostLog:
    """The messages of one host: the last one in the stream, and those on their way.

    Attributes:
        host: Handle.
        partition: The host's partition.
        prefix: Subject of its messages without their type.
        last: Number in the stream of its last message, 0 for none.
        full_at: Number of the latest message with a full resume point, 0 for none.
        resume: Where to go on after the last event that was put in.
        queue: Events that are not in the stream yet, with the time when they were put in.
        closed: Whether the host is another worker's by now.
        scheduled: Whether the writer will look at the queue.
    """

    host: str
    partition: int
    prefix: str
    last: int = 0
    full_at: int = 0
    resume: Resume | None = None
    since_full: int = field(default=0, init=False)
    queue: deque[tuple[PreparedEvent, float]] = field(factory=deque[tuple[PreparedEvent, float]], init=False)
    closed: bool = field(default=False, init=False)
    scheduled: bool = field(default=False, init=False)

    def next_message(self) -> Message:
        """Return the message for the first event of the queue."""
        full_at = self.full_at if self.since_full < FULL_EVERY else 0
        return message_of(self.prefix, self.queue[0][0], expected=self.last, full_at=full_at)

    def stored(self, sequence: int, *, full: bool) -> PreparedEvent:
        """Take the first event out of the queue: the stream has it.

        Args:
            sequence: Its number there.
            full: Whether it carries a full resume point.
        """
        prepared, _ = self.queue.popleft()
        self.last = max(self.last, sequence)  # a duplicate has the number of the first
        self.since_full += 1
        if full:
            self.full_at, self.since_full = sequence, 0
        return prepared


@define(eq=False, kw_only=True)
class StreamWriter:
    """Publishes the events of many hosts, within bounds.

    Attributes:
        link: To the server.
        permission: Returns when publishing is allowed: while the lease runs.
        owns: Asks the server whether a partition is still this worker's.
        on_lost: Called with a partition that is not.
        capacity: Events that may wait; then `put` waits.
        capacity_bytes: The same in bytes.
        stored: Messages acknowledged so far.
        duplicates: Those of them that the stream had before.
        stalls: Times that the queue was full.
        waiting: Events that wait.
    """

    link: Link
    permission: Callable[[], Awaitable[None]]
    owns: Callable[[Connection, int], Awaitable[bool]]
    on_lost: Callable[[int], None]
    capacity: int = 20_000
    capacity_bytes: int = 64 << 20
    stored: int = field(default=0, init=False)
    duplicates: int = field(default=0, init=False)
    stalls: int = field(default=0, init=False)
    waiting: int = field(default=0, init=False)
    _bytes: int = field(default=0, init=False)
    _ready: deque[HostLog] = field(factory=deque[HostLog], init=False)
    _arrived: anyio.Event = field(factory=anyio.Event, init=False)
    _left: anyio.Event = field(factory=anyio.Event, init=False)

    @property
    def full(self) -> bool:
        """Whether `put` has to wait."""
        return self.waiting >= self.capacity or self._bytes >= self.capacity_bytes

    def oldest(self, now: float) -> float:
        """Return for how many seconds the oldest event waits, 0 when none does.

        Args:
            now: On anyio's clock.
        """
        return max((now - log.queue[0][1] for log in self._ready if log.queue), default=0.0)

    async def put(self, log: HostLog, event: Event) -> None:
        """Take in an event; waits while too many wait. Dropped when the host is another worker's by now.

        Cancelled while it waits, it has not taken it in.

        Args:
            log: Of the event's host.
            event: As `follow()` gave it.
        """
        if self.full:
            self.stalls += 1
            _log.warning("%d events wait for the NATS server; reading no more until it answers", self.waiting)
            while self.full and not log.closed:
                await self._wait_for_acknowledgement()
        if log.closed:
            return
        prepared = prepare(log.host, event, log.resume)
        log.resume = prepared.resume
        if not log.scheduled:
            log.scheduled = True
            self._ready.append(log)
        log.queue.append((prepared, anyio.current_time()))
        self.waiting += 1
        self._bytes += prepared.size
        self._arrived.set()

    def close(self, log: HostLog) -> None:
        """Forget what waits of a host: another worker has it. Does not wait.

        Args:
            log: Of the host.
        """
        log.closed = True
        for prepared, _ in log.queue:
            self._count_out(prepared)
        log.queue.clear()
        self._left.set()

    async def flush(self, log: HostLog) -> None:
        """Wait until the events of a host are in the stream, or are another worker's business.

        Args:
            log: Of the host.
        """
        while log.queue:
            await self._wait_for_acknowledgement()

    async def run(self) -> None:
        """Publish until cancelled."""
        while True:
            while not self._ready:
                self._arrived = anyio.Event()
                await self._arrived.wait()
            connection = await self.link.get()
            await self.permission()
            try:
                await self._publish_batch(connection)
            except NetworkError as error:
                _log.warning("%s; sending again", error)
                await self.link.drop(connection)

    async def _publish_batch(self, connection: Connection) -> None:
        """Publish the next message of as many hosts as fit, and go on with those that have more."""
        logs, messages = self._next_batch(connection.max_payload)
        if not logs:
            return
        pause = False
        try:
            answers = await connection.publish(messages)
            for log, message, answer in zip(logs, messages, answers, strict=True):
                pause |= await self._settle(connection, log, message, answer)
        finally:
            self._ready.extend(logs)  # behind the others: hosts take turns
            self._left.set()
        if pause:
            await anyio.sleep(_REFUSED_PAUSE)

    def _next_batch(self, max_payload: int) -> tuple[list[HostLog], list[Message]]:
        logs, messages, size = list[HostLog](), list[Message](), 0
        while self._ready and len(logs) < _BATCH and size < _BATCH_BYTES:
            log = self._ready.popleft()
            if not log.queue:
                log.scheduled = False
                continue
            message = log.next_message()
            if len(message.body) > max_payload:
                _log.error(
                    "@%s: an event of %d bytes is larger than the NATS server takes; dropped",
                    log.host,
                    len(message.body),
                )
                self._count_out(log.queue.popleft()[0])
                self._ready.append(log)
                continue
            logs.append(log)
            messages.append(message)
            size += message.size
        return logs, messages

    async def _settle(
        self, connection: Connection, log: HostLog, message: Message, answer: Stored | Refused
    ) -> bool:
        """Act upon an answer; return whether to pause before the next attempt."""
        if log.closed:
            return False
        if isinstance(answer, Refused):
            if is_conflict(answer):
                await self._resolve_conflict(connection, log, message)
                return False
            _log.warning("@%s: %s; trying again", log.host, answer)
            return True
        self.duplicates += answer.duplicate
        self._take_out(log, message, answer.sequence)
        return False

    async def _resolve_conflict(self, connection: Connection, log: HostLog, message: Message) -> None:
        """Find out who wrote the message that came first: this worker, unheard, or another one.

        Raises:
            NetworkError: The server does not answer.
        """
        if not await self.owns(connection, log.partition):
            _log.info("@%s is another worker's by now", log.host)
            self.on_lost(log.partition)
            return
        last: LastMessage | None = await last_message(connection, log.prefix)
        if log.closed:
            return
        if last is None:
            log.last = 0  # the stream was emptied
        elif last.headers.get("Nats-Msg-Id") == message.id:
            self._take_out(log, message, last.sequence)
        else:
            log.last = last.sequence

    def _take_out(self, log: HostLog, message: Message, sequence: int) -> None:
        full = "Livetok-Resume" in message.headers and "Livetok-Resume-Base" not in message.headers
        self._count_out(log.stored(sequence, full=full))
        self.stored += 1

    def _count_out(self, prepared: PreparedEvent) -> None:
        self.waiting -= 1
        self._bytes -= prepared.size

    async def _wait_for_acknowledgement(self) -> None:
        if self._left.is_set():
            self._left = anyio.Event()
        await self._left.wait()
