"""`Publisher`: messages in order into JetStream, none lost, none stored twice, whatever becomes of the connection."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from itertools import islice
from typing import Final

import anyio
import anyio.lowlevel
from attrs import define, field

from livetok._nats.connection import ANSWER_SECONDS, Refused
from livetok._nats.link import Link, open_link
from livetok._nats.message import Message
from livetok._util.task_group import open_private_group
from livetok.errors import NetworkError, UserError

__all__ = ["Publisher", "open_publisher"]

_log = logging.getLogger("livetok.nats")

_BATCH: Final = 256
_BATCH_BYTES: Final = 1 << 20
_LAST_SECONDS: Final = 10.0
_REFUSED_PAUSE: Final = 1.0


@asynccontextmanager
async def open_publisher(
    url: str,
    *,
    capacity: int = 10_000,
    capacity_bytes: int = 64 << 20,
    answer_seconds: float = ANSWER_SECONDS,
    last_seconds: float = _LAST_SECONDS,
) -> AsyncGenerator[Publisher]:
    """Publish to JetStream for the length of a block. Leaving waits until everything put in was acknowledged.

    Args:
        url: As for `connect`.
        capacity: Messages that may wait to be acknowledged; then `put` waits. Default 10,000.
        capacity_bytes: The same in bytes. Default 64 MiB.
        answer_seconds: Seconds that the server has to acknowledge (default 5); then the connection is replaced.
        last_seconds: Seconds that leaving waits for acknowledgements (default 10). Cancelling the block cuts it to
            what is left of one second.

    Raises:
        UserError: The URL is wrong, or the package nats-py is missing.
        NetworkError: The first connection fails; on leaving: not everything was acknowledged.
    """
    async with open_link(url, answer_seconds=answer_seconds) as link, open_private_group() as group:
        publisher = Publisher(link, capacity, capacity_bytes)
        group.start_soon(publisher.run, name="livetok nats publisher")
        cancelled = False
        try:
            yield publisher
        except anyio.get_cancelled_exc_class():
            cancelled = True
            raise
        finally:
            # Shielded, within a bound: what was put in before a cancellation is to be stored as well.
            with anyio.move_on_after(min(last_seconds, 1.0) if cancelled else last_seconds, shield=True):
                await publisher.flush()
            publisher.close()
        if publisher.waiting:
            raise NetworkError(
                f"{publisher.waiting} messages were not stored by the NATS server {publisher.server}",
                hint="their ids are stable: publish them again, and what was stored after all is not stored twice",
                stage="nats",
            )


@define(eq=False)
class Publisher:
    """A bounded queue of messages on their way into JetStream, in order.

    What was not acknowledged stays in the queue. After a loss of the connection it is sent again over a new one; the
    stream drops what it has already, by the id. A message that the stream refuses is tried again and holds up the
    queue, since skipping it would lose it.

    Attributes:
        capacity: Messages that may wait.
        capacity_bytes: Bytes that may wait; one message is taken in however large it is.
        stored: Messages acknowledged so far.
        duplicates: Those of them that the stream had before.
        stalls: Times that the queue was full.
        refusal: The last refusal while it holds up the queue; None otherwise.
    """

    _link: Link
    capacity: int
    capacity_bytes: int
    stored: int = field(default=0, init=False)
    duplicates: int = field(default=0, init=False)
    stalls: int = field(default=0, init=False)
    refusal: Refused | None = field(default=None, init=False)
    _queue: deque[Message] = field(factory=deque[Message], init=False)
    _bytes: int = field(default=0, init=False)
    _closed: bool = field(default=False, init=False)
    _max_payload: int = field(default=1 << 20, init=False)
    _arrived: anyio.Event = field(factory=anyio.Event, init=False)
    _left: anyio.Event = field(factory=anyio.Event, init=False)

    @property
    def waiting(self) -> int:
        """Messages that were not acknowledged yet."""
        return len(self._queue)

    @property
    def full(self) -> bool:
        """Whether `put` has to wait."""
        return len(self._queue) >= self.capacity or self._bytes >= self.capacity_bytes

    @property
    def server(self) -> str:
        """The server, without secrets."""
        present = self._link.present
        return present.name if present is not None else ""

    async def put(self, message: Message) -> None:
        """Take in a message; waits while the queue is full. Cancelled while it waits, it has not taken it in.

        Raises:
            UserError: The message is larger than the server takes in.
            NetworkError: The publisher is closed.
        """
        if len(message.body) > self._max_payload:
            raise UserError(
                f"a message of {len(message.body)} bytes is too large for the NATS server, which takes "
                f"{self._max_payload}",
                hint="raise max_payload in its configuration",
            )
        if self.full:
            self.stalls += 1
            _log.warning(
                "%d messages wait for the NATS server; taking in no more until it answers", len(self._queue)
            )
            while self.full and not self._closed:
                await self._wait_for_acknowledgement()
        else:
            await anyio.lowlevel.checkpoint()
        if self._closed:
            raise NetworkError("this publisher is closed", stage="nats")
        self._queue.append(message)
        self._bytes += message.size
        self._arrived.set()

    async def flush(self) -> None:
        """Wait until everything taken in so far was acknowledged. Cancelling it changes nothing."""
        goal = self.stored + len(self._queue)
        while self.stored < goal:
            await self._wait_for_acknowledgement()

    def close(self) -> None:
        """Take in no more. Does not wait."""
        self._closed = True
        self._left.set()

    async def run(self) -> None:
        """Publish until cancelled."""
        while True:
            while not self._queue:
                self._arrived = anyio.Event()
                await self._arrived.wait()
            connection = await self._link.get()
            self._max_payload = connection.max_payload
            try:
                answers = await connection.publish(self._next_batch())
            except NetworkError as error:
                _log.warning("%s; sending again", error)
                await self._link.drop(connection)
                continue
            refusal = next((answer for answer in answers if isinstance(answer, Refused)), None)
            for answer in answers:
                if isinstance(answer, Refused):
                    break
                self.stored += 1
                self.duplicates += answer.duplicate
                self._bytes -= self._queue.popleft().size
            self._left.set()
            await self._note(refusal)

    async def _note(self, refusal: Refused | None) -> None:
        """Keep a refusal, log its beginning, and wait a moment before the next attempt."""
        if refusal is not None:
            if self.refusal is None:
                _log.warning("%s; trying again every %g s", refusal, _REFUSED_PAUSE)
            self.refusal = refusal
            await anyio.sleep(_REFUSED_PAUSE)
        elif self.refusal is not None:
            _log.warning("JetStream takes messages in again")
            self.refusal = None

    def _next_batch(self) -> list[Message]:
        messages, size = list[Message](), 0
        for message in islice(self._queue, _BATCH):
            size += message.size
            if messages and size > _BATCH_BYTES:
                break
            messages.append(message)
        return messages

    async def _wait_for_acknowledgement(self) -> None:
        if self._left.is_set():
            self._left = anyio.Event()
        await self._left.wait()
