"""One program for each example of the README that the layer serves; only the import line is ours."""

from __future__ import annotations

import logging
from base64 import b64decode

import pytest

from compat.conftest import Site
from livetok.compat.tiktoklive import TikTokLiveClient
from livetok.compat.tiktoklive.types.events import (
    CommentEvent,
    ConnectEvent,
    DisconnectEvent,
    EmoteEvent,
    EnvelopeEvent,
    FollowEvent,
    GiftEvent,
    IntroMessageEvent,
    JoinEvent,
    LikeEvent,
    LiveEndEvent,
    MicBattleStartEvent,
    MicBattleUpdateEvent,
    MoreShareEvent,
    RankingUpdateEvent,
    ShareEvent,
    UnknownEvent,
    UserRankingUpdateEvent,
    ViewerUpdateEvent,
)


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_first_connection(site: Site, capsys) -> None:
    client: TikTokLiveClient = TikTokLiveClient(unique_id="@ann")

    @client.on("connect")
    async def on_connect(_: ConnectEvent):
        print("room:", client.room_id)

    async def on_comment(event: CommentEvent):
        print(f"{event.user.nickname}: {event.comment}")

    client.add_listener("comment", on_comment)
    site.run(client, lambda: site.ann.comment("good evening", user="bo"))
    assert lines_of(capsys) == [f"room: {site.ann.room_id}", "Bo: good evening"]


def test_connect(site: Site, capsys) -> None:
    client = TikTokLiveClient("@ann")

    @client.on("connect")
    async def on_connect(event: ConnectEvent):
        print(type(event).__name__, client.connected)

    site.run(client)
    assert lines_of(capsys) == ["ConnectEvent True"]


def test_disconnect(site: Site, capsys) -> None:
    client = TikTokLiveClient("@ann")

    @client.on("disconnect")
    async def on_disconnect(event: DisconnectEvent):
        print(type(event).__name__, client.connected)

    site.run(client)
    assert lines_of(capsys) == ["DisconnectEvent False"]


def test_like(site: Site, capsys) -> None:
    client = TikTokLiveClient("@ann")

    @client.on("like")
    async def on_like(event: LikeEvent):
        print(f"@{event.user.unique_id} likes it", event.likes, event.total_likes)

    site.run(client, lambda: site.ann.like(7, user="bo"))
    assert lines_of(capsys) == ["@bo likes it 7 7"]


def test_join(site: Site, capsys) -> None:
    client = TikTokLiveClient("@ann")

    @client.on("join")
    async def on_join(event: JoinEvent):
        print(f"@{event.user.unique_id} is here", event.total_viewers, event.through_share)

    site.run(client, lambda: site.ann.join("bo"))
    assert lines_of(capsys) == [f"@bo is here {site.ann.broadcast.viewers} False"]


def give(site: Site) -> None:
    site.ann.gift("Rose", user="bo", streak=3)
    site.ann.gift("Galaxy", user="cy")


def test_gift_by_its_fields(site: Site, capsys) -> None:
    client = TikTokLiveClient("@ann")
    repeating: list[int] = []

    @client.on("gift")
    async def on_gift(event: GiftEvent):
        if event.gift.info.type == 1:
            repeating.append(event.gift.is_repeating)
            if event.gift.is_repeating == 1:
                print(f"{event.user.unique_id}: {event.gift.count} x {event.gift.info.name}")
        elif event.gift.info.type != 1:
            print(f"{event.user.unique_id}: {event.gift.info.name}")

    site.run(client, lambda: give(site))
    assert lines_of(capsys) == ["bo: 3 x Rose", "cy: Galaxy"]
    assert repeating == [0, 0, 0, 1]


def test_gift_by_its_properties(site: Site, capsys) -> None:
    client = TikTokLiveClient("@ann")
    streaking: list[bool] = []

    @client.on("gift")
    async def on_gift(event: GiftEvent):
        streaking.append(event.gift.streaking)
        if event.gift.streakable and not event.gift.streaking:
            print(f"{event.user.unique_id}: {event.gift.count} x {event.gift.info.name}")
        elif not event.gift.streakable:
            print(f"{event.user.unique_id}: {event.gift.info.name}")

    site.run(client, lambda: give(site))
    assert lines_of(capsys) == ["bo: 3 x Rose", "cy: Galaxy"]
    assert streaking[:4] == [True, True, True, False]


