"""Events as messages of the stream, and back; where to go on is in the headers of the last message of a host."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import define, evolve

from livetok import events
from livetok._codec import log_damage
from livetok._mixins.event import Event, attach_derived, derived_of, with_meta
from livetok._mixins.meta import Meta
from livetok._nats import Message
from livetok.errors import UserError
from livetok.events import UnknownEvent, event_name
from livetok.fleet.layout import DERIVED_HEADER, FULL_AT_HEADER, META_HEADER, RESUME_HEADER
from livetok.fleet.store import LastMessage
from livetok.options import Resume

__all__ = [
    "FULL_EVERY",
    "PreparedEvent",
    "event_of",
    "message_id",
    "message_of",
    "prepare",
    "resume_of",
    "with_seen",
]

# The ids that a Resume holds are several kilobytes. They go with one message in so many; those in between refer to it.
FULL_EVERY: Final = 64
_FEW: Final = 16
_MOST_SEEN: Final = 512


@define(eq=False)
class PreparedEvent:
    """An event on its way into the stream, independent of the session that it comes from.

    Attributes:
        id: Its `Nats-Msg-Id`.
        name: Its type in snake case.
        body: The protobuf bytes.
        headers: All but those of the resume point.
        resume: Where to go on after it.
    """

    id: str
    name: str
    body: bytes
    headers: dict[str, str]
    resume: Resume | None

    @property
    def size(self) -> int:
        """Approximate size in memory, in bytes."""
        return len(self.body) + 1024


def message_id(host: str, event: Event) -> str:
    """Return the `Nats-Msg-Id` of an event: its key, and with the host in front where no room is known.

    Args:
        host: Handle of the host.
        event: The event.
    """
    key = event.key
    return key if event.meta.room_id else f"{host}/{key}"


def prepare(host: str, event: Event, before: Resume | None) -> PreparedEvent:
    """Take out of an event what the stream is to hold.

    An event from before a room was entered, a failure to enter it say, knows no place to go on. It must not be the last
    of its host without one.

    Args:
        host: Handle of the host.
        event: As `follow()` gave it.
        before: Resume point of the host's event before.
    """
    meta = event.meta
    headers = {META_HEADER: json.dumps(meta.to_dict(), separators=(",", ":"))}
    derived = derived_of(event)
    if isinstance(derived, int):  # what a gift adds to its streak; the bytes do not have it
        headers[DERIVED_HEADER] = str(derived)
    resume = meta.resume
    if before is not None and (
        resume is None or (not resume.cursor and resume.room_id in {0, before.room_id})
    ):
        resume = before
    return PreparedEvent(message_id(host, event), event_name(type(event)), bytes(event), headers, resume)


def message_of(prefix: str, prepared: PreparedEvent, *, expected: int, full_at: int) -> Message:
    """Return the message for an event; the stream takes it in only right after the host's message before.

    Args:
        prefix: Subject of the host's messages without their type.
        prepared: The event.
        expected: Number in the stream of the host's message before, 0 for none.
        full_at: Number of the host's latest message with a full resume point; 0 to give this one a full one.
    """
    headers = {
        **prepared.headers,
        "Nats-Expected-Last-Subject-Sequence": str(expected),
        "Nats-Expected-Last-Subject-Sequence-Subject": f"{prefix}.>",
    }
    resume = prepared.resume
    if resume is not None:
        if full_at and len(resume.seen) > _FEW:
            headers[FULL_AT_HEADER] = str(full_at)
            resume = evolve(resume, seen=())
        headers[RESUME_HEADER] = str(resume)
    return Message(subject=f"{prefix}.{prepared.name}", body=prepared.body, id=prepared.id, headers=headers)


def resume_of(headers: Mapping[str, str]) -> Resume | None:
    """Return the resume point of a message; None when it has none, or a damaged one.

    Args:
        headers: Of the message.
    """
    try:
        return Resume.parse(headers[RESUME_HEADER])
    except (KeyError, UserError):
        return None


def with_seen(resume: Resume, messages: Sequence[LastMessage]) -> Resume:
    """Return a resume point with the ids that its own message left out.

    Args:
        resume: Of the last of the messages.
        messages: Of the host, from the one with the full resume point on.
    """
    full = resume_of(messages[0].headers) if messages else None
    if full is None or full.room_id != resume.room_id:
        return resume
    ids = dict.fromkeys(full.seen)
    room = f"{resume.room_id}-"
    for message in messages:
        number = message.headers.get("Nats-Msg-Id", "").removeprefix(room)
        if number.isdecimal():
            ids[int(number)] = None
    ids.pop(resume.pending[0], None)  # more events come of that one
    return evolve(resume, seen=tuple(ids)[-_MOST_SEEN:])


def event_of(name: str, body: bytes, headers: Mapping[str, str]) -> Event:
    """Return the event that a message holds, with its meta.

    A type that this version does not know gives an `UnknownEvent`.

    Args:
        name: Last token of the subject.
        body: The payload.
        headers: Of the message.
    """
    meta = _meta(headers)
    cls = events.class_for(meta.method) if meta.method else None
    if cls is None or event_name(cls) != name:
        cls = _classes().get(name)
    if cls is None:
        event: Event = UnknownEvent(method=meta.method, payload=body)
    else:
        event = cls.parse(body, on_damage=log_damage)
    text = headers.get(DERIVED_HEADER, "")
    if text.isdecimal():
        attach_derived(event, int(text))
    resume = resume_of(headers)
    return with_meta(event, evolve(meta, point=(lambda: resume) if resume is not None else None))


def _meta(headers: Mapping[str, str]) -> Meta:
    try:
        values: Any = json.loads(headers.get(META_HEADER, "{}"))
        return Meta.from_dict(values)
    except (ValueError, TypeError, AttributeError):
        return Meta()


_known: dict[str, type[Event]] = {}


def _classes() -> dict[str, type[Event]]:
    """Return all event classes of the package by name."""
    if not _known:
        for class_name in events.__all__:
            cls = getattr(events, class_name)
            if isinstance(cls, type) and issubclass(cls, Event):
                _known[event_name(cls)] = cls
    return _known
