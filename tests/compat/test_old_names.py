"""Names of release 4.5.2: understood, with a warning that names the new one."""

from __future__ import annotations

import asyncio
import copy
import pickle
import warnings

import pytest

from compat.conftest import Site
from livetok.compat.tiktoklive import TikTokLiveClient
from livetok.compat.tiktoklive.types import events, objects
from livetok.compat.tiktoklive.types.events import (
    CommentEvent,
    ConnectEvent,
    GiftEvent,
    LikeEvent,
    ViewerUpdateEvent,
)
from livetok.testing import Room


def program_of_release_4(room: Room) -> TikTokLiveClient:
    """As people wrote it in 2022; nothing of it is known to a type checker any more."""
    options = {
        "process_initial_data": True,
        "enable_extended_gift_info": True,
        "timeout_ms": 5000,
        "ping_interval_ms": 1000,
        "websocket_enabled": True,
        "client_params": {"mine": "1"},
        "request_headers": {"X-Mine": "yes"},
        "debug": False,
    }
    client = TikTokLiveClient("@ann", **options)

    @client.on("connect")
    async def on_connect(_: ConnectEvent):
        print("Connected to", client.room_id)

    @client.on("gift")
    async def on_gift(event: GiftEvent):
        gift = event.gift
        if gift.giftDetails.giftType == 1 and gift.repeatEnd == 1:
            print(event.user.uniqueId, "sent", gift.repeatCount, gift.giftDetails.giftName, gift.giftId > 0)
            print(gift.extended_gift.name, gift.giftDetails.diamondCount, gift.giftExtra.receiverUserId > 0)

    @client.on("like")
    async def on_like(event: LikeEvent):
        print(event.user.userId > 0, event.likeCount, event.totalLikeCount, event.displayType)

    @client.on("viewer_count_update")
    async def on_viewers(event: ViewerUpdateEvent):
        if event.viewerCount == 42:
            print(event.viewerCount, "watch")

    @client.on("comment")
    async def on_comment(event: CommentEvent):
        role = event.user.extraAttributes.followRole
        print(event.user.nickname, event.user.profilePicture.avatar_url[:7], role, event.comment)
        assert event.as_dict["content"] == event.comment

    client.add_listener("weekly_ranking", lambda event: print("rank", event.data.rankings.rank.id))
    client.add_listener(
        "mic_battle", lambda event: print(sorted(one.battleGroup.user.uniqueId for one in event.battleUsers))
    )
    client.add_listener(
        "mic_armies",
        lambda event: print(event.battleStatus, event.battleUsers[0].hostUserId == room.host.user_id),
    )
    return client


def test_a_program_of_release_4(site: Site, capsys) -> None:
    def act() -> None:
        site.ann.gift("Rose", user="bo", streak=2)
        site.ann.like(3, user="bo")
        site.ann.viewers(42)
        site.ann.comment("hi", user=site.ann.member("cy", follower=True))
        site.ann.ranking(7)
        site.ann.battle("ben").score(5)

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        client = program_of_release_4(site.ann)
        site.run(client, act)
    assert sorted(capsys.readouterr().out.splitlines()) == sorted(
        [
            f"Connected to {site.ann.room_id}",
            "bo sent 2 Rose True",
            "Rose 1 True",
            "True 3 3 pm_mt_msg_viewer",
            "42 watch",
            "Cy http:// 1 hi",
            "rank 7",
            "['ann', 'ben']",
            "1 True",
        ]
    )
    texts = {str(one.message) for one in told}
    for text in (
        "the option 'timeout_ms' is a name of release 4; it is now 'http_timeout'",
        "the event 'viewer_count_update' is a name of release 4; it is now 'viewer_update'",
        "User.uniqueId is a name of release 4; it is now User.unique_id",
        "LinkUser.battleGroup is a name of release 4; it is now LinkUser itself",
        "CommentEvent.as_dict is a name of release 4; it is now CommentEvent.raw_data",
    ):
        assert text in texts
    assert {(one.category, one.filename) for one in told} == {(DeprecationWarning, __file__)}
    assert client.http.timeout == 5.0


