"""The chat beside the video: noted down as it comes, set to the video's clock once that is known for good."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import FileIO
from pathlib import Path
from typing import Any, Final

from anyio import to_thread
from attrs import frozen

from livetok._mixins.event import Event
from livetok._recording.recording import Source
from livetok._recording.segment_store import SegmentStore, publish
from livetok._recording.timeline import Segment, locate, positions
from livetok.errors import LiveError
from livetok.proto import CommentEvent, GiftEvent, LikeEvent

__all__ = ["TYPES", "keep_journal", "note", "write_sidecars"]

_log = logging.getLogger("livetok.record")

TYPES: Final = (CommentEvent, GiftEvent, LikeEvent)
_SHOWN: Final = 5.0  # seconds that a line stays on the screen
# Text that players would take for markup; look-alikes stand in where a format has no escape of its own.
_MARKUP: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_PLAIN: Final = str.maketrans({"<": "\u2039", ">": "\u203a"})
_ASS: Final = str.maketrans({"{": "(", "}": ")", "\\": "\u29f5"})


def note(event: Event, at: float) -> dict[str, Any] | None:
    """Describe an event for the journal; None for what has no place in a sidecar.

    Args:
        event: A comment, gift or like. Of a streak only the last message counts.
        at: Second of the session when it was received.
    """
    if event.meta.history:
        return None
    match event:
        case CommentEvent():
            content: dict[str, Any] = {"type": "comment", "text": event.content}
        case GiftEvent() if event.streak_over:
            count = max(1, event.repeat_count)
            content = {"type": "gift", "gift": event.gift.name, "count": count, "diamonds": event.diamonds}
        case LikeEvent():
            content = {"type": "like", "count": event.count, "total": event.total}
        case _:
            return None
    who = {"unique_id": event.user.unique_id, "nickname": event.user.nickname}
    return {"at": round(at, 3), **content, "user": who, "received_at": event.meta.received_at.isoformat()}


async def keep_journal(journal: Path, source: Source, clock: Callable[[], float]) -> None:
    """Note the chat down until it ends. Trouble ends the journal, not the recording.

    Args:
        journal: The file; one JSON object on a line.
        source: Gives the events.
        clock: Second of the session, now.
    """
    try:
        with FileIO(journal, "ab") as file, source.chat() as events:
            async for event in events:
                late = (source.now() - event.meta.received_at).total_seconds()
                at = clock() - max(0.0, late)
                entry = note(event, at) if at >= 0 else None
                if entry is not None:
                    await to_thread.run_sync(file.write, json.dumps(entry).encode() + b"\n")
    except OSError as error:
        _log.error("the chat cannot be written down any more: %s", error.strerror)
    except LiveError as error:
        _log.info("the chat ended: %s", error)


def write_sidecars(store: SegmentStore, video: Path, segments: Sequence[Segment], *, overwrite: bool) -> None:
    """Write the sidecars of one finished file, named like it.

    Args:
        store: The recording, with all its segments and its journal; a missing one counts as an empty chat.
        video: The finished file.
        segments: What is in that file.
        overwrite: Replace files that exist.

    Raises:
        OSError: They cannot be written.
    """
    for form in store.facts.chat:
        draft = store.folder / f"sidecar.{form}"
        with draft.open("w", encoding="utf-8") as file:
            file.writelines(_WRITERS[form](_timed(store, segments)))
        publish(draft, video.with_suffix(f".{form}"), overwrite=overwrite)


@frozen
class _Line:
    """A note at its place in the video."""

    time: float
    note: dict[str, Any]
    in_gap: bool

    @property
    def who(self) -> str:
        user = self.note["user"]
        return _one_line(user["nickname"] or user["unique_id"] or "?")

    @property
    def text(self) -> str:
        match self.note["type"]:
            case "comment":
                return _one_line(self.note["text"])
            case "gift":
                return f"sent {_one_line(self.note['gift'] or 'a gift')} \u00d7{self.note['count']}"
            case _:
                return f"liked \u00d7{self.note['count']}"


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _timed(store: SegmentStore, segments: Sequence[Segment]) -> Iterator[_Line]:
    """Put the notes that fall into these segments on the clock of the file that they make up."""
    starts = dict(zip((segment.index for segment in segments), positions(segments), strict=True))
    at, last = 0, 0.0
    for entry in _notes(store.journal):
        where = locate(store.segments, entry["at"], at)
        at = where.index  # notes are in order: the rest need not be looked for in the segments before
        start = starts.get(store.segments[at].index)
        if start is not None:
            last = max(last, round(start + where.at, 3))
            yield _Line(last, entry, where.in_gap)


def _notes(journal: Path) -> Iterator[dict[str, Any]]:
    if not journal.exists():
        return
    with journal.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            try:
                yield json.loads(line)
            except ValueError:  # the last line of a recording that was cut off
                continue


def _jsonl(lines: Iterable[_Line]) -> Iterator[str]:
    for line in lines:
        entry = {"time": line.time, **line.note, "in_gap": line.in_gap}
        del entry["at"]
        yield json.dumps(entry, ensure_ascii=False) + "\n"


def _srt(lines: Iterable[_Line]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        text = f"{line.who}: {line.text}".translate(_PLAIN)
        yield f"{number}\n{_clock(line.time, ',')} --> {_clock(line.time + _SHOWN, ',')}\n{text}\n\n"


def _vtt(lines: Iterable[_Line]) -> Iterator[str]:
    yield "WEBVTT\n\n"
    for line in lines:
        who, text = line.who.translate(_MARKUP), line.text.translate(_MARKUP)
        yield f"{_clock(line.time, '.')} --> {_clock(line.time + _SHOWN, '.')}\n{who}: {text}\n\n"


_ASS_HEAD: Final = """\
[Script Info]
ScriptType: v4.00+
PlayResX: 720
PlayResY: 1280
WrapStyle: 0

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BackColour, BorderStyle, Outline, Shadow, \
Alignment, MarginL, MarginR, MarginV
Style: comment,Sans,30,&H00FFFFFF,&H00000000,&H80000000,1,2,1,1,24,180,60
Style: gift,Sans,30,&H0066D9FF,&H00000000,&H80000000,1,2,1,1,24,180,60
Style: like,Sans,24,&H00B0A0FF,&H00000000,&H80000000,1,2,1,1,24,180,60

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


def _ass(lines: Iterable[_Line]) -> Iterator[str]:
    yield _ASS_HEAD
    for line in lines:
        start, end = (_clock(at, ".")[1:-1] for at in (line.time, line.time + _SHOWN))
        who, text = line.who.translate(_ASS), line.text.translate(_ASS)
        yield f"Dialogue: 0,{start},{end},{line.note['type']},,0,0,0,,{{\\b1}}{who}{{\\b0}} {text}\n"


def _clock(seconds: float, point: str) -> str:
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{point}{rest % 1000:03}"


_WRITERS: Final[dict[str, Callable[[Iterable[_Line]], Iterator[str]]]] = {
    "jsonl": _jsonl,
    "srt": _srt,
    "vtt": _vtt,
    "ass": _ass,
}
