"""A worker of the fleet: owns partitions, follows their hosts, and writes what happens into the stream."""

from __future__ import annotations

import logging
import math
import platform
import secrets
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Final

import anyio
from anyio.abc import TaskGroup
from attrs import define, field, frozen
from typing_extensions import Unpack

from livetok import __version__
from livetok._client.follow import Followed, open_follow
from livetok._client.live import Live
from livetok._client.polling import PollOptions
from livetok._client.rate_limiter import RateLimiter
from livetok._mixins.event import Event, with_meta
from livetok._mixins.meta import Meta
from livetok._nats import Connection, Link, open_link, unescape_token
from livetok._protocol.gift_streaks import GiftStreaks
from livetok._session.environment import Environment
from livetok._util.task_group import open_private_group
from livetok._util.validators import rate, seconds
from livetok.errors import DecodeError, NetworkError, UserError
from livetok.fleet.checkpoint import resume_of, with_seen
from livetok.fleet.layout import (
    FULL_AT_HEADER,
    FleetLayout,
    address_key,
    open_layout,
    partition_key,
    worker_key,
)
from livetok.fleet.ownership import Claim, Membership, WorkerInfo, plan
from livetok.fleet.store import (
    Entry,
    LastMessage,
    delete_message,
    last_entry,
    last_message,
    messages_between,
    put_message,
    stored,
    watch,
)
from livetok.fleet.writer import HostLog, StreamWriter
from livetok.options import ConnectOptions, Options, Resume

__all__ = ["Worker", "WorkerOptions", "open_worker"]

_log = logging.getLogger("livetok.fleet")

_RENEWALS: Final = 3  # in one lease
_STEP: Final = 0.5
_LEAVING_SECONDS: Final = 8.0
_HANDOVER_SECONDS: Final = 5.0
_LOADS_AT_ONCE: Final = 32
# For a "too many requests" that names no time.
_UNNAMED_PAUSE: Final = 10.0


@frozen(kw_only=True)
class WorkerOptions:
    """How a worker works.

    Attributes:
        name: Its name, unique in the fleet; a made-up one by default.
        capacity: Hosts that it takes, more or less: it claims no partition while it follows so many. Default 1000.
        address: Name of the exit address that its requests come from, shared by the workers behind it. Default: the
            name of this machine.
        lease: Seconds after which its hosts are another's when it is gone. Default 6, at least 3.
        dial_rate: Rooms that are entered or looked up in a second from this address, by all workers together. Default
            10.
        poll_interval: Seconds between two polls of hosts who are not live. Default 60.
        buffer: Events that may wait for the server; then no more are read. Default 20,000.
    """

    name: str = field(factory=lambda: f"{platform.node().split('.')[0] or 'worker'}-{secrets.token_hex(4)}")
    capacity: int = 1000
    address: str = field(factory=lambda: platform.node() or "here")
    lease: float = field(default=6.0, validator=seconds())
    dial_rate: float = field(default=10.0, validator=rate)
    poll_interval: float = field(default=60.0, validator=seconds())
    buffer: int = 20_000

    def __attrs_post_init__(self) -> None:
        if self.lease < 3:
            raise UserError(f"a lease of {self.lease:g} s is too short", hint="at least 3")
        if self.capacity < 1 or self.buffer < 1:
            raise UserError(
                "a worker needs room for one host and one event", hint="capacity=1000, buffer=20000"
            )
        if not self.name or not self.address:
            raise UserError("workers and addresses need a name")