def test_a_program_of_release_5_warns_of_nothing(site: Site) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        client = TikTokLiveClient(
            "@ann",
            process_initial_data=True,
            fetch_room_info_on_connect=True,
            enable_detailed_gifts=True,
            ws_ping_interval=10.0,
            ws_timeout=10.0,
            ws_headers={"X-Other": "1"},
            http_timeout=10.0,
            http_headers={"X-Mine": "1"},
            http_params={"mine": "1"},
            loop=None,
            trust_env=False,
            proxies=None,
            lang="en-US",
            sign_api_key=None,
            ssl_context=None,
        )
        heard: list[str] = []
        for name in sorted(events.EVENT_NAMES):
            client.add_listener(name, lambda event, name=name: heard.append(name))
        site.run(client, lambda: site.ann.comment("hi"))
    assert {"connect", "comment", "intro_message", "disconnect", "live_end"} <= set(heard)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("viewer_count_update", "viewer_update"),
        ("viewer_count", "viewer_update"),
        ("weekly_ranking", "ranking_update"),
        ("mic_battle", "mic_battle_start"),
        ("mic_armies", "mic_battle_update"),
    ],
)
def test_events(old: str, new: str) -> None:
    client = TikTokLiveClient("@ann")
    for listen in (
        lambda: client.on(old)(print),
        lambda: client.add_listener(old, print),
        lambda: client.once(old, print),
    ):
        with pytest.warns(DeprecationWarning, match=repr(new)) as told:
            listen()
        assert told[0].filename == __file__
        assert client.event_names() == {new}
        with pytest.warns(DeprecationWarning, match=repr(new)):
            client.remove_listener(old, print)


def test_session_ids_and_reconnect(site: Site) -> None:
    async def main() -> None:
        client = TikTokLiveClient("@ann")
        await client.start(session_id="secret")
        assert client.http.options().session.session_id == "secret"
        client.stop()
        with pytest.warns(DeprecationWarning, match=r"start\(\)"):
            await client.reconnect()
        client.stop()
        await client.wait()

    asyncio.run(main())


def test_names_that_never_were() -> None:
    with pytest.raises(AttributeError, match="'User' object has no attribute 'uniqueID'"):
        objects.User().uniqueID  # noqa: B018
    assert not hasattr(events.CommentEvent(), "likeCount")


def test_objects_are_plain_data() -> None:
    event = events.CommentEvent(user=objects.User(unique_id="bo"), comment="hi")
    assert event == copy.deepcopy(event) == pickle.loads(pickle.dumps(event))
    assert event.to_dict()["user"]["unique_id"] == "bo"
    assert event.raw_data == {}
    assert "comment='hi'" in repr(event)
    assert event.name == events.CommentEvent.name == "comment"


def badge(scene: int = 0, *, label: str = "", name: str = "", uri: str = "") -> objects.Badge:
    return objects.Badge(badge_scene_type=scene, image=objects.TikTokImage(uri=uri), label=label, name=name)


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        (
            objects.User(),
            {"is_moderator": False, "is_following": None, "is_friend": None, "gifter_level": None},
        ),
        (objects.User(badges=[badge(label="pm_mt_Moderator_im")]), {"is_moderator": True}),
        (objects.User(badges=[badge(4)]), {"is_subscriber": True, "is_moderator": False}),
        (objects.User(badges=[badge(uri="webcast/sub_1.png")]), {"is_subscriber": True}),
        (objects.User(badges=[badge(uri="live_ng_v2")]), {"is_new_gifter": True, "is_top_gifter": False}),
        (objects.User(badges=[badge(8, name="27")]), {"gifter_level": 27}),
        (objects.User(badges=[badge(uri="grade_badge_icon", name="12")]), {"gifter_level": 12}),
        (objects.User(badges=[badge(uri="grade_badge_icon", name="?")]), {"gifter_level": None}),
        (
            objects.User(badges=[badge(uri="ranklist_top_gifter_2.png", name="No. 2")]),
            {"is_top_gifter": True, "top_gifter_rank": 2},
        ),
        (objects.User(badges=[badge(uri="ranklist_top_gifter_3.png")]), {"top_gifter_rank": 3}),
        (objects.User(info=objects.UserInfo(follow_role=0)), {"is_following": False, "is_friend": False}),
        (objects.User(info=objects.UserInfo(follow_role=1)), {"is_following": True, "is_friend": False}),
        (objects.User(info=objects.UserInfo(follow_role=2)), {"is_following": True, "is_friend": True}),
    ],
)
def test_what_users_are(user: objects.User, expected: dict[str, object]) -> None:
    assert {name: getattr(user, name) for name in expected} == expected


def test_users_from_a_room(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    users: list[objects.User] = []
    client.add_listener("comment", lambda event: users.append(event.user))

    def act() -> None:
        site.ann.comment("a", user=site.ann.member("mod", moderator=True))
        site.ann.comment("b", user=site.ann.member("sub", subscriber=True, gifter_level=27, follower_count=9))
        site.ann.comment("c", user="nobody")

    site.run(client, act)
    moderator, subscriber, nobody = users
    assert (moderator.is_moderator, moderator.is_subscriber) == (True, False)
    assert (subscriber.is_subscriber, subscriber.gifter_level, subscriber.info.followers) == (True, 27, 9)
    assert (nobody.is_moderator, nobody.is_subscriber, nobody.gifter_level) == (False, False, None)


@pytest.mark.parametrize(
    ("event", "amount"), [("pm_mt_guidance_viewer_5_share", 5), ("pm_mt_guidance_share", None), ("", None)]
)
def test_more_share(event: str, amount: int | None) -> None:
    assert events.MoreShareEvent(display_type=event).amount == amount
