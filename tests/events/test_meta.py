"""What goes with an event beside its fields, and stays with its copies."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, datetime

import pytest

from livetok import CommentEvent, Event, FollowEvent, GiftEvent, Meta, SocialEvent
from livetok._mixins.event import with_meta
from livetok._mixins.gift import set_delta
from livetok.proto import Gift

META = Meta(
    message_id=7300000000000000777,
    method="WebcastGiftMessage",
    room_id=7300000000000000001,
    unique_id="ann",
    received_at=datetime(2026, 11, 22, 12, tzinfo=UTC),
    sequence=5,
    history=True,
)


def gift_event() -> GiftEvent:
    event = with_meta(GiftEvent(repeat_count=5, gift=Gift(type=1, diamond_count=2)), META)
    set_delta(event, 2)
    return event


@pytest.mark.parametrize(
    "twin_of",
    [copy.copy, copy.deepcopy, lambda event: pickle.loads(pickle.dumps(event))],
    ids=["copy", "deepcopy", "pickle"],
)
def test_copies_keep_meta_and_delta(twin_of):
    twin = twin_of(gift_event())
    assert type(twin) is GiftEvent
    assert (twin, twin.meta, twin.delta, twin.diamonds) == (gift_event(), META, 2, 10)


def test_an_event_made_by_hand_has_an_empty_meta():
    assert CommentEvent().meta == Meta()
    assert pickle.loads(pickle.dumps(CommentEvent(content="hi"))).content == "hi"


def test_a_special_case_keeps_meta():
    event = with_meta(SocialEvent(follow_count=3), META).recast(FollowEvent)
    assert (type(event), event.meta, event.follow_count) == (FollowEvent, META, 3)


def test_meta_is_no_part_of_equality_and_cannot_be_set():
    assert gift_event() == GiftEvent(repeat_count=5, gift=Gift(type=1, diamond_count=2))
    event: Event = gift_event()
    with pytest.raises(AttributeError):
        event.meta = Meta()  # pyright: ignore[reportAttributeAccessIssue]


def test_meta_as_json():
    assert META.to_dict() == {
        "message_id": "7300000000000000777",
        "method": "WebcastGiftMessage",
        "room_id": "7300000000000000001",
        "unique_id": "ann",
        "received_at": "2026-11-22T12:00:00+00:00",
        "sequence": 5,
        "history": True,
    }
