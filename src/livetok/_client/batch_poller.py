"""Polling many hosts who are not live, in rounds: for `follow()`."""

from __future__ import annotations

import logging
from typing import Final

import anyio
from attrs import define, field

from livetok._client.polling import PolledHost, PollSchedule, restart_wait
from livetok._client.rate_limiter import RateLimiter
from livetok._client.unexpected import as_live_error
from livetok._resolver.room_lookup import BATCH, check_alive, look_up_room
from livetok._session import retry
from livetok._util.task_group import open_task_group
from livetok.errors import LiveError, RateLimited, UserNotFound
from livetok.models import RoomInfo

__all__ = ["BatchPoller"]

_log = logging.getLogger("livetok.watch")

# Refusals in a row that end a round: one may be about that host, three are about this client.
_REFUSALS: Final = 3
# Lookups under way at once, should answers be slower than the rate limiter.
_AT_A_TIME: Final = 4


@define(eq=False)
class _Waiter:
    """One task that waits in `until_live`."""

    over: anyio.Event = field(factory=anyio.Event)
    error: LiveError | None = None


@define(eq=False, kw_only=True)
class BatchPoller:
    """Polls many hosts, in rounds.

    One request can tell of many rooms: `check_alive` takes a list of room ids and says which of them are live. That
    settles a room that was lost while it went on, one that was being prepared at the last poll, and one that the
    lookup wrongly called closed. It says nothing of the broadcast that most hosts are polled for: a new broadcast has a
    new room id, which only the lookup knows, and the lookup takes one name (protocol notes 2.2, 2.7). So a round is one
    check of all room ids that are known, and then a lookup for each host who was not found live; rooms that are known
    to be over are left out. Every request passes the rate limiter, and the next round begins a poll interval after the
    beginning of this one, or later.

    A broadcast that ended often goes on after a moment, so its host is looked up soon, and again, between the rounds
    (`restart_wait`): as far as the rate limiter lets it, and until a lookup fails or a poll interval would be shorter.

    A refusal concerns one host; three in a row, or a rate limit, end the round and put the next one off for all.

    Attributes:
        interval: Seconds from the beginning of one round to the next.
        schedule: When to begin a round.
        rate_limiter: Spaces the requests.
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
        """Wait until a host is live, in another room than the one that is known to be over.

        Cancelling it takes the host out of the rounds.

        Args:
            host: One task at a time waits for it.

        Raises:
            LiveError: The poll failed; the caller decides whether waiting on helps.
        """
        waiter = self._waiters[host] = _Waiter()
        host.polled_at = anyio.current_time()
        self._waiter_arrived.set()
        try:
            async with open_task_group() as group:
                group.start_soon(self._look_soon, host, name=f"livetok look @{host.unique_id}")
                await waiter.over.wait()
                group.cancel_scope.cancel()
        finally:
            del self._waiters[host]
        if waiter.error is not None:
            raise waiter.error

    async def _look_soon(self, host: PolledHost) -> None:
        """Look up a host whose broadcast ended a moment ago, between the rounds."""
        while (wait := restart_wait(anyio.current_time() - host.ended_at)) < self.interval:
            await anyio.sleep(wait)
            await self.rate_limiter.acquire()
            try:
                result = (await look_up_room(self.schedule.client, host.unique_id)).result
            except LiveError as error:
                result = error
            if isinstance(result, RateLimited):
                self._put_off(result)
            if isinstance(result, LiveError):
                return  # the next round looks again, and says so should it fail
            host.polled_at = anyio.current_time()
            if host.is_live(result):
                self._settle(host, None)

    async def run(self) -> None:
        """Make rounds whenever somebody waits. Never returns; cancelling it ends the round under way."""
        while True:
            if not self._waiters:
                self._waiter_arrived = anyio.Event()
                await self._waiter_arrived.wait()
            await self.schedule.wait()
            await self._round()

    async def _round(self) -> None:
        began = anyio.current_time()
        self._refusals, self._unanswered = 0, {}
        recently = began - self.interval / 2
        hosts = [host for host in self._waiters if host.polled_at <= recently]
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
        """Check all known rooms at once, and settle the hosts whose room is live.

        Raises:
            RateLimited: TikTok asks for fewer requests.
        """
        rooms = {host.room_id: host for host in hosts if host.room_id not in {0, host.ended_room_id}}
        ids = list(rooms)
        for start in range(0, len(ids), BATCH):
            await self.rate_limiter.acquire()
            try:
                alive = await check_alive(self.schedule.client, ids[start : start + BATCH])
            except Exception as error:  # noqa: BLE001 -- logged; the lookups may do without
                alive = as_live_error(error)
            if isinstance(alive, RateLimited):
                raise alive
            if isinstance(alive, LiveError):
                _log.debug("the rooms of this round could not be checked: %s", alive)
                continue
            for room_id, live in alive.items():
                if live and room_id in rooms:
                    self._settle(rooms[room_id], None)

    async def _look_up(self, hosts: list[PolledHost]) -> None:
        """Look up each host who is still waited for.

        Raises:
            LiveError: The last refusal, when TikTok refuses everybody.
        """
        limiter = anyio.CapacityLimiter(_AT_A_TIME)
        refusals_to_stop = min(_REFUSALS, len(hosts))
        async with open_task_group() as group:
            for host in hosts:
                await limiter.acquire_on_behalf_of(host)
                await self.rate_limiter.acquire()
                if self._refusals >= refusals_to_stop:
                    break
                if self._is_waiting(host):
                    group.start_soon(self._poll, host, limiter, name=f"livetok poll @{host.unique_id}")
                else:
                    limiter.release_on_behalf_of(host)
        if hosts and self._refusals >= refusals_to_stop:
            raise list(self._unanswered.values())[-1]

    async def _poll(self, host: PolledHost, limiter: anyio.CapacityLimiter) -> None:
        try:
            result = (await look_up_room(self.schedule.client, host.unique_id)).result
        except Exception as error:  # noqa: BLE001 -- logged, and reported for this host
            result = as_live_error(error, host.unique_id)
        finally:
            limiter.release_on_behalf_of(host)
        if not self._is_waiting(host):
            return
        host.polled_at = anyio.current_time()
        # To the end, so that a host whom this round does not come to is first in the next one.
        self._waiters[host] = self._waiters.pop(host)
        if isinstance(result, RoomInfo):
            self._refusals = 0
            if host.is_live(result):
                self._settle(host, None)
        elif host.is_hopeless(result):
            self._refusals = 0
            self._settle(host, result)
        else:
            self._refusals = 0 if isinstance(result, UserNotFound) else self._refusals + 1
            self._unanswered[host] = result
            if isinstance(result, RateLimited):
                self._refusals = _REFUSALS

    def _is_waiting(self, host: PolledHost) -> bool:
        return host in self._waiters and not self._waiters[host].over.is_set()

    def _settle(self, host: PolledHost, error: LiveError | None) -> None:
        """Let `until_live` return for a host, or raise the error."""
        if self._is_waiting(host):
            self._waiters[host].error = error
            self._waiters[host].over.set()

    def _put_off(self, error: LiveError) -> None:
        self.schedule.failed(error)
        if wait := retry.named_wait(error, self.schedule.environment.now()):
            self.rate_limiter.pause(wait)
        _log.info("%d hosts are waited for: %s; polling again later", len(self._waiters), error)
