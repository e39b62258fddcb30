"""Who follows which partition: leases that the server ends, and claims that it lets one worker win.

A worker is a key with a time to live, renewed by compare-and-set; JetStream deletes it when the worker is gone, and
tells all others. A partition is a key that holds the name of its worker; whoever replaces it names the revision it
saw, so that one claim succeeds. Keys were chosen over a work queue of partitions kept by `in_progress`, because a
renewal by compare-and-set has an answer (an `in_progress` of a worker that lost its message is taken without a word),
because one renewal per worker is enough however many partitions it has, and because `fleet status` can read them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import define, field, frozen

__all__ = ["Claim", "Membership", "Plan", "WorkerInfo", "plan"]

_GRACE: Final = 1.5


@frozen(kw_only=True)
class WorkerInfo:
    """What a worker says of itself with each renewal of its lease.

    Attributes:
        address: Exit address that its requests come from.
        capacity: Hosts that it takes at most.
        hosts: Hosts that it follows.
        live: Rooms that it is connected to.
        partitions: Partitions that it owns.
        rate: Messages a second that the stream has acknowledged.
        waiting: Events that are not in the stream yet.
        oldest: Seconds that the oldest of these waits.
        dial_rate: Dials and lookups a second that it may make.
        version: Of livetok.
    """

    address: str = ""
    capacity: int = 0
    hosts: int = 0
    live: int = 0
    partitions: int = 0
    rate: float = 0.0
    waiting: int = 0
    oldest: float = 0.0
    dial_rate: float = 0.0
    version: str = ""

    @property
    def is_full(self) -> bool:
        """Whether it can take no more hosts."""
        return self.hosts >= self.capacity

    def to_json(self) -> bytes:
        """Return the value of the worker's key."""
        return json.dumps({name: getattr(self, name) for name in _FIELDS}, separators=(",", ":")).encode()

    @classmethod
    def from_json(cls, data: bytes) -> WorkerInfo:
        """Read the value of a worker's key; what is missing, or of another version, counts as 0.

        Args:
            data: As `to_json` gave it.
        """
        try:
            values: Any = json.loads(data)
            return cls(
                **{name: type(getattr(_NOBODY, name))(values[name]) for name in _FIELDS if name in values}
            )
        except (ValueError, TypeError):
            return cls()


_FIELDS: Final = (
    "address", "capacity", "hosts", "live", "partitions", "rate", "waiting", "oldest", "dial_rate", "version",
)  # fmt: skip
_NOBODY: Final = WorkerInfo()


@frozen
class Claim:
    """Who has a partition.

    Attributes:
        worker: Its owner; empty for nobody.
        revision: Of the key.
    """

    worker: str = ""
    revision: int = 0


@define(eq=False)
class Membership:
    """What a worker knows of the fleet, from watching its keys.

    Attributes:
        workers: Workers whose lease runs, by name.
        claims: Claims by partition.
        missing_since: When an owner's lease was first seen to be gone, by name.
    """

    workers: dict[str, WorkerInfo] = field(factory=dict[str, WorkerInfo])
    claims: dict[int, Claim] = field(factory=dict[int, Claim])
    missing_since: dict[str, float] = field(factory=dict[str, float])

    def owned(self, worker: str) -> set[int]:
        """Return the partitions of a worker.

        Args:
            worker: Its name.
        """
        return {partition for partition, claim in self.claims.items() if claim.worker == worker}

    def note_missing(self, now: float) -> None:
        """Note which owners have no lease.

        Args:
            now: On a monotonic clock.
        """
        owners = {claim.worker for claim in self.claims.values()} - self.workers.keys() - {""}
        self.missing_since = {owner: self.missing_since.get(owner, now) for owner in owners}


@frozen
class Plan:
    """What a worker is to do about partitions.

    Attributes:
        claim: Partitions to claim, with the revision of their keys.
        release: Partitions to hand over.
    """

    claim: Sequence[tuple[int, int]] = ()
    release: Sequence[int] = ()


def plan(me: str, partitions: int, membership: Membership, now: float) -> Plan:
    """Decide which partitions a worker should claim and which it should hand over.

    Every worker decides by the same rule: as many partitions each. A worker that has none left to claim is handed
    some by those that have more than their share.

    Args:
        me: Name of the worker.
        partitions: Number of partitions of the fleet.
        membership: What is known.
        now: On the clock of `Membership.note_missing`.
    """
    workers = membership.workers
    if me not in workers:
        return Plan()
    owned = membership.owned(me)
    willing = [name for name, info in workers.items() if not info.is_full or name == me]
    share = math.ceil(partitions / len(willing))
    free = _free(partitions, membership, now)
    if free and not workers[me].is_full and len(owned) < share:
        # Each begins elsewhere, so that they seldom go for the same ones.
        start = sorted(workers).index(me) * len(free) // len(workers)
        wanted = (free[start:] + free[:start])[: share - len(owned)]
        return Plan(claim=[(number, membership.claims.get(number, Claim()).revision) for number in wanted])
    surplus = len(owned) - share
    if surplus > 0 and _somebody_has_less(me, partitions // len(willing), membership):
        return Plan(release=sorted(owned)[-surplus:])
    return Plan()


def _free(partitions: int, membership: Membership, now: float) -> list[int]:
    """Return the partitions without an owner; one whose lease has just ended may be about to renew it."""
    gone = {owner for owner, since in membership.missing_since.items() if now - since >= _GRACE}
    claims: Mapping[int, Claim] = membership.claims
    free: list[int] = []
    for number in range(partitions):
        owner = claims[number].worker if number in claims else ""
        if not owner or owner in gone:
            free.append(number)
    return free


def _somebody_has_less(me: str, least: int, membership: Membership) -> bool:
    return any(
        name != me and not info.is_full and len(membership.owned(name)) < max(least, 1)
        for name, info in membership.workers.items()
    )
