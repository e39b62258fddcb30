"""Looking for hosts who are not live: one for `watch()`, many at once for `follow()`."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from datetime import datetime
from typing import Final

import anyio
from attrs import define, field, frozen

from livetok._resolver.room_lookup import OPEN, find_room
from livetok._resolver.web_client import WebClient
from livetok._session import retry
from livetok._util.validators import rate, seconds
from livetok.errors import LiveError, UserNotFound
from livetok.models import RoomInfo
from livetok.options import Retry

__all__ = ["HostPoller", "PollOptions", "PollSchedule", "PolledHost"]

_log = logging.getLogger("livetok.watch")

_JITTER: Final = 0.25
_LONGEST: Final = 10  # poll intervals, after many failures


@frozen(kw_only=True)
class PollOptions:
    """How often to look.

    Attributes:
        poll_interval: Seconds.
        dial_rate: Rooms in a second, where many share a budget.
    """

    poll_interval: float = field(default=30.0, validator=seconds())
    dial_rate: float = field(default=10.0, validator=rate)

    @property
    def policy(self) -> Retry:
        """The same as delays after failures."""
        longest = self.poll_interval * _LONGEST
        return Retry(first_delay=self.poll_interval, factor=2, max_delay=longest, jitter=_JITTER)


@define(eq=False)
class PolledHost:
    """A host who is waited for, and what is known from before.

    Attributes:
        unique_id: Handle of the host.
        known: Whether TikTok spoke of this user before.
        over: Room that is known to be over; TikTok's site says so some time later.
        room_id: Room that was last heard of, 0 for none.
        looked_at: When the last look was, on anyio's clock.
    """

    unique_id: str
    known: bool = False
    ended_room_id: int = 0
    room_id: int = 0
    polled_at: float = 0.0

    def is_live(self, room: RoomInfo) -> bool:
        """Take down what a look found; tell whether it is a live room other than the one that is over."""
        self.known = True
        self.room_id = room.room_id or self.room_id
        return room.status in OPEN and room.room_id not in {0, self.ended_room_id}

    def is_hopeless(self, error: LiveError) -> bool:
        """Tell whether waiting cannot help.

        No such user: the first answer is believed. Later it is taken for one of TikTok's disturbances.
        """
        fatal = retry.classify(error) is retry.Verdict.FATAL
        return fatal or (isinstance(error, UserNotFound) and not self.known)


@define(eq=False, kw_only=True)
class PollSchedule:
    """When to look next: never more often than the policy wants, and more rarely while looking fails.

    Attributes:
        next_at: When to look next, on anyio's clock.
        failures: Failures in a row that may pass.
    """

    policy: Retry
    client: WebClient
    now: Callable[[], datetime]
    rng: random.Random
    next_at: float = field(default=-1.0, init=False)
    failures: int = field(default=0, init=False)

    async def wait(self) -> None:
        """Return when it is time to look."""
        await anyio.sleep(max(0.0, self.next_at - anyio.current_time()))

    def failed(self, error: LiveError) -> None:
        """Count a failure, to look or to enter what was found; become somebody else where that may help."""
        self.failures = self.failures + 1 if retry.classify(error) is retry.Verdict.AGAIN else 0
        if retry.needs_new_identity(error):
            self.client.rotate_identity()
        self.schedule(error)

    def succeeded(self) -> None:
        """Forget the failures."""
        self.failures = 0

    def schedule(self, error: LiveError | None = None, *, since: float | None = None) -> None:
        """Appoint the next look, counted from a moment on anyio's clock: now when left out."""
        wait = retry.delay(self.policy, self.failures or 1, self.rng.random(), error, now=self.now())
        self.next_at = wait + (anyio.current_time() if since is None else since)


@define(eq=False)
class HostPoller:
    """Looks for one host."""

    host: PolledHost
    schedule: PollSchedule

    async def until_live(self) -> None:
        """Return once the user is live, in another room than the one that is known to be over.

        Raises:
            UserNotFound: The first answer says so.
            LiveError: Waiting cannot help.
        """
        while True:
            await self.schedule.wait()
            try:
                live = self.host.is_live(await self._look())
            except LiveError as error:
                self.failed(error)
                continue
            if not live:  # whether a live room can be entered remains to be seen
                self.schedule.succeeded()
            self.schedule.schedule()
            if live:
                return

    def failed(self, error: LiveError) -> None:
        """Count a failure to look, or to connect afterwards; raise it when waiting cannot help."""
        if self.host.is_hopeless(error):
            raise error
        self.schedule.failed(error)
        # Who waits is to know at once what is wrong, and not to hear it for the whole night.
        _log.log(
            logging.WARNING if self.schedule.failures == 1 else logging.INFO,
            "@%s: %s; looking again in %.0f s%s",
            self.host.unique_id,
            error,
            self.schedule.next_at - anyio.current_time(),
            f" (hint: {error.hint})" if error.hint else "",
        )

    async def _look(self) -> RoomInfo:
        found = (await find_room(self.schedule.client, self.host.unique_id)).result
        if isinstance(found, LiveError):
            raise found
        return found
