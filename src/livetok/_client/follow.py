"""`follow()`: many hosts at once, their events in one stream."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager
from types import MappingProxyType
from typing import Final

import anyio
from anyio.abc import TaskGroup
from attrs import define, evolve, field
from typing_extensions import Unpack

from livetok._capture.observers import ObservedHttp
from livetok._client.batch_poller import BatchPoller
from livetok._client.fan_in import FanIn, FanInSource
from livetok._client.live import Live
from livetok._client.polling import PolledHost, PollOptions, PollSchedule
from livetok._client.rate_limiter import RateLimiter
from livetok._client.room import CLOSING_SECONDS, RoomParts, build_room
from livetok._client.unexpected import Unexpected, as_live_error
from livetok._mixins.event import Event, attach_derived
from livetok._net.http import StreamingHttp
from livetok._resolver.web_client import ClientIdentity, WebClient
from livetok._session import retry
from livetok._session.environment import Environment
from livetok._util.block import Block
from livetok._util.did_you_mean import did_you_mean
from livetok._util.garbage import garbage_collection_paused
from livetok._util.task_group import open_private_group, open_task_group
from livetok._webapi.handles import parse_user
from livetok._webapi.responses import retry_after
from livetok.errors import LiveError, RoomEnded, RoomError, UserError
from livetok.http_types import HttpRequest, HttpResponse
from livetok.options import ConnectOptions, Options, Resume
from livetok.proto import RoomErrorEvent
from livetok.state import Statistics

__all__ = ["Followed", "follow", "open_follow"]

_log = logging.getLogger("livetok.follow")

# Rooms that share one client identity. Each identity needs a cookie, and a block of it blocks all its rooms.
_ROOMS_PER_IDENTITY: Final = 20
_TOO_MANY_REQUESTS: Final = 429
# Leaving so many makes so much garbage that collecting it would take most of the time, several times over.
_MANY_ROOMS: Final = 100
# With many rooms the websocket library under trio is what costs; see docs/performance.md.
_DEFAULTS: Final[ConnectOptions] = {"websocket": "anyio"}


def follow(
    users: Iterable[str],
    *,
    poll_interval: float = 60.0,
    dial_rate: float = 10.0,
    **options: Unpack[ConnectOptions],
) -> AbstractAsyncContextManager[Followed]:
    """Watch many hosts, and merge what happens in their rooms.

    ::

        async with follow(["@ann", "@bo"]) as lives:
            async for live, event in lives:
                print(live.unique_id, event)

    Rooms are entered one after another; hosts who are not live are polled, and so is the next broadcast. The events of
    one room keep their order, and rooms are read round-robin. A failure of one room is not raised: it is a
    `RoomErrorEvent` among its events, and the others go on. The iteration ends when no host is left: all were removed,
    or failed for good. Leaving the block, or cancelling it, ends everything.

    Args:
        users: Handles or URLs; each host once, however often it is named. May be empty: see `Followed.add`.
        poll_interval: Seconds from one poll of the hosts who are not live to the next, less up to a quarter of jitter.
            Default 60. It grows while TikTok refuses or cannot be reached, up to tenfold. Soon after a broadcast ended,
            polls of its host are closer: each after half of the time since then, at least 1 s.
        dial_rate: Rooms that are entered or looked up in a second. Default 10. First connections, reconnects and polls
            share this budget.
        **options: As for `connect()`; see `livetok.Options`. `buffer` bounds what waits to be read in all rooms
            together.

    Returns:
        A context manager that gives `Followed`, the iterator of pairs of `Live` and event.

    Raises:
        UserError: At the call, for a handle or an option that is wrong.
    """
    if isinstance(users, str):
        raise UserError("follow() takes several users", hint=f"follow([{users!r}]), or watch({users!r})")
    handles = tuple(dict.fromkeys(parse_user(user) for user in users))
    poll_options = PollOptions(poll_interval=poll_interval, dial_rate=dial_rate)
    return Block(
        open_follow(handles, poll_options, Options.of({**_DEFAULTS, **options}), Environment()),
        "async with follow(...) as lives: async for live, event in lives: ...",
    )


@asynccontextmanager
async def open_follow(
    handles: Iterable[str],
    poll_options: PollOptions,
    options: Options,
    environment: Environment,
    *,
    rate_limiter: RateLimiter | None = None,
) -> AsyncGenerator[Followed]:
    """Follow hosts over a given environment; `follow()` with checked arguments.

    Args:
        handles: Checked handles.
        poll_options: How often to poll and to dial.
        options: Checked options.
        environment: Network, clocks and chance.
        rate_limiter: The budget of dials and lookups; None (default) for one of its own, with `dial_rate`.
    """
    async with environment.open_http(options) as client, open_private_group() as group:
        limiter = rate_limiter or RateLimiter(poll_options.dial_rate)

        tiktok = (options.endpoints.web, options.endpoints.webcast)

        def obey_rate_limit(request: HttpRequest, answer: HttpResponse) -> None:
            if answer.status == _TOO_MANY_REQUESTS and request.url.startswith(tiktok):
                limiter.pause(retry_after(answer.headers) or 0.0)

        http = ObservedHttp(client, obey_rate_limit)
        schedule = PollSchedule(
            policy=poll_options.policy,
            client=WebClient(options, http, environment.rng),
            environment=environment,
        )
        poller = BatchPoller(interval=poll_options.poll_interval, schedule=schedule, rate_limiter=limiter)
        group.start_soon(poller.run, name="livetok poller")
        shared = evolve(environment, acquire_slot=limiter.acquire)
        lives = Followed(options, shared, http, group, poll_options, poller, FanIn(options.buffer), limiter)
        try:
            for handle in handles:
                lives.add(handle)
            yield lives
            await lives.leave()
        finally:
            lives.close()


@define(eq=False)
class _Host:
    """One host who is followed.

    Attributes:
        polled: What is known of the host.
        room: The present broadcast, or the one to come.
        source: Where its events are read from.
        identity: Client identity used in its rooms.
        scope: Around the host's task.
        live: Whether the host is assumed to be live: entering comes first, polling when that fails.
        failures: Failures to enter or to stay, in a row.
        backoff_until: End of the backoff after a failure, on anyio's clock.
        gone: Whether the host is not followed any more.
    """

    polled: PolledHost
    room: RoomParts
    source: FanInSource[Live]
    identity: ClientIdentity
    scope: anyio.CancelScope = field(factory=anyio.CancelScope)
    live: bool = True
    failures: int = 0
    backoff_until: float = 0.0
    gone: bool = False

    @property
    def unique_id(self) -> str:
        return self.polled.unique_id


@define(eq=False)
class Followed:
    """The events of many rooms: an asynchronous iterator of pairs of `Live` and event, made by `follow()`.

    Each broadcast of a host is a `Live` of its own. One that was not entered yet is there too, and not connected.
    """

    _options: Options
    _environment: Environment
    _http: StreamingHttp
    _group: TaskGroup
    _poll_options: PollOptions
    _poller: BatchPoller
    _fan_in: FanIn[Live]
    _rate_limiter: RateLimiter
    _past: Statistics = field(factory=Statistics, init=False)
    _hosts: dict[str, _Host] = field(factory=dict[str, _Host], init=False)
    _former: set[str] = field(factory=set[str], init=False)
    _identity: ClientIdentity | None = field(default=None, init=False)
    _rooms_of_identity: int = field(default=0, init=False)
    _left: bool = field(default=False, init=False)

    def __aiter__(self) -> Followed:
        return self

    async def __anext__(self) -> tuple[Live, Event]:
        """Wait for the next event; return the room that it comes from and the event. Cancelling it loses no event.

        Raises:
            StopAsyncIteration: No host is left.
            UserError: Another task waits in here.
        """
        try:
            return await self._fan_in.get()
        except anyio.EndOfStream:
            raise StopAsyncIteration from None

    @property
    def users(self) -> tuple[str, ...]:
        """Handles of all followed hosts, without `@`, in the order in which they were added."""
        return tuple(self._hosts)

    @property
    def lives(self) -> Mapping[str, Live]:
        """A snapshot of the present `Live` of each host, connected or not, by handle."""
        return MappingProxyType({host.unique_id: host.room.live for host in self._hosts.values()})

    @property
    def statistics(self) -> Statistics:
        """Totals of all rooms since the beginning, those that are over included."""
        total = self._past
        for host in self._hosts.values():
            total = total.plus(host.room.session.totals())
        return total

    @property
    def states(self) -> Mapping[str, int]:
        """Number of hosts by state: `connected`, `connecting`, or `waiting` to be live."""
        counts: dict[str, int] = {"connected": 0, "connecting": 0, "waiting": 0}
        for host in self._hosts.values():
            name = "connected" if host.room.live.connected else "connecting" if host.live else "waiting"
            counts[name] += 1
        return counts

    @property
    def dial_queue(self) -> int:
        """Number of rooms and polls that wait for their turn to send a request."""
        return self._rate_limiter.waiting

    @property
    def waiting(self) -> int:
        """Number of events in all rooms that the loop has not taken yet."""
        return self._fan_in.waiting

    def add(self, user: str, *, resume: Resume | str | None = None) -> None:
        """Follow one more host; does nothing for one who is followed already. Does not wait.

        Call it from a task of the same event loop; safe while another task iterates. Not thread-safe. After the
        iteration ended, a new one goes on.

        Args:
            user: `"@name"`, `"name"`, or a profile or live URL.
            resume: Where an earlier session stopped in this host's room; ignored in another one.

        Raises:
            UserError: The handle or the resume point is wrong, or the block was left.
        """
        unique_id = parse_user(user)
        if self._left:
            raise UserError("this follow() is over", hint="add users within the block")
        if unique_id in self._hosts:
            return
        options = evolve(self._options, resume=resume) if resume is not None else self._options
        client_identity = self._choose_identity()
        room = self._build_room(unique_id, client_identity, options, confirm=False)
        source = self._fan_in.add(room.live, room.session.broadcaster.main)
        host = self._hosts[unique_id] = _Host(PolledHost(unique_id), room, source, client_identity)
        self._group.start_soon(self._keep_host, host, name=f"livetok follow @{unique_id}")

    def remove(self, user: str) -> None:
        """Stop following a host; does nothing for one who was removed, or failed for good, before. Does not wait.

        From here on the iteration gives no event of that host. Its recordings are finished and its connection is closed
        in the background. Call it from a task of the same event loop; not thread-safe.

        Args:
            user: `"@name"`, `"name"`, or a profile or live URL.

        Raises:
            UserError: The handle is wrong, or nobody of that name was ever followed here.
        """
        unique_id = parse_user(user)
        host = self._hosts.get(unique_id)
        if host is not None:
            self._forget(host)
            if not self._left:
                self._group.start_soon(self._leave_room, host, name=f"livetok leave @{unique_id}")
        elif unique_id not in self._former:
            nearest = did_you_mean(unique_id, self._hosts)
            hint = f"did you mean @{nearest}?" if nearest else "see users"
            raise UserError(f"@{unique_id} is not followed", hint=hint)

    def stop(self) -> None:
        """Follow nobody any more: the iteration ends at once, and the rooms are closed in the background.

        Events that the loop did not take yet are dropped. Returns at once; a second call changes nothing. Belongs to
        the thread of the event loop; see `Live.stop` for how to call it from another one.
        """
        hosts = tuple(self._hosts.values())
        self.close()
        for host in hosts:
            if not host.room.session.stop():
                host.scope.cancel()

    async def leave(self) -> None:
        """Finish all recordings and close all connections with a close frame. Cancelling it cuts both short."""
        hosts = tuple(self._hosts.values())
        recording = [host for host in hosts if host.room.recordings.started]
        others = [host for host in hosts if not host.room.recordings.started]
        with ExitStack() as stack:
            if len(hosts) >= _MANY_ROOMS and not recording:
                stack.enter_context(garbage_collection_paused())
            self.close()
            async with open_task_group() as group:
                for host in recording:
                    group.start_soon(self._leave_room, host, name=f"livetok leave @{host.unique_id}")
                await self._leave_together(others)

    def close(self) -> None:
        """Stop following everybody and end the iteration. Does not wait; `add` raises from now on."""
        self._left = True
        for host in tuple(self._hosts.values()):
            self._forget(host)

    # --- one host

    async def _keep_host(self, host: _Host) -> None:
        """Stay in a host's rooms, one broadcast after another, until polling on cannot help."""
        with host.scope:
            try:
                await self._broadcasts(host)
            finally:
                host.room.close()
            if not host.gone:
                self._forget(host)

    async def _broadcasts(self, host: _Host) -> None:
        while True:
            await anyio.sleep(max(0.0, host.backoff_until - anyio.current_time()))
            error = await (self._stay(host) if host.live else self._await_live(host))
            if error is not None:
                self._report(host, error)
            # The next Live begins when this one was read to its end; errors cannot pile up either.
            await host.source.wait_until_empty()
            await host.room.recordings.finish()
            if host.gone or (error is not None and host.polled.is_hopeless(error)):
                return
            if host.room.session.finished.is_set():
                self._renew(host)

    async def _stay(self, host: _Host) -> LiveError | None:
        """Enter the room and stay until the broadcast ends; return the failure that ended it otherwise.

        Whatever is raised ends this room only.
        """
        polled, room = host.polled, host.room
        try:
            await room.prepare()
            await room.session.run(task_status=anyio.TASK_STATUS_IGNORED)
        except LiveError as error:
            if retry.classify(error) is not retry.Verdict.ENDED:
                return error
            host.live, polled.known = False, True
            if isinstance(error, RoomError):
                polled.room_id = error.room_id
            if isinstance(error, RoomEnded):
                polled.ended(error.room_id)
            return None
        except Exception as error:  # noqa: BLE001 -- logged, and reported as the room's failure
            return as_live_error(error, host.unique_id)
        polled.known, polled.room_id, host.failures = True, room.live.room_id, 0
        # A broadcast that is known to follow is entered at once.
        host.live = not room.live.ended or room.resolver.successor != 0
        if room.live.ended:
            polled.ended(room.live.room_id)
        return room.session.report_failure()

    async def _await_live(self, host: _Host) -> LiveError | None:
        """Wait until the host is live; return the failure when the poll failed."""
        try:
            await self._poller.until_live(host.polled)
        except LiveError as error:
            return error
        host.live, host.failures = True, 0
        return None

    def _report(self, host: _Host, error: LiveError) -> None:
        """Emit a `RoomErrorEvent` in the host's room, and set the backoff."""
        hopeless, wait = host.polled.is_hopeless(error), 0.0
        if not hopeless:
            host.failures += 1
            wait = self._back_off(host, error)
            host.backoff_until = anyio.current_time() + wait
            if not host.live:
                wait = max(wait, self._poller.schedule.next_at - anyio.current_time())
        if retry.needs_new_identity(error) and host.live:
            host.room.resolver.rotate_identity()
        event = RoomErrorEvent(
            unique_id=host.unique_id,
            room_id=host.room.live.room_id,
            error=error.name if isinstance(error, Unexpected) else type(error).__name__,
            message=str(error),
            hint=error.hint,
            will_retry=not hopeless,
            retry_after=round(wait, 3),
        )
        attach_derived(event, error)
        host.room.session.emit(event)

    def _back_off(self, host: _Host, error: LiveError) -> float:
        """Return the seconds until a host is tried again: exponential in its failures."""
        environment, policy = self._environment, self._poll_options.policy
        wait = retry.delay(policy, host.failures, environment.rng.random(), error, now=environment.now())
        # The rounds of the poller are a poll interval apart in any case.
        return wait if host.live else max(0.0, wait - self._poll_options.poll_interval)

    def _renew(self, host: _Host) -> None:
        """Build a new `Live` for the next broadcast; if it is the same one after all, it goes on where it stopped."""
        former = host.room
        self._past = self._past.plus(former.session.totals())
        former.close()
        self._fan_in.remove(host.source)
        options = evolve(self._options, resume=_where_it_stopped(former))
        host.room = self._build_room(host.unique_id, host.identity, options, confirm=True)
        host.source = self._fan_in.add(host.room.live, host.room.session.broadcaster.main)

    def _forget(self, host: _Host) -> None:
        host.gone = True
        self._past = self._past.plus(host.room.session.totals())
        del self._hosts[host.unique_id]
        self._former.add(host.unique_id)
        self._fan_in.remove(host.source)

    async def _leave_room(self, host: _Host) -> None:
        """Leave a host's room: finish its recordings, close the connection with a close frame, end its task."""
        await host.room.leave()
        host.scope.cancel()

    async def _leave_together(self, hosts: Sequence[_Host]) -> None:
        """Leave rooms that record nothing, thousands perhaps, without a task for each."""
        closing: list[_Host] = []
        for host in hosts:
            if host.room.begin_to_leave():
                closing.append(host)
            else:
                host.scope.cancel()  # which is not in the room yet, and shall not get there
        with anyio.move_on_after(CLOSING_SECONDS):
            for host in closing:
                if not host.room.session.finished.is_set():
                    await host.room.session.finished.wait()
        for host in closing:
            if not host.room.session.finished.is_set():
                host.scope.cancel()

    # --- what rooms share

    def _build_room(
        self, unique_id: str, client_identity: ClientIdentity, options: Options, *, confirm: bool
    ) -> RoomParts:
        return build_room(
            unique_id,
            0,
            options,
            self._environment,
            self._http,
            self._group,
            client_identity=client_identity,
            confirm=confirm,
        )

    def _choose_identity(self) -> ClientIdentity:
        """Return the client identity for one more room."""
        # A cookie is valid for the address that asked for it, and a function may change the address.
        unshared = callable(self._options.proxy)
        if self._identity is None or self._rooms_of_identity == _ROOMS_PER_IDENTITY or unshared:
            self._identity, self._rooms_of_identity = (
                ClientIdentity.choose(self._options, self._environment.rng),
                0,
            )
        self._rooms_of_identity += 1
        return self._identity


def _where_it_stopped(room: RoomParts) -> Resume | None:
    """Return the resume point of a session that is over.

    One that never entered the room has still to go on from the point that it was given. What it emitted about that, an
    error say, has no place in the room.
    """
    resume = room.live.resume
    return resume if resume is not None and resume.cursor else room.session.options.resume