def test_follow(site: Site, capsys) -> None:
    client = TikTokLiveClient("@ann")

    @client.on("follow")
    async def on_follow(event: FollowEvent):
        print(f"@{event.user.unique_id} follows", event.total_followers)

    site.run(client, lambda: site.ann.follow("bo"))
    assert lines_of(capsys) == [f"@bo follows {site.ann.host.follower_count}"]


def test_share(site: Site, capsys) -> None:
    client = TikTokLiveClient("@ann")

    @client.on("share")
    async def on_share(event: ShareEvent):
        print(f"@{event.user.unique_id} shares")

    site.run(client, lambda: site.ann.share("bo"), lambda: site.ann.share("cy", joined=5))
    assert lines_of(capsys) == ["@bo shares"]


def test_more_share(site: Site, capsys) -> None:
    client = TikTokLiveClient("@ann")

    @client.on("more_share")
    async def on_connect(event: MoreShareEvent):
        print(f"{event.amount} and more through {event.user.unique_id}")

    site.run(client, lambda: site.ann.share("bo"), lambda: site.ann.share("cy", joined=10))
    assert lines_of(capsys) == ["10 and more through cy"]


def test_viewer_update(site: Site, capsys) -> None:
    client = TikTokLiveClient("@ann")

    @client.on("viewer_update")
    async def on_connect(event: ViewerUpdateEvent):
        print(event.viewer_count, client.viewer_count, event.top_viewers == client.top_viewers)
        for viewer in client.top_viewers:
            print(viewer.rank, viewer.user.unique_id, viewer.coins_given)

    def act() -> None:
        site.ann.gift("Galaxy", user="cy")
        site.ann.viewers(42)

    assert client.viewer_count is None
    assert client.top_viewers == []
    site.run(client, act)
    assert lines_of(capsys)[-2:] == ["42 42 True", "1 cy 1000"]


def test_comment(site: Site, capsys) -> None:
    client = TikTokLiveClient("@ann")

    @client.on("comment")
    async def on_connect(event: CommentEvent):
        print(f"{event.user.nickname}: {event.comment}")
        print(
            event.language, [one.unique_id for one in event.mentions], [one.image.url for one in event.images]
        )

    site.run(client, lambda: site.ann.comment("hi", user="bo", mentions=["cy"], emotes=["wave"]))
    said, details = lines_of(capsys)
    assert said == "Bo: hi"
    assert details.startswith("en ['cy'] ['http://")


def test_emote(site: Site, capsys) -> None:
    client = TikTokLiveClient("@ann")

    @client.on("emote")
    async def on_connect(event: EmoteEvent):
        print(f"{event.user.nickname}: {event.emote.emote_id} {event.emote.image.url}")

    site.run(client, lambda: site.ann.emote("wave", user="bo"))
    (line,) = lines_of(capsys)
    assert line.startswith("Bo: wave http://")


def test_envelope(site: Site, capsys) -> None:
    client = TikTokLiveClient("@ann")

    @client.on("envelope")
    async def on_connect(event: EnvelopeEvent):
        print(f"{event.treasure_box_user.unique_id}: {event.treasure_box_data}")

    site.run(client, lambda: site.ann.envelope(20, people=5, user="bo"))
    (line,) = lines_of(capsys)
    assert line.startswith("bo: TreasureBoxData(coins=20, openable=5, timestamp=")


def test_ranking_update(site: Site, capsys) -> None:
    client = TikTokLiveClient("@ann")

    @client.on("ranking_update")
    async def on_connect(event: RankingUpdateEvent):
        print(f"{event.user.unique_id}: #{event.rank} of {event.type}")

    site.run(client, lambda: site.ann.ranking(17))
    assert lines_of(capsys) == ["ann: #17 of pm_mt_live_ranking_daily"]


def test_user_ranking_update(site: Site, capsys) -> None:
    client = TikTokLiveClient("@ann")

    @client.on("user_ranking_update")
    async def on_connect(event: UserRankingUpdateEvent):
        print(f"{event.user.unique_id}: #{event.rank}")

    site.run(client, lambda: site.ann.user_ranking(2, user="bo"))
    assert lines_of(capsys) == ["bo: #2"]


def test_mic_battle_start(site: Site, capsys) -> None:
    client = TikTokLiveClient("@ann")

    @client.on("mic_battle_start")
    async def on_connect(event: MicBattleStartEvent):
        print("battle of", sorted(one.unique_id for one in event.battle_users))

    site.run(client, lambda: site.ann.battle("ben"))
    assert lines_of(capsys) == ["battle of ['ann', 'ben']"]


