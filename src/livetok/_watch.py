"""`watch()`: every broadcast of a host, one after another, for as long as the block lasts."""

from __future__ import annotations

import logging
import random
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from typing import Final

import anyio
from anyio.abc import TaskGroup, TaskStatus
from attrs import define, evolve, field, frozen
from typing_extensions import Unpack

from livetok._checks import seconds
from livetok._connect import Network, open_room
from livetok._core import retry
from livetok._core.handles import parse_user
from livetok._lifetime import block_group
from livetok._live import Live
from livetok._net.http import HttpClient
from livetok._resolve.rooms import OPEN, find_room
from livetok._resolve.visitor import Visitor
from livetok.errors import LiveError, UserError, UserNotFound
from livetok.models import RoomInfo
from livetok.options import ConnectOptions, Options, Retry

__all__ = ["Lives", "open_watch", "watch"]

_log = logging.getLogger("livetok.watch")

_JITTER: Final = 0.25
_LONGEST: Final = 10  # poll intervals, after many failures


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
    return open_watch(parse_user(user), Pace(poll_interval=poll_interval), Options.of(options), Network())


@frozen(kw_only=True)
class Pace:
    """How often to look.

    Attributes:
        poll_interval: Seconds.
    """

    poll_interval: float = field(default=30.0, validator=seconds())

    @property
    def policy(self) -> Retry:
        """The same as delays after failures."""
        longest = self.poll_interval * _LONGEST
        return Retry(first_delay=self.poll_interval, factor=2, max_delay=longest, jitter=_JITTER)


@asynccontextmanager
async def open_watch(unique_id: str, pace: Pace, options: Options, network: Network) -> AsyncGenerator[Lives]:
    """Watch a user over a given network; `watch()` with everything checked."""
    async with network.open_http(options) as http, block_group() as group:

        @asynccontextmanager
        async def shared(_: Options) -> AsyncGenerator[HttpClient]:
            yield http

        lives = Lives(
            unique_id=unique_id,
            options=options,
            network=evolve(network, open_http=shared),
            group=group,
            lookout=Lookout(
                unique_id=unique_id,
                policy=pace.policy,
                visitor=Visitor(options, http, network.rng),
                now=network.now,
                rng=network.rng,
            ),
        )
        yield lives
        await lives.move_on()


@define(eq=False, kw_only=True)
class Lookout:
    """Looks for a live room, never more often than the policy wants, and backs off when that fails."""

    unique_id: str
    policy: Retry
    visitor: Visitor
    now: Callable[[], datetime]
    rng: random.Random
    _next_at: float = field(default=-1.0, init=False)
    _failures: int = field(default=0, init=False)
    _known: bool = field(default=False, init=False)
    _over: int = field(default=0, init=False)

    async def until_live(self) -> None:
        """Return once the user is live, in another room than the one that is known to be over.

        Raises:
            UserNotFound: The first answer says so. Later it is taken for one of TikTok's disturbances.
            LiveError: Waiting cannot help.
        """
        while True:
            await anyio.sleep(max(0.0, self._next_at - anyio.current_time()))
            try:
                room = await self._look()
            except LiveError as error:
                self.failed(error)
                continue
            self._known = True
            live = room.status in OPEN and room.room_id not in {0, self._over}
            # Whether a live room can be entered remains to be seen.
            self._failures = self._failures if live else 0
            self._schedule()
            if live:
                return

    def failed(self, error: LiveError) -> None:
        """Count a failure to look, or to connect afterwards; raise it when waiting cannot help."""
        verdict = retry.classify(error)
        if verdict is retry.Verdict.FATAL or (isinstance(error, UserNotFound) and not self._known):
            raise error
        self._failures = self._failures + 1 if verdict is retry.Verdict.AGAIN else 0
        if retry.needs_new_identity(error):
            self.visitor.rotate()
        self._schedule(error)
        _log.info("@%s: %s; looking again later", self.unique_id, error)

    def succeeded(self) -> None:
        """Forget the failures: there is a live."""
        self._failures = 0

    def over(self, room_id: int) -> None:
        """Remember that a broadcast ended; TikTok's site says so some time later."""
        self._over = room_id

    async def _look(self) -> RoomInfo:
        found = (await find_room(self.visitor, self.unique_id)).result
        if isinstance(found, LiveError):
            raise found
        return found

    def _schedule(self, error: LiveError | None = None) -> None:
        wait = retry.delay(self.policy, self._failures or 1, self.rng.random(), error, now=self.now())
        self._next_at = anyio.current_time() + wait


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
    network: Network
    _group: TaskGroup = field(alias="group")
    _lookout: Lookout = field(alias="lookout")
    _lent: _Lent | None = field(default=None, init=False)
    _guard: anyio.ResourceGuard = field(factory=lambda: anyio.ResourceGuard("iterating"), init=False)

    def __aiter__(self) -> Lives:
        return self

    async def __anext__(self) -> Live:
        """Close the present live and wait for the next one. Cancelling loses nothing."""
        try:
            with self._guard:
                await self.move_on()
                return await self._next()
        except anyio.BusyResourceError as error:
            raise UserError("two tasks iterate one watch()", hint="open one for each") from error

    async def move_on(self) -> None:
        """Close the live that was handed out last; leaves it to its own devices when cancelled."""
        lent, self._lent = self._lent, None
        if lent is not None:
            if lent.live.ended:
                self._lookout.over(lent.live.room_id)
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
            self._lookout.succeeded()
            return live

    async def _host(self, *, task_status: TaskStatus[Live]) -> None:
        """Keep one room open for the loop: in a task of its own, since the loop's scopes come and go."""
        lent: _Lent | None = None
        try:
            async with open_room(self.unique_id, 0, self.options, self.network) as live:
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
