"""From rooms to the hub: events as they come, and a few times a second how the rooms stand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from datetime import datetime
from typing import Any, Final

import anyio
from attrs import frozen

from livetok._client.follow import Followed
from livetok._client.live import Live
from livetok._mixins.event import Event
from livetok._util.task_group import open_private_group
from livetok.overlay.hub import Hub
from livetok.proto import User
from livetok.state import Battle, Gifter, Goal, Team

__all__ = ["feed", "state_of"]

_STATE_SECONDS: Final = 0.25
_LEADERS: Final = 20


async def feed(
    hub: Hub, source: Live | Followed, *, on_event: Callable[[Event], Awaitable[None]] | None = None
) -> None:
    """Publish what happens in a room, or in many, until it ends.

    Args:
        hub: Where to.
        source: A `Live`, or what `follow()` gives; its iteration is taken by this.
        on_event: Is called with each event after it was published; while it runs nothing more is read.

    Raises:
        LiveError: As the iteration of the source raises it; whatever `on_event` raises.

    Cancelling loses no event that was taken from the source, and leaves the source open.
    """
    changed: dict[str, Live] = {live.unique_id: live for live in _lives(source)}
    async with open_private_group() as group:
        group.start_soon(_keep_states, hub, changed)
        try:
            async for live, event in _pairs(source):
                hub.publish(event)
                changed[live.unique_id] = live
                if on_event is not None:
                    await on_event(event)
        finally:
            _update_states(hub, changed)


def _lives(source: Live | Followed) -> Iterable[Live]:
    return (source,) if isinstance(source, Live) else source.lives.values()


def _pairs(source: Live | Followed) -> AsyncIterator[tuple[Live, Event]]:
    return _OneRoom(source) if isinstance(source, Live) else source


@frozen
class _OneRoom:
    """The events of one room in the form of those of many."""

    live: Live

    def __aiter__(self) -> _OneRoom:
        return self

    async def __anext__(self) -> tuple[Live, Event]:
        return self.live, await anext(self.live)


async def _keep_states(hub: Hub, changed: dict[str, Live]) -> None:
    """Tell a few times a second how the rooms stand in which something happened."""
    while True:
        _update_states(hub, changed)
        await anyio.sleep(_STATE_SECONDS)


def _update_states(hub: Hub, changed: dict[str, Live]) -> None:
    for host, live in changed.items():
        hub.update_state(host, state_of(live))
    changed.clear()


def state_of(live: Live) -> dict[str, Any]:
    """Return how a room stands, ready for JSON: the object that `/state` shows, see docs/overlay.md.

    Args:
        live: The room.
    """
    state = live.state
    facts: dict[str, Any] = {
        "room": str(live.room_id) if live.room_id else None,
        "connected": live.connected,
        "paused": state.paused,
        "ended": state.ended,
        "viewers": state.viewers,
        "likes": state.likes,
        "followers": state.followers_gained,
        "shares": state.shares,
        "diamonds": state.diamonds,
        "gifts": state.gifts,
        "leaderboard": [_gifter(gifter) for gifter in state.leaderboard[:_LEADERS]],
        "goals": [_goal(goal) for goal in state.goals],
        "battle": None if state.battle is None else _battle(state.battle),
    }
    return {key: value for key, value in facts.items() if value is not None}


def _gifter(gifter: Gifter) -> dict[str, Any]:
    return {"user": _person(gifter.user), "diamonds": gifter.diamonds, "gifts": gifter.gifts}


def _person(user: User) -> dict[str, str]:
    facts = {
        "id": str(user.id) if user.id else "",
        "name": user.unique_id,
        "nickname": user.nickname,
        "avatar": user.avatar_url,
    }
    return {key: value for key, value in facts.items() if value}


def _goal(goal: Goal) -> dict[str, Any]:
    return {
        "id": str(goal.goal_id),
        "description": goal.description,
        "progress": goal.progress,
        "target": goal.target,
    }


def _battle(battle: Battle) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "id": str(battle.battle_id),
        "teams": [_team(team) for team in battle.teams],
        "over": battle.over,
        "started_at": _iso(battle.started_at),
        "ends_at": _iso(battle.ends_at),
        "winner": None if battle.winner is None else str(battle.winner.host_id),
    }
    return {key: value for key, value in facts.items() if value is not None}


def _team(team: Team) -> dict[str, Any]:
    facts: dict[str, Any] = {"id": str(team.host_id), "name": team.unique_id, "nickname": team.nickname}
    known = {key: value for key, value in facts.items() if value}
    return {**known, "score": team.score, "partners": [str(partner) for partner in team.partner_ids]}


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
