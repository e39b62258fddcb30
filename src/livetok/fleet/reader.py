"""`read_fleet()`: the events of all rooms of a fleet, out of the stream."""

from __future__ import annotations

import json
import logging
import re
import secrets
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import Any, Final, Literal

import anyio
import anyio.lowlevel
from attrs import define, field

from livetok._mixins.event import Event
from livetok._nats import Connection, Link, Received, Refused, open_link
from livetok._util.block import Block
from livetok._util.task_group import open_private_group
from livetok.errors import NetworkError, UserError
from livetok.fleet.checkpoint import event_of
from livetok.fleet.layout import STREAM, FleetLayout, open_layout

__all__ = ["FleetEvents", "Start", "read_fleet"]

_log = logging.getLogger("livetok.fleet")

Start = Literal["new", "all"]

_LANES: Final = 32
_BATCH: Final = 256
_EXPIRES: Final = 30.0
_ACK_SECONDS: Final = 30.0
_IDLE_SECONDS: Final = 300
_GROUP: Final = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")


def read_fleet(
    url: str, *, group: str = "", start: Start = "new", ack_seconds: float = _ACK_SECONDS
) -> AbstractAsyncContextManager[FleetEvents]:
    """Read the events of a fleet.

    ::

        async with read_fleet("nats://127.0.0.1:4222", group="alerts") as events:
            async for event in events:
                print(event.meta.unique_id, event)

    Events are those that `follow()` gives, with their `meta`, in the order of each room. The iteration never ends. When
    the server is lost, it is waited for.

    Args:
        url: Of the NATS server; several with commas between them.
        group: Name under which the server remembers what was read: after a restart the group goes on where it stopped,
            and readers of the same group share the events. An event is acknowledged when the loop asks for the next
            one, or the block is left without an exception; when its reader dies before, another one gets it. A reader
            that dies in between has one handled twice: `event.key` tells. Empty (default): read alone, and forget.
        start: `"new"` (default) begins with what comes from now on, `"all"` with the oldest message that is kept. For a
            group only when it is new.
        ack_seconds: Seconds after which the events of a dead reader are another's. Default 30. A reader may take as
            long as it likes for an event.

    Returns:
        A context manager that gives the iterator. Leaving it closes the connection.

    Raises:
        UserError: At the call: the group has no plain name, or `start` is wrong.
        NetworkError: At the `async with` line: the server is not there.
    """
    if group and not _GROUP.match(group):
        raise UserError(f"{group!r} is no name of a group", hint="letters, digits, - and _")
    if start not in {"new", "all"}:
        raise UserError(f"start is {start!r}", hint='"new" or "all"')
    return Block(
        _open(url, group, start, ack_seconds),
        "async with read_fleet(...) as events: async for event in events: ...",
    )


@asynccontextmanager
async def _open(url: str, group: str, start: Start, ack_seconds: float) -> AsyncGenerator[FleetEvents]:
    async with open_link(url) as link:
        layout = await open_layout(await link.get())
        events = FleetEvents(link, layout, group, start, ack_seconds)
        await events.prepare(await link.get())
        async with open_private_group() as tasks:
            tasks.start_soon(events.run, name="livetok fleet reader")
            yield events
            await events.acknowledge()


@define(eq=False)
class _Lane:
    """A consumer of the stream: the whole of it, or for a group some partitions of it, a message at a time.

    Attributes:
        consumer: Its name.
        filters: Its subjects.
        last: Number of the last message that was handed out.
        owed: Messages that were asked for and did not come yet.
        behind: Messages in the stream beyond those that came.
    """

    consumer: str
    filters: list[str]
    last: int = 0
    owed: int = 0
    behind: int = 0


@define(eq=False)
class _Waiting:
    lane: _Lane
    received: Received
    sequence: int


