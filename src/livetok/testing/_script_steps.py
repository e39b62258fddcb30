"""What can be made to happen in a room by its name, from a scenario."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from livetok.testing._world.activities import Battle, Poll
from livetok.testing._world.world import SimulatedWorld
from livetok.testing.faults import Fault
from livetok.testing.room import Room
from livetok.testing.simulator import Simulator

__all__ = ["STEPS", "ScriptStep"]


@frozen
class ScriptStep:
    """Something that can happen.

    Attributes:
        act: Makes it happen.
        settings: Names and kinds of what it takes.
        offline: Whether it may happen while the room is not live.
        check: Raises `UserError` for settings that would fail later.
    """

    act: Callable[..., object]
    settings: Mapping[str, type]
    offline: bool = False
    check: Callable[[Mapping[str, Any]], None] = lambda _: None


def _method(name: str, *, offline: bool = False, **settings: type) -> ScriptStep:
    def act(_: Simulator, room: Room, **given: Any) -> None:
        getattr(room, name)(**given)

    return ScriptStep(act, settings, offline)


def _check_gift(given: Mapping[str, Any]) -> None:
    SimulatedWorld().gift(given.get("gift", "Rose"))


def _check_fault(given: Mapping[str, Any]) -> None:
    Fault.parse(given.get("fault", "abort"))


def _comment(_: Simulator, room: Room, *, text: str = "hello", user: str = "viewer") -> None:
    room.comment(text, user=user)


def _gift(
    _: Simulator, room: Room, *, gift: str = "Rose", user: str = "viewer", streak: int = 1, to: str = ""
) -> None:
    room.gift(gift, user=user, streak=streak, to=to or None)


def _question(_: Simulator, room: Room, *, text: str = "why?", user: str = "viewer") -> None:
    room.question(text, user=user)


def _emote(_: Simulator, room: Room, *, name: str = "wave", user: str = "viewer") -> None:
    room.emote(name, user=user)


def _battle(simulator: Simulator, room: Room, *, rival: str = "rival", seconds: int = 60) -> None:
    """A whole battle: scores for both sides every few seconds, then the end."""
    battle, rng = room.battle(rival, seconds=seconds), simulator.world.rng(f"battle {simulator.world.now()}")
    _in_steps(
        simulator,
        room,
        seconds,
        lambda: _score(battle, rng.randint(1, 500), rng.random() < 0.5),
        battle.finish,
    )


def _score(battle: Battle, points: int, rival: bool) -> None:
    battle.score(points, rival=rival)


def _poll(
    simulator: Simulator,
    room: Room,
    *,
    title: str = "Which?",
    options: list[str] | None = None,
    seconds: int = 60,
) -> None:
    """A whole poll: votes every few seconds, then the end."""
    poll, rng = room.poll(title, *(options or ()), seconds=seconds), simulator.world.rng(f"poll {title}")
    _in_steps(simulator, room, seconds, lambda: _vote(poll, rng.randrange(len(poll.options))), poll.end)


def _vote(poll: Poll, option: int) -> None:
    poll.vote(option)


def _in_steps(
    simulator: Simulator, room: Room, seconds: int, step: Callable[[], None], end: Callable[[], object]
) -> None:
    """Do something every five seconds and something else at the end, unless the broadcast is over before."""
    broadcast, over = room.broadcast, simulator.world.now() + seconds

    def go_on() -> None:
        if room.broadcast is not broadcast or not broadcast.is_live:
            return
        if simulator.world.now() >= over:
            end()
            return
        step()
        simulator.world.at(min(5.0, over - simulator.world.now()), go_on)

    simulator.world.at(min(5.0, seconds), go_on)


def _fault(simulator: Simulator, room: Room, *, fault: str = "abort") -> None:
    simulator.fault(fault if "room=" in fault else f"{fault},room={room.unique_id}")


def _user(**more: type) -> dict[str, type]:
    return {"user": str, **more}


def _member(_: Simulator, room: Room, *, name: str = "viewer", **changes: Any) -> None:
    room.member(name, **changes)


_MEMBER: Mapping[str, type] = {
    "name": str,
    "nickname": str,
    "moderator": bool,
    "subscriber": bool,
    "follower": bool,
    "verified": bool,
}
STEPS: Mapping[str, ScriptStep] = {
    "comment": ScriptStep(_comment, _user(text=str)),
    "gift": ScriptStep(_gift, _user(gift=str, streak=int, to=str), check=_check_gift),
    "like": _method("like", user=str, count=int, total=int),
    "join": _method("join", user=str),
    "follow": _method("follow", user=str),
    "share": _method("share", user=str, joined=int),
    "subscribe": _method("subscribe", user=str, month=int),
    "question": ScriptStep(_question, _user(text=str)),
    "emote": ScriptStep(_emote, _user(name=str)),
    "viewers": _method("viewers", count=int, anonymous=int),
    "envelope": _method("envelope", user=str, diamonds=int, people=int, opens_in=int),
    "ranking": _method("ranking", rank=int),
    "user_ranking": _method("user_ranking", user=str, rank=int),
    "battle": ScriptStep(_battle, {"rival": str, "seconds": int}),
    "poll": ScriptStep(_poll, {"title": str, "options": list, "seconds": int}),
    "member": ScriptStep(_member, _MEMBER, offline=True),
    "pause": _method("pause"),
    "resume": _method("resume"),
    "end": _method("end", suspended=bool),
    "start": _method("start", offline=True),
    "fault": ScriptStep(_fault, {"fault": str}, offline=True, check=_check_fault),
}
