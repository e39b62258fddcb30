"""The compact form: one small flat JSON object for an event (docs/compact.md), and the same as columns of a table.

Readers are chosen by the names of classes, because generated classes stand above this module; a class without a
reader of its own has its base's. All are pure functions of the event and its meta.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final, cast

from attrs import frozen

from livetok._codec import Message, received_bytes
from livetok._codec.message import spec_of
from livetok._mixins.meta import EPOCH, Meta
from livetok._util.event_names import event_name
from livetok.errors import DecodeError

__all__ = ["COLUMNS", "VERSION", "columns", "compact", "compact_columns", "flatten", "key_of", "received_at"]

VERSION: Final = 1
"""Version of the compact form. Keys may be added within it; none changes its meaning."""

COLUMNS: Final[Mapping[str, type]] = {
    "id": str,
    "type": str,
    "at": datetime,
    "room": str,
    "host": str,
    "user_id": str,
    "user": str,
    "nickname": str,
    "text": str,
    "gift_id": str,
    "gift": str,
    "count": int,
    "delta": int,
    "diamonds": int,
    "total": int,
    "data": bytes,
}
"""Columns of a table of events, in this order, and the types of their values."""

_MOST: Final = 2**63 - 1
_NOTHING: Final[Mapping[str, Any]] = {}
_Compact = dict[str, Any]
_Fill = Callable[[Any, _Compact], None]


def compact(event: Message, meta: Meta) -> _Compact:
    """Return the compact form of an event.

    Args:
        event: The event, or a message of an event class.
        meta: Where it comes from.
    """
    plan = _plan_of(type(event))
    row: _Compact = {"v": VERSION, "id": _id(event, meta, plan.name), "type": plan.name}
    if meta.received_at != EPOCH:
        row["at"] = _utc(meta.received_at).isoformat(timespec="milliseconds")[:-6] + "Z"
    _add_place(event, meta, row)
    row["history"] = meta.history
    _add_parts(event, plan.fills, row)
    return row


def compact_columns(event: Message, meta: Meta) -> _Compact:
    """Return what `flatten` takes from the compact form; without pictures and badges it takes half the time.

    Args:
        event: The event, or a message of an event class.
        meta: Where it comes from.
    """
    plan = _plan_of(type(event))
    row: _Compact = {"id": _id(event, meta, plan.name), "type": plan.name}
    _add_place(event, meta, row)
    _add_parts(event, plan.column_fills, row)
    return row


def _add_place(event: Message, meta: Meta, row: _Compact) -> None:
    room = _room_of(event, meta)
    if room:
        row["room"] = str(room)
    if meta.unique_id:
        row["host"] = meta.unique_id


def _add_parts(event: Message, fills: tuple[_Fill, ...], row: _Compact) -> None:
    for fill in fills:
        try:
            fill(event, row)
        except DecodeError:  # a nested message is damaged; the others are as good as ever
            continue


def columns(event: Message, meta: Meta) -> dict[str, Any]:
    """Return the compact form as a row of a table, with a value for each of `COLUMNS`.

    Args:
        event: The event, or a message of an event class.
        meta: Where it comes from.
    """
    values = flatten(compact_columns(event, meta), received_at(meta), received_bytes(event))
    return dict(zip(COLUMNS, values, strict=True))


def received_at(meta: Meta) -> datetime | None:
    """Return when an event arrived, in UTC; None when nobody knows.

    Args:
        meta: Where the event comes from.
    """
    return None if meta.received_at == EPOCH else _utc(meta.received_at)


def flatten(row: Mapping[str, Any], at: datetime | str | None, data: bytes) -> tuple[Any, ...]:
    """Return the values of `COLUMNS`, in their order. Integers fit 64 bits with sign, as columns of tables do.

    Args:
        row: The compact form, or `compact_columns`.
        at: When the event arrived, as the column is to have it.
        data: The message's bytes.
    """
    user, gift = row.get("user", _NOTHING), row.get("gift", _NOTHING)
    return (
        row["id"],
        row["type"],
        at,
        row.get("room"),
        row.get("host"),
        user.get("id"),
        user.get("name"),
        user.get("nickname"),
        row.get("text"),
        gift.get("id"),
        gift.get("name"),
        _bounded(gift.get("count", row.get("count"))),
        _bounded(gift.get("delta")),
        _bounded(gift.get("diamonds", row.get("diamonds"))),
        _bounded(row.get("total")),
        data,
    )


def _bounded(number: int | None) -> int | None:
    if number is None or -_MOST <= number <= _MOST:  # fast path
        return number
    return max(-_MOST - 1, min(number, _MOST))


def key_of(event: Message, meta: Meta) -> str:
    """Return the stable id of an event.

    Args:
        event: The event.
        meta: Where it comes from.
    """
    return _id(event, meta, _plan_of(type(event)).name)


# --- ids


def _id(event: Any, meta: Meta, name: str) -> str:
    room = _room_of(event, meta)
    if name == "gift_settled":
        streak = event.group_id or event.first_message_id
        later = f"+{event.counted_before}" if event.counted_before else ""
        return f"settled:{room}-{streak}-{event.user.id}-{event.gift_id}{later}"
    message_id = meta.message_id or _header(event, "msg_id")
    if message_id:
        return f"{room}-{message_id}"
    if meta.method or meta.received_at == EPOCH:  # a message without an id, or an event made by hand
        return f"{name}:{room}-{_digest(event)}"
    milliseconds = round((meta.received_at - EPOCH).total_seconds() * 1000)
    return f"{name}:{room}-{milliseconds}-{meta.sequence}"


def _digest(event: Message) -> str:
    from hashlib import blake2b  # needs OpenSSL, which costs milliseconds to load; hardly a message needs it

    return blake2b(bytes(event), digest_size=8).hexdigest()


def _room_of(event: Message, meta: Meta) -> int:
    return meta.room_id or _header(event, "room_id")


def _header(event: Message, name: str) -> int:
    """Return a number of the message's own header, which also an event without meta has."""
    try:
        return int(getattr(cast("Any", event).common, name)) if _has_field(type(event), "common") else 0
    except DecodeError:
        return 0


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