@define(eq=False)
class FleetEvents:
    """The events of a fleet: an asynchronous iterator, made by `read_fleet()`.

    Attributes:
        group: Name of the group; empty for none.
        read: Events handed out so far.
    """

    _link: Link
    _layout: FleetLayout
    group: str
    _start: Start
    _ack_seconds: float
    read: int = field(default=0, init=False)
    _lanes: list[_Lane] = field(factory=list[_Lane], init=False)
    _queue: deque[_Waiting] = field(factory=deque[_Waiting], init=False)
    _held: _Waiting | None = field(default=None, init=False)
    _connection: Connection | None = field(default=None, init=False)
    _inbox: str = field(default="", init=False)
    _arrived: anyio.Event = field(factory=anyio.Event, init=False)
    _wanted: anyio.Event = field(factory=anyio.Event, init=False)
    _guard: anyio.ResourceGuard = field(factory=lambda: anyio.ResourceGuard("iterating"), init=False)

    @property
    def behind(self) -> int:
        """Messages of the stream that were not handed out yet, as far as is known."""
        return len(self._queue) + sum(lane.behind for lane in self._lanes)

    def __aiter__(self) -> FleetEvents:
        return self

    async def __anext__(self) -> Event:
        """Acknowledge the event before, and wait for the next one. Cancelling it loses no event.

        Raises:
            UserError: Another task waits in here.
        """
        try:
            with self._guard:
                await self.acknowledge()
                while not self._queue:
                    self._arrived = anyio.Event()
                    await self._arrived.wait()
        except anyio.BusyResourceError as error:
            raise UserError("two tasks iterate one read_fleet()", hint="open one for each") from error
        waiting = self._queue.popleft()
        waiting.lane.last = waiting.sequence
        self._held = waiting
        self.read += 1
        if len(self._queue) < _BATCH // 2:
            self._wanted.set()
        received = waiting.received
        return event_of(received.subject.rpartition(".")[2], received.body, received.headers)

    async def acknowledge(self) -> None:
        """Acknowledge the event that was handed out last."""
        held, self._held = self._held, None
        if held is None or not self.group:
            await anyio.lowlevel.checkpoint()
            return
        connection = self._connection
        if connection is None or connection.lost:
            await anyio.lowlevel.checkpoint()
            return  # the message comes again, and is acknowledged then
        try:
            await self._acknowledge(connection, held)
        except NetworkError as error:
            _log.info("an acknowledgement did not get through: %s", error)

    # --- in the background

    async def prepare(self, connection: Connection) -> None:
        """Create what the server has to have for this reader.

        Raises:
            UserError: The group was made for a fleet of another form.
            NetworkError: The server does not do it.
        """
        if not self.group:
            self._lanes = [_Lane(f"livetok-{secrets.token_hex(8)}", ["live.>"])]
        else:
            count = min(_LANES, self._layout.partitions)
            self._lanes = [
                _Lane(
                    f"{self.group}-{number}",
                    [f"live.{partition}.>" for partition in range(number, self._layout.partitions, count)],
                )
                for number in range(count)
            ]
        for lane in self._lanes:
            await self._create(connection, lane)

    async def run(self) -> None:
        """Fetch until cancelled."""
        while True:
            connection = await self._link.get()
            try:
                await self._fetch(connection)
            except NetworkError as error:
                _log.warning("%s; reading on when it is back", error)
                await self._link.drop(connection)

    async def _fetch(self, connection: Connection) -> None:
        """Fetch over one connection, until it is lost.

        Raises:
            NetworkError: It is.
        """
        self._queue.clear()  # what was not handed out comes again
        self._inbox = connection.new_inbox()
        for number, lane in enumerate(self._lanes):
            lane.owed = 0
            if not self.group:
                await self._create(connection, lane)
            await connection.subscribe(f"{self._inbox}.{number}", partial(self._take, lane))
        self._connection = connection
        extended_at = asked_at = anyio.current_time()
        while True:
            now = anyio.current_time()
            if connection.lost:
                raise NetworkError("the connection to the NATS server was lost", stage="nats")
            again = now - asked_at > _EXPIRES
            if again:
                asked_at = now
            for number, lane in enumerate(self._lanes):
                if (lane.owed <= 0 and self._may_ask(lane)) or (again and not self._holds(lane)):
                    await self._ask(connection, number, lane)
            if self.group and now - extended_at > self._ack_seconds / 3:
                extended_at = now
                for waiting in (*self._queue, *([self._held] if self._held else [])):
                    await connection.send(waiting.received.reply, b"+WPI")
            self._wanted = anyio.Event()
            with anyio.move_on_after(1.0):
                await self._wanted.wait()

    def _holds(self, lane: _Lane) -> bool:
        return any(waiting.lane is lane for waiting in (*self._queue, *([self._held] if self._held else [])))

    def _may_ask(self, lane: _Lane) -> bool:
        return not self._holds(lane) if self.group else len(self._queue) < _BATCH // 2

    async def _ask(self, connection: Connection, number: int, lane: _Lane) -> None:
        lane.owed = 1 if self.group else _BATCH
        request = {"batch": lane.owed, "expires": round(_EXPIRES * 10**9)}
        subject = f"$JS.API.CONSUMER.MSG.NEXT.{STREAM}.{lane.consumer}"
        await connection.send(subject, json.dumps(request).encode(), reply=f"{self._inbox}.{number}")

    async def _acknowledge(self, connection: Connection, waiting: _Waiting) -> None:
        """Acknowledge a message, and ask for the next one of its lane in the same breath."""
        number = self._lanes.index(waiting.lane)
        waiting.lane.owed = 1
        request = json.dumps({"batch": 1, "expires": round(_EXPIRES * 10**9)})
        await connection.send(
            waiting.received.reply, f"+NXT {request}".encode(), reply=f"{self._inbox}.{number}"
        )

    def _take(self, lane: _Lane, received: Received) -> None:
        if received.status:
            lane.owed = 0  # the request has expired, or the consumer is gone
            self._wanted.set()
            return
        tokens = received.reply.split(".")
        sequence, pending = (int(tokens[index + 2 if len(tokens) > 9 else index]) for index in (5, 8))
        lane.behind = pending
        lane.owed -= 1
        waiting = _Waiting(lane, received, sequence)
        if sequence > lane.last:
            self._queue.append(waiting)
            self._arrived.set()

    async def _create(self, connection: Connection, lane: _Lane) -> None:
        config: dict[str, Any] = {
            "name": lane.consumer,
            "ack_policy": "explicit" if self.group else "none",
            "deliver_policy": self._start,
            "filter_subjects": lane.filters,
        }
        if self.group:
            # One at a time: what comes later cannot overtake what is delivered again.
            config |= {
                "durable_name": lane.consumer,
                "max_ack_pending": 1,
                "ack_wait": round(self._ack_seconds * 10**9),
            }
        else:
            config |= {"mem_storage": True, "num_replicas": 1, "inactive_threshold": _IDLE_SECONDS * 10**9}
            if lane.last:
                config |= {"deliver_policy": "by_start_sequence", "opt_start_seq": lane.last + 1}
            lane.consumer = config["name"] = f"livetok-{secrets.token_hex(8)}"
        try:
            await connection.api(
                f"CONSUMER.CREATE.{STREAM}.{lane.consumer}",
                {"stream_name": STREAM, "config": config, "action": "create"},
            )
        except Refused as error:
            if error.err_code not in _EXISTS:
                raise


# JetStream's numbers for a consumer that is there already, with another configuration.
_EXISTS: Final = (10148, 10013, 10105)
