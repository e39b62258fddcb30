"""Builders of the messages that a scripted room sends; pure functions over generated classes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from livetok.proto import (
    CommentEvent,
    CommonMessageData,
    Contributor,
    ControlAction,
    ControlEvent,
    EmoteEvent,
    EmoteModel,
    EmoteWithIndex,
    Extra,
    GiftEvent,
    GiftMonitorInfo,
    ImageModel,
    IntroMessageEvent,
    MemberEvent,
    MemberMessageAction,
    SocialEvent,
    Text,
    TextPiece,
    TextPieceUser,
    ViewerUpdateEvent,
)
from livetok.testing.broadcast import Broadcast
from livetok.testing.gifts import GiftKind
from livetok.testing.people import Person

__all__ = ["comment", "control", "emotes", "gift", "intro", "member", "shown_text", "social", "viewer_update"]


def shown_text(key: str, pattern: str, *people: Person, strings: Sequence[str] = ()) -> Text:
    """A display text: a template with users and strings as its pieces."""
    pieces = [TextPiece(type=11, user_value=TextPieceUser(user=one.user)) for one in people]
    pieces += [TextPiece(type=1, string_value=one) for one in strings]
    return Text(key=key, default_pattern=pattern, pieces=pieces)


def _emote(name: str) -> EmoteModel:
    url = f"https://p16-webcast.tiktokcdn.example/emote/{name}.webp"
    return EmoteModel(emote_id=name, image=ImageModel(url_list=[url], uri=f"emote/{name}"))


def comment(
    common: CommonMessageData,
    sender: Person,
    text: str,
    emote_names: Iterable[str],
    mentioned: Iterable[Person],
) -> CommentEvent:
    """A line in the chat."""
    return CommentEvent(
        common=common,
        user=sender.user,
        content=text,
        content_language="en",
        user_identity=sender.identity,
        emotes=[EmoteWithIndex(index=place, emote=_emote(name)) for place, name in enumerate(emote_names)],
        mention_users=[one.user for one in mentioned],
    )


def emotes(common: CommonMessageData, sender: Person, names: Iterable[str]) -> EmoteEvent:
    """Emotes without text."""
    return EmoteEvent(
        common=common,
        user=sender.user,
        emote_list=[_emote(name) for name in names],
        user_identity=sender.identity,
    )


def member(common: CommonMessageData, person: Person, viewers: int) -> MemberEvent:
    """Somebody came in."""
    return MemberEvent(
        common=common,
        user=person.user,
        member_count=viewers,
        action=MemberMessageAction.ENTER,
        enter_type=1,
        user_id=person.user_id,
    )


def social(
    common: CommonMessageData, person: Person, *, action: int, followers: int, shares: int
) -> SocialEvent:
    """A follow (action 1) or a share (action 3)."""
    return SocialEvent(
        common=common,
        user=person.user,
        action=action,
        share_type=1 if action == 3 else 0,
        follow_count=followers,
        share_count=shares,
    )


def gift(
    common: CommonMessageData,
    kind: GiftKind,
    *,
    sender: Person,
    host: Person,
    receiver: Person | None,
    count: int,
    last: bool,
    group_id: int,
) -> GiftEvent:
    """One gift message; `count` is the running total of the streak (protocol notes 5.4)."""
    message = GiftEvent(
        common=common,
        gift_id=kind.gift_id,
        fan_ticket_count=kind.diamonds,
        group_count=1,
        repeat_count=count,
        combo_count=count,
        user=sender.user,
        repeat_end=int(last),
        group_id=group_id,
        gift=kind.message,
        send_type=3 if last or not kind.streakable else 1,
        is_first_sent=count == 1 and not last,
        user_identity=sender.identity,
        monitor_info=GiftMonitorInfo(
            anchor_id=host.user_id,
            to_user_id=(receiver or host).user_id,
            send_gift_send_message_success_ms=common.create_time,
        ),
    )
    if receiver is not None:
        message.to_user = receiver.user
    return message


def viewer_update(
    common: CommonMessageData, broadcast: Broadcast, givers: Iterable[tuple[Person, int]], anonymous: int
) -> ViewerUpdateEvent:
    """Viewer count and top viewers, of whom only the first three carry a user (protocol notes 5.5)."""
    ranks = [
        Contributor(score=coins, rank=place, user=person.user)
        if place <= 3
        else Contributor(score=coins, rank=place)
        for place, (person, coins) in enumerate(islice(givers, 10), 1)
    ]
    return ViewerUpdateEvent(
        common=common,
        ranks=ranks,
        total=broadcast.viewers,
        popularity=broadcast.viewers,
        total_user=broadcast.total_viewers,
        anonymous=anonymous,
    )


def intro(common: CommonMessageData, host: Person, text: str) -> IntroMessageEvent:
    """What the host says of themself; only sent in the first answer."""
    return IntroMessageEvent(common=common, id=common.msg_id, content=text, user=host.user)


def control(common: CommonMessageData, action: int) -> ControlEvent:
    """A change of the stream; a suspension says why (protocol notes 4.11)."""
    message = ControlEvent(common=common, action=ControlAction(action))
    if action == ControlAction.STREAM_SUSPENDED:
        message.extra = Extra(ban_info_url="https://www.tiktok.example/ban", reason_no=1, source="simulator")
    return message
