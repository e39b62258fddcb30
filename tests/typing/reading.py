# pyright: strict
"""A program that reads and makes events, for type checkers: every `assert_type` must hold. Nobody runs it."""

from __future__ import annotations

from typing import assert_never, assert_type

from livetok import CommentEvent, GiftEvent, JoinEvent, LikeEvent, Meta, User, connect
from livetok.proto import (
    BadgeSceneType,
    BadgeStruct,
    CohostContent,
    EmoteWithIndex,
    Gift,
    ImageModel,
    JoinGroupBizContent,
    ProtoMessageFetchResult,
)


async def readme() -> None:
    async with connect("@user") as live:
        async for event in live:
            match event:
                case CommentEvent():
                    assert_type(event.user.nickname, str)
                    print(event.user.nickname, "->", event.content)
                case GiftEvent() if event.streak_over:
                    assert_type(event.gift, Gift)
                    print(event.user.unique_id, "sent", event.repeat_count, event.gift.name)
                case _:
                    assert_type(event.meta, Meta)


def absent_messages_are_not_optional(event: CommentEvent) -> None:
    assert_type(event.user, User)
    assert_type(event.user.avatar_thumb, ImageModel)
    assert_type(event.user.avatar_thumb.url_list, list[str])
    assert_type(event.has("user"), bool)
    assert_type(event.user.unique_id, str)
    assert_type(event.user.is_moderator, bool)


def kinds_of_fields(event: CommentEvent, badge: BadgeStruct, result: ProtoMessageFetchResult) -> None:
    assert_type(event.emotes, list[EmoteWithIndex])
    assert_type(event.is_on_comment_tray, bool)
    assert_type(badge.scene_type, BadgeSceneType)
    assert_type(result.route_params, dict[str, str])
    assert_type(result.internal_ext, bytes)


def members_of_a_oneof(content: CohostContent) -> None:
    assert_type(content.join_group_biz_content, JoinGroupBizContent)
    assert_type(content.which_one_of("content"), str)


def made_by_hand() -> bytes:
    event = CommentEvent(user=User(nickname="zoë", id=1), content="hi", emotes=[EmoteWithIndex(index=2)])
    event.user = User(nickname="x")
    event.content = "bye"
    again = CommentEvent.parse(bytes(event))
    assert_type(again, CommentEvent)
    assert_type(CommentEvent.from_dict(again.to_dict()), CommentEvent)
    return bytes(again)


def narrowed(event: JoinEvent | LikeEvent) -> int:
    match event:
        case JoinEvent(user=User(nickname=name)):
            assert_type(name, str)
            return len(name)
        case LikeEvent():
            assert_type(event.total, int)
            return event.total
        case _:
            assert_never(event)
