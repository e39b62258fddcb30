"""From envelopes to events: which class (protocol notes 5.2, 5.3, 4.11)."""

from __future__ import annotations

import pytest

from livetok import (
    BarrageEvent,
    CommentEvent,
    ControlEvent,
    EnvelopeEvent,
    Event,
    FollowEvent,
    JoinEvent,
    LinkMicBattleEvent,
    LiveEndEvent,
    LivePauseEvent,
    LiveResumeEvent,
    MemberEvent,
    MicBattleEndEvent,
    MicBattleStartEvent,
    MoreShareEvent,
    ShareEvent,
    SocialEvent,
    SubNotifyEvent,
    SubscribeEvent,
    SuperFanBoxEvent,
    SuperFanEvent,
    SuperFanJoinEvent,
    UndecodedEvent,
    UnknownEvent,
)
from livetok._protocol.classify import classify, to_event
from livetok.proto import (
    BaseProtoMessage,
    CommonMessageData,
    ControlAction,
    EnvelopeBusinessType,
    LinkMicBattleBattleAction,
    MemberMessageAction,
    MessageRedEnvelopInfo,
    MessageType,
    Text,
)


def common(key: str) -> CommonMessageData:
    return CommonMessageData(display_text=Text(key=key))


BATTLE = LinkMicBattleBattleAction


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (SocialEvent(common=common("pm_main_follow_message_viewer_2")), FollowEvent),
        (SocialEvent(common=common("pm_mt_guidance_share")), ShareEvent),
        (SocialEvent(common=common("pm_mt_GUIDANCE_viewer_5_share")), MoreShareEvent),
        (SocialEvent(common=common("pm_main_follow"), action=3), FollowEvent),  # the key is the surer signal
        (SocialEvent(action=1), FollowEvent),
        (SocialEvent(action=2), ShareEvent),
        (SocialEvent(action=5), ShareEvent),
        (SocialEvent(action=6), SocialEvent),
        (SocialEvent(), SocialEvent),
        (MemberEvent(action=MemberMessageAction.ENTER), JoinEvent),
        (MemberEvent(action=MemberMessageAction.KICKOUT), MemberEvent),
        (ControlEvent(action=ControlAction.STREAM_PAUSED), LivePauseEvent),
        (ControlEvent(action=ControlAction.STREAM_UNPAUSED), LiveResumeEvent),
        (ControlEvent(action=ControlAction.STREAM_ENDED), LiveEndEvent),
        (ControlEvent(action=ControlAction.STREAM_SUSPENDED), LiveEndEvent),
        (ControlEvent(action=ControlAction(99)), ControlEvent),
        (LinkMicBattleEvent(action=BATTLE.OPEN), MicBattleStartEvent),
        (LinkMicBattleEvent(), MicBattleStartEvent),
        (LinkMicBattleEvent(action=BATTLE.FINISH), MicBattleEndEvent),
        (LinkMicBattleEvent(action=BATTLE.CUT_SHORT), MicBattleEndEvent),
        (LinkMicBattleEvent(action=BATTLE.INVITE), LinkMicBattleEvent),
        (SubNotifyEvent(message_type=MessageType.SUB_SUCCESS), SubscribeEvent),
        (SubNotifyEvent(message_type=MessageType.ANCHOR_REMINDER), SubNotifyEvent),
        (BarrageEvent(), BarrageEvent),
        (BarrageEvent(content=Text(key="ttlive_superFan_upgraded")), SuperFanEvent),
        (BarrageEvent(common=common("ttlive_superFanJoined")), SuperFanJoinEvent),
        (EnvelopeEvent(), EnvelopeEvent),
        (EnvelopeEvent(common=common("ttlive_superFanBox_sent")), SuperFanBoxEvent),
        (
            EnvelopeEvent(
                envelope_info=MessageRedEnvelopInfo(business_type=EnvelopeBusinessType.SUPER_FAN_BOX)
            ),
            SuperFanBoxEvent,
        ),
        (CommentEvent(), CommentEvent),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_refined(event: Event, expected: type[Event]) -> None:
    parsed = type(event).parse(bytes(event))
    classified = classify(parsed)
    assert type(classified) is expected
    assert bytes(classified) == bytes(event)


def test_a_method_decodes_as_its_class() -> None:
    payload = bytes(CommentEvent(content="hi"))
    event = to_event(BaseProtoMessage(method="WebcastChatMessage", payload=payload))
    assert isinstance(event, CommentEvent)
    assert event.content == "hi"


def test_unknown_and_damaged_messages_are_events_too() -> None:
    unknown = to_event(BaseProtoMessage(method="WebcastOfTheFuture", payload=b"\x08\x01"))
    assert unknown == UnknownEvent(method="WebcastOfTheFuture", payload=b"\x08\x01")
    damaged = to_event(BaseProtoMessage(method="WebcastChatMessage", payload=b"\x0a\x05ab"))
    assert isinstance(damaged, UndecodedEvent)
    assert (damaged.method, damaged.payload) == ("WebcastChatMessage", b"\x0a\x05ab")
    assert damaged.error


def test_damage_that_only_refining_meets() -> None:
    """The text that tells a follow from a share is nested, and nested messages are opened late."""
    payload = b"\x0a\x04\x42\x03\x0a\x09a"  # common.display_text.key announces nine bytes and holds one
    assert isinstance(
        to_event(BaseProtoMessage(method="WebcastSocialMessage", payload=payload)), UndecodedEvent
    )
