"""What all rooms of a simulator share: a clock, ids, a timetable, people and gifts; all from one seed."""

from __future__ import annotations

import hashlib
import heapq
import itertools
import random
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from attrs import define, field

from livetok.errors import UserError
from livetok.testing._world.broadcast import Broadcast
from livetok.testing._world.gifts import GIFTS, GiftKind
from livetok.testing._world.people import Person, crowd

__all__ = ["EPOCH", "Appointment", "SimulatedWorld"]

EPOCH = 1_790_000_000.0


@define(eq=False)
class Appointment:
    """Something that is to happen at a time, unless it is cancelled before."""

    at: float
    action: Callable[[], None] | None

    def cancel(self) -> None:
        """Do not do it."""
        self.action = None


def _standing() -> float:
    return 0.0


@define(eq=False, kw_only=True)
class SimulatedWorld:
    """Time, chance, ids and the cast.

    Args:
        seed: Decides every id, name and choice.
        epoch: Unix time at which the simulator's clock shows 0.

    Attributes:
        on_appointment: Called when there is something new to do: whoever waits for the next may have to wait less.
    """

    seed: int = 0
    epoch: float = EPOCH
    gifts: dict[str, GiftKind] = field(factory=lambda: {kind.name.lower(): kind for kind in GIFTS})
    people: dict[str, Person] = field(factory=dict[str, Person])
    broadcasts: dict[int, Broadcast] = field(factory=dict[int, Broadcast])
    on_appointment: set[Callable[[], None]] = field(factory=set[Callable[[], None]])
    _clock: Callable[[], float] = _standing
    _started: float = 0.0
    _pretended: float | None = None
    _low: int = 0
    _crowd: list[Person] = field(factory=list[Person])
    _timetable: list[tuple[float, int, Appointment]] = field(factory=list[tuple[float, int, Appointment]])
    _tickets: Iterator[int] = field(factory=itertools.count)

    def start_clock(self, clock: Callable[[], float]) -> None:
        """Let time pass as `clock` says (seconds, monotonic), going on from where it stands."""
        passed = self.now()
        self._clock = clock
        self._started = clock() - passed

    @property
    def is_running(self) -> bool:
        """Whether a clock was started."""
        return self._clock is not _standing

    def now(self) -> float:
        """Seconds since the simulator started."""
        return self._clock() - self._started if self._pretended is None else self._pretended

    def unix(self) -> int:
        """Unix time in seconds."""
        return int(self.epoch + self.now())

    def unix_ms(self) -> int:
        """Unix time in milliseconds."""
        return int((self.epoch + self.now()) * 1000)

    def next_id(self) -> int:
        """A 19-digit id as TikTok makes them: unix seconds in the upper half, never twice."""
        self._low += 1 + self._low * 7919 % 997
        return self.unix() << 32 | self._low & 0xFFFF_FFFF

    def rng(self, purpose: str) -> random.Random:
        """A source of chance of its own for each purpose, so that one does not disturb another."""
        return random.Random(f"{self.seed}:{purpose}")  # believable traffic is no secret

    def digest(self, text: str) -> bytes:
        """32 bytes that depend on the seed and the text."""
        return hashlib.blake2b(f"{self.seed}:{text}".encode(), digest_size=32).digest()

    def person(self, name: str) -> Person:
        """The user of that handle, made up on first mention."""
        unique_id = name.lstrip("@").lower()
        if unique_id not in self.people:
            self.people[unique_id] = Person.made_up(unique_id, self.digest(unique_id))
        return self.people[unique_id]

    def crowd(self, size: int = 300) -> list[Person]:
        """The people that rooms have in common, made up on first use."""
        if not self._crowd:
            self._crowd = crowd(size, self.rng("crowd"), self.digest("crowd"))
            self.people.update((one.unique_id, one) for one in self._crowd)
        return self._crowd

    def gift(self, name: str | GiftKind) -> GiftKind:
        """The catalogue entry of that name.

        Raises:
            UserError: The catalogue has no such gift.
        """
        if isinstance(name, GiftKind):
            return name
        try:
            return self.gifts[name.lower()]
        except KeyError:
            near = get_close_matches(name.lower(), self.gifts, n=1)
            hint = f"did you mean {self.gifts[near[0]].name!r}?" if near else "add it to world.gifts"
            raise UserError(f"there is no gift {name!r}", hint=hint) from None

    def at(self, delay: float, action: Callable[[], None]) -> Appointment:
        """Have something done in so many seconds."""
        appointment = Appointment(self.now() + delay, action)
        heapq.heappush(self._timetable, (appointment.at, next(self._tickets), appointment))
        for wake in tuple(self.on_appointment):
            wake()
        return appointment

    def next_due(self) -> float | None:
        """Seconds of the simulator at which something is to be done next."""
        return self._timetable[0][0] if self._timetable else None

    def run_due(self) -> None:
        """Do what is due, each thing at its own time even when it comes late."""
        now = self.now()
        while self._timetable and self._timetable[0][0] <= now:
            appointment = heapq.heappop(self._timetable)[2]
            self._pretended = appointment.at
            try:
                if appointment.action is not None:
                    appointment.action()
            finally:
                self._pretended = None
