"""Lines that make things happen in a running simulator: `gift ann Rose 5`, `say ann hello`, `end ann`."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches

from attrs import frozen

from livetok.errors import UserError
from livetok.testing.faults import KINDS, Fault
from livetok.testing.room import Room
from livetok.testing.simulator import Simulator

__all__ = ["HELP", "run_line"]

_MOST_GIFTS = 1000


def run_line(simulator: Simulator, line: str) -> str:
    """Carry out a line and return what happened, for people. Never waits.

    Args:
        simulator: Where it happens.
        line: A command, the room's host and what the command takes; see `HELP`.

    Raises:
        UserError: There is no such command or room, an argument is wrong, or the room is not live.
    """
    name, _, rest = line.strip().partition(" ")
    name = name.lower()
    if name == "help":
        return HELP.rstrip()
    if name == "rooms":
        return _rooms(simulator)
    command = _COMMANDS.get(name)
    if command is None:
        near = get_close_matches(name, _COMMANDS, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"commands are {', '.join(_COMMANDS)}, rooms, help"
        raise UserError(f"there is no command {name!r}", hint=hint)
    return command.run(simulator, rest.strip())


@frozen(kw_only=True)
class _Command:
    """A command on a room.

    Attributes:
        usage: Its line in the help.
        act: Does it, with the room and the words after the host's name, and says what happened.
        makes_room: The room may be a new one.
        takes_text: Everything after the host's name is one text.
    """

    usage: str
    act: Callable[[Simulator, Room, Sequence[str]], str]
    makes_room: bool = False
    takes_text: bool = False

    def run(self, simulator: Simulator, rest: str) -> str:
        host, _, arguments = rest.partition(" ")
        room = self._room(simulator, host.lstrip("@").lower())
        try:
            words = [arguments.strip()] if self.takes_text else shlex.split(arguments)
        except ValueError as error:
            raise UserError(f"{arguments!r}: {error}", hint=self.usage) from error
        try:
            return f"@{room.unique_id}: {self.act(simulator, room, words)}"
        except _UsageError as error:
            raise UserError(str(error), hint=self.usage) from error

    def _room(self, simulator: Simulator, host: str) -> Room:
        if not host:
            raise UserError("whose room?", hint=self.usage)
        if host not in simulator.rooms and not self.makes_room:
            names = ", ".join(list(simulator.rooms)[:20]) or "none; `start NAME` opens one"
            raise UserError(f"there is no room of @{host}", hint=f"rooms are {names}")
        return simulator.room(host, live=False)


class _UsageError(Exception):
    """The words after the host's name are wrong."""


def _split_user(words: Sequence[str]) -> tuple[str, list[str]]:
    """Take `user=NAME` out of the words; the viewer called `viewer` unless it is there."""
    named = [word.partition("=")[2] for word in words if word.startswith("user=")]
    user = named[-1].lstrip("@").lower() if named else "viewer"
    if not user:
        raise _UsageError("user= names nobody")
    return user, [word for word in words if not word.startswith("user=")]


def _whole(words: Sequence[str], default: int, most: int = 1_000_000_000) -> int:
    if not words:
        return default
    if len(words) > 1 or not (words[0].isascii() and words[0].isdecimal()) or int(words[0][:12]) > most:
        raise _UsageError(f"{' '.join(words)!r} is no whole number of at most {most}")
    return int(words[0])


def _rooms(simulator: Simulator) -> str:
    return "\n".join(
        f"@{name} {room.room_id} {room.status.name.lower()}, {room.broadcast.viewers} viewers"
        for name, room in simulator.rooms.items()
    )


# Commands


def _say(_simulator: Simulator, room: Room, words: Sequence[str]) -> str:
    user, text = "viewer", words[0]
    if text.startswith("user="):
        head, __, text = text.partition(" ")
        user, __ = _split_user([head])
    if not text.strip():
        raise _UsageError("what is to be said?")
    room.comment(text.strip(), user=user)
    return f"{user} says {text.strip()!r}"


def _gift(simulator: Simulator, room: Room, words: Sequence[str]) -> str:
    user, names = _split_user(words)
    count = 1
    if len(names) > 1 and names[-1].isdecimal():
        count = _whole([names.pop()], 1, _MOST_GIFTS)
    kind = simulator.world.gift(" ".join(names) or "Rose")
    if count < 1:
        raise _UsageError("at least one")
    for _ in range(1 if kind.streakable else count):
        room.gift(kind, user=user, streak=count if kind.streakable else 1)
    return f"{user} gives {count} x {kind.name}"


def _like(_: Simulator, room: Room, words: Sequence[str]) -> str:
    user, rest = _split_user(words)
    count = _whole(rest, 1)
    room.like(count, user=user)
    return f"{user} likes {count} times"


