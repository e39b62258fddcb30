"""Counts what the compact form takes: ``python counting_compact.py`` prints calls an event, as JSON.

A process of its own, because coverage and debuggers watch the same events.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from types import FrameType

from livetok import Event, proto
from livetok._mixins.event import with_meta

EVENTS = 50


def samples() -> dict[str, Event]:
    """Events with as much in them as real ones have: a picture in three sizes, three badges."""
    picture = proto.ImageModel(url_list=["https://p16.example/a.webp"], uri="a", height=16, width=16)
    badge = proto.BadgeStruct(
        scene_type=proto.BadgeSceneType.USER_GRADE,
        combine=proto.CombineBadgeStruct(icon=picture, str="12"),
        privilege_log_extra=proto.PrivilegeLogExtra(level="12"),
    )
    user = proto.User(
        id=6_900_000_000_000_000_000,
        nickname="Ann",
        display_id="ann",
        avatar_thumb=picture,
        avatar_medium=picture,
        avatar_large=picture,
        badge_list=[badge] * 3,
    )
    header = proto.CommonMessageData(method="WebcastChatMessage", msg_id=1, room_id=7, create_time=1)
    gift = proto.Gift(id=5655, name="Rose", type=1, diamond_count=1, image=picture)
    return {
        "comment": proto.CommentEvent(common=header, user=user, content="hello there"),
        "gift": proto.GiftEvent(
            common=header, user=user, gift=gift, gift_id=5655, repeat_count=3, group_id=9
        ),
    }


def calls_of(event: Event) -> float:
    """Calls of functions, Python's and C's, that one compact form takes."""
    data, now, calls = bytes(event), datetime.now(UTC), 0

    def on_call(_: FrameType, kind: str, __: object) -> None:
        nonlocal calls
        calls += kind in {"call", "c_call"}

    def fresh() -> Event:
        return with_meta(type(event).parse(data), (1, "WebcastChatMessage", 7, "ann", now, 1, False, None))

    fresh().compact()  # builds the decoders
    ready = [fresh() for _ in range(EVENTS)]
    sys.setprofile(on_call)
    for event in ready:
        event.compact()
    sys.setprofile(None)
    return calls / EVENTS


if __name__ == "__main__":
    print(json.dumps({name: calls_of(event) for name, event in samples().items()}))
