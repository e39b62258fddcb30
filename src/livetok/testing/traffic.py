"""Traffic for a room: generated comments, likes, gifts and joins, or recorded ones."""

from __future__ import annotations

import base64
import io
import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from attrs import define, field

from livetok._capture.file_format import is_capture, read_records
from livetok._codec import peek
from livetok._protocol.classify import to_event
from livetok._protocol.frames import open_frame
from livetok._protocol.room_protocol import SeenIds
from livetok.errors import CaptureError, DecodeError, UserError
from livetok.events.derived import LiveEndEvent
from livetok.proto import CaptureKind
from livetok.testing._world import phrases
from livetok.testing._world.activities import Battle, Poll, Streak
from livetok.testing._world.broadcast import Status
from livetok.testing._world.people import Person
from livetok.testing._world.wire_format import WireError, common_replaced
from livetok.testing.room import Room

__all__ = ["Playback", "TrafficGenerator"]

_STEP_SECONDS = 0.2
# As recorded: one message about the viewers every two seconds, one streak of five without an end, like totals that
# jump back (protocol notes 10.1).
_VIEWERS_SECONDS = 2.0
_ENDLESS_STREAKS = 0.2
_LIKES_JUMP_BACK = 0.05


@define(eq=False, kw_only=True)
class TrafficGenerator:
    """Believable traffic of viewers: comments, likes, gifts, joins.

    Attributes:
        room: Where; while it is not live, nothing happens.
        rate: Messages a second on average (default 5).
        people: Who; empty (default) for the simulator's crowd.
        step: Seconds between two bursts (default 0.2): what happens in between comes in one frame, as on TikTok.
    """

    room: Room
    rate: float = 5.0
    people: Sequence[Person] = ()
    step: float = 0.2
    _rng: random.Random = field(init=False)
    _owed: float = 0.0
    _streaks: list[Streak] = field(factory=list[Streak])
    _battle: Battle | None = None
    _poll: Poll | None = None
    _viewers_told: float = -_VIEWERS_SECONDS
    _broadcast: object = None
    _stopped: bool = False

    def __attrs_post_init__(self) -> None:
        self._rng = self.room.world.rng(f"audience {self.room.unique_id}")
        self.people = self.people or self.room.world.crowd()

    def start(self) -> TrafficGenerator:
        """Begin, and return the generator. It goes on by itself while the simulator's clock runs; `stop()` ends it."""
        # Rooms of one simulator do not all speak at the same moment.
        self.room.world.at(self._rng.random() * self.step, self._step)
        return self

    def stop(self) -> None:
        """End it for good. Streaks, battles and polls that are open stay open."""
        self._stopped = True

    def _step(self) -> None:
        if self._stopped:
            return
        self.room.world.at(self.step, self._step)
        if self._broadcast is not self.room.broadcast:
            self._arrive()
        if self.room.status is Status.LIVE:
            self._owed += self.rate * self.step * self._rng.uniform(0.4, 1.6)
            while self._owed >= 1.0:
                self._owed -= self._speak()
        elif self.room.status is Status.ENDED:
            self._owed = 0.0

    def _arrive(self) -> None:
        """A new broadcast: nothing of the last one goes on."""
        self._broadcast = self.room.broadcast
        self._streaks.clear()
        self._battle = self._poll = None
        self.room.broadcast.viewers = self._rng.randint(20, 400)
        self.room.broadcast.total_viewers = self.room.broadcast.viewers * self._rng.randint(2, 9)

    def _speak(self) -> int:
        """Let one thing happen; returns the number of messages that it took."""
        now = self.room.world.now()
        if now - self._viewers_told >= _VIEWERS_SECONDS:
            self._viewers_told = now
            self.room.leave(self._rng.randint(0, 12))
            self.room.viewers()
            return 1
        if self._streaks and self._rng.random() < 0.45:
            self._go_on(self._rng.choice(self._streaks))
            return 1
        act = self._rng.choices(_ACTS, cum_weights=_WEIGHTS)[0]
        return act(self)

    def _anybody(self) -> Person:
        # The same few do most of the talking.
        return self.people[int(len(self.people) * self._rng.random() ** 2)]

    # What happens; each returns how many messages it took

    def comment(self) -> int:
        """Somebody writes."""
        self.room.comment(self._rng.choice(phrases.COMMENTS), user=self._anybody())
        return 1

    def like(self) -> int:
        """Somebody taps; now and then the total that comes with it is an old one."""
        likes = self.room.broadcast.likes
        old = self._rng.random() < _LIKES_JUMP_BACK and likes > 100
        total = likes - self._rng.randint(1, 100) if old else None
        self.room.like(self._rng.randint(1, 15), user=self._anybody(), total=total)
        return 1

    def join(self) -> int:
        """Somebody comes."""
        self.room.join(self._anybody())
        return 1

    def social(self) -> int:
        """Somebody follows or shares."""
        person, chance = self._anybody(), self._rng.random()
        if chance < 0.6:
            self.room.follow(person)
        else:
            self.room.share(person, joined=self._rng.choice((0, 0, 5, 10)))
        return 1

    def gift(self) -> int:
        """Somebody begins to give."""
        gifts = list(self.room.world.gifts.values())
        kind = self._rng.choices(gifts, weights=[1 / (gift.diamonds + 3) for gift in gifts])[0]
        streak = self.room.streak(kind, user=self._anybody())
        streak.add()
        if kind.streakable:
            self._streaks.append(streak)
        return 1

    def _go_on(self, streak: Streak) -> None:
        if self._rng.random() < 0.7:
            streak.add()
        else:
            if self._rng.random() >= _ENDLESS_STREAKS:
                streak.close()
            self._streaks.remove(streak)

    def rare(self) -> int:
        """Something that does not happen often."""
        person, rng, room = self._anybody(), self._rng, self.room
        rare: Sequence[Callable[[], object]] = (
            lambda: room.question(rng.choice(phrases.QUESTIONS), user=person),
            lambda: room.emote("wave", "heart", user=person),
            lambda: room.ranking(rng.randint(1, 99)),
            lambda: room.user_ranking(rng.randint(1, 3), user=person),
            lambda: room.envelope(rng.choice((10, 20, 100)), user=person),
            lambda: room.subscribe(person, month=rng.randint(1, 24)),
            self._fight,
            self._ask,
        )
        rng.choice(rare)()
        return 1

    def _fight(self) -> None:
        if self._battle is None:
            self._battle = self.room.battle(self._anybody())
        elif self._rng.random() < 0.8:
            rival = self._rng.random() < 0.5
            self._battle.score(self._rng.randint(1, 500), user=self._anybody(), rival=rival)
        else:
            self._battle.finish()
            self._battle = None

    def _ask(self) -> None:
        if self._poll is None:
            title, options = self._rng.choice(phrases.POLLS)
            self._poll = self.room.poll(title, *options)
        elif self._rng.random() < 0.8:
            self._poll.vote(self._rng.randrange(len(self._poll.options)))
        else:
            self._poll.end()
            self._poll = None


