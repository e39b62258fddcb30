"""Handlers by class: every event arrives, in order, under the names of all releases from 6.0 on."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest

import livetok
from compat.conftest import Act, Site
from livetok import proto as native
from livetok.compat.tiktoklive import TikTokLiveClient, events, proto
from livetok.compat.tiktoklive.client.logger import LogLevel, TikTokLiveLogHandler
from livetok.compat.tiktoklive.events import custom_events, proto_events
from livetok.compat.tiktoklive.proto import custom_proto, proto_utils

ALL = [name for name in events.__all__ if name.endswith("Event") and name not in {"Event", "BaseEvent"}]


def collect(site: Site, *acts: Act) -> list[Any]:
    """Run a client with a handler for every class; return what came, in order."""
    client = TikTokLiveClient("@ann", web_kwargs={"httpx_kwargs": {"headers": {"X-Mine": "yes"}}})
    came: list[Any] = []
    for name in ALL:
        if isinstance(getattr(events, name), type):
            client.add_listener(getattr(events, name), came.append)
    site.run(client, *acts)
    return came


def of(came: list[Any], kind: type) -> list[Any]:
    return [event for event in came if type(event) is kind]


def test_a_broadcast(site: Site) -> None:
    ann = site.ann
    came = collect(
        site,
        lambda: ann.comment("hi", user="bo"),
        lambda: ann.gift("Rose", streak=2, user="cy"),
        lambda: ann.gift("Galaxy", user="dee"),
        lambda: ann.like(3, user="bo", total=33),
        lambda: ann.join("eve"),
        lambda: ann.follow("bo"),
        lambda: ann.share("bo"),
        lambda: ann.share("bo", joined=5),
        lambda: ann.viewers(42),
        lambda: ann.subscribe("bo"),
        ann.pause,
        ann.resume,
    )
    assert type(came[0]) is events.ConnectEvent
    assert (came[0].unique_id, came[0].room_id, came[0].type) == ("ann", ann.room_id, "ConnectEvent")
    assert not hasattr(came[0], "user")
    assert not hasattr(came[0], "common")

    (comment,) = of(came, events.CommentEvent)
    assert (comment.comment, comment.content, comment.get_type()) == ("hi", "hi", "CommentEvent")
    user = comment.user
    assert user is comment.user
    assert user == comment.user_info
    assert {user.unique_id, user.username, user.display_id} == {"bo"}
    assert {user.nickname, user.nick_name} == {"Bo"}
    assert user.avatar_thumb.url_list == user.avatar_thumb.m_urls == user.avatar_thumb.urls != []
    assert isinstance(user, custom_proto.ExtendedUser)
    assert comment.common == comment.base_message
    assert comment.common.msg_id == comment.common.message_id > 0
    assert [hasattr(user, name) for name in ("avatar_url", "profile_picture", "user_id", "display_name")] == [
        False
    ] * 4

    first, second, *_ = roses = [e for e in of(came, events.GiftEvent) if e.gift.name == "Rose"]
    assert [e.repeat_count for e in roses][:2] == [1, 2]
    assert (first.streaking, first.value, first.gift.streakable) == (True, None, True)
    assert (roses[-1].streaking, roses[-1].repeat_end) == (False, 1)
    assert roses[-1].value == pytest.approx(roses[-1].repeat_count * first.gift.diamond_count * 0.005)
    assert second.m_gift.gift_name == second.gift.m_gift.name == "Rose"
    (galaxy,) = [e for e in of(came, events.GiftEvent) if e.gift.name == "Galaxy"]
    assert (galaxy.gift.streakable, galaxy.streaking, galaxy.from_user.unique_id) == (False, False, "dee")
    assert galaxy.value == pytest.approx(galaxy.gift.diamond_count * 0.005)

    (like,) = of(came, events.LikeEvent)
    assert (like.count, like.total) == (3, 33)
    join = of(came, events.JoinEvent)[-1]
    assert (join.user.unique_id, join.member_count) == ("eve", join.count)
    viewers = of(came, events.RoomUserSeqEvent)[-1]
    assert viewers.total == viewers.m_total == 42
    assert viewers.ranks == viewers.ranks_list == viewers.m_contributors
    (follow,) = of(came, events.FollowEvent)
    assert isinstance(follow, events.SocialEvent)
    assert [share.users_joined for share in of(came, events.ShareEvent)] == [None, 5]
    assert of(came, events.SubscribeEvent)[0].user.unique_id == "bo"
    assert [type(e) for e in came if isinstance(e, events.ControlEvent)] == [
        events.LivePauseEvent, events.ControlEvent, events.LiveUnpauseEvent, events.ControlEvent,
        events.LiveEndEvent, events.ControlEvent,
    ]  # fmt: skip
    assert type(came[-1]) is events.DisconnectEvent


def test_the_order_for_one_message(site: Site) -> None:
    came = collect(site, lambda: site.ann.share("bo"))
    at = next(place for place, event in enumerate(came) if type(event) is events.ShareEvent)
    kinds = [type(event).__name__ for event in came[at : at + 3]]
    assert kinds == ["ShareEvent", "WebsocketResponseEvent", "SocialEvent"]
    response = came[at + 1]
    assert (response.method, response.is_history) == ("WebcastSocialMessage", False)
    assert response.payload == response.bytes == came[at].bytes == came[at + 2].bytes
    assert response.raw.messages[0].payload == response.payload
    assert response.msg_id == came[at].common.msg_id
    assert came[at].size == len(response.payload)
    assert came[at].as_base64 == response.as_base64


def test_what_nobody_knows(site: Site) -> None:
    came = collect(site, lambda: site.ann.message("WebcastNewThingMessage", b"\x12\x01a"))
    (unknown,) = [
        event for event in of(came, events.UnknownEvent) if event.method == "WebcastNewThingMessage"
    ]
    assert (unknown.method, unknown.size) == ("WebcastNewThingMessage", len(unknown.payload))
    assert b"\x12\x01a" in unknown.payload
    assert isinstance(unknown, events.WebsocketResponseEvent)


@pytest.mark.parametrize("silent", [False, True])
def test_damage_does_not_end_the_stream(site: Site, caplog: pytest.LogCaptureFixture, silent: bool) -> None:
    client = TikTokLiveClient("@ann")
    client.ignore_broken_payload = silent
    came: list[str] = []
    client.add_listener(events.CommentEvent, lambda event: came.append(event.comment))
    site.run(
        client,
        lambda: site.ann.message("WebcastChatMessage", b"\x1a\x7fab"),  # cut short
        lambda: site.ann.comment("on"),
    )
    assert came == ["on"]
    assert any("Failed parsing" in record.getMessage() for record in caplog.records) is not silent


def test_a_replaced_parser_sees_each_message(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    came: list[tuple[str, bool, str]] = []
    parse = client._parse_webcast_response_message

    async def mine(webcast_response: Any, webcast_response_message: Any) -> list[Any]:
        made = await parse(
            webcast_response=webcast_response, webcast_response_message=webcast_response_message
        )
        for event in made:
            event.from_history = webcast_response_message.is_history
        return made

    client._parse_webcast_response_message = mine
    client.on(events.CommentEvent, lambda event: came.append((event.comment, event.from_history, event.type)))
    site.call(lambda: site.ann.comment("before"))
    site.run(client, lambda: site.ann.comment("after"))
    assert came[-1] == ("after", False, "CommentEvent")
    assert ("before", True, "CommentEvent") in came


@pytest.mark.parametrize("options", [{}, {"process_connect_events": False}])
def test_history(site: Site, options: dict[str, bool]) -> None:
    site.call(lambda: site.ann.comment("before"))
    client = TikTokLiveClient("@ann")
    came: list[str] = []
    client.on(events.CommentEvent, lambda event: came.append(event.comment))
    site.then(lambda: site.ann.comment("after"), site.ann.end)
    client.run(**options)
    assert came == (["after"] if options else ["before", "after"])


def test_strings_and_classes_in_one_program(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    came: list[str] = []
    client.on("comment", lambda event: came.append(f"{event.user.avatar.url is not None} {event.comment}"))
    client.on(events.CommentEvent, lambda event: came.append(event.user_info.nick_name))
    client.once("CommentEvent", lambda event: came.append(f"once {event.comment}"))
    client.on(events.CommentEvent)(client.on(events.GiftEvent)(lambda event: came.append(event.type)))
    site.run(client, lambda: site.ann.comment("a", user="bo"), lambda: site.ann.comment("b", user="bo"))
    assert came == ["True a", "Bo", "once a", "CommentEvent", "True b", "Bo", "CommentEvent"]


def test_old_classes_are_old_events(site: Site) -> None:
    from livetok.compat.tiktoklive.types.events import CommentEvent

    client = TikTokLiveClient("@ann")
    came: list[object] = []
    client.on(CommentEvent, came.append)
    site.run(client, lambda: site.ann.comment("a"))
    assert [type(event) for event in came] == [CommentEvent]


@pytest.mark.parametrize("key", [int, 3, None, livetok.CommentEvent])
def test_what_is_no_event(key: Any) -> None:
    client = TikTokLiveClient("@ann")
    with pytest.raises(TypeError, match="is no event"):
        client.on(key, print)


def test_listeners_by_class() -> None:
    client = TikTokLiveClient("@ann")
    assert client.add_listener(events.LikeEvent, print) is print
    assert client.has_listener(events.LikeEvent)
    assert client.listeners("LikeEvent") == [print]
    assert client.event_names() == {"LikeEvent"}
    client.remove_listener(events.LikeEvent, print)
    client.remove_listener(events.LikeEvent, print)  # no error, as in the original
    assert not client.has_listener(events.LikeEvent)


# --- messages by hand


def test_every_class_can_be_made_and_read() -> None:
    for cls in {getattr(proto_events, name) for name in proto_events.__all__ if name.endswith("Event")}:
        if isinstance(cls, type) and cls.native_name():
            event = cls()
            assert not event
            assert event == cls.FromString(bytes(event)) == pickle.loads(pickle.dumps(event))
            assert copy.deepcopy(event) == event
            assert json.loads(event.to_json()) == event.to_dict() == {}
            for name in [*dir(event), "common"]:
                if not name.startswith("_"):
                    getattr(event, name)


def test_messages_are_written_like_they_are_read() -> None:
    user = proto.User(id=2**62, username="bo", avatar_thumb=proto.ImageModel(m_urls=["a"]))
    event = events.CommentEvent(comment="hi", user_info=user)
    event.user.nick_name = "Bo"
    event.mine = 1
    again = events.CommentEvent.FromString(event.SerializeToString())
    assert again == event
    assert (again.user.nickname, again.user.unique_id, again.user.avatar_thumb.m_urls) == ("Bo", "bo", ["a"])
    assert not hasattr(again, "mine")
    assert event.to_dict()["user"]["id"] == str(2**62)
    assert event.to_pydict()["user"]["id"] == 2**62
    assert event.is_set("user_info")
    assert events.CommentEvent.from_dict(event.to_dict()) == events.CommentEvent.from_json(event.to_json())
    del event.user
    assert not event.user
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        event.nonsense  # noqa: B018
    result = proto.ProtoMessageFetchResult(cursor="c", is_first=True, need_ack=True, heartbeat_duration=5)
    assert native.ProtoMessageFetchResult.parse(result.SerializeToString()).cursor == "c"
    assert proto.ControlAction.STREAM_ENDED == 3
    with pytest.raises(AttributeError):
        proto.Nonsense  # noqa: B018


def test_badges() -> None:
    badges = [
        native.BadgeStruct(scene_type=native.BadgeSceneType.ADMIN),
        native.BadgeStruct(
            scene_type=native.BadgeSceneType.FANS, privilege_log_extra=native.PrivilegeLogExtra(level="12")
        ),
    ]
    user = custom_proto.ExtendedUser.view(native.User(badge_list=badges))
    assert user.is_moderator
    assert (user.member_level, user.member_rank, user.gifter_level, user.is_top_gifter) == (
        12,
        12,
        None,
        False,
    )
    assert user.get_all_badges == [("ADMIN", ""), ("FANS", "12")]
    assert user.has_badge("fans", 12)
    assert not user.has_badge("FANS", 13)
    assert proto_utils.badge_match_user(user, proto_utils.MODERATOR_BADGE_PATTERN) is None


def test_names_that_are_no_more() -> None:
    with pytest.raises(ImportError, match="RoomUserSeqEvent"):
        from livetok.compat.tiktoklive.events import ViewerCountUpdateEvent  # noqa: F401
    assert events.SubscribeEvent is events.SubNotifyEvent
    assert events.EVENT_MAPPINGS["WebcastChatMessage"] is events.CommentEvent
    assert custom_events.FollowEvent is events.FollowEvent


def test_the_logger(capsys: pytest.CaptureFixture[str]) -> None:
    logger = TikTokLiveLogHandler.get_logger(level=LogLevel.INFO)
    try:
        assert TikTokLiveClient("@ann").logger is logger
        assert (logger.name, logger.level) == ("TikTokLive", LogLevel.INFO.value)
    finally:
        logger.setLevel(LogLevel.ERROR.value)
        for handler in [*logger.handlers]:
            logger.removeHandler(handler)