@asynccontextmanager
async def open_worker(
    url: str,
    worker_options: WorkerOptions | None = None,
    *,
    environment: Environment | None = None,
    **options: Unpack[ConnectOptions],
) -> AsyncGenerator[Worker]:
    """Work for a fleet for the length of a block.

    Leaving the block, also by cancelling it, hands the hosts over: what was received is written into the stream within
    8 s, then other workers take over at once. Killed, it is replaced when its lease has ended.

    Args:
        url: Of the NATS server; several with commas between them.
        worker_options: How it works; None (default) for the defaults.
        environment: Network, clocks and chance; None (default) for the real ones.
        **options: As for `connect()`.

    Raises:
        UserError: An option is wrong, or the package nats-py is missing.
        NetworkError: The server is not there. Later on it is waited for.
    """
    chosen = worker_options or WorkerOptions()
    room_options = Options.of(options)
    poll_options = PollOptions(poll_interval=chosen.poll_interval, dial_rate=chosen.dial_rate)
    limiter = RateLimiter(chosen.dial_rate)
    async with open_link(url, answer_seconds=min(5.0, chosen.lease / 2)) as link:
        layout = await open_layout(await link.get())
        async with (
            open_private_group() as group,
            open_follow(
                (), poll_options, room_options, environment or Environment(), rate_limiter=limiter
            ) as lives,
        ):
            worker = Worker(
                options=chosen, link=link, layout=layout, lives=lives, limiter=limiter, group=group
            )
            group.start_soon(worker.run, name="livetok worker")
            try:
                yield worker
            finally:
                with anyio.move_on_after(_LEAVING_SECONDS, shield=True):
                    await worker.leave()
                worker.scope.cancel()


@define(eq=False)
class _Lease:
    """The right to publish, as the server gave it; measured from before it was asked for."""

    seconds: float
    until: float = field(default=-math.inf, init=False)
    revision: int = field(default=0, init=False)
    _granted: anyio.Event = field(factory=anyio.Event, init=False)

    @property
    def is_valid(self) -> bool:
        return anyio.current_time() < self.until

    def grant(self, asked_at: float, revision: int) -> None:
        # Less than the server counts: its clock started later, and what is on its way has to arrive.
        self.until, self.revision = asked_at + self.seconds - min(1.0, self.seconds / 6), revision
        self._granted.set()

    async def wait_until_valid(self) -> None:
        while not self.is_valid:
            self._granted = anyio.Event()
            await self._granted.wait()


