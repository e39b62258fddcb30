"""The hub: what happens goes in once, and out to every page and program that listens.

Nothing here does I/O but wait. Each subscription has a bounded queue of its own; one that is read too slowly loses
its oldest messages and is told how many. Publishing never waits, so that no page can hold up a room.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from heapq import merge
from itertools import count, islice
from typing import Any, Final, Literal

import anyio
from attrs import define, field, frozen

from livetok._mixins.event import Event
from livetok.errors import UserError
from livetok.events import CommentEvent, EmoteEvent
from livetok.proto import EmoteModel

__all__ = ["Hub", "Packet", "Subscription", "TooManySubscribers"]

_REPLAYED: Final = 200
_MOST_HOSTS: Final = 1000
_MOST_EMOTES: Final = 50


class TooManySubscribers(UserError):
    """The hub serves as many subscribers as it may."""


@frozen
class Packet:
    """Something to be sent to a page: an event, or how a room stands.

    Attributes:
        kind: `event`, or `state` for a snapshot of a room, which replaces the one before.
        id: Stable id of the event; empty for what is not replayed.
        host: Handle of the room's host without `@`; empty for what concerns all.
        text: The JSON object.
        number: Position in the hub, from 1; 0 for what is not replayed.
    """

    kind: Literal["event", "state"]
    id: str
    host: str
    text: str
    number: int = 0


@define(eq=False)
class Subscription:
    """One reader's bounded queue; made by `Hub.subscribe`, which also ends it.

    Attributes:
        hosts: Whose events are wanted; empty for everybody's.
        wants_state: Whether snapshots of the rooms are wanted as well.
        capacity: Events that may wait. When one more comes, the oldest is dropped.
        lagged: Events that were dropped since the subscription began.
    """

    hosts: frozenset[str]
    wants_state: bool
    capacity: int
    lagged: int = field(default=0, init=False)
    _waiting: deque[Packet] = field(factory=deque[Packet], init=False)
    _states: dict[str, Packet] = field(factory=dict[str, Packet], init=False)
    _dropped: int = field(default=0, init=False)
    _news: anyio.Event = field(factory=anyio.Event, init=False)

    def put(self, packet: Packet) -> None:
        """Queue a packet for the reader when it is one that is wanted. Never waits.

        Args:
            packet: An event, or a snapshot of a room.
        """
        if self.hosts and packet.host and packet.host not in self.hosts:
            return
        if packet.kind == "state":
            if not self.wants_state:
                return
            self._states[packet.host] = packet
        else:
            if len(self._waiting) >= self.capacity:
                self._waiting.popleft()
                self._dropped += 1
                self.lagged += 1
            self._waiting.append(packet)
        self._news.set()

    async def get(self) -> list[Packet]:
        """Wait for packets and return all that are there, the oldest first; cancelling loses none.

        Where events were dropped, a `lagged` object that counts them comes first. Of several snapshots of a room only
        the newest comes.
        """
        await self._news.wait()
        self._news = anyio.Event()
        packets = [*self._waiting, *self._states.values()]
        if self._dropped:
            packets.insert(0, _lagged(self._dropped))
        self._waiting.clear()
        self._states.clear()
        self._dropped = 0
        return packets


@define(kw_only=True, eq=False)
class Hub:
    """Hands events on to any number of subscriptions, and keeps the last ones of each host for those who come back.

    Not thread-safe: use it from the tasks of one event loop.

    Attributes:
        replayed: Events kept for each host, for a page that was away.
        capacity: Events that may wait for one subscription before it loses the oldest.
        max_subscribers: Subscriptions at a time; one more is refused.
    """

    replayed: int = _REPLAYED
    capacity: int = 500
    max_subscribers: int = 100
    _recent: dict[str, deque[Packet]] = field(factory=dict[str, "deque[Packet]"], init=False)
    _states: dict[str, dict[str, Any]] = field(factory=dict[str, dict[str, Any]], init=False)
    _subscriptions: set[Subscription] = field(factory=set[Subscription], init=False)
    _numbers: Iterator[int] = field(factory=lambda: count(1), init=False)
    _lagged_before: int = field(default=0, init=False)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Hosts of whom anything is known, in the order in which they came."""
        return tuple(dict.fromkeys([*self._states, *self._recent]))

    @property
    def subscribers(self) -> int:
        """Subscriptions at this moment."""
        return len(self._subscriptions)

    @property
    def lagged(self) -> int:
        """Events that were dropped because somebody read too slowly, all subscriptions together."""
        return self._lagged_before + sum(subscription.lagged for subscription in self._subscriptions)

    def publish(self, event: Event | Mapping[str, Any]) -> None:
        """Hand an event on to everybody who wants it. Never waits.

        Args:
            event: An event, or an object in the compact form (docs/compact.md) with at least `type`.

        Raises:
            UserError: The object has no `type`.
        """
        facts: Mapping[str, Any] = _compact(event) if isinstance(event, Event) else event
        if not isinstance(facts.get("type"), str):
            raise UserError("an object to publish needs a type", hint='{"type": "comment", "text": "hello"}')
        host, event_id = str(facts.get("host", "")), str(facts.get("id", ""))
        packet = Packet("event", event_id, host, _json(facts), next(self._numbers))
        if event_id:
            self._keep(packet)
        self._send(packet)

    def update_state(self, host: str, state: Mapping[str, Any]) -> None:
        """Say how a room stands; nothing is sent when that did not change.

        Args:
            host: Handle of the host without `@`.
            state: A JSON-ready mapping, see docs/overlay.md. It replaces the one before as a whole.
        """
        if self._states.get(host) == state or (host not in self._states and len(self._states) >= _MOST_HOSTS):
            return
        self._states[host] = dict(state)
        self._send(_state_packet(host, state))

    def show_state(self, host: str, state: Mapping[str, Any]) -> None:
        """Send a snapshot to those who listen now, and keep the one that is known; for trying out pages.

        Args:
            host: Handle of the host without `@`.
            state: As for `update_state()`.
        """
        self._send(_state_packet(host, state))

    def state(self, host: str) -> dict[str, Any] | None:
        """Return the last snapshot of a room, None when there is none.

        Args:
            host: Handle of the host without `@`.
        """
        return self._states.get(host)

    def forget(self, host: str) -> None:
        """Drop what is kept of a host.

        Args:
            host: Handle of the host without `@`.
        """
        self._recent.pop(host, None)
        self._states.pop(host, None)

    @contextmanager
    def subscribe(
        self,
        *,
        hosts: frozenset[str] = frozenset(),
        after: str = "",
        replay: int = 0,
        state: bool = False,
    ) -> Generator[Subscription]:
        """Listen for the length of a block.

        Args:
            hosts: Handles without `@`; empty for all hosts.
            after: Id of the last event that was seen: what came after it is sent first. When that id is not known any
                more (it is too old, or of another run) everything that is kept is sent: whoever listens drops ids that
                it has.
            replay: Without `after`: how many of the last events to send first.
            state: Send snapshots of the rooms as well, the present ones first; and a `ready` object after what was
                missed, so that a page can tell what is new.

        Raises:
            TooManySubscribers: There are `max_subscribers` already.
        """
        if len(self._subscriptions) >= self.max_subscribers:
            raise TooManySubscribers(
                f"{self.max_subscribers} pages and programs listen already",
                hint="close some, or try again later",
            )
        subscription = Subscription(hosts, state, self.capacity)
        for packet in self._missed(hosts, after, replay):
            subscription.put(packet)
        if state:
            subscription.put(Packet("event", "", "", _json({"v": 1, "type": "ready"})))
        for host, facts in self._states.items():
            subscription.put(_state_packet(host, facts))
        self._subscriptions.add(subscription)
        try:
            yield subscription
        finally:
            self._subscriptions.discard(subscription)
            self._lagged_before += subscription.lagged

    def _keep(self, packet: Packet) -> None:
        recent = self._recent.get(packet.host)
        if recent is None:
            if len(self._recent) >= _MOST_HOSTS:
                self._recent.pop(next(iter(self._recent)))
            recent = self._recent[packet.host] = deque(maxlen=self.replayed)
        recent.append(packet)

    def _send(self, packet: Packet) -> None:
        for subscription in self._subscriptions:
            subscription.put(packet)

    def _missed(self, hosts: frozenset[str], after: str, replay: int) -> list[Packet]:
        """Return what a subscription is to be sent first, at most as much as its queue holds."""
        wanted = [kept for host, kept in self._recent.items() if not hosts or not host or host in hosts]
        packets = list(merge(*wanted, key=lambda packet: packet.number))
        if after:
            seen = next((packet.number for packet in reversed(packets) if packet.id == after), 0)
            missed = [packet for packet in packets if packet.number > seen]
            gap = any(len(kept) == self.replayed and kept[0].number > seen for kept in wanted)
            return [_lagged(), *missed[-self.capacity + 1 :]] if gap else missed[-self.capacity :]
        return list(islice(packets, max(0, len(packets) - min(replay, self.capacity)), None))


def _compact(event: Event) -> Mapping[str, Any]:
    """Return the compact form; comments say beside it how their emotes look, which the text names by `[id]`."""
    facts = event.compact()
    emotes: list[EmoteModel] = []
    if isinstance(event, CommentEvent):
        emotes = [placed.emote for placed in event.emotes]
    elif isinstance(event, EmoteEvent):
        emotes = event.emote_list
    if emotes:
        facts["emotes"] = [
            {"id": emote.emote_id, "image": emote.image.url} for emote in emotes[:_MOST_EMOTES]
        ]
    return facts


def _lagged(dropped: int | None = None) -> Packet:
    """Return what tells a reader that events are missing, and how many when that is known."""
    facts: dict[str, Any] = {"v": 1, "type": "lagged"}
    if dropped is not None:
        facts["count"] = dropped
    return Packet("event", "", "", _json(facts))


def _state_packet(host: str, state: Mapping[str, Any]) -> Packet:
    return Packet("state", "", host, _json({"v": 1, "type": "state", "host": host, **state}))


def _json(facts: Mapping[str, Any]) -> str:
    """Return an object as one line of ASCII: no character in it ends a line of a stream early."""
    return json.dumps(facts, separators=(",", ":"))