_ACTS: Sequence[Callable[[TrafficGenerator], int]] = (
    TrafficGenerator.like,
    TrafficGenerator.comment,
    TrafficGenerator.join,
    TrafficGenerator.gift,
    TrafficGenerator.social,
    TrafficGenerator.rare,
)
_WEIGHTS = (30, 60, 82, 91, 96, 100)


@define(eq=False, kw_only=True)
class Playback:
    """Plays recorded payloads into a room, in order and again from the start.

    The file is a capture, which is played at its own pace, or holds JSON lines with `method` and `payload` (base64 of
    the typed message). Each message gets an id, a time and the room id of this room; everything else stays as
    recorded. The end of the captured broadcast is left out: this room ends when it is told to.

    Attributes:
        room: Where; while it is not live, nothing is published.
        messages: Method and payload of each.
        rate: Messages a second, for JSON lines (default 10).
        pauses: Seconds before each message, for a capture; empty (default) for a steady rate.
        endless: Start again at the end of the file (default True).
    """

    room: Room
    messages: Sequence[tuple[str, bytes]]
    rate: float = 10.0
    pauses: Sequence[float] = ()
    endless: bool = True
    _next: int = 0
    _owed: float = 0.0

    @classmethod
    def read(cls, path: str | Path, room: Room, *, rate: float = 10.0, endless: bool = True) -> Playback:
        """Read a file, whole; nothing stays open.

        Args:
            path: A capture, or a file of JSON lines.
            room: Where it is to be played.
            rate: Messages a second, for JSON lines (default 10).
            endless: Start again at the end (default True).

        Raises:
            UserError: It cannot be read.
            CaptureError: The capture is damaged, or a line is not what it should be; `offset` is its number.
        """
        try:
            content = Path(path).read_bytes()
        except OSError as error:
            hint = "a capture file, or a file of JSON lines"
            raise UserError(f"cannot read {path}: {error}", hint=hint) from error
        if is_capture(content):
            timed = list(_captured(io.BytesIO(content)))
        else:
            lines = content.decode(errors="replace").splitlines()
            recorded = (_recorded(line, number) for number, line in enumerate(lines, 1) if line.strip())
            timed = [(0.0, *message) for message in recorded]
        if not timed:
            raise CaptureError(f"{path} holds no messages")
        pauses = [pause for pause, _, _ in timed] if is_capture(content) else []
        messages = [(method, payload) for _, method, payload in timed]
        return cls(room=room, messages=messages, rate=rate, pauses=pauses, endless=endless)

    def start(self) -> Playback:
        """Begin, and return the playback. It goes on by itself while the simulator's clock runs."""
        if self.pauses:
            self.room.world.at(self.pauses[0], self._say)
        else:
            self.room.world.at(0.0, self._step)
        return self

    def _say(self) -> None:
        """Say one message of a capture, and wait as long as there until the next one."""
        if self.room.broadcast.is_live:
            self.room.message(*self.messages[self._next])
        self._next += 1
        if self._next >= len(self.messages):
            self._next = 0
            if not self.endless:
                return
        self.room.world.at(self.pauses[self._next], self._say)

    def _step(self) -> None:
        if self._next >= len(self.messages) and not self.endless:
            return
        self.room.world.at(_STEP_SECONDS, self._step)
        if not self.room.broadcast.is_live:
            return
        self._owed += self.rate * _STEP_SECONDS
        while self._owed >= 1.0 and self._next < len(self.messages):
            self._owed -= 1.0
            method, payload = self.messages[self._next]
            self._next += 1
            self.room.message(method, payload)
        if self.endless and self._next >= len(self.messages):
            self._next = 0


