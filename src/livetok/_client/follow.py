"""`follow()`: many hosts at once, their events in one stream."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

import anyio
from anyio.abc import TaskGroup
from attrs import define, evolve, field
from typing_extensions import Unpack

from livetok._client.batch_poller import BatchPoller
from livetok._client.fan_in import FanIn, FanInSource
from livetok._client.live import Live
from livetok._client.polling import PolledHost, PollOptions, PollSchedule
from livetok._client.rate_limiter import RateLimiter
from livetok._client.room import Environment, RoomParts, build_room
from livetok._mixins.event import Event, attach_derived
from livetok._net.http import HttpClient
from livetok._resolver.web_client import ClientIdentity, WebClient
from livetok._session import retry
from livetok._util.task_group import open_private_group
from livetok._webapi.handles import parse_user
from livetok._webapi.responses import retry_after
from livetok.errors import LiveError, RoomEnded, RoomError, UserError
from livetok.http_types import HttpRequest, HttpResponse
from livetok.options import ConnectOptions, Options, Resume
from livetok.proto import RoomErrorEvent

__all__ = ["Followed", "follow", "open_follow"]

_log = logging.getLogger("livetok.follow")

# Rooms that are watched as one browser. Each browser needs a cookie, and a block of one is a block of all its rooms.
_ROOMS_PER_IDENTITY: Final = 20
_TOO_MANY_REQUESTS: Final = 429


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

    Rooms are entered one after another; hosts who are not live are waited for, and so is the next broadcast. The
    events of one room keep their order, and a room in which much happens gives the others their turn. Nothing that
    befalls one room is raised: it is a `RoomErrorEvent` among its events, and the others go on. The iteration ends
    when there is nobody left to wait for: all were removed, or failed for good.

    Args:
        users: Handles or URLs; each host once, however often it is named. May be empty: see `Followed.add`.
        poll_interval: Seconds from one look at those who are not live to the next, up to a quarter less by chance. It
            grows while TikTok refuses or cannot be reached, up to ten times as long.
        dial_rate: Rooms that are entered, or looked for, in a second: first connections, new ones after a loss, and
            looks at hosts who are not live share this budget.
        **options: As for `connect()`. `buffer` bounds what waits to be read in all rooms together.

    Raises:
        UserError: At the call, for a handle or an option that is wrong.
    """
    if isinstance(users, str):
        raise UserError("follow() takes several users", hint=f"follow([{users!r}]), or watch({users!r})")
    handles = tuple(dict.fromkeys(parse_user(user) for user in users))
    poll_options = PollOptions(poll_interval=poll_interval, dial_rate=dial_rate)
    return open_follow(handles, poll_options, Options.of(options), Environment())


