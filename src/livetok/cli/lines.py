"""An event as one line: for people, and as JSON."""

from __future__ import annotations

import json
from datetime import datetime

from attrs import frozen

from livetok._mixins.event import Event, with_meta
from livetok.cli.failures import in_command_language
from livetok.cli.text import escaped, harmless
from livetok.errors import DecodeError
from livetok.events import (
    CommentEvent,
    ConnectEvent,
    DisconnectEvent,
    EmoteEvent,
    EnvelopeEvent,
    FollowEvent,
    GiftEvent,
    GiftSettledEvent,
    IntroMessageEvent,
    JoinEvent,
    LaggedEvent,
    LikeEvent,
    LiveEndEvent,
    LivePauseEvent,
    LiveResumeEvent,
    MicBattleEndEvent,
    MicBattleStartEvent,
    MicBattleUpdateEvent,
    MoreShareEvent,
    PollEvent,
    QuestionNewEvent,
    RankingUpdateEvent,
    ReconnectEvent,
    RoomErrorEvent,
    ShareEvent,
    SubNotifyEvent,
    SystemEvent,
    UndecodedEvent,
    UnknownEvent,
    UserRankingUpdateEvent,
    ViewerUpdateEvent,
    event_name,
)
from livetok.proto import PollOptionInfo, Text, User

__all__ = ["Line", "compact_line", "error_line", "json_line", "line_of", "name_of"]


@frozen(kw_only=True)
class Line:
    """What a person is shown of an event; everything in it is harmless.

    Attributes:
        time: When it arrived, in local time.
        kind: The event's name.
        who: The viewer whose doing it is, empty when it is nobody's.
        text: What happened.
        history: Whether it happened before the room was entered.
    """

    time: datetime
    kind: str
    who: str
    text: str
    history: bool = False

    def __str__(self) -> str:
        said = f"{self.who}: {self.text}" if self.who and self.text else self.who or self.text
        return f"{self.time:%H:%M:%S}  {self.kind:<13}  {said}".rstrip()


def json_line(event: Event) -> str:
    """Return an event as a JSON object on one line, as `to_json()` has it."""
    try:
        return escaped(event.to_json())
    except DecodeError as error:  # nested messages are decoded here
        return json_line(_undecoded(event, error))


def compact_line(event: Event) -> str:
    """Return the compact form of an event as a JSON object on one line."""
    return escaped(json.dumps(event.compact(), ensure_ascii=False, separators=(",", ":")))


def line_of(event: Event) -> Line:
    """Return an event as a line for people."""
    try:
        who, text = name_of(_viewer(event)), _text(event)
    except DecodeError as error:
        return line_of(_undecoded(event, error))
    return Line(
        time=event.meta.received_at.astimezone(),
        kind=event_name(type(event)),
        who=who,
        text=harmless(text),
        history=event.meta.history,
    )


def name_of(user: User) -> str:
    """Return how to call a user; empty for nobody."""
    return harmless(user.nickname, limit=40) or harmless(user.unique_id, limit=40)


def error_line(event: RoomErrorEvent) -> str:
    """Return the failure of one room among many, as one line for standard error."""
    hint = f" (hint: {in_command_language(event.hint)})" if event.hint else ""
    return harmless(f"livetok: @{event.unique_id}: {_by_livetok(event)}{hint}")


def _undecoded(event: Event, error: DecodeError) -> UndecodedEvent:
    undecoded = UndecodedEvent(method=event.meta.method, payload=bytes(event), error=str(error))
    return with_meta(undecoded, event.meta)


def _viewer(event: Event) -> User:
    """Return whose doing the event is. Most events say it in the same field."""
    if isinstance(event, QuestionNewEvent):
        return event.data.user
    user = getattr(event, "user", None)
    return user if isinstance(user, User) else User()


def _text(event: Event) -> str:
    return _by_viewers(event) or _about_the_room(event) or _by_livetok(event) or _display_text(event)


def _by_viewers(event: Event) -> str:
    match event:
        case CommentEvent():
            return event.content
        case EmoteEvent():
            return " ".join(f"[emote {emote.emote_id}]" for emote in event.emote_list)
        case GiftEvent():
            return f"{event.gift.name or event.gift_id} x {max(1, event.repeat_count)}"
        case GiftSettledEvent():
            return (
                f"{event.gift.name or event.gift_id} x {event.count}, {_counted(event.diamonds, 'diamond')}"
            )
        case LikeEvent():
            return f"{_counted(event.count, 'like')}, {event.total:,} in all"
        case JoinEvent():
            return "joined"
        case FollowEvent():
            return "followed"
        case MoreShareEvent():
            return f"shared, and more than {event.amount} came"
        case ShareEvent():
            return "shared"
        case SubNotifyEvent():
            return f"subscribed, month {event.sub_month}"
        case QuestionNewEvent():
            return event.data.content
        case _:
            return ""


def _about_the_room(event: Event) -> str:
    match event:
        case ViewerUpdateEvent():
            return f"{event.total:,} watching, {event.total_user:,} since the start"
        case EnvelopeEvent():
            box = event.envelope_info
            return f"{box.send_user_name}: {_counted(box.diamond_count, 'diamond')} for {box.people_count} people"
        case MicBattleStartEvent():
            return "a battle begins"
        case MicBattleUpdateEvent():
            return " : ".join(f"{side.host_score:,}" for side in event.armies.values())
        case MicBattleEndEvent():
            return "the battle is over"
        case RankingUpdateEvent():
            return ", ".join(filter(None, (update.default_content.rendered for update in event.updates)))
        case UserRankingUpdateEvent():
            return event.content.rendered
        case PollEvent():
            return _poll(event)
        case IntroMessageEvent():
            return event.content
        case SystemEvent():
            return event.message
        case _:
            return ""


def _poll(event: PollEvent) -> str:
    if event.has("start_content"):
        return f"{event.start_content.title} {_options(event.start_content.option_list)}"
    if event.has("end_content"):
        return f"over: {_options(event.end_content.option_list)}"
    return _options(event.update_votes_content.option_list)


def _options(options: list[PollOptionInfo]) -> str:
    return " / ".join(f"{option.display_content} {option.votes:,}" for option in options)


def _by_livetok(event: Event) -> str:
    match event:
        case ConnectEvent():
            return f"in room {event.room_id}" + (f" of @{event.unique_id}" if event.unique_id else "")
        case DisconnectEvent():
            return f"{event.reason}{', will connect again' if event.will_reconnect else ''}"
        case ReconnectEvent():
            return f"back after {event.gap_seconds:.1f} s without messages"
        case RoomErrorEvent():
            again = f", trying again in {event.retry_after:.0f} s" if event.will_retry else ""
            return f"{event.message}{again}"
        case LaggedEvent():
            return f"{event.count:,} messages dropped"
        case LivePauseEvent():
            return "the host paused"
        case LiveResumeEvent():
            return "the host goes on"
        case LiveEndEvent():
            return "the broadcast is over"
        case UnknownEvent():
            return f"{event.method}, {len(event.payload)} bytes"
        case UndecodedEvent():
            return f"{event.method}: {event.error}"
        case _:
            return ""


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _display_text(event: Event) -> str:
    """Return the line that TikTok's own app shows, for the many kinds of events that have no words of ours."""
    common = getattr(event, "common", None)
    text = getattr(common, "display_text", None)
    return text.rendered if isinstance(text, Text) else ""
