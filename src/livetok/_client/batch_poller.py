"""Looking for many hosts who are not live, in rounds: for `follow()`."""

from __future__ import annotations

import logging
from typing import Final

import anyio
from attrs import define, field

from livetok._client.polling import Rhythm, Sought
from livetok._client.rate_limiter import Turnstile
from livetok._resolver.room_lookup import BATCH, check_alive, look
from livetok._session import retry
from livetok.errors import LiveError, RateLimited, UserNotFound
from livetok.models import RoomInfo

__all__ = ["Patrol"]

_log = logging.getLogger("livetok.watch")

# Refusals in a row that end a round: one may be about that host, three are about us.
_REFUSALS: Final = 3
# Lookups under way at a time, should answers be slower than the budget.
_AT_A_TIME: Final = 4


@define(eq=False)
class _Post:
    """Where somebody waits for a host."""

    over: anyio.Event = field(factory=anyio.Event)
    error: LiveError | None = None


@define(eq=False, kw_only=True)
class Patrol:
    """Looks for many hosts, in rounds.

    What one request can tell of many: `check_alive` takes a list of room ids and says which of them are live. That
    settles a room that was lost while it went on, one that was being prepared at the last look, and one that the
    lookup wrongly called closed. It says nothing of the broadcast that most wait for: a new broadcast has a new room
    id, which only the lookup knows, and the lookup takes one name (protocol notes 2.2, 2.7). So a round is one check
    of all room ids that are known, and then a lookup for each host whom it did not find; the rooms that we saw end are
    not asked about. Everything passes the turnstile, so that a round lasts as long as the budget wants, and the next
    one begins a poll interval after the beginning of this one, or later.

    A refusal of one host is that host's; some in a row, or a rate limit, end the round and put the next one off for
    all.

    Attributes:
        interval: Seconds between rounds.
        rhythm: When to begin a round.
        turnstile: The budget.
    """

    interval: float
    rhythm: Rhythm
    turnstile: Turnstile
    _posts: dict[Sought, _Post] = field(factory=dict[Sought, _Post], init=False)
    _somebody: anyio.Event = field(factory=anyio.Event, init=False)
    # Of the present round.
    _refusals: int = field(default=0, init=False)
    _unanswered: dict[Sought, LiveError] = field(factory=dict[Sought, LiveError], init=False)

    async def until_live(self, sought: Sought) -> None:
        """Return once a host is live, in another room than the one that is known to be over.

        Raises:
            LiveError: The host could not be looked for; whether waiting helps is for the caller to decide.
        """
        post = self._posts[sought] = _Post()
        sought.looked_at = anyio.current_time()
        self._somebody.set()
        try:
            await post.over.wait()
        finally:
            del self._posts[sought]
        if post.error is not None:
            raise post.error

    async def run(self) -> None:
        """Make rounds for as long as somebody is waited for, and for ever."""
        while True:
            if not self._posts:
                self._somebody = anyio.Event()
                await self._somebody.wait()
            await self.rhythm.wait()
            await self._round()

    async def _round(self) -> None:
        began = anyio.current_time()
        self._refusals, self._unanswered = 0, {}
        just_now = began - self.interval / 2
        hosts = [sought for sought in self._posts if sought.looked_at <= just_now]
        try:
            await self._check(hosts)
            await self._look_up(hosts)
        except LiveError as error:
            self._put_off(error)
        else:
            self.rhythm.succeeded()
            self.rhythm.schedule(since=began)
        for sought, error in self._unanswered.items():  # now that the time of the next round is known
            self._settle(sought, error)

    async def _check(self, hosts: list[Sought]) -> None:
        """Ask about all rooms at once.

        Raises:
            RateLimited: TikTok wants fewer requests.
        """
        rooms = {one.room_id: one for one in hosts if one.room_id not in {0, one.over}}
        ids = list(rooms)
        for start in range(0, len(ids), BATCH):
            await self.turnstile.enter()
            try:
                known = await check_alive(self.rhythm.visitor, ids[start : start + BATCH])
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

    async def _look_up(self, hosts: list[Sought]) -> None:
        """Look for each host who is waited for still.

        Raises:
            LiveError: What was said to the last one, when TikTok refuses everybody.
        """
        limiter = anyio.CapacityLimiter(_AT_A_TIME)
        patience = min(_REFUSALS, len(hosts))
        async with anyio.create_task_group() as group:
            for sought in hosts:
                await limiter.acquire_on_behalf_of(sought)
                await self.turnstile.enter()
                if self._refusals >= patience:
                    break
                if self._is_waiting(sought):
                    group.start_soon(
                        self._look, sought, limiter, name=f"livetok look for @{sought.unique_id}"
                    )
                else:
                    limiter.release_on_behalf_of(sought)
        if hosts and self._refusals >= patience:
            raise list(self._unanswered.values())[-1]

    async def _look(self, sought: Sought, limiter: anyio.CapacityLimiter) -> None:
        try:
            found = (await look(self.rhythm.visitor, sought.unique_id)).result
        except LiveError as error:
            found = error
        finally:
            limiter.release_on_behalf_of(sought)
        if not self._is_waiting(sought):
            return
        sought.looked_at = anyio.current_time()
        self._posts[sought] = self._posts.pop(
            sought
        )  # who could not be looked for comes first in the next round
        if isinstance(found, RoomInfo):
            self._refusals = 0
            if sought.is_live(found):
                self._settle(sought, None)
        elif sought.is_hopeless(found):
            self._refusals = 0
            self._settle(sought, found)
        else:
            self._refusals = 0 if isinstance(found, UserNotFound) else self._refusals + 1
            self._unanswered[sought] = found
            if isinstance(found, RateLimited):
                self._refusals = _REFUSALS

    def _is_waiting(self, sought: Sought) -> bool:
        return sought in self._posts and not self._posts[sought].over.is_set()

    def _settle(self, sought: Sought, error: LiveError | None) -> None:
        """Tell whoever waits for a host."""
        if self._is_waiting(sought):
            self._posts[sought].error = error
            self._posts[sought].over.set()

    def _put_off(self, error: LiveError) -> None:
        self.rhythm.failed(error)
        if wait := retry.named_wait(error, self.rhythm.now()):
            self.turnstile.close(wait)
        _log.info("%d hosts are waited for: %s; looking again later", len(self._posts), error)
