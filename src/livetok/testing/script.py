"""Scenarios in TOML: which rooms there are, what happens in them and when. The format is in docs/simulator.md."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from attrs import field, fields, frozen

from livetok.errors import UserError
from livetok.testing._script_steps import STEPS, ScriptStep
from livetok.testing.faults import Fault
from livetok.testing.room import Room
from livetok.testing.simulator import Simulator, Switches
from livetok.testing.traffic import Playback, TrafficGenerator

__all__ = ["Moment", "RoomScript", "Script", "load_script", "read_script"]

Path_ = Sequence[str | int]


@frozen(kw_only=True)
class Script:
    """A scenario that was read and checked.

    Attributes:
        seed: Seed of the simulator that it is for; None (default) leaves it open.
        switches: Attributes of `Switches` that differ from the default. Whoever makes the simulator sets them.
        faults: Faults that are armed at the start.
        rooms: The rooms, and what happens in each.
        folder: What relative file names start from (default: the working directory).
    """

    seed: int | None = None
    switches: Mapping[str, Any] = field(factory=dict[str, Any])
    faults: Sequence[Fault] = ()
    rooms: Sequence[RoomScript] = ()
    folder: Path = Path()

    def run(self, simulator: Simulator) -> None:
        """Set a simulator up; what is to happen happens as its clock runs. Never waits.

        Args:
            simulator: Gets the rooms and the faults. Seed and switches are those that it was made with.

        Raises:
            UserError: A file to replay cannot be read.
            CaptureError: It is no recording.
        """
        for fault in self.faults:
            simulator.fault(fault)
        for room in self.rooms:
            room.run(simulator, self.folder)


@frozen(kw_only=True)
class RoomScript:
    """One room of a scenario.

    Attributes:
        name: Handle of the host.
        title: Title of the broadcast (default "Just talking").
        live: Whether it is live from the start (default True).
        rate: Messages a second of made-up traffic (default 0: none), or of a replay of JSON lines (0: 10).
        replay: Name of a capture or of a file of JSON lines that is played into it; empty (default) for none.
        age_restricted: Room info is refused without a session (default False).
        subscribers_only: The lookup shows it as for subscribers only (default False).
        followers: Followers of the host; 0 (default) for a made-up number.
        moments: What happens in it, and when.
    """

    name: str
    title: str = "Just talking"
    live: bool = True
    rate: float = 0.0
    replay: str = ""
    age_restricted: bool = False
    subscribers_only: bool = False
    followers: int = 0
    moments: Sequence[Moment] = ()

    def run(self, simulator: Simulator, folder: Path) -> None:
        """Make the room and appoint everything that happens in it.

        Args:
            simulator: Where.
            folder: What a relative `replay` starts from.

        Raises:
            UserError: The file to replay cannot be read.
            CaptureError: It is no recording.
        """
        room = simulator.room(self.name, live=self.live, title=self.title)
        room.age_restricted, room.subscribers_only = self.age_restricted, self.subscribers_only
        if self.followers:
            room.host = room.with_followers(self.followers)
        if self.replay:
            Playback.read(folder / self.replay, room, rate=self.rate or 10.0).start()
        elif self.rate:
            TrafficGenerator(room=room, rate=self.rate).start()
        for moment in self.moments:
            moment.appoint(simulator, room)


@frozen(kw_only=True)
class Moment:
    """Something that happens at a time, once or again and again.

    Attributes:
        at: Seconds after the simulator started.
        every: Seconds until it happens again; 0 for never.
        step: What happens.
        settings: Its arguments.
    """

    at: float
    every: float
    step: ScriptStep
    settings: Mapping[str, Any]

    def appoint(self, simulator: Simulator, room: Room) -> None:
        """Have it happen; in a room that is not live then, most things do not.

        Args:
            simulator: Whose clock decides when.
            room: Where.
        """

        def happen() -> None:
            if self.every:
                simulator.world.at(self.every, happen)
            if room.broadcast.is_live or self.step.offline:
                self.step.act(simulator, room, **self.settings)

        simulator.world.at(self.at, happen)


def load_script(path: str | Path) -> Script:
    """Read a scenario from a file.

    Args:
        path: A TOML file. Relative file names in it start from its folder.

    Raises:
        UserError: It cannot be read, or is wrong; the message holds file, line and column.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"cannot read {path}: {error}", hint="a scenario is a TOML file") from error
    return read_script(text, name=str(path), folder=path.parent)