# --- users


def user_form(user: Any) -> _Compact:
    """Return the compact form of a user; empty for nobody.

    Args:
        user: A `User`, or another message with the same names.
    """
    form: _Compact = {}
    if user.id:
        form["id"] = str(user.id)
    if user.unique_id:
        form["name"] = user.unique_id
    if user.nickname:
        form["nickname"] = user.nickname
    if not form:
        return form
    avatar = user.avatar_url
    if avatar:
        form["avatar"] = avatar
    form["moderator"], form["subscriber"], level = user.standing()
    if level:
        form["level"] = level
    return form


def _short_form(user: Any) -> _Compact:
    named = {"id": str(user.id or ""), "name": user.unique_id, "nickname": user.nickname}
    return {key: value for key, value in named.items() if value}


def _by(path: str, form_of: Callable[[Any], _Compact] = user_form) -> _Fill:
    """Return what tells whose doing an event is: the user at the end of a path of fields."""
    names = path.split(".")

    def fill(event: Any, row: _Compact) -> None:
        for name in names:
            event = getattr(event, name)
        form = form_of(event)
        if form:
            row["user"] = form

    return fill


def _by_barrage(event: Any, row: _Compact) -> None:
    """Barrages say in different places whom they are about (protocol notes 10.2)."""
    pieces = (piece.user_value.user for piece in event.content.pieces[:10])
    candidates = (event.user, event.user_grade_param.user, event.fans_level_param.user, *pieces)
    for candidate in candidates:
        if form := user_form(candidate):
            row["user"] = form
            return


