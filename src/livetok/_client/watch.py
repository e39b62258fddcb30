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
from livetok._client.room import Environment
from livetok._net.http import HttpClient
from livetok._resolver.web_client import WebClient
from livetok._util.task_group import open_private_group
from livetok._webapi.handles import parse_user
from livetok.errors import LiveError, UserError
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

    Endless; cancel it, or leave the block, and everything ends. The block may be entered and left in one task only,
    the loops may run in any scopes within.

    Args:
        user: `"@name"`, `"name"`, or a profile or live URL.
        poll_interval: Seconds from one look to the next, up to a quarter less by chance. It grows while TikTok
            refuses or cannot be reached, up to ten times as long, and to the time that a rate limit names.
        **options: As for `connect()`.

    Raises:
        UserError: At the call, for a handle or an option that is wrong.
    """
    return open_watch(
        parse_user(user), PollOptions(poll_interval=poll_interval), Options.of(options), Environment()
    )


@asynccontextmanager
async def open_watch(
    unique_id: str, poll_options: PollOptions, options: Options, environment: Environment
) -> AsyncGenerator[Lives]:
    """Watch a user over a given environment; `watch()` with everything checked."""
    async with environment.open_http(options) as http, open_private_group() as group:

        @asynccontextmanager
        async def shared(_: Options) -> AsyncGenerator[HttpClient]:
            yield http

        schedule = PollSchedule(
            policy=poll_options.policy,
            client=WebClient(options, http, environment.rng),
            now=environment.now,
            rng=environment.rng,
        )
        lives = Lives(
            unique_id=unique_id,
            options=options,
            environment=evolve(environment, open_http=shared),
            group=group,
            poller=HostPoller(PolledHost(unique_id), schedule),
        )
        yield lives
        await lives.move_on()


@frozen(eq=False)
class _Lent:
    """A live that the loop has at the moment."""

    live: Live
    returned: anyio.Event = field(factory=anyio.Event)
    closed: anyio.Event = field(factory=anyio.Event)


@define(eq=False, kw_only=True)
class Lives:
    """The broadcasts of one host: an asynchronous iterator of open rooms, made by `watch()`.

    Each `Live` is open until the loop asks for the next one, and then closed. One that is lost for good raises in its
    own loop; who catches that may go on with this one, which goes on waiting. Nothing is raised here but what
    waiting cannot help: no such user at the first look, a room that is closed to us.
    """

    unique_id: str
    options: Options
    environment: Environment
    _group: TaskGroup = field(alias="group")
    _lookout: HostPoller = field(alias="poller")
    _lent: _Lent | None = field(default=None, init=False)
    _stopped: bool = field(default=False, init=False)
    # Around the wait for the next broadcast.
    _waiting: anyio.CancelScope = field(factory=anyio.CancelScope, init=False)
    _guard: anyio.ResourceGuard = field(factory=lambda: anyio.ResourceGuard("iterating"), init=False)

    def __aiter__(self) -> Lives:
        return self

    async def __anext__(self) -> Live:
        """Close the present live and wait for the next one. Cancelling loses nothing."""
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
        """Close the live that was handed out last; leaves it to its own devices when cancelled."""
        lent, self._lent = self._lent, None
        if lent is not None:
            if lent.live.ended:
                self._lookout.host.ended_room_id = lent.live.room_id
            lent.returned.set()
            await lent.closed.wait()

    async def _next(self) -> Live:
        while True:
            await self._lookout.until_live()
            try:
                live: Live = await self._group.start(self._host, name=f"livetok watch @{self.unique_id}")
            except LiveError as error:
                self._lookout.failed(error)
                continue
            self._lookout.schedule.succeeded()
            return live

    async def _host(self, *, task_status: TaskStatus[Live]) -> None:
        """Keep one room open for the loop: in a task of its own, since the loop's scopes come and go."""
        lent: _Lent | None = None
        try:
            async with open_room(self.unique_id, 0, self.options, self.environment) as live:
                self._lent = lent = _Lent(live)
                task_status.started(live)
                await lent.returned.wait()
        except LiveError as error:
            if lent is None:
                raise
            _log.warning("@%s was lost, and nobody read on to be told: %s", self.unique_id, error)
        finally:
            if lent is not None:
                lent.closed.set()
