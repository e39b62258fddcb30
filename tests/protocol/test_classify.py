"""From envelopes to events: which class (protocol notes 5.2, 5.3, 4.11)."""

from __future__ import annotations

import pytest

from livetok import (
    BarrageEvent,
    CommentEvent,
    ControlEvent,
    EnvelopeClosedEvent,
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
    BarrageMessageBarrageType,
    BarrageTypeFansLevelParam,
    BarrageTypeUserGradeParam,
    BaseProtoMessage,
    CommonMessageData,
    ControlAction,
    EnvelopeBusinessType,
    EnvelopeDisplay,
    LinkMicBattleBattleAction,
    MemberMessageAction,
    MessageRedEnvelopInfo,
    MessageType,
    Text,
    TextPiece,
    TextPieceUser,
    User,
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
        (BarrageEvent(content=Text(key="ttlive_superFan")), SuperFanEvent),
        (BarrageEvent(common_barrage_content=Text(key="ttlive_superFan")), SuperFanEvent),
        (BarrageEvent(common=common("ttlive_superFan_commentNotif_superFanJoined")), SuperFanJoinEvent),
        (BarrageEvent(content=Text(key="ttlive_superFan_upgraded")), BarrageEvent),
        (BarrageEvent(content=Text(key="ttlive_superfans")), BarrageEvent),
        (BarrageEvent(content=Text(key="pm_ttlive_superfan")), BarrageEvent),
        (BarrageEvent(msg_type=BarrageMessageBarrageType.USER_UPGRADE), BarrageEvent),
        (BarrageEvent(msg_type=BarrageMessageBarrageType.FANS_LEVEL_ENTRANCE), BarrageEvent),  # whose?
        (EnvelopeEvent(display=EnvelopeDisplay.NEW), EnvelopeEvent),
        (EnvelopeEvent(display=EnvelopeDisplay.HIDE), EnvelopeClosedEvent),
        (
            EnvelopeEvent(
                envelope_info=MessageRedEnvelopInfo(business_type=EnvelopeBusinessType.SUPER_FAN_BOX),
                display=EnvelopeDisplay.HIDE,
            ),
            EnvelopeClosedEvent,
        ),
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


ANN = User(id=7, nickname="Ann")
NAMED = {
    "grade": {"user_grade_param": BarrageTypeUserGradeParam(user=ANN)},
    "level": {"fans_level_param": BarrageTypeFansLevelParam(user=ANN)},
    "piece": {"content": Text(pieces=[TextPiece(), TextPiece(user_value=TextPieceUser(user=ANN))])},
    "field": {"user": ANN},
}


@pytest.mark.parametrize("where", NAMED)
@pytest.mark.parametrize("kind", [9, 11])
def test_an_entrance_that_a_barrage_announces(where: str, kind: int) -> None:
    barrage = BarrageEvent(common=common("x"), msg_type=BarrageMessageBarrageType(kind), **NAMED[where])
    event = to_event(BaseProtoMessage(method="WebcastBarrageMessage", payload=bytes(barrage)))
    assert isinstance(event, JoinEvent)
    assert (event.user.id, event.user.nickname, event.action) == (7, "Ann", MemberMessageAction.ENTER)
    assert event.common.display_text.key == "x"


@pytest.mark.parametrize("where", NAMED)
def test_whom_a_barrage_is_about(where: str) -> None:
    parts = dict(NAMED[where])
    parts["content"] = Text(
        key="ttlive_superfan", pieces=parts["content"].pieces if "content" in parts else []
    )
    payload = bytes(BarrageEvent(**parts))
    event = to_event(BaseProtoMessage(method="WebcastBarrageMessage", payload=payload))
    assert isinstance(event, SuperFanEvent)
    assert event.user.nickname == "Ann"
    assert event.has("user") == (where == "field")
    assert bytes(event) == payload


def test_a_barrage_about_nobody() -> None:
    assert BarrageEvent().user == User()
    assert not BarrageEvent().user


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
