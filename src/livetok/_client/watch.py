"""`watch()`: every broadcast of a host, one after another, for as long as the block lasts."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import anyio
from anyio.abc import TaskGroup, TaskStatus
from attrs import define, evolve, field, frozen
from typing_extensions import Unpack

from livetok._client.connect import open_room
from livetok._client.live import Live
from livetok._client.polling import HostPoller, PolledHost, PollOptions, PollSchedule
from livetok._net.http import HttpClient
from livetok._resolver.web_client import WebClient
from livetok._session.environment import Environment
from livetok._util.block import Block
from livetok._util.task_group import open_private_group
from livetok._webapi.handles import parse_user
from livetok.errors import LiveError, RoomEnded, UserError
from livetok.options import ConnectOptions, Options

__all__ = ["Lives", "open_watch", "watch"]

_log = logging.getLogger("livetok.watch")


def watch(
    user: str, *, poll_interval: float = 30.0, **options: Unpack[ConnectOptions]
) -> AbstractAsyncContextManager[Lives]:
    """Wait until a user is live, open the room, and wait again when the broadcast is over.

    ::

        async with watch("@user") as lives:
            async for live in lives:
                async for event in live:
                    print(event)

    Endless: cancelling it, or leaving the block, ends everything. Enter and leave the block in one task; the loops
    may run in any cancel scopes within.

    Args:
        user: `"@name"`, `"name"`, or a profile or live URL.
        poll_interval: Seconds from one poll to the next, less up to a quarter of jitter. Default 30. While TikTok
            refuses or cannot be reached it grows up to tenfold, and to the time that a rate limit names. Soon after a
            broadcast ended, polls are closer: each after half of the time since then, at least 1 s.
        **options: As for `connect()`; see `livetok.Options`.

    Returns:
        A context manager that gives `Lives`, the iterator of open rooms.

    Raises:
        UserError: At the call, for a handle or an option that is wrong.
    """
    poll_options = PollOptions(poll_interval=poll_interval)
    return Block(
        open_watch(parse_user(user), poll_options, Options.of(options), Environment()),
        "async with watch(...) as lives: async for live in lives: ...",
    )


@asynccontextmanager
async def open_watch(
    unique_id: str, poll_options: PollOptions, options: Options, environment: Environment
) -> AsyncGenerator[Lives]:
    """Watch a user over a given environment; `watch()` with checked arguments.

    Args:
        unique_id: Handle of the host.
        poll_options: How often to poll.
        options: Checked options.
        environment: Network, clocks and chance.
    """
    async with environment.open_http(options) as http, open_private_group() as group:

        @asynccontextmanager
        async def shared(_: Options) -> AsyncGenerator[HttpClient]:
            yield http

        schedule = PollSchedule(
            policy=poll_options.policy,
            client=WebClient(options, http, environment.rng),
            environment=environment,
        )
        lives = Lives(
            unique_id=unique_id,
            options=options,
            environment=evolve(environment, open_http=shared),
            group=group,
            poller=HostPoller(PolledHost(unique_id), schedule),
        )
        try:
            yield lives
            await lives.move_on()
        finally:
            lives.stop()


@frozen(eq=False)
class _Lent:
    """A live that the consumer's loop has at the moment."""

    live: Live
    returned: anyio.Event = field(factory=anyio.Event)
    closed: anyio.Event = field(factory=anyio.Event)


@define(eq=False, kw_only=True)
class Lives:
    """The broadcasts of one host: an asynchronous iterator of open rooms, made by `watch()`.

    Each `Live` is open until the loop asks for the next one, and then closed. One that is lost for good raises in its
    own loop; a program that catches this may go on with this loop, which waits for the next broadcast. This loop raises
    only what waiting cannot help: no such user at the first poll, or a room that is closed to this client.

    Attributes:
        unique_id: Handle of the host.
    """

    unique_id: str
    _options: Options = field(alias="options")
    _environment: Environment = field(alias="environment")
    _group: TaskGroup = field(alias="group")
    _poller: HostPoller = field(alias="poller")
    _lent: _Lent | None = field(default=None, init=False)
    _stopped: bool = field(default=False, init=False)
    # Around the wait for the next broadcast.
    _waiting: anyio.CancelScope = field(factory=anyio.CancelScope, init=False)
    _guard: anyio.ResourceGuard = field(factory=lambda: anyio.ResourceGuard("iterating"), init=False)

    def __aiter__(self) -> Lives:
        return self

    async def __anext__(self) -> Live:
        """Close the present live and wait for the next one. Cancelling it loses no broadcast.

        Raises:
            UserNotFound: The first poll says that there is no such user.
            RoomError: The room is closed to this client.
            UserError: Another task iterates.
        """
        try:
            with self._guard:
                await self.move_on()
                with anyio.CancelScope() as self._waiting:
                    if not self._stopped:
                        return await self._next()
        except anyio.BusyResourceError as error:
            raise UserError("two tasks iterate one watch()", hint="open one for each") from error
        raise StopAsyncIteration

    def stop(self) -> None:
        """Watch no more: the loop over a live that is open ends, and so does the loop over the lives.

        Returns at once; a second call changes nothing. Belongs to the thread of the event loop; see `Live.stop` for how
        to call it from another one.
        """
        self._stopped = True
        self._waiting.cancel()
        if self._lent is not None:
            self._lent.live.stop()

    async def move_on(self) -> None:
        """Close the live that was handed out last, and wait until it is closed.

        Cancelling it ends the waiting; the live is closed in the background.
        """
        lent, self._lent = self._lent, None
        if lent is not None:
            if lent.live.ended:
                self._ended(lent.live.room_id)
            lent.returned.set()
            await lent.closed.wait()

    def _ended(self, room_id: int) -> None:
        self._poller.host.ended(room_id)
        self._poller.hasten()

    async def _next(self) -> Live:
        while True:
            await self._poller.until_live()
            try:
                live: Live = await self._group.start(self._host, name=f"livetok watch @{self.unique_id}")
            except LiveError as error:
                self._poller.failed(error)
                if isinstance(error, RoomEnded):  # which the lookup does not know yet
                    self._ended(error.room_id)
                continue
            self._poller.schedule.succeeded()
            return live

    async def _host(self, *, task_status: TaskStatus[Live]) -> None:
        """Own the room's `async with` in a dedicated task.

        The consumer may enter and leave cancel scopes between iterations.
        """
        lent: _Lent | None = None
        try:
            async with open_room(self.unique_id, 0, self._options, self._environment) as live:
                self._lent = lent = _Lent(live)
                task_status.started(live)
                await lent.returned.wait()
        except LiveError as error:
            if lent is None:
                raise
            _log.warning("@%s was lost, and nobody read on to see it raised: %s", self.unique_id, error)
        finally:
            if lent is not None:
                lent.closed.set()