def _captured(file: BinaryIO) -> Iterator[tuple[float, str, bytes]]:
    """Yield the pause before, the method and the payload of each message in a capture, each message once."""
    window, last, home = SeenIds(), 0, 0
    for record in read_records(file):
        if record.kind != CaptureKind.WEBSOCKET_IN:
            continue
        for envelope in open_frame(record.body).messages:
            if isinstance(envelope, DecodeError) or not window.is_new(envelope.msg_id):
                continue
            of_room = peek(envelope.payload, 1, 3)  # common.room_id
            home = home or of_room
            if of_room not in {0, home}:
                continue
            try:
                common_replaced(envelope.payload, envelope.method, 1, 1, 1)
            except WireError:  # damaged, as some messages of a capture are
                continue
            if not isinstance(to_event(envelope), LiveEndEvent):
                yield max(0, record.elapsed_ns - last) / 1e9, envelope.method, envelope.payload
                last = record.elapsed_ns


def _recorded(line: str, number: int) -> tuple[str, bytes]:
    try:
        message = json.loads(line)
        method, payload = str(message["method"]), base64.b64decode(message["payload"], validate=True)
        common_replaced(payload, method, 1, 1, 1)  # a damaged payload is to fail here, not while it is played
        return method, payload
    except (ValueError, KeyError, TypeError) as error:
        raise CaptureError(f"line {number} is no recorded message: {error}", offset=number) from error