@define(eq=False, kw_only=True)
class Worker:
    """A worker at work, made by `open_worker()`.

    Attributes:
        options: How it works.
        layout: Of the fleet.
        lives: The rooms.
        writer: What writes into the stream.
        membership: The fleet, as this worker knows it.
        partitions: Partitions whose hosts it follows.
        logs: Its hosts, by handle.
        scope: Around everything that it does; outlives a cancellation of the block until the hosts are handed over.
    """

    options: WorkerOptions
    layout: FleetLayout
    lives: Followed
    _link: Link = field(alias="link")
    _limiter: RateLimiter = field(alias="limiter")
    _group: TaskGroup = field(alias="group")
    writer: StreamWriter = field(init=False)
    membership: Membership = field(factory=Membership, init=False)
    partitions: set[int] = field(factory=set[int], init=False)
    logs: dict[str, HostLog] = field(factory=dict[str, HostLog], init=False)
    scope: anyio.CancelScope = field(factory=lambda: anyio.CancelScope(shield=True), init=False)
    _tasks: TaskGroup | None = field(default=None, init=False)
    _lease: _Lease = field(init=False)
    _leaving: bool = field(default=False, init=False)
    _changed: anyio.Event = field(factory=anyio.Event, init=False)
    _hosts_arrived: anyio.Event = field(factory=anyio.Event, init=False)
    _watched: set[int] = field(factory=set[int], init=False)
    _loads: anyio.Semaphore = field(factory=lambda: anyio.Semaphore(_LOADS_AT_ONCE), init=False)
    _takeovers: dict[str, Resume] = field(factory=dict[str, Resume], init=False)
    _measured: tuple[float, int] = field(factory=lambda: (anyio.current_time(), 0), init=False)

    def __attrs_post_init__(self) -> None:
        self._lease = _Lease(self.options.lease)
        self.writer = StreamWriter(
            link=self._link,
            permission=self._lease.wait_until_valid,
            owns=self._owns,
            on_lost=self._drop_partition,
            capacity=self.options.buffer,
        )
        self._limiter.on_pause = self._pause_address

    @property
    def name(self) -> str:
        """Its name."""
        return self.options.name

    @property
    def may_publish(self) -> bool:
        """Whether its lease runs."""
        return self._lease.is_valid

    @property
    def link(self) -> Link:
        """To the NATS server."""
        return self._link

    async def run(self) -> None:
        """Work until `scope` is cancelled."""
        with self.scope:
            async with anyio.create_task_group() as tasks:
                self._tasks = tasks
                tasks.start_soon(self._keep_lease, name="livetok lease")
                tasks.start_soon(self._keep_partitions, name="livetok partitions")
                tasks.start_soon(self.writer.run, name="livetok stream writer")
                tasks.start_soon(self._pump, name="livetok events")

    async def leave(self) -> None:
        """Hand all partitions over: leave the rooms, write what was received, give the partitions back.

        Cancelling it cuts that short: the rest is taken over when the lease ends.
        """
        self._leaving = True
        await self._release(sorted(self.partitions))
        connection = self._link.present
        if connection is not None and not connection.lost and self._lease.revision:
            try:
                await connection.publish(
                    [delete_message(worker_key(self.name), expected=self._lease.revision)]
                )
            except NetworkError as error:
                _log.warning("the lease was not given back: %s", error)

    # --- the lease

    async def _keep_lease(self) -> None:
        pause = self.options.lease / _RENEWALS
        while True:
            asked_at = anyio.current_time()
            connection = await self._link.get()
            try:
                await self._renew(connection)
            except NetworkError as error:
                _log.warning("the lease was not renewed: %s", error)
                await self._link.drop(connection)
                continue
            await anyio.sleep(max(0.1, asked_at + pause - anyio.current_time()))

    async def _renew(self, connection: Connection) -> None:
        key, value = worker_key(self.name), self._info().to_json()
        for _ in range(2):
            asked_at = anyio.current_time()
            message = put_message(key, value, expected=self._lease.revision, seconds=self.options.lease)
            answers = await connection.publish([message])
            if stored(answers)[0]:
                answer = answers[0]
                self._lease.grant(asked_at, getattr(answer, "sequence", 0))
                return
            # It has ended meanwhile, or was renewed without our hearing of it.
            self._lease.revision = (await last_entry(connection, key)).revision

    def _info(self) -> WorkerInfo:
        now, before = anyio.current_time(), self._measured
        elapsed = now - before[0]
        self._measured = (now, self.writer.stored)
        return WorkerInfo(
            address=self.options.address,
            capacity=self.options.capacity,
            hosts=len(self.logs),
            live=sum(live.connected for live in self.lives.lives.values()),
            partitions=len(self.partitions),
            rate=round((self.writer.stored - before[1]) / elapsed, 1) if elapsed > 0 else 0.0,
            waiting=self.writer.waiting,
            oldest=round(self.writer.oldest(now), 3),
            dial_rate=round(self._limiter.rate, 3),
            version=__version__,
        )

    # --- partitions

    async def _keep_partitions(self) -> None:
        while True:
            connection = await self._link.get()
            try:
                await self._follow_fleet(connection)
            except NetworkError as error:
                _log.warning("the fleet is out of sight: %s", error)
                await self._link.drop(connection)

    async def _follow_fleet(self, connection: Connection) -> None:
        """Watch the fleet over a connection, and claim and release partitions, until it is lost.

        Raises:
            NetworkError: It is.
        """
        fresh = Membership()
        keys = ["worker.*", "partition.*", address_key(self.options.address)]
        watching = await watch(connection, keys, partial(self._take_entry, fresh))
        with anyio.move_on_after(connection.answer_seconds):
            await watching.complete.wait()
        if not watching.complete.is_set():
            raise NetworkError("the NATS server does not tell the state of the fleet", stage="nats")
        self.membership, self._watched = fresh, set()
        while not self._leaving:
            if connection.lost:
                raise NetworkError("the connection to the NATS server was lost", stage="nats")
            fresh.note_missing(anyio.current_time())
            await self._reconcile(connection)
            if self.may_publish:
                todo = plan(self.name, self.layout.partitions, fresh, anyio.current_time())
                if todo.claim:
                    await self._claim(connection, todo.claim)
                elif todo.release:
                    _log.info("handing %d partitions over", len(todo.release))
                    await self._release(todo.release)
            self._changed = anyio.Event()
            with anyio.move_on_after(_STEP):
                await self._changed.wait()
        await anyio.sleep_forever()

    def _take_entry(self, membership: Membership, entry: Entry) -> None:
        kind, _, name = entry.key.partition(".")
        if kind == "worker":
            worker = unescape_token(name)
            if entry.value is None:
                membership.workers.pop(worker, None)
            else:
                membership.workers[worker] = WorkerInfo.from_json(entry.value)
            behind = sum(info.address == self.options.address for info in membership.workers.values())
            self._limiter.rate = self.options.dial_rate / max(1, behind)
        elif kind == "partition":
            owner = unescape_token(entry.value.decode()) if entry.value is not None else ""
            membership.claims[int(name)] = Claim(owner, entry.revision)
        elif entry.value is not None:
            self._limiter.hold(float(entry.value))
            _log.info("the address %s sends no requests for %s s", self.options.address, entry.value.decode())
        self._changed.set()

    async def _reconcile(self, connection: Connection) -> None:
        """Stop following hosts of partitions that are another's, and follow those of new ones."""
        owned = self.membership.owned(self.name)
        for partition in self.partitions - owned:
            _log.warning("partition %d is another worker's by now", partition)
            self._drop_partition(partition)
        self.partitions |= owned
        unwatched = sorted(owned - self._watched)
        if unwatched:
            self._watched |= owned
            await self._watch_hosts(connection, unwatched)

    async def _claim(self, connection: Connection, wanted: Sequence[tuple[int, int]]) -> None:
        value = worker_key(self.name).partition(".")[2].encode()
        messages = [
            put_message(partition_key(number), value, expected=revision) for number, revision in wanted
        ]
        won = sum(stored(await connection.publish(messages)))
        _log.info("claimed %d of %d partitions", won, len(wanted))

    async def _release(self, partitions: Sequence[int]) -> None:
        """Leave the rooms of partitions, write what was received, and let others have them."""
        logs = [log for log in self.logs.values() if log.partition in set(partitions)]
        for log in logs:
            self._unfollow(log)
        with anyio.move_on_after(_HANDOVER_SECONDS):
            for log in logs:
                await self.writer.flush(log)
        claims = self.membership.claims
        messages = [
            delete_message(partition_key(number), expected=claims[number].revision)
            for number in partitions
            if number in claims and claims[number].worker == self.name
        ]
        for number in partitions:
            self._drop_partition(number)
        connection = self._link.present
        if messages and connection is not None and not connection.lost:
            try:
                await connection.publish(messages)
            except NetworkError as error:
                _log.warning("partitions were not given back: %s", error)
        for number in partitions:  # until the watch says the same
            claims[number] = Claim("", claims[number].revision) if number in claims else Claim()

    def _drop_partition(self, partition: int) -> None:
        """Stop following the hosts of a partition, and forget what waits of them."""
        self.partitions.discard(partition)
        self._watched.discard(partition)
        for log in [log for log in self.logs.values() if log.partition == partition]:
            self._unfollow(log)
            del self.logs[log.host]
            self.writer.close(log)

    async def _owns(self, connection: Connection, partition: int) -> bool:
        entry = await last_entry(connection, partition_key(partition))
        return entry.value is not None and unescape_token(entry.value.decode()) == self.name

    # --- hosts

    async def _watch_hosts(self, connection: Connection, partitions: Sequence[int]) -> None:
        """Follow the hosts of partitions, and those who are added to them later on."""
        seen, among = set[str](), set(partitions)
        done = False

        def take(entry: Entry) -> None:
            _, partition, token = entry.key.split(".")
            host = unescape_token(token)
            if int(partition) not in self.partitions or self._leaving:
                return
            if entry.value is None:
                self._remove(host)
            else:
                if not done:
                    seen.add(host)
                self._begin(host)

        watching = await watch(connection, [f"host.{number}.*" for number in partitions], take)
        with anyio.move_on_after(connection.answer_seconds):
            await watching.complete.wait()
        if not watching.complete.is_set():
            raise NetworkError("the NATS server does not tell the hosts", stage="nats")
        done = True
        for log in list(self.logs.values()):
            if log.partition in among and log.host not in seen:
                self._remove(log.host)  # while the server was out of sight

    def _begin(self, host: str) -> None:
        if host in self.logs or self._tasks is None:
            return
        log = HostLog(host, self.layout.partition_of(host), self.layout.host_prefix(host))
        self.logs[host] = log
        self._tasks.start_soon(self._load, log, name=f"livetok load @{host}")

    def _remove(self, host: str) -> None:
        log = self.logs.pop(host, None)
        if log is not None and self._tasks is not None:
            self._unfollow(log)
            self._tasks.start_soon(self.writer.flush, log)

    def _unfollow(self, log: HostLog) -> None:
        if log.host in self.lives.users:
            self.lives.remove(log.host)

    async def _load(self, log: HostLog) -> None:
        """Find out where the stream ends for a host, and follow them from there."""
        resume: Resume | None = None
        async with self._loads:
            while not log.closed:
                connection = await self._link.get()
                try:
                    last = await last_message(connection, log.prefix)
                    resume = await self._resume(connection, log, last)
                except NetworkError as error:
                    _log.warning("@%s: where to go on is not known yet: %s", log.host, error)
                    await self._link.drop(connection)
                    continue
                break
        if log.closed or self.logs.get(log.host) is not log or self._leaving:
            return
        if resume is not None:
            self._takeovers[log.host] = log.resume = resume
        self.lives.add(log.host, resume=resume)
        self._hosts_arrived.set()

    async def _resume(self, connection: Connection, log: HostLog, last: LastMessage | None) -> Resume | None:
        """Return where to go on after the last message of a host; note its number."""
        if last is None:
            return None
        log.last = last.sequence
        resume, base = resume_of(last.headers), last.headers.get(FULL_AT_HEADER, "")
        if resume is None or not base.isdecimal():
            return resume
        messages = await messages_between(connection, log.prefix, int(base), last.sequence)
        return with_seen(resume, messages)

    # --- events

    async def _pump(self) -> None:
        """Write the events of all rooms, for ever."""
        while True:
            self._hosts_arrived = anyio.Event()
            async for live, event in self.lives:
                log = self.logs.get(live.unique_id)
                if log is None:
                    continue
                for earlier in self._settle_takeover(log, live):
                    await self.writer.put(log, earlier)
                await self.writer.put(log, event)
            await self._hosts_arrived.wait()  # the iteration ends when there is no host

    def _settle_takeover(self, log: HostLog, live: Live) -> list[Event]:
        """Return the gifts that were open in a room that has ended since the worker before was lost.

        In the same room the session goes on with them.
        """
        resume = self._takeovers.get(log.host)
        if resume is None or not live.room_id:
            return []
        del self._takeovers[log.host]
        if live.room_id == resume.room_id:
            return []
        now, streaks = datetime.now(UTC), GiftStreaks()
        try:
            streaks.restore(resume.streaks, now.timestamp())
        except DecodeError as error:
            _log.warning("@%s: the open gifts of the room before cannot be read: %s", log.host, error)
        log.resume = None
        meta = Meta(room_id=resume.room_id, unique_id=log.host, received_at=now)
        return [with_meta(settled, meta) for settled in streaks.close()]

    # --- the budget

    def _pause_address(self, pause: float) -> None:
        """Have all workers behind this address send no requests for a while."""
        pause = max(1.0, pause or _UNNAMED_PAUSE)
        self._limiter.hold(pause)
        if self._tasks is not None:
            self._tasks.start_soon(self._announce_pause, pause)

    async def _announce_pause(self, pause: float) -> None:
        message = put_message(address_key(self.options.address), f"{pause:.0f}".encode(), seconds=pause)
        try:
            await (await self._link.get()).publish([message])
        except NetworkError as error:
            _log.warning(
                "the other workers behind %s do not know of the pause: %s", self.options.address, error
            )