def _by_user(
    method: Callable[[Room, str], object], what: str
) -> Callable[[Simulator, Room, Sequence[str]], str]:
    def act(_: Simulator, room: Room, words: Sequence[str]) -> str:
        user, rest = _split_user([f"user={word}" if "=" not in word else word for word in words])
        if rest:
            raise _UsageError(f"{' '.join(rest)!r} is no user")
        method(room, user)
        return f"{user} {what}"

    return act


def _viewers(_: Simulator, room: Room, words: Sequence[str]) -> str:
    count = _whole(words, room.broadcast.viewers)
    room.viewers(count)
    return f"{count} viewers"


def _battle(simulator: Simulator, room: Room, words: Sequence[str]) -> str:
    from livetok.testing._script_steps import STEPS

    rival = words[0].lstrip("@").lower() if words else "rival"
    seconds = _whole(words[1:], 60, 3600)
    room.check_live()
    STEPS["battle"].act(simulator, room, rival=rival, seconds=seconds)
    return f"a battle of {seconds} s with {rival}"


def _poll(simulator: Simulator, room: Room, words: Sequence[str]) -> str:
    from livetok.testing._script_steps import STEPS

    if len(words) < 3:
        raise _UsageError("a question and at least two options")
    room.check_live()
    STEPS["poll"].act(simulator, room, title=words[0], options=list(words[1:]), seconds=60)
    return f"a poll of 60 s: {words[0]}"


def _start(_: Simulator, room: Room, words: Sequence[str]) -> str:
    room.title = " ".join(words) or room.title
    broadcast = room.start()
    return f"live as {broadcast.room_id}"


def _end(_: Simulator, room: Room, words: Sequence[str]) -> str:
    if words not in ([], ["suspended"]):
        raise _UsageError(f"{' '.join(words)!r} is no way to end")
    room.check_live()
    room.end(suspended=bool(words))
    return "suspended" if words else "ended"


def _pause(_: Simulator, room: Room, __: Sequence[str]) -> str:
    room.check_live()
    room.pause()
    return "paused"


def _resume(_: Simulator, room: Room, __: Sequence[str]) -> str:
    room.check_live()
    room.resume()
    return "goes on"


def _drop(_: Simulator, room: Room, words: Sequence[str]) -> str:
    code = _whole(words, 0, 4999)
    if words and not code >= 1000:
        raise _UsageError("close codes begin at 1000")
    count = len(room.broadcast.listeners)
    room.drop(code or None)
    return f"dropped {count} connection{'' if count == 1 else 's'}"


def _fault(simulator: Simulator, room: Room, words: Sequence[str]) -> str:
    if not words:
        raise _UsageError(f"which fault? {', '.join(KINDS)}")
    fault = Fault.parse(f"{words[0]},room={room.unique_id}" if "room=" not in words[0] else words[0])
    simulator.fault(fault)
    return f"armed {fault.name}"


_COMMANDS: Mapping[str, _Command] = {
    "say": _Command(usage="say HOST [user=NAME] TEXT", act=_say, takes_text=True),
    "gift": _Command(usage="gift HOST [GIFT] [COUNT] [user=NAME]", act=_gift),
    "like": _Command(usage="like HOST [COUNT] [user=NAME]", act=_like),
    "join": _Command(usage="join HOST [NAME]", act=_by_user(Room.join, "joined")),
    "follow": _Command(usage="follow HOST [NAME]", act=_by_user(Room.follow, "follows")),
    "share": _Command(usage="share HOST [NAME]", act=_by_user(Room.share, "shares")),
    "subscribe": _Command(usage="subscribe HOST [NAME]", act=_by_user(Room.subscribe, "subscribes")),
    "viewers": _Command(usage="viewers HOST [COUNT]", act=_viewers),
    "battle": _Command(usage="battle HOST [RIVAL] [SECONDS]", act=_battle),
    "poll": _Command(usage='poll HOST "QUESTION" "OPTION" "OPTION" ...', act=_poll),
    "start": _Command(
        usage="start HOST [TITLE]   also a new host; ends a running broadcast", act=_start, makes_room=True
    ),
    "pause": _Command(usage="pause HOST", act=_pause),
    "resume": _Command(usage="resume HOST", act=_resume),
    "end": _Command(usage="end HOST [suspended]", act=_end),
    "drop": _Command(usage="drop HOST [CLOSE-CODE]   cuts every connection", act=_drop),
    "fault": _Command(usage="fault HOST NAME[=VALUE][,times=N] ...   see --list-faults", act=_fault),
}

HELP = "".join(f"{command.usage}\n" for command in _COMMANDS.values()) + "rooms\nhelp\n"
"""What can be said, a line each."""
