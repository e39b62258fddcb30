"""Looking for many hosts who are not live, in rounds: for `follow()`."""

from __future__ import annotations

import logging
from typing import Final

import anyio
from attrs import define, field

from livetok._client.polling import PolledHost, PollSchedule
from livetok._client.rate_limiter import RateLimiter
from livetok._resolver.room_lookup import BATCH, check_alive, look_up_room
from livetok._session import retry
from livetok.errors import LiveError, RateLimited, UserNotFound
from livetok.models import RoomInfo

__all__ = ["BatchPoller"]

_log = logging.getLogger("livetok.watch")

# Refusals in a row that end a round: one may be about that host, three are about us.
_REFUSALS: Final = 3
# Lookups under way at a time, should answers be slower than the budget.
_AT_A_TIME: Final = 4


@define(eq=False)
class _Waiter:
    """Where somebody waits for a host."""

    over: anyio.Event = field(factory=anyio.Event)
    error: LiveError | None = None


@define(eq=False, kw_only=True)
class BatchPoller:
    """Looks for many hosts, in rounds.

    What one request can tell of many: `check_alive` takes a list of room ids and says which of them are live. That
    settles a room that was lost while it went on, one that was being prepared at the last look, and one that the
    lookup wrongly called closed. It says nothing of the broadcast that most wait for: a new broadcast has a new room
    id, which only the lookup knows, and the lookup takes one name (protocol notes 2.2, 2.7). So a round is one check
    of all room ids that are known, and then a lookup for each host whom it did not find; the rooms that we saw end are
    not asked about. Everything passes the rate_limiter, so that a round lasts as long as the budget wants, and the next
    one begins a poll interval after the beginning of this one, or later.

    A refusal of one host is that host's; some in a row, or a rate limit, end the round and put the next one off for
    all.

    Attributes:
        interval: Seconds between rounds.
        schedule: When to begin a round.
        rate_limiter: The budget.
    """

    interval: float
    schedule: PollSchedule
    rate_limiter: RateLimiter
    _waiters: dict[PolledHost, _Waiter] = field(factory=dict[PolledHost, _Waiter], init=False)
    _waiter_arrived: anyio.Event = field(factory=anyio.Event, init=False)
    # Of the present round.
    _refusals: int = field(default=0, init=False)
    _unanswered: dict[PolledHost, LiveError] = field(factory=dict[PolledHost, LiveError], init=False)

    async def until_live(self, host: PolledHost) -> None:
        """Return once a host is live, in another room than the one that is known to be over.

        Raises:
            LiveError: The host could not be looked for; whether waiting helps is for the caller to decide.
        """
        post = self._waiters[host] = _Waiter()
        host.polled_at = anyio.current_time()
        self._waiter_arrived.set()
        try:
            await post.over.wait()
        finally:
            del self._waiters[host]
        if post.error is not None:
            raise post.error

    async def run(self) -> None:
        """Make rounds for as long as somebody is waited for, and for ever."""
        while True:
            if not self._waiters:
                self._waiter_arrived = anyio.Event()
                await self._waiter_arrived.wait()
            await self.schedule.wait()
            await self._round()

    async def _round(self) -> None:
        began = anyio.current_time()
        self._refusals, self._unanswered = 0, {}
        just_now = began - self.interval / 2
        hosts = [host for host in self._waiters if host.polled_at <= just_now]
        try:
            await self._check(hosts)
            await self._look_up(hosts)
        except LiveError as error:
            self._put_off(error)
        else:
            self.schedule.succeeded()
            self.schedule.schedule(since=began)
        for host, error in self._unanswered.items():  # now that the time of the next round is known
            self._settle(host, error)

    async def _check(self, hosts: list[PolledHost]) -> None:
        """Ask about all rooms at once.

        Raises:
            RateLimited: TikTok wants fewer requests.
        """
        rooms = {one.room_id: one for one in hosts if one.room_id not in {0, one.ended_room_id}}
        ids = list(rooms)
        for start in range(0, len(ids), BATCH):
            await self.rate_limiter.acquire()
            try:
                known = await check_alive(self.schedule.client, ids[start : start + BATCH])
            except LiveError as error:
                known = error
            if isinstance(known, RateLimited):
                raise known
            if isinstance(known, LiveError):
                _log.debug("no word about the rooms of this round: %s", known)
                continue
            for room_id, live in known.items():
                if live and room_id in rooms:
                    self._settle(rooms[room_id], None)

    async def _look_up(self, hosts: list[PolledHost]) -> None:
        """Look for each host who is waited for still.

        Raises:
            LiveError: What was said to the last one, when TikTok refuses everybody.
        """
        limiter = anyio.CapacityLimiter(_AT_A_TIME)
        patience = min(_REFUSALS, len(hosts))
        async with anyio.create_task_group() as group:
            for host in hosts:
                await limiter.acquire_on_behalf_of(host)
                await self.rate_limiter.acquire()
                if self._refusals >= patience:
                    break
                if self._is_waiting(host):
                    group.start_soon(self._look, host, limiter, name=f"livetok look for @{host.unique_id}")
                else:
                    limiter.release_on_behalf_of(host)
        if hosts and self._refusals >= patience:
            raise list(self._unanswered.values())[-1]

    async def _look(self, host: PolledHost, limiter: anyio.CapacityLimiter) -> None:
        try:
            found = (await look_up_room(self.schedule.client, host.unique_id)).result
        except LiveError as error:
            found = error
        finally:
            limiter.release_on_behalf_of(host)
        if not self._is_waiting(host):
            return
        host.polled_at = anyio.current_time()
        self._waiters[host] = self._waiters.pop(
            host
        )  # who could not be looked for comes first in the next round
        if isinstance(found, RoomInfo):
            self._refusals = 0
            if host.is_live(found):
                self._settle(host, None)
        elif host.is_hopeless(found):
            self._refusals = 0
            self._settle(host, found)
        else:
            self._refusals = 0 if isinstance(found, UserNotFound) else self._refusals + 1
            self._unanswered[host] = found
            if isinstance(found, RateLimited):
                self._refusals = _REFUSALS

    def _is_waiting(self, host: PolledHost) -> bool:
        return host in self._waiters and not self._waiters[host].over.is_set()

    def _settle(self, host: PolledHost, error: LiveError | None) -> None:
        """Tell whoever waits for a host."""
        if self._is_waiting(host):
            self._waiters[host].error = error
            self._waiters[host].over.set()

    def _put_off(self, error: LiveError) -> None:
        self.schedule.failed(error)
        if wait := retry.named_wait(error, self.schedule.now()):
            self.rate_limiter.pause(wait)
        _log.info("%d hosts are waited for: %s; looking again later", len(self._waiters), error)
