"""What the stream holds against what happened: lost, twice, out of order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from attrs import frozen

from livetok._nats import open_link
from livetok.fleet.layout import STREAM
from livetok.fleet.reader import read_fleet

__all__ = ["Audit", "StoredEvent", "audit", "read_stream"]


@frozen
class StoredEvent:
    """A message of the stream.

    Attributes:
        id: Key of the event.
        received_at: When a worker received it.
    """

    id: str
    received_at: datetime


@frozen(kw_only=True)
class Audit:
    """The stream against the truth.

    Attributes:
        sent: Messages that happened.
        stored: Messages in the stream, those included that livetok makes.
        lost: Messages that happened and are not in the stream.
        twice: Messages that are in the stream more than once.
        inverted: Messages that stand behind one that happened after them.
    """

    sent: int
    stored: int
    lost: int
    twice: int
    inverted: int

    @property
    def is_clean(self) -> bool:
        """Whether the stream is the truth."""
        return not (self.lost or self.twice or self.inverted)


async def read_stream(url: str) -> dict[str, list[StoredEvent]]:
    """Return all that the stream holds at this moment, by host.

    Args:
        url: Of the NATS server.

    Raises:
        NetworkError: The server is not there.
    """
    async with open_link(url) as link:
        left = (await (await link.get()).api(f"STREAM.INFO.{STREAM}"))["state"]["messages"]
    hosts: dict[str, list[StoredEvent]] = {}
    async with read_fleet(url, start="all") as events:
        while left:
            event = await anext(events)
            left -= 1
            meta = event.meta
            hosts.setdefault(meta.unique_id, []).append(StoredEvent(event.key, meta.received_at))
    return hosts


def audit(truth: Mapping[str, Sequence[str]], stream: Mapping[str, Sequence[StoredEvent]]) -> Audit:
    """Compare.

    Args:
        truth: Keys of the messages that happened in each room, in order.
        stream: What the stream holds.
    """
    lost = twice = inverted = 0
    for host, happened in truth.items():
        ids = [event.id for event in stream.get(host, ())]
        position = {key: index for index, key in enumerate(happened)}
        twice += len(ids) - len(set(ids))
        lost += len(position.keys() - set(ids))
        order = [position[key] for key in dict.fromkeys(ids) if key in position]
        inverted += sum(later < earlier for earlier, later in pairwise(order))
    return Audit(
        sent=sum(map(len, truth.values())),
        stored=sum(map(len, stream.values())),
        lost=lost,
        twice=twice,
        inverted=inverted,
    )