@asynccontextmanager
async def open_follow(
    handles: Iterable[str], poll_options: PollOptions, options: Options, environment: Environment
) -> AsyncGenerator[Followed]:
    """Follow hosts over a given environment; `follow()` with everything checked."""
    async with environment.open_http(options) as http, open_private_group() as group:
        rate_limiter = RateLimiter(poll_options.dial_rate)

        tiktok = (options.endpoints.web, options.endpoints.webcast)

        def heed(request: HttpRequest, answer: HttpResponse) -> None:
            if answer.status == _TOO_MANY_REQUESTS and request.url.startswith(tiktok):
                rate_limiter.pause(retry_after(answer.headers) or 0.0)

        http.observer = heed
        schedule = PollSchedule(
            policy=poll_options.policy,
            client=WebClient(options, http, environment.rng),
            now=environment.now,
            rng=environment.rng,
        )
        poller = BatchPoller(
            interval=poll_options.poll_interval, schedule=schedule, rate_limiter=rate_limiter
        )
        group.start_soon(poller.run, name="livetok poller")
        shared = evolve(environment, acquire_slot=rate_limiter.acquire)
        lives = Followed(options, shared, http, group, poll_options, poller, FanIn(options.buffer))
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
        client_identity: Who we are in its rooms.
        scope: Around the host's task.
        live: Whether the host is taken to be live: a host is entered first and looked for when that fails.
        failures: In a row, to enter or to stay.
        rests_until: When to go on after a failure, on anyio's clock.
        gone: Whether the host is followed no more.
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
    _network: Environment
    _http: HttpClient
    _group: TaskGroup
    _poll_options: PollOptions
    _poller: BatchPoller
    _fan_in: FanIn[Live]
    _hosts: dict[str, _Host] = field(factory=dict[str, _Host], init=False)
    _former: set[str] = field(factory=set[str], init=False)
    _latest: ClientIdentity | None = field(default=None, init=False)
    _identities: int = field(default=0, init=False)
    _left: bool = field(default=False, init=False)

    def __aiter__(self) -> Followed:
        return self

    async def __anext__(self) -> tuple[Live, Event]:
        """Return the next event and the room that it comes from. Cancelling loses nothing.

        Raises:
            UserError: Another task is waiting in here.
        """
        try:
            return await self._fan_in.get()
        except anyio.EndOfStream:
            raise StopAsyncIteration from None

    @property
    def users(self) -> tuple[str, ...]:
        """Handles of all who are followed, without `@`, in the order in which they were added."""
        return tuple(self._hosts)

    @property
    def lives(self) -> Mapping[str, Live]:
        """The present `Live` of each host, connected or not, by handle: as it is at this moment."""
        return MappingProxyType({one.unique_id: one.room.live for one in self._hosts.values()})

    @property
    def waiting(self) -> int:
        """Events of all rooms that the loop has not taken yet."""
        return self._fan_in.waiting

    def add(self, user: str, *, resume: Resume | str | None = None) -> None:
        """Follow one more host; nothing happens for one who is followed already. Does not wait.

        From the tasks of the block's event loop, also while another iterates. After the end of the iteration, a new
        one goes on.

        Args:
            user: Handle or URL.
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
        client_identity = self._identity()
        room = self._build_room(unique_id, client_identity, options, confirm=False)
        source = self._fan_in.add(room.live, room.session.broadcaster.main)
        host = self._hosts[unique_id] = _Host(PolledHost(unique_id), room, source, client_identity)
        self._group.start_soon(self._keep_host, host, name=f"livetok follow @{unique_id}")

    def remove(self, user: str) -> None:
        """Follow a host no more; nothing happens for one who was removed, or failed for good, before. Does not wait.

        From here on the iteration gives no event of that host. Recordings are finished and the connection is closed
        in the background.

        Raises:
            UserError: The handle is wrong, or nobody of that name was ever followed here.
        """
        unique_id = parse_user(user)
        host = self._hosts.get(unique_id)
        if host is not None:
            self._forget(host)
            if not self._left:
                self._group.start_soon(self._part, host, name=f"livetok leave @{unique_id}")
        elif unique_id not in self._former:
            near = get_close_matches(unique_id, self._hosts, n=1)
            hint = f"did you mean @{near[0]}?" if near else "see users"
            raise UserError(f"@{unique_id} is not followed", hint=hint)

    async def leave(self) -> None:
        """Close all rooms politely."""
        hosts = tuple(self._hosts.values())
        self.close()
        async with anyio.create_task_group() as group:
            for host in hosts:
                group.start_soon(self._part, host, name=f"livetok leave @{host.unique_id}")

    def close(self) -> None:
        """Take in and give out nothing more."""
        self._left = True
        for host in tuple(self._hosts.values()):
            self._forget(host)

    # --- one host

    async def _keep_host(self, host: _Host) -> None:
        """Be in a host's rooms, one after another, until waiting cannot help."""
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
            # The next Live begins when this one was read; errors cannot pile up either.
            await host.source.emptied()
            await host.room.recordings.finish()
            if host.gone or (error is not None and host.polled.is_hopeless(error)):
                return
            if host.room.session.finished.is_set():
                self._renew(host)

    async def _stay(self, host: _Host) -> LiveError | None:
        """Enter the room and stay until the broadcast ends; return what went wrong."""
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
                polled.ended_room_id = error.room_id
            return None
        polled.known, polled.room_id, host.failures = True, room.live.room_id, 0
        host.live = not room.live.ended
        if room.live.ended:
            polled.ended_room_id = room.live.room_id
        return room.session.report_failure()

    async def _await_live(self, host: _Host) -> LiveError | None:
        """Wait until the host is live; return why that cannot be told."""
        try:
            await self._poller.until_live(host.polled)
        except LiveError as error:
            return error
        host.live, host.failures = True, 0
        return None

    def _report(self, host: _Host, error: LiveError) -> None:
        """Put an error among the events of its room, and appoint the next try."""
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
            error=type(error).__name__,
            message=str(error),
            hint=error.hint,
            will_retry=not hopeless,
            retry_after=round(wait, 3),
        )
        attach_derived(event, error)
        host.room.session.emit(event)

    def _back_off(self, host: _Host, error: LiveError) -> float:
        """Seconds until a host is tried again: the longer, the more often it failed."""
        environment, policy = self._network, self._poll_options.policy
        wait = retry.delay(policy, host.failures, environment.rng.random(), error, now=environment.now())
        # The rounds of the poller are a poll interval apart anyway.
        return wait if host.live else max(0.0, wait - self._poll_options.poll_interval)

    def _renew(self, host: _Host) -> None:
        """Have a fresh `Live` for the next broadcast."""
        host.room.close()
        self._fan_in.remove(host.source)
        host.room = self._build_room(host.unique_id, host.identity, self._options, confirm=True)
        host.source = self._fan_in.add(host.room.live, host.room.session.broadcaster.main)

    def _forget(self, host: _Host) -> None:
        host.gone = True
        del self._hosts[host.unique_id]
        self._former.add(host.unique_id)
        self._fan_in.remove(host.source)

    async def _part(self, host: _Host) -> None:
        """Leave a host's room politely."""
        await host.room.leave()
        host.scope.cancel()

    # --- what rooms share

    def _build_room(
        self, unique_id: str, client_identity: ClientIdentity, options: Options, *, confirm: bool
    ) -> RoomParts:
        return build_room(
            unique_id,
            0,
            options,
            self._network,
            self._http,
            self._group,
            client_identity=client_identity,
            confirm=confirm,
        )

    def _identity(self) -> ClientIdentity:
        """Return who to be in one more room."""
        # A cookie is worth something at the address that asked for it, and a function may change the address.
        alone = callable(self._options.proxy)
        if self._latest is None or self._identities == _ROOMS_PER_IDENTITY or alone:
            self._latest, self._identities = ClientIdentity.choose(self._options, self._network.rng), 0
        self._identities += 1
        return self._latest