def _by_sender(event: Any, row: _Compact) -> None:
    box = event.envelope_info
    avatar = next(iter(box.send_user_avatar.url_list), "")
    form = {"id": box.send_user_id, "nickname": box.send_user_name, "avatar": avatar}
    row |= {"user": {key: value for key, value in form.items() if value}} if any(form.values()) else {}


def _by_contributor(event: Any, row: _Compact) -> None:
    avatar = next(iter(event.contributor_avatar.url_list), "")
    form = {"id": str(event.contributor_id or ""), "name": event.contributor_display_id, "avatar": avatar}
    row |= {"user": {key: value for key, value in form.items() if value}} if any(form.values()) else {}


_USERS: Final[Mapping[str, _Fill]] = {
    "BarrageEvent": _by_barrage,
    "EnvelopeEvent": _by_sender,
    "GoalUpdateEvent": _by_contributor,
    "QuestionNewEvent": _by("data.user"),
    "QuestionSelectedEvent": _by("question.user"),
    "ScreenChatEvent": _by("user_info"),
}


# --- texts


def _says(text_of: Callable[[Any], str]) -> _Fill:
    def fill(event: Any, row: _Compact) -> None:
        text = text_of(event)
        if text:
            row["text"] = text

    return fill


def _poll_text(event: Any) -> str:
    for part in ("start_content", "end_content", "update_votes_content"):
        if event.has(part):
            content = getattr(event, part)
            options = " / ".join(f"{option.display_content} {option.votes}" for option in content.option_list)
            return f"{getattr(content, 'title', '')} {options}".strip()
    return ""


def _comment_text(event: Any) -> str:
    """Return the comment with its emotes in their places, as ids in brackets."""
    if not event.emotes:
        content: str = event.content
        return content
    return "".join(part if isinstance(part, str) else f"[{part.emote_id}]" for part in event.parts)


def _display_text(event: Any) -> str:
    """Return the line that TikTok's own app shows."""
    text: str = event.common.display_text.rendered
    return text


_TEXTS: Final[Mapping[str, Callable[[Any], str]]] = {
    "CaptionEvent": lambda event: event.content[0].content if event.content else "",
    "CommentEvent": _comment_text,
    "DisconnectEvent": lambda event: event.reason,
    "EmoteEvent": lambda event: " ".join(f"[{emote.emote_id}]" for emote in event.emote_list),
    "MicBattleUpdateEvent": lambda event: " : ".join(str(side.host_score) for side in event.armies.values()),
    "NotifyEvent": lambda event: event.content_str or _display_text(event),
    "PollEvent": _poll_text,
    "QuestionNewEvent": lambda event: event.data.content,
    "QuestionSelectedEvent": lambda event: event.question.content,
    "RankingUpdateEvent": lambda event: ", ".join(
        filter(None, (update.default_content.rendered for update in event.updates))
    ),
    "RecordingStoppedEvent": lambda event: event.error,
    "RoomErrorEvent": lambda event: event.message,
    "RoomPinEvent": lambda event: event.chat_message.content,
    "SystemEvent": lambda event: event.message,
    "UndecodedEvent": lambda event: event.error,
}
# These come by the thousand and say nothing beyond their fields.
_SILENT: Final = {
    "GiftEvent",
    "GiftSettledEvent",
    "LikeEvent",
    "MemberEvent",
    "SocialEvent",
    "ViewerUpdateEvent",
}


def _content_text(event: Any) -> str:
    content = event.content
    text: str = content if isinstance(content, str) else content.rendered
    return text or _display_text(event)


# --- gifts and counts


def _gift(event: Any, row: _Compact) -> None:
    _count_gift(event, row)
    _finish(row["gift"], event, over=event.streak_over)


def _count_gift(event: Any, row: _Compact) -> None:
    row["gift"] = _gift_form(event, {"count": max(1, event.repeat_count), "delta": event.delta})


def _settled_gift(event: Any, row: _Compact) -> None:
    _count_settled_gift(event, row)
    _finish(row["gift"], event, over=True)