def read_script(text: str, *, name: str = "script", folder: Path = Path()) -> Script:
    """Read a scenario.

    Args:
        text: In TOML; docs/simulator.md has the format.
        name: What messages of errors call it (default "script").
        folder: What relative file names in it start from (default: the working directory).

    Raises:
        UserError: It is wrong; the message holds name, line and column.
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _toml_error(name, text, str(error)) from error
    return _Reader(text, name).script(given, folder)


def _toml_error(name: str, text: str, message: str) -> UserError:
    place = re.search(r" \(at line (\d+), column (\d+)\)", message)
    lines = text.split("\n")
    line, column = (place[1], place[2]) if place else (len(lines), len(lines[-1]) + 1)
    return UserError(f"{name}:{line}:{column}: {message.partition(' (at ')[0]}", hint="the file is not TOML")


class _Reader:
    """Checks what TOML gave, and knows where in the text each thing stands."""

    def __init__(self, text: str, name: str) -> None:
        self._lines = text.splitlines()
        self._name = name

    def script(self, given: dict[str, Any], folder: Path) -> Script:
        switches = {switch.name: _kind(switch.type) for switch in fields(Switches)}
        values = self._checked(given, (), {"seed": int, "switches": dict, "faults": list, "room": list})
        chosen = self._checked(values.get("switches", {}), ("switches",), switches)
        rooms = self._tables(values.get("room", []), ("room",))
        return Script(
            seed=values.get("seed"),
            switches=chosen,
            faults=[self._fault(fault) for fault in values.get("faults", [])],
            rooms=[self._room(room, ("room", number)) for number, room in enumerate(rooms)],
            folder=folder,
        )

    def _fault(self, text: object) -> Fault:
        try:
            return Fault.parse(text if isinstance(text, str) else "")
        except UserError as error:
            raise self._error(("faults",), str(error), error.hint) from error

    def _room(self, given: dict[str, Any], path: Path_) -> RoomScript:
        kinds = {
            setting.name: _kind(setting.type) for setting in fields(RoomScript) if setting.name != "moments"
        }
        values = self._checked(given, path, {**kinds, "at": list})
        if not values.get("name"):
            raise self._error(path, "a room needs a name", 'for example name = "anna"')
        at = self._tables(values.pop("at", []), [*path, "at"])
        moments = [self._moment(moment, [*path, "at", number]) for number, moment in enumerate(at)]
        return RoomScript(**values, moments=moments)

    def _moment(self, given: dict[str, Any], path: Path_) -> Moment:
        name = given.get("do")
        step = STEPS.get(name) if isinstance(name, str) else None
        if step is None:
            raise self._error([*path, "do"], f"there is no {name!r} to do", _nearest(str(name), STEPS))
        values = self._checked(given, path, {"time": float, "every": float, "do": str, **step.settings})
        time, every = (values.pop(key, 0.0) for key in ("time", "every"))
        if time < 0 or every < 0:
            raise self._error(
                [*path, "every" if every < 0 else "time"], "a time cannot be negative", "in seconds"
            )
        values.pop("do")
        try:
            step.check(values)
        except UserError as error:
            raise self._error([*path, str(name)], str(error), error.hint) from error
        return Moment(at=time, every=every, step=step, settings=values)

    # Checking

    def _tables(self, given: list[Any], path: Path_) -> list[dict[str, Any]]:
        for number, table in enumerate(given):
            if not isinstance(table, dict):
                raise self._error([*path, number], f"{table!r} is no table", f"write [[{path[-1]}]]")
        return given

    def _checked(self, given: object, path: Path_, kinds: Mapping[str, type]) -> dict[str, Any]:
        values = cast(dict[str, Any], given)
        for key, value in values.items():
            if key not in kinds:
                raise self._error([*path, key], f"{key!r} has no meaning here", _nearest(key, kinds))
            if not _fits(value, kinds[key]):
                expected = f"and must be {_WORDS[kinds[key]]}"
                raise self._error([*path, key], f"{key} is {value!r}, {expected}", "see docs/simulator.md")
        return values

    # Telling where

    def _error(self, path: Path_, message: str, hint: str) -> UserError:
        line, column = self._place(path)
        return UserError(f"{self._name}:{line}:{column}: {message}", hint=hint)

    def _place(self, path: Path_) -> tuple[int, int]:
        """Line and column of a key, or of the table that it should be in."""
        first, last = self._table([step for step in path if isinstance(step, int)], path)
        key = path[-1] if path else ""
        for number in range(first, last):
            match = re.match(rf"""\s*["']?{re.escape(str(key))}["']?\s*=""", self._lines[number])
            if match:
                return number + 1, self._lines[number].index(str(key)) + 1
        return first + 1, 1

    def _table(self, numbers: Sequence[int], path: Path_) -> tuple[int, int]:
        """First line of a table, and the line after its last."""
        headers = [
            (number, line.strip()) for number, line in enumerate(self._lines) if line.strip().startswith("[")
        ]
        if not numbers:
            named = [number for number, line in headers if path and line == f"[{path[0]}]"]
            start = named[0] if named else 0
        else:
            rooms = [number for number, line in headers if re.match(r"\[\[\s*room\s*\]\]", line)]
            start = rooms[numbers[0]] if numbers[0] < len(rooms) else 0
            if len(numbers) > 1:
                inner = [
                    n for n, line in headers if n > start and re.match(r"\[\[\s*room\s*\.\s*at\s*\]\]", line)
                ]
                start = inner[numbers[1]] if numbers[1] < len(inner) else start
        following = [number for number, _ in headers if number > start]
        return start, min(following, default=len(self._lines))


_WORDS: Mapping[type, str] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
}


def _kind(annotation: object) -> type:
    """The kind of value that an attribute takes; annotations are text here."""
    text = str(annotation)
    order: Sequence[tuple[str, type]] = (("bool", bool), ("float", float), ("int", int), ("str", str))
    return next((kind for word, kind in order if word in text), str)


def _fits(value: object, kind: type) -> bool:
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _nearest(name: str, known: Mapping[str, Any]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"one of {', '.join(known)}"
