"""The script of a room: what each call puts on the wire, and that a seed decides everything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from livetok.errors import CaptureError, UserError
from livetok.proto import (
    CommentEvent,
    EmoteEvent,
    EnvelopeEvent,
    GiftEvent,
    LikeEvent,
    LinkMicBattleEvent,
    MemberEvent,
    MicBattleUpdateEvent,
    PollEvent,
    RankingUpdateEvent,
    SocialEvent,
    SubNotifyEvent,
    UserRankingUpdateEvent,
    ViewerUpdateEvent,
)
from livetok.testing import Playback, Room, Simulator, Status, TrafficGenerator
from support.socket_bench import Clock, block, varint


@pytest.fixture
def room() -> Room:
    return Simulator().room("anna")


def test_comment(room: Room) -> None:
    room.member("ann", moderator=True, subscriber=True, nickname="Ann Ä")
    said = room.comment("hi 👋", user="@Ann", emotes=["wave"], mentions=["bob"])
    event = CommentEvent.parse(said.payload)
    assert (event.content, event.user.display_id, event.user.nickname) == ("hi 👋", "ann", "Ann Ä")
    assert (event.common.method, event.common.msg_id) == ("WebcastChatMessage", said.message_id)
    assert event.common.room_id == room.room_id
    assert event.common.create_time == 1_790_000_000_000
    assert event.user_identity.is_moderator_of_anchor
    assert event.user.id_str == str(event.user.id)
    assert event.user.sec_uid.startswith("MS4wLjABAAAA")
    assert [emote.emote.emote_id for emote in event.emotes] == ["wave"]
    assert [user.display_id for user in event.mention_users] == ["bob"]


def test_message_ids_are_unique_and_large(room: Room) -> None:
    ids = [room.comment("x").message_id for _ in range(500)]
    assert len(set(ids)) == 500
    assert min(ids) > 2**53
    assert max(ids) < 2**63


def test_the_same_name_is_the_same_user(room: Room) -> None:
    first, second = (CommentEvent.parse(room.comment("x", user="ann").payload).user.id for _ in range(2))
    assert first == second
    assert CommentEvent.parse(room.comment("x", user="bob").payload).user.id != first


def test_streak(room: Room) -> None:
    events = [
        GiftEvent.parse(message.payload) for message in room.gift("Rose", streak=3, user="ann", to="bob")
    ]
    assert [(event.repeat_count, event.repeat_end) for event in events] == [(1, 0), (2, 0), (3, 0), (3, 1)]
    assert len({event.group_id for event in events}) == 1
    assert events[0].gift.type == 1
    assert events[0].gift.diamond_count == 1
    assert events[0].to_user.display_id == "bob"
    assert room.broadcast.coins["ann"] == 3


def test_big_gift_is_one_message(room: Room) -> None:
    (said,) = room.gift("galaxy", user="ann", streak=5)
    event = GiftEvent.parse(said.payload)
    assert (event.repeat_count, event.repeat_end, event.gift.name) == (1, 0, "Galaxy")
    assert event.gift.type != 1
    assert room.broadcast.coins["ann"] == 1000


def test_unknown_gift_names_the_nearest(room: Room) -> None:
    with pytest.raises(UserError) as caught:
        room.gift("Rosse")
    assert "Rose" in caught.value.hint


def test_likes_add_up_and_may_be_made_to_go_back(room: Room) -> None:
    totals = [
        LikeEvent.parse(message.payload).total
        for message in (room.like(5), room.like(10), room.like(1, total=3), room.like(1))
    ]
    assert totals == [5, 15, 3, 17]


def test_social(room: Room) -> None:
    keys = [
        (
            SocialEvent.parse(message.payload).common.display_text.key,
            SocialEvent.parse(message.payload).action,
        )
        for message in (room.follow("ann"), room.share("ann"), room.share("ann", joined=5))
    ]
    assert keys == [
        ("pm_main_follow_message_viewer_2", 1),
        ("pm_mt_guidance_share", 3),
        ("pm_mt_guidance_viewer_5_share", 3),
    ]


def test_viewers(room: Room) -> None:
    for name, gift in (("ann", "Galaxy"), ("bob", "Rose"), ("cat", "Cap"), ("dan", "Doughnut")):
        room.gift(gift, user=name)
    event = ViewerUpdateEvent.parse(room.viewers(81, anonymous=3).payload)
    assert (event.total, event.total_user, event.anonymous) == (81, 81, 3)
    assert [(rank.rank, rank.score, rank.user.display_id) for rank in event.ranks] == [
        (1, 1000, "ann"),
        (2, 99, "cat"),
        (3, 30, "dan"),
        (4, 1, ""),
    ]


def test_join_and_leave_move_the_count(room: Room) -> None:
    event = MemberEvent.parse(room.join("ann").payload)
    assert (event.member_count, int(event.action), event.user.display_id) == (1, 1, "ann")
    room.leave(5)
    assert room.broadcast.viewers == 0
    assert room.broadcast.total_viewers == 1


def test_small_messages(room: Room) -> None:
    assert EmoteEvent.parse(room.emote("wave", "bye").payload).emote_list[1].emote_id == "bye"
    assert SubNotifyEvent.parse(room.subscribe("ann", month=4).payload).sub_month == 4
    assert EnvelopeEvent.parse(room.envelope(20, people=5).payload).envelope_info.people_count == 5
    assert RankingUpdateEvent.parse(room.ranking(7).payload).updates[0].own_rank == 7
    text = UserRankingUpdateEvent.parse(room.user_ranking(2, user="ann").payload).other_get_badge_msg
    assert (text.pieces[0].user_value.user.display_id, text.pieces[1].string_value) == ("ann", "2")


def test_battle(room: Room) -> None:
    start = room.broadcast.log.end
    battle = room.battle("ben", seconds=60)
    battle.score(30, user="ann")
    battle.score(50, user="bob", rival=True)
    battle.finish()
    said, _ = room.broadcast.log.since(start, 10)
    assert [message.method for message in said] == [
        "WebcastLinkMicBattle", "WebcastLinkMicArmies", "WebcastLinkMicArmies", "WebcastLinkMicArmies",
        "WebcastLinkMicBattle", "WebcastLinkMicBattlePunishFinish",
    ]  # fmt: skip
    host, rival = battle.hosts
    opening, ending = LinkMicBattleEvent.parse(said[0].payload), LinkMicBattleEvent.parse(said[4].payload)
    assert (int(opening.action), int(ending.action)) == (4, 5)
    assert opening.battle_settings.end_time_ms - opening.battle_settings.start_time_ms == 60_000
    assert [wrapper.value.user.display_id for wrapper in opening.anchors_info] == ["anna", "ben"]
    assert {key: int(result.result) for key, result in ending.battle_result.items()} == {
        host.user_id: 1,
        rival.user_id: 0,
    }
    update = MicBattleUpdateEvent.parse(said[2].payload)
    assert {key: army.host_score for key, army in update.armies.items()} == {
        host.user_id: 30,
        rival.user_id: 50,
    }
    assert int(MicBattleUpdateEvent.parse(said[3].payload).trigger_reason) == 2


def test_drawn_and_cut_short_battle(room: Room) -> None:
    battle = room.battle()
    battle.finish(cut_short=True)
    ending = LinkMicBattleEvent.parse(room.broadcast.log.newest(2)[0].payload)
    assert int(ending.action) == 6
    assert {int(result.result) for result in ending.battle_result.values()} == {2}


def test_poll(room: Room) -> None:
    start = room.broadcast.log.end
    poll = room.poll("Cats?", "yes", "no", seconds=30)
    poll.vote(1, 3)
    poll.end()
    events = [PollEvent.parse(message.payload) for message in room.broadcast.log.since(start, 10)[0]]
    assert [event.has("start_content") for event in events] == [True, False, False]
    assert [event.votes for event in events[1].update_votes_content.option_list] == [0, 3]
    assert events[2].has("end_content")
    assert len({event.poll_id for event in events}) == 1


def test_any_message_gets_the_header_of_this_room(room: Room) -> None:
    foreign = (
        block(1, block(1, b"WebcastChatMessage") + b"\x10\x05\x18\x06\x30\x01")
        + block(3, b"hello")
        + varint(900 << 3)
        + b"\x07"
    )
    said = room.message("WebcastChatMessage", foreign)
    event = CommentEvent.parse(said.payload)
    assert (event.common.room_id, event.common.msg_id, event.common.is_show_msg) == (
        room.room_id,
        said.message_id,
        True,
    )
    assert event.content == "hello"
    assert said.payload.endswith(varint(900 << 3) + b"\x07")
    bare = CommentEvent.parse(room.message("WebcastChatMessage", CommentEvent(content="made here")).payload)
    assert (bare.common.room_id, bare.content) == (room.room_id, "made here")


@pytest.mark.parametrize("payload", [b"\xff", b"\x0a\x05ab", b"\x08\x01\x00"])
def test_damaged_payloads_go_out_as_they_are(room: Room, payload: bytes) -> None:
    assert room.message("WebcastChatMessage", payload).payload == payload


# Broadcasts


def test_life_of_a_room() -> None:
    sim = Simulator()
    room = sim.room("anna", live=False)
    stale = room.room_id
    assert room.status is Status.ENDED
    with pytest.raises(UserError, match="not live"):
        room.comment("anybody there?")
    room.start()
    first = room.room_id
    room.pause()
    assert room.broadcast.is_live
    room.resume()
    room.comment("hello")
    room.start()
    assert len({stale, first, room.room_id}) == 3
    ended = sim.broadcast_of(first)
    assert ended is not None
    assert ended.status is Status.ENDED
    assert room.broadcast.log.end == 0
    assert sim.room_of(first) is room
    assert sim.room("@Anna") is room


# Chance


def script(seed: int) -> bytes:
    sim = Simulator(seed=seed)
    room = sim.room("anna")
    clock = Clock()
    sim.world.start_clock(clock)
    TrafficGenerator(room=room, rate=20).start()
    while clock.now < 30:
        clock.now += 0.1
        sim.world.run_due()
    return b"".join(message.envelope for message in room.broadcast.log.newest(10_000))


def test_the_seed_decides_every_byte() -> None:
    assert script(1) == script(1)
    assert script(1) != script(2)


def test_the_rate_is_kept() -> None:
    sim = Simulator()
    rooms = [sim.room(f"host{number}") for number in range(5)]
    clock = Clock()
    sim.world.start_clock(clock)
    for room in rooms:
        TrafficGenerator(room=room, rate=10).start()
    while clock.now < 60:
        clock.now += 0.1
        sim.world.run_due()
    assert all(450 < room.broadcast.log.end < 750 for room in rooms)
    methods = {message.method for room in rooms for message in room.broadcast.log.newest(1000)}
    assert len(methods) >= 8


def test_streaks_of_generated_traffic_come_to_their_end() -> None:
    sim = Simulator(seed=5)
    room = sim.room("anna")
    clock = Clock()
    sim.world.start_clock(clock)
    TrafficGenerator(room=room, rate=20).start()
    while clock.now < 60:
        clock.now += 0.2
        sim.world.run_due()
    runs: dict[int, list[tuple[int, int]]] = {}
    for message in room.broadcast.log.newest(5000):
        if message.method == "WebcastGiftMessage":
            event = GiftEvent.parse(message.payload)
            if event.gift.type == 1:
                runs.setdefault(event.group_id, []).append((event.repeat_count, event.repeat_end))
    closed = [run for run in runs.values() if run[-1][1]]
    assert len(closed) > 10
    for run in closed:
        last = run[-1][0]
        assert run == [(count, 0) for count in range(1, last + 1)] + [(last, 1)]


def test_traffic_waits_while_the_room_is_not_live() -> None:
    sim = Simulator()
    room = sim.room("anna")
    clock = Clock()
    sim.world.start_clock(clock)
    generator = TrafficGenerator(room=room, rate=10).start()
    for action in (room.pause, room.resume, room.end, room.start, generator.stop):
        action()
        before = room.broadcast.log.end
        end = clock.now + 5
        while clock.now < end:
            clock.now += 0.2
            sim.world.run_due()
        grew = room.broadcast.log.end > before
        assert grew == (action in {room.resume, room.start})
    assert sim.world.next_due() is None


# Recordings


def test_playback(tmp_path: Path) -> None:
    sim = Simulator()
    room = sim.room("anna")
    lines = [
        {"method": "WebcastChatMessage", "payload": "GgJoaQ=="},
        {"method": "WebcastLikeMessage", "payload": "EAU="},
    ]
    path = tmp_path / "messages.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n")
    clock = Clock()
    sim.world.start_clock(clock)
    Playback.read(path, room, rate=10, endless=False).start()
    for _ in range(10):
        clock.now += 0.25
        sim.world.run_due()
    assert [message.method for message in room.broadcast.log.newest(10)] == [
        "WebcastChatMessage",
        "WebcastLikeMessage",
    ]
    assert CommentEvent.parse(room.broadcast.log.newest(2)[0].payload).content == "hi"
    assert sim.world.next_due() is None


@pytest.mark.parametrize("text", ["", "[]", "{", '{"method": "x"}', '{"method": "x", "payload": "*"}'])
def test_recordings_that_are_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(text)
    with pytest.raises(CaptureError):
        Playback.read(path, Simulator().room("anna"))
    with pytest.raises(UserError):
        Playback.read(tmp_path / "absent", Simulator().room("anna"))


def test_clients_do_not_disturb_what_a_seed_gives() -> None:
    """Ids and traffic are those of the seed, whatever clients ask for meanwhile, and on whatever day."""
    stories: list[list[tuple[str, int]]] = []
    for curious, epoch in ((False, 1_790_000_000.0), (True, 1_800_000_000.0)):
        simulator = Simulator(seed=5, epoch=epoch)
        clock = [0.0]
        simulator.world.start_clock(lambda clock=clock: clock[0])
        room = simulator.room("anna")
        TrafficGenerator(room=room, rate=20).start()
        while clock[0] < 30:
            clock[0] += 0.37 if curious else 0.5
            if curious:
                room.greeting()
                simulator.issue_ttwid()
                room.aside("psst")
            simulator.world.run_due()
        newest = room.broadcast.log.newest(4000)
        stories.append([(message.method, message.message_id) for message in newest if message.at <= 29])
    assert stories[0] == stories[1]
    assert len(stories[0]) > 400


def test_streaks_are_named_after_their_start(room: Room) -> None:
    rose = [GiftEvent.parse(message.payload) for message in room.gift("Rose", streak=3)]
    again = [GiftEvent.parse(message.payload) for message in room.gift("Rose", streak=1)]
    (galaxy,) = [GiftEvent.parse(message.payload) for message in room.gift("Galaxy")]
    assert {event.group_id for event in rose} == {room.world.unix_ms()}
    assert {event.group_id for event in again} == {room.world.unix_ms() + 1}
    assert galaxy.group_id == 0


def test_coins_count_as_they_are_given(room: Room) -> None:
    streak = room.streak("Finger Heart", user="bob")
    streak.add(3)
    assert room.broadcast.coins == {"bob": 15}
    streak.add()
    streak.close()
    assert room.broadcast.coins == {"bob": 20}