def test_mic_battle_update(site: Site, capsys) -> None:
    client = TikTokLiveClient("@ann")

    @client.on("mic_battle_update")
    async def on_connect(event: MicBattleUpdateEvent):
        print(event.in_battle, event.battle_finished, [army.points for army in event.battle_armies])

    def act() -> None:
        battle = site.ann.battle("ben")
        battle.score(30, user="bo")
        battle.finish()

    site.run(client, act)
    lines = lines_of(capsys)
    assert lines[0] == "True False [30, 0]"
    assert set(lines[1:]) == {"False True [30, 0]"}


def test_live_end(site: Site, capsys) -> None:
    client = TikTokLiveClient("@ann")

    @client.on("live_end")
    async def on_connect(event: LiveEndEvent):
        print("over")

    @client.on("disconnect")
    async def on_disconnect(event: DisconnectEvent):
        print("disconnected", event.webcast_closed)

    site.run(client)
    assert lines_of(capsys) == ["disconnected False", "over"]


@pytest.mark.parametrize("wanted", [True, False])
def test_intro_message(site: Site, capsys, wanted: bool) -> None:
    client = TikTokLiveClient("@ann", process_initial_data=wanted)

    @client.on("intro_message")
    async def on_connect(event: IntroMessageEvent):
        print(f"{event.streamer.unique_id}: {event.message}", event.room_id == client.room_id)

    site.run(client)
    assert lines_of(capsys) == (["ann: Hello and welcome, be kind! True"] if wanted else [])


@pytest.mark.parametrize("wanted", [True, False])
def test_what_was_before(site: Site, capsys, wanted: bool) -> None:
    client = TikTokLiveClient("@ann", process_initial_data=wanted)
    site.call(lambda: site.ann.comment("before", user="bo"))

    @client.on("connect")
    async def on_connect(_: ConnectEvent):
        print("connected")

    @client.on("comment")
    async def on_comment(event: CommentEvent):
        print(event.comment)

    site.run(client)
    assert lines_of(capsys) == (["connected", "before"] if wanted else ["connected"])


def test_unknown(site: Site, capsys) -> None:
    client = TikTokLiveClient("@ann")
    seen: dict[str, UnknownEvent] = {}

    @client.on("unknown")
    async def on_connect(event: UnknownEvent):
        seen[event.type] = event
        print(f"{event.type} {event.base64}")

    def act() -> None:
        site.ann.message("WebcastNobodyKnowsMessage", b"\x12\x03abc")
        site.ann.poll("tea?", "yes", "no")

    site.run(client, act)
    assert len(lines_of(capsys)) == sum(1 for _ in seen) or len(seen) > 1
    stranger, poll = seen["WebcastNobodyKnowsMessage"], seen["WebcastPollMessage"]
    assert stranger.data is None
    assert stranger.binary.endswith(b"\x12\x03abc")
    assert b64decode(stranger.base64) == stranger.binary
    assert poll.data is not None
    assert poll.data["start_content"]["title"] == "tea?"
    assert b64decode(poll.base64) == poll.binary != b""


class SomeError(Exception):
    pass


def test_error(site: Site, capsys, caplog) -> None:
    client = TikTokLiveClient("@ann")

    @client.on("comment")
    async def on_comment(event: CommentEvent):
        raise SomeError if event.comment == "a" else LookupError(event.comment)

    @client.on("error")
    async def on_connect(error: Exception):
        if isinstance(error, SomeError):
            print("that one again")
            return
        client._log_error(error)

    site.run(client, lambda: site.ann.comment("a"), lambda: site.ann.comment("b"))
    assert lines_of(capsys) == ["that one again"]
    told = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [record.getMessage() for record in told] == ["LookupError: b"]
    assert told[0].exc_info


@pytest.mark.parametrize("asynchronous", [True, False])
def test_error_without_a_handler_is_logged(site: Site, caplog, asynchronous: bool) -> None:
    client = TikTokLiveClient("@ann")
    heard: list[str] = []

    def fail(event: CommentEvent) -> None:
        heard.append(event.comment)
        raise LookupError(event.comment)

    async def fail_later(event: CommentEvent) -> None:
        fail(event)

    client.add_listener("comment", fail_later if asynchronous else fail)
    site.run(client, lambda: site.ann.comment("a"), lambda: site.ann.comment("b"))
    assert heard == ["a", "b"]
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert told == ["LookupError: a", "LookupError: b"]
