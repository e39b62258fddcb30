"""Builders of the messages that a scripted room sends, without their header.

Those that make up most of the traffic are put together from fields by number, around users and gifts that were encoded
before: a room with an audience says ten of them a second, and there may be hundreds of rooms. The rest are built of
generated classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from livetok.proto import (
    Contributor,
    ControlAction,
    ControlEvent,
    EmoteEvent,
    EmoteModel,
    EmoteWithIndex,
    Extra,
    ImageModel,
    IntroMessageEvent,
    Text,
    TextPiece,
    TextPieceUser,
    ViewerUpdateEvent,
)
from livetok.testing._world.broadcast import Broadcast
from livetok.testing._world.gifts import GiftKind
from livetok.testing._world.people import Person
from livetok.testing._world.wire_format import fields

__all__ = [
    "comment",
    "control",
    "emotes",
    "gift",
    "header",
    "intro",
    "like",
    "member",
    "shown_text",
    "shown_user",
    "social",
    "state_header",
    "states",
    "viewer_update",
    "welcome",
]

_USER_PIECE = 11
_ENTERED = 1


def header(method: str, message_id: int, room_id: int, time_ms: int, shown: bytes) -> bytes:
    """The header that every message begins with: method, ids, time, is_show_msg, display_text."""
    return fields({1: fields({1: method, 2: message_id, 3: room_id, 4: time_ms, 6: 1, 8: shown})})


def state_header(method: str, message_id: int, room_id: int, time_ms: int) -> bytes:
    """Encode the header of a message that the app shows no line for: method, ids, time.

    Args:
        method: Webcast method, or the one of older days (`SystemMessage`).
        message_id: Id in the header, which is not always the one of the envelope.
        room_id: 0 to leave it out, as the introduction does.
        time_ms: Unix time in milliseconds, 0 to leave it out.
    """
    return fields({1: fields({1: method, 2: message_id, 3: room_id, 4: time_ms})})


def welcome(text: str) -> bytes:
    """Encode the welcome without its header: content, is_welcome.

    Args:
        text: What the room says.
    """
    return fields({2: text, 7: 1})


def states(host: Person, room_id: int, now: int, tickets: int) -> list[tuple[str, bytes]]:
    """Encode the state of a room as it is told on entering, by method and without headers.

    Args:
        host: Whose fan tickets are counted.
        room_id: The broadcast.
        now: Unix time in seconds.
        tickets: Diamonds so far.
    """
    ticket = fields({1: host.user_id, 2: tickets, 12: host.unique_id})
    return [
        (
            "WebcastUpdateShareRevenueNoticeMessage",
            fields({2: room_id, 3: fields({1: 1, 2: now}), 4: fields({1: now, 2: 1, 3: 2})}),
        ),
        ("WebcastHostBoardMessage", fields({2: fields({3: fields({2: 1})})})),
        ("WebcastLinkMicLayoutStateMessage", fields({2: room_id, 3: 4})),
        ("WebcastLinkMicFanTicketMethod", fields({2: fields({1: ticket, 2: tickets, 4: now * 1000})})),
        ("WebcastGiftPanelUpdateMessage", fields({2: room_id, 3: now * 1000})),
    ]


def shown_user(key: str, pattern: str, person: Person) -> bytes:
    """A display text about one user: key, default_pattern, one piece."""
    piece = fields({1: _USER_PIECE, 21: fields({1: person.encoded})})
    return fields({1: key, 2: pattern, 4: piece})


def shown_text(key: str, pattern: str, *people: Person, strings: Sequence[str] = ()) -> Text:
    """A display text: a template with users and strings as its pieces."""
    pieces = [TextPiece(type=_USER_PIECE, user_value=TextPieceUser(user=person.user)) for person in people]
    pieces += [TextPiece(type=1, string_value=string) for string in strings]
    return Text(key=key, default_pattern=pattern, pieces=pieces)


def _emote(name: str, sender: Person) -> EmoteModel:
    facts = sender.pictures.picture(f"emote-{name}")
    return EmoteModel(emote_id=name, image=ImageModel(url_list=facts["url_list"], uri=facts["uri"]))


def comment(
    sender: Person, text: str, emote_names: Iterable[str] = (), mentioned: Iterable[Person] = ()
) -> bytes:
    """A line in the chat: user, content, emotes, content_language, user_identity, mention_users."""
    placed = [
        bytes(EmoteWithIndex(index=place, emote=_emote(name, sender)))
        for place, name in enumerate(emote_names)
    ]
    mentions = [person.encoded for person in mentioned]
    return fields({2: sender.encoded, 3: text, 13: placed, 14: "en", 18: sender.identity, 28: mentions})


def like(sender: Person, count: int, total: int) -> bytes:
    """Taps: count, total, user."""
    return fields({2: count, 3: total, 5: sender.encoded})


def member(person: Person, viewers: int) -> bytes:
    """Somebody came in: user, member_count, enter_type, action, user_id."""
    return fields({2: person.encoded, 3: viewers, 9: 1, 10: _ENTERED, 12: person.user_id})


def social(person: Person, *, action: int, followers: int, shares: int) -> bytes:
    """A follow (action 1) or a share (action 3): user, share_type, action, follow_count, share_count."""
    return fields({2: person.encoded, 3: int(action == 3), 4: action, 6: followers, 8: shares})


def gift(
    kind: GiftKind,
    *,
    sender: Person,
    host: Person,
    receiver: Person | None,
    count: int,
    last: bool,
    group_id: int,
    time_ms: int,
) -> bytes:
    """One gift message; `count` is the running total of the streak (protocol notes 5.4).

    gift_id, fan_ticket_count, group_count, repeat_count, combo_count, user, to_user, repeat_end, group_id, gift,
    send_type, monitor_info (anchor_id, success time, to_user_id), is_first_sent, user_identity.
    """
    monitor = fields({1: host.user_id, 6: time_ms, 8: (receiver or host).user_id})
    return fields(
        {
            2: kind.gift_id,
            3: kind.diamonds,
            4: 1,
            5: count,
            6: count,
            7: sender.encoded,
            8: receiver.encoded if receiver else b"",
            9: int(last),
            11: group_id,
            15: kind.encoded,
            17: 3 if last or not kind.streakable else 1,
            23: monitor,
            25: int(count == 1 and not last),
            32: sender.identity,
        }
    )


def emotes(sender: Person, names: Iterable[str]) -> EmoteEvent:
    """Emotes without text."""
    return EmoteEvent(user=sender.user, emote_list=[_emote(name, sender) for name in names])


def viewer_update(
    broadcast: Broadcast, givers: Iterable[tuple[Person, int]], anonymous: int
) -> ViewerUpdateEvent:
    """Viewer count and top viewers, of whom only the first three carry a user (protocol notes 5.5)."""
    ranks = [
        Contributor(score=coins, rank=place, user=person.user)
        if place <= 3
        else Contributor(score=coins, rank=place)
        for place, (person, coins) in enumerate(islice(givers, 10), 1)
    ]
    return ViewerUpdateEvent(
        ranks=ranks,
        total=broadcast.viewers,
        popularity=broadcast.viewers,
        total_user=broadcast.total_viewers,
        anonymous=anonymous,
    )


def intro(host: Person, text: str, intro_id: int) -> IntroMessageEvent:
    """What the host says of themself; only sent in the first answer."""
    return IntroMessageEvent(id=intro_id, content=text, user=host.user)


def control(action: int) -> ControlEvent:
    """A change of the stream; a suspension says why (protocol notes 4.11)."""
    message = ControlEvent(action=ControlAction(action))
    if action == ControlAction.STREAM_SUSPENDED:
        message.extra = Extra(ban_info_url="https://www.tiktok.example/ban", reason_no=1, source="simulator")
    return message
