"""Events as lines."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, datetime

import pytest

from livetok import Event, Meta, events, proto
from livetok._mixins.event import with_meta
from livetok.cli.lines import json_line, line_of, name_of
from livetok.testing import Room, Simulator

META = Meta(
    message_id=7687991459840002881,
    method="WebcastChatMessage",
    room_id=42,
    unique_id="ann",
    received_at=datetime(2026, 11, 22, 12, 0, 1, tzinfo=UTC),
    sequence=3,
)
USER = proto.User(id=2**62 + 1, nickname="Zoë", display_id="zoe")


def told(event: Event) -> str:
    line = line_of(with_meta(event, META))
    return f"{line.kind}|{line.who}|{line.text}"


def text(pattern: str, *pieces: proto.TextPiece) -> proto.Text:
    return proto.Text(default_pattern=pattern, pieces=list(pieces))


def piece(value: str) -> proto.TextPiece:
    return proto.TextPiece(string_value=value)


def option(name: str, votes: int = 0) -> proto.PollOptionInfo:
    return proto.PollOptionInfo(display_content=name, votes=votes)


ZOE = proto.TextPiece(user_value=proto.TextPieceUser(user=USER))
BOX = proto.MessageRedEnvelopInfo(send_user_name="Zoë", diamond_count=20, people_count=4)
MANY_SHARES = proto.CommonMessageData(display_text=proto.Text(key="pm_mt_guidance_viewer_5_share"))
SIDES = {1: proto.BattleUserArmies(host_score=10), 2: proto.BattleUserArmies(host_score=2000)}
ROSE = proto.Gift(name="Rose", type=1, diamond_count=1)
SAID = [
    (events.CommentEvent(user=USER, content="hi"), "comment|Zoë|hi"),
    (events.CommentEvent(user=proto.User(display_id="zoe"), content="hi"), "comment|zoe|hi"),
    (events.CommentEvent(content="hi"), "comment||hi"),
    (events.EmoteEvent(user=USER, emote_list=[proto.EmoteModel(emote_id="wave")]), "emote|Zoë|[emote wave]"),
    (events.GiftEvent(user=USER, gift=ROSE, repeat_count=3), "gift|Zoë|Rose x 3"),
    (events.GiftEvent(user=USER, gift_id=5655), "gift|Zoë|5655 x 1"),
    (
        events.GiftSettledEvent(user=USER, gift=ROSE, count=1, diamonds=1),
        "gift_settled|Zoë|Rose x 1, 1 diamond",
    ),
    (
        events.GiftSettledEvent(user=USER, gift=ROSE, count=1500, diamonds=1500),
        "gift_settled|Zoë|Rose x 1500, 1,500 diamonds",
    ),
    (events.LikeEvent(user=USER, count=15, total=12345), "like|Zoë|15 likes, 12,345 in all"),
    (events.JoinEvent(user=USER), "join|Zoë|joined"),
    (events.FollowEvent(user=USER), "follow|Zoë|followed"),
    (events.ShareEvent(user=USER), "share|Zoë|shared"),
    (
        events.MoreShareEvent(user=USER, common=MANY_SHARES),
        "more_share|Zoë|shared, and more than 5 came",
    ),
    (events.SubscribeEvent(user=USER, sub_month=2), "subscribe|Zoë|subscribed, month 2"),
    (events.QuestionNewEvent(data=proto.Question(user=USER, content="why?")), "question_new|Zoë|why?"),
    (
        events.ViewerUpdateEvent(total=1234, total_user=9999),
        "viewer_update||1,234 watching, 9,999 since the start",
    ),
    (
        events.EnvelopeEvent(envelope_info=BOX),
        "envelope||Zoë: 20 diamonds for 4 people",
    ),
    (events.MicBattleStartEvent(), "mic_battle_start||a battle begins"),
    (
        events.MicBattleUpdateEvent(armies=SIDES),
        "mic_battle_update||10 : 2,000",
    ),
    (events.MicBattleEndEvent(), "mic_battle_end||the battle is over"),
    (
        events.RankingUpdateEvent(
            updates=[proto.RankUpdate(default_content=text("No. {0:string}", piece("7")))]
        ),
        "ranking_update||No. 7",
    ),
    (
        events.UserRankingUpdateEvent(content=text("{0:user} is top {1:string} {9:x}", ZOE, piece("1"))),
        "user_ranking_update||Zoë is top 1",
    ),
    (
        events.PollEvent(start_content=proto.PollStartContent(title="Tea?", option_list=[option("yes")])),
        "poll||Tea? yes 0",
    ),
    (
        events.PollEvent(
            update_votes_content=proto.PollUpdateVotesContent(option_list=[option("yes", 2), option("no", 1)])
        ),
        "poll||yes 2 / no 1",
    ),
    (
        events.PollEvent(end_content=proto.PollEndContent(option_list=[option("yes", 2)])),
        "poll||over: yes 2",
    ),
    (events.IntroMessageEvent(user=USER, content="welcome"), "intro_message|Zoë|welcome"),
    (events.SystemEvent(message="be kind"), "system||be kind"),
    (events.ConnectEvent(room_id=42, unique_id="ann"), "connect||in room 42 of @ann"),
    (events.ConnectEvent(room_id=42), "connect||in room 42"),
    (events.DisconnectEvent(reason="stale", will_reconnect=True), "disconnect||stale, will connect again"),
    (events.DisconnectEvent(reason="over"), "disconnect||over"),
    (events.ReconnectEvent(gap_seconds=12.34), "reconnect||back after 12.3 s without messages"),
    (events.LaggedEvent(count=1200), "lagged||1,200 messages dropped"),
    (events.LivePauseEvent(), "live_pause||the host paused"),
    (events.LiveResumeEvent(), "live_resume||the host goes on"),
    (events.LiveEndEvent(), "live_end||the broadcast is over"),
    (events.UnknownEvent(method="WebcastNewMessage", payload=b"123"), "unknown||WebcastNewMessage, 3 bytes"),
    (events.UndecodedEvent(method="WebcastChatMessage", error="cut"), "undecoded||WebcastChatMessage: cut"),
    (
        events.BarrageEvent(common=proto.CommonMessageData(display_text=text("{0} came", piece("Bo")))),
        "barrage||Bo came",
    ),
    (events.GoalUpdateEvent(), "goal_update||"),
]


@pytest.mark.parametrize(("event", "line"), SAID, ids=[type(event).__name__ for event, _ in SAID])
def test_what_people_are_told(event, line):
    assert told(event) == line


def test_every_event_has_lines():
    """No event may end the stream, not even an empty one."""
    for name in events.__all__:
        kind = getattr(events, name, None)
        if isinstance(kind, type) and issubclass(kind, Event) and kind is not Event:
            event = kind()
            assert str(line_of(event)).split()[1] == json.loads(json_line(event))["type"]


def test_a_line_is_one_line_whatever_the_nickname_is():
    hostile = proto.User(nickname="\x1b[31mroot\n12:00:01  gift  you: \u202egift")
    line = str(line_of(events.CommentEvent(user=hostile, content="x\r\n\x1b[2Jy")))
    assert not set(line) & {"\n", "\r", "\x1b", "\u202e"}
    assert (
        line.endswith("\ufffd[31mroot 12:00:01  gift  you: \ufffdgift: x \ufffd[2Jy") is False
    )  # runs of spaces are one
    assert line.endswith("\ufffd[31mroot 12:00:01 gift you: \ufffdgift: x \ufffd[2Jy")


def test_a_nickname_of_nothing_is_replaced_by_the_handle():
    assert name_of(proto.User(nickname="\n\t ", display_id="zoe")) == "zoe"


def test_json_has_the_names_of_the_proto_files_and_text_for_ids():
    event = with_meta(events.CommentEvent(user=USER, content="hi\u2028\x9b"), META)
    line = json_line(event)
    assert json.loads(line) == {
        "type": "comment",
        "event": {
            "user": {"id": "4611686018427387905", "nickname": "Zoë", "display_id": "zoe", "unique_id": "zoe"},
            "content": "hi\u2028\x9b",
        },
        "meta": {
            "message_id": "7687991459840002881",
            "method": "WebcastChatMessage",
            "room_id": "42",
            "unique_id": "ann",
            "received_at": "2026-11-22T12:00:01+00:00",
            "sequence": 3,
            "history": False,
        },
    }
    assert len(line.splitlines()) == 1


def damaged() -> Event:
    """A comment whose user is cut off, which shows when somebody looks at the user."""
    payload = bytes(events.CommentEvent(content="hi")) + b"\x12\x02\x0a\x7f"
    return with_meta(events.CommentEvent.parse(payload), META)


def test_damage_deep_inside_is_told_as_such():
    event = damaged()
    line = json.loads(json_line(event))
    assert line["type"] == "undecoded"
    assert line["event"]["method"] == "WebcastChatMessage"
    assert line["meta"]["sequence"] == 3
    assert line_of(damaged()).kind == "undecoded"


@pytest.fixture
def room() -> Room:
    return Simulator(seed=3).room("ann")


def test_a_gift_box_of_the_simulator_reads_well(room):
    said = room.envelope(20, people=10, user="bo")
    event = events.EnvelopeEvent.parse(said.payload)
    assert line_of(event).text == "Bo: 20 diamonds for 10 people"


def test_making_lines_does_not_change_the_event():
    event = events.CommentEvent(user=USER, content="hi")
    before = pickle.dumps(event)
    json_line(event), str(line_of(event))
    assert pickle.dumps(event) == before
