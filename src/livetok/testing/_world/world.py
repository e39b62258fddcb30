"""What all rooms of a simulator share: a clock, ids, a timetable, people and gifts; all from one seed."""

from __future__ import annotations

import hashlib
import heapq
import itertools
import random
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from attrs import define, evolve, field

from livetok.errors import UserError
from livetok.testing._world.broadcast import Broadcast
from livetok.testing._world.gifts import GIFTS, GiftKind
from livetok.testing._world.people import Person, crowd
from livetok.testing._world.picture_host import PictureHost

__all__ = ["EPOCH", "Appointment", "SimulatedWorld"]

EPOCH = 1_790_000_000.0


@define(eq=False)
class Appointment:
    """Something that is to happen at a time, unless it is cancelled before.

    Attributes:
        at: Seconds of the simulator.
        action: What is done; None once it was cancelled.
    """

    at: float
    action: Callable[[], None] | None

    def cancel(self) -> None:
        """Do not do it."""
        self.action = None


def _standing() -> float:
    return 0.0


@define(eq=False, kw_only=True)
class SimulatedWorld:
    """What all rooms of a simulator share: a clock, chance, ids and the cast.

    Attributes:
        seed: Decides every id, name and choice (default 0).
        epoch: Unix time in seconds at which the simulator's clock shows 0.
        id_epoch: The same as ids have it; apart from `epoch` where a seed is to give the same ids on another day.
        pictures: Where pictures are served from.
        gifts: The catalogue, by name in lower case.
        people: Users by handle.
        broadcasts: Broadcasts by room id, ended ones included.
        on_appointment: Called when there is something new to do: whoever waits for the next may have to wait less.
    """

    seed: int = 0
    epoch: float = EPOCH
    id_epoch: float = EPOCH
    pictures: PictureHost = field(factory=PictureHost)
    gifts: dict[str, GiftKind] = field(init=False)
    people: dict[str, Person] = field(factory=dict[str, Person])
    broadcasts: dict[int, Broadcast] = field(factory=dict[int, Broadcast])
    on_appointment: set[Callable[[], None]] = field(factory=set[Callable[[], None]])
    _clock: Callable[[], float] = _standing
    _started: float = 0.0
    _pretended: float | None = None
    _low: int = 0
    _request_low: int = 0
    _moment: int = 0
    _crowd: list[Person] = field(factory=list[Person])
    _timetable: list[tuple[float, int, Appointment]] = field(factory=list[tuple[float, int, Appointment]])
    _tickets: Iterator[int] = field(factory=itertools.count)

    def __attrs_post_init__(self) -> None:
        self.gifts = {kind.name.lower(): evolve(kind, pictures=self.pictures) for kind in GIFTS}

    def start_clock(self, clock: Callable[[], float]) -> None:
        """Let time pass, going on from where it stands.

        Args:
            clock: Returns seconds, monotonic.
        """
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

    def next_moment(self) -> int:
        """Return the unix time in milliseconds, a little later where that was returned before."""
        self._moment = max(self.unix_ms(), self._moment + 1)
        return self._moment

    def next_id(self) -> int:
        """Return a 19-digit id as TikTok makes them: seconds in the upper half, never twice.

        For what happens in rooms: what clients ask for does not disturb these ids, so that the same seed gives the
        same ones in every run.
        """
        self._low += 1 + self._low * 7919 % 997
        return self._id_seconds() << 32 | self._low & 0x7FFF_FFFF

    def next_request_id(self) -> int:
        """Return an id of the same kind for what exists because a client asked: never one that `next_id` returns."""
        self._request_low += 1 + self._request_low * 7919 % 997
        return self._id_seconds() << 32 | 0x8000_0000 | self._request_low & 0x7FFF_FFFF

    def _id_seconds(self) -> int:
        return int(self.id_epoch + self.now())

    def rng(self, purpose: str) -> random.Random:
        """Return a source of chance of its own for each purpose, so that one does not disturb another.

        Args:
            purpose: Its name; with the seed, it decides the numbers.
        """
        return random.Random(f"{self.seed}:{purpose}")  # believable traffic is no secret

    def digest(self, text: str) -> bytes:
        """Return 32 bytes that depend on the seed and the text.

        Args:
            text: Anything.
        """
        return hashlib.blake2b(f"{self.seed}:{text}".encode(), digest_size=32).digest()

    def person(self, name: str) -> Person:
        """Return the user of a handle, made up on first mention.

        Args:
            name: The handle, with or without `@`.
        """
        unique_id = name.lstrip("@").lower()
        if unique_id not in self.people:
            self.people[unique_id] = Person.made_up(unique_id, self.digest(unique_id), self.pictures)
        return self.people[unique_id]

    def crowd(self, size: int = 300) -> list[Person]:
        """Return the people that rooms have in common, made up on first use.

        Args:
            size: How many, when it is the first use (default 300).
        """
        if not self._crowd:
            self._crowd = crowd(size, self.rng("crowd"), self.digest("crowd"), self.pictures)
            self.people.update((person.unique_id, person) for person in self._crowd)
        return self._crowd

    def gift(self, name: str | GiftKind) -> GiftKind:
        """Return the catalogue entry of a name.

        Args:
            name: Name of the gift, in any case; a `GiftKind` is returned as it is.

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
        """Have something done later, and return the appointment, which can be cancelled.

        Args:
            delay: Seconds from now.
            action: Called without arguments. What it raises comes out at the client that waits for the simulator.
        """
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
