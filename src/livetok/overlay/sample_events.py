"""Events made up at the press of a button, to see what a page does with them. Each says `"test": true`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from types import MappingProxyType
from typing import Any, Final

from livetok.overlay.hub import Hub

__all__ = ["TEST_KINDS", "publish_test"]

_BATTLE_SECONDS: Final = 90
_PERSON: Final = {"id": "1", "name": "mira.tests", "nickname": "Mira ✨"}
_ROSE: Final = {"id": "5655", "name": "Rose", "count": 5, "delta": 5, "diamonds": 5, "over": True}
_LION: Final = {"id": "6369", "name": "Lion", "count": 1, "delta": 1, "diamonds": 29_999, "over": True}

_EVENTS: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "comment": {"text": "Hello from the test button 👋"},
        "gift": {"gift": _ROSE},
        "big_gift": {"type": "gift", "gift": _LION},
        "follow": {},
        "share": {},
        "subscribe": {"type": "sub_notify", "count": 3},
        "like": {"count": 15, "total": 12_345},
        "join": {},
    }
)
TEST_KINDS: Final = (*_EVENTS, "goal", "board", "battle")


def publish_test(hub: Hub, kind: str, host: str) -> None:
    """Publish what a test button stands for.

    Args:
        hub: Where to.
        kind: One of `TEST_KINDS`. `goal`, `board` and `battle` show a made-up state of the room; the next real one
            replaces it.
        host: Handle of the host in whose room it is said to have happened.
    """
    if kind in _EVENTS:
        hub.publish(_event(kind, host))
    else:
        hub.show_state(host, {**(hub.state(host) or {}), **_state(kind), "test": True})


def _event(kind: str, host: str) -> dict[str, Any]:
    facts = {
        "v": 1,
        "id": f"test:{token_hex(8)}",
        "type": kind,
        "at": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "host": host,
        "history": False,
        "test": True,
        "user": _PERSON,
    }
    return {**facts, **_EVENTS[kind]}


def _state(kind: str) -> dict[str, Any]:
    if kind == "goal":
        return {"likes": 7_400, "gifts": 74, "followers": 74, "diamonds": 7_400}
    if kind == "board":
        names = ("Mira ✨", "نور", "さくら", "Kasper", "ณิชา")
        return {
            "leaderboard": [
                {"user": {"id": f"{n}", "nickname": name}, "diamonds": 5000 // n, "gifts": 40 // n}
                for n, name in enumerate(names, 1)
            ]
        }
    teams: list[dict[str, Any]] = [
        {"id": "1", "nickname": "Your team", "score": 4200, "partners": []},
        {"id": "2", "nickname": "The rivals", "score": 3100, "partners": []},
    ]
    ends_at = datetime.now(UTC) + timedelta(seconds=_BATTLE_SECONDS)
    return {"battle": {"id": "1", "teams": teams, "over": False, "ends_at": ends_at.isoformat()}}
