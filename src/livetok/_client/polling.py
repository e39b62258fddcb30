"""Polling hosts who are not live: one host for `watch()`, and what `follow()` shares with it."""

from __future__ import annotations

import logging
import math
from typing import Final

import anyio
from attrs import define, field, frozen

from livetok._resolver.room_lookup import OPEN, find_room
from livetok._resolver.web_client import WebClient
from livetok._session import retry
from livetok._session.environment import Environment
from livetok._util.validators import rate, seconds
from livetok.errors import LiveError, UserNotFound
from livetok.models import RoomInfo
from livetok.options import Retry

__all__ = ["HostPoller", "PollOptions", "PollSchedule", "PolledHost", "restart_wait"]

_log = logging.getLogger("livetok.watch")

_JITTER: Final = 0.25
_LONGEST: Final = 10  # poll intervals, after many failures
# Many broadcasts that end go on after a moment: a crashed encoder, a lost connection of the host's.
_FIRST_LOOK: Final = 1.0


def restart_wait(elapsed: float) -> float:
    """Return the seconds from one poll of a host to the next, soon after the host's broadcast ended.

    Half of the time since then, at least one second: after 1, 2, 3, 4.5, 6.8, 10 s and so on, so that a restart is
    noticed after at most half the length of the break. Poll intervals are the upper bound, where they are shorter.

    Args:
        elapsed: Seconds since the end.
    """
    return max(_FIRST_LOOK, elapsed / 2)


@frozen(kw_only=True)
class PollOptions:
    """How often to poll.

    Attributes:
        poll_interval: Seconds between polls of a host. Default 30.
        dial_rate: Rooms entered or looked up in a second, where many share a rate limiter. Default 10.
    """

    poll_interval: float = field(default=30.0, validator=seconds())
    dial_rate: float = field(default=10.0, validator=rate)

    @property
    def policy(self) -> Retry:
        """The same, as a backoff: a quarter of jitter, up to ten poll intervals after failures."""
        longest = self.poll_interval * _LONGEST
        return Retry(first_delay=self.poll_interval, factor=2, max_delay=longest, jitter=_JITTER)


@define(eq=False)
class PolledHost:
    """One polled host and what earlier polls found.

    Attributes:
        unique_id: Handle of the host.
        known: Whether TikTok ever answered that this user exists.
        ended_room_id: Room that is known to be over, 0 for none; TikTok's site calls it live for some time still.
        room_id: Latest known room, 0 for none.
        polled_at: Time of the last poll on anyio's clock.
        ended_at: Time when the last broadcast was seen to end, on anyio's clock; minus infinity for never.
    """

    unique_id: str
    known: bool = False
    ended_room_id: int = 0
    room_id: int = 0
    polled_at: float = 0.0
    ended_at: float = -math.inf

    def ended(self, room_id: int) -> None:
        """Store that a broadcast is over.

        Args:
            room_id: Its room.
        """
        self.ended_room_id, self.ended_at = room_id, anyio.current_time()

    def is_live(self, room: RoomInfo) -> bool:
        """Store what a poll found; return whether it is a live room other than the one that is over.

        Args:
            room: The answer.
        """
        self.known = True
        self.room_id = room.room_id or self.room_id
        return room.status in OPEN and room.room_id not in {0, self.ended_room_id}

    def is_hopeless(self, error: LiveError) -> bool:
        """Return whether polling on cannot help.

        `UserNotFound` is believed as the first answer; of a host who was known before it is taken for an error of
        TikTok's.

        Args:
            error: What a poll, or an attempt to enter, ended with.
        """
        fatal = retry.classify(error) is retry.Verdict.FATAL
        return fatal or (isinstance(error, UserNotFound) and not self.known)


@define(eq=False, kw_only=True)
class PollSchedule:
    """When to poll next: a poll interval after the last poll, with exponential backoff while polls fail.

    Attributes:
        policy: The interval and its backoff.
        client: Sends the requests; gets a new identity after a block.
        environment: Time of day and chance.
        next_at: Time of the next poll on anyio's clock.
        failures: Failures in a row that may pass.
    """

    policy: Retry
    client: WebClient
    environment: Environment
    next_at: float = field(default=-1.0, init=False)
    failures: int = field(default=0, init=False)

    async def wait(self) -> None:
        """Wait until the next poll is due. Cancelling it changes nothing."""
        await anyio.sleep(max(0.0, self.next_at - anyio.current_time()))

    def failed(self, error: LiveError) -> None:
        """Count a failed poll or attempt to enter, and put the next poll off; rotate the identity after a block.

        Args:
            error: The failure.
        """
        self.failures = self.failures + 1 if retry.classify(error) is retry.Verdict.AGAIN else 0
        if retry.needs_new_identity(error):
            self.client.rotate_identity()
        self.schedule(error)

    def succeeded(self) -> None:
        """Reset the backoff."""
        self.failures = 0

    def schedule(self, error: LiveError | None = None, *, since: float | None = None) -> None:
        """Set the time of the next poll.

        Args:
            error: The last failure; a rate limit that names a time is obeyed. None (default) for none.
            since: Time on anyio's clock that the interval is counted from; None (default) for now.
        """
        now, jitter = self.environment.now(), self.environment.rng.random()
        wait = retry.delay(self.policy, self.failures or 1, jitter, error, now=now)
        self.next_at = wait + (anyio.current_time() if since is None else since)

    def hasten(self, seconds: float) -> None:
        """Have the next poll come within so many seconds.

        Args:
            seconds: From now on.
        """
        self.next_at = min(self.next_at, anyio.current_time() + seconds)


@define(eq=False)
class HostPoller:
    """Polls one host.

    Attributes:
        host: The host and what is known of it.
        schedule: When to poll.
    """

    host: PolledHost
    schedule: PollSchedule

    async def until_live(self) -> None:
        """Poll until the host is live, in another room than the one that is known to be over.

        Cancelling it loses nothing: called again, it goes on where it was.

        Raises:
            UserNotFound: The first answer says so.
            LiveError: Waiting cannot help.
        """
        while True:
            await self.schedule.wait()
            try:
                live = self.host.is_live(await self._poll())
            except LiveError as error:
                self.failed(error)
                continue
            if not live:  # whether a live room can be entered remains to be seen
                self.schedule.succeeded()
            self.schedule.schedule()
            if live:
                return
            self.hasten()

    def hasten(self) -> None:
        """Have the next poll come soon where the last broadcast ended a moment ago."""
        self.schedule.hasten(restart_wait(anyio.current_time() - self.host.ended_at))

    def failed(self, error: LiveError) -> None:
        """Count a failed poll, or a failed attempt to enter afterwards.

        Args:
            error: The failure.

        Raises:
            LiveError: That failure, when polling on cannot help.
        """
        if self.host.is_hopeless(error):
            raise error
        self.schedule.failed(error)
        # Who waits is to know at once what is wrong, and not to hear it for the whole night.
        _log.log(
            logging.WARNING if self.schedule.failures == 1 else logging.INFO,
            "@%s: %s; polling again in %.0f s%s",
            self.host.unique_id,
            error,
            self.schedule.next_at - anyio.current_time(),
            f" (hint: {error.hint})" if error.hint else "",
        )

    async def _poll(self) -> RoomInfo:
        room = (await find_room(self.schedule.client, self.host.unique_id)).result
        if isinstance(room, LiveError):
            raise room
        return room