def _count_settled_gift(event: Any, row: _Compact) -> None:
    row["gift"] = _gift_form(event, {"count": event.count})


def _gift_form(event: Any, counts: _Compact) -> _Compact:
    gift = event.gift
    form: _Compact = {}
    if gift_id := event.gift_id or gift.id:
        form["id"] = str(gift_id)
    if gift.name:
        form["name"] = gift.name
    form |= counts
    if diamonds := event.diamonds:
        form["diamonds"] = diamonds
    return form


def _finish(form: _Compact, event: Any, *, over: bool) -> None:
    form["over"] = over
    image = next(iter(event.gift.image.url_list), "")
    if image:
        form["image"] = image
    if event.has("to_user"):
        form["to"] = _short_form(event.to_user)


def _envelope(event: Any, row: _Compact) -> None:
    box = event.envelope_info
    if box.people_count:
        row["count"] = box.people_count
    if box.diamond_count:
        row["diamonds"] = box.diamond_count


def _numbers(**names: str) -> _Fill:
    """Return what takes numbers out of fields; one that is 0 was not sent."""

    def fill(event: Any, row: _Compact) -> None:
        for key, name in names.items():
            value = getattr(event, name)
            if value:
                row[key] = value

    return fill


_NUMBERS: Final[Mapping[str, _Fill]] = {
    "EnvelopeEvent": _envelope,
    "FollowEvent": _numbers(total="follow_count"),
    "GiftEvent": _gift,
    "GiftSettledEvent": _settled_gift,
    "LaggedEvent": _numbers(count="count"),
    "LikeEvent": _numbers(count="count", total="total"),
    "MemberEvent": _numbers(count="member_count"),
    "MoreShareEvent": _numbers(count="amount", total="share_count"),
    "ShareEvent": _numbers(total="share_count"),
    "SubNotifyEvent": _numbers(count="sub_month"),
    "ViewerUpdateEvent": _numbers(count="total", total="total_user"),
}

_COLUMN_NUMBERS: Final[Mapping[str, _Fill]] = {
    **_NUMBERS,
    "GiftEvent": _count_gift,
    "GiftSettledEvent": _count_settled_gift,
}


# --- plans


@frozen
class _Plan:
    """How events of one class become compact: the event name, and what adds the parts that the class has."""

    name: str
    fills: tuple[_Fill, ...]
    column_fills: tuple[_Fill, ...]


@lru_cache(maxsize=1024)
def _plan_of(event_class: type[Message]) -> _Plan:
    lineage = [base.__name__ for base in event_class.__mro__]
    has_user = _has_field(event_class, "user", "User")

    def fills(form_of: Callable[[Any], _Compact], numbers: Mapping[str, _Fill]) -> tuple[_Fill, ...]:
        parts = (
            _first(_USERS, lineage) or (_by("user", form_of) if has_user else None),
            _text_fill(event_class, lineage),
            _first(numbers, lineage),
        )
        return tuple(part for part in parts if part)

    return _Plan(event_name(event_class), fills(user_form, _NUMBERS), fills(_short_form, _COLUMN_NUMBERS))


def _text_fill(event_class: type[Message], lineage: list[str]) -> _Fill | None:
    known = _first(_TEXTS, lineage)
    if known:
        return _says(known)
    if not _SILENT.isdisjoint(lineage):
        return None
    if _has_field(event_class, "content", "str") or _has_field(event_class, "content", "Text"):
        return _says(_content_text)
    return _says(_display_text) if _has_field(event_class, "common") else None


def _first(table: Mapping[str, Any], lineage: list[str]) -> Any:
    return next((table[name] for name in lineage if name in table), None)


@lru_cache(maxsize=4096)
def _has_field(event_class: type[Message], name: str, kind: str = "CommonMessageData") -> bool:
    field = spec_of(event_class).by_name.get(name)
    return field is not None and not field.repeated and field.types[-1].__name__ == kind
