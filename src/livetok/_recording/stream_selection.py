"""Which of the streams that a room offers to record, and which to try when that one fails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from livetok.errors import RecordingError
from livetok.models import StreamUrl

__all__ = ["candidates", "describe"]

_AUDIO: Final = "ao"


def describe(streams: Sequence[StreamUrl]) -> str:
    """Name the qualities that a room offers, best first."""
    return ", ".join(dict.fromkeys(_public(one.quality) for one in streams)) or "none"


def candidates(
    streams: Sequence[StreamUrl], quality: str, prefer: str | None = None
) -> tuple[StreamUrl, ...]:
    """Return the streams to try, in order.

    `best` and `worst` fall back on the next quality; a quality asked for by name is kept, and only the way it comes
    (FLV or HLS) changes. A room without video is recorded as audio.

    Args:
        streams: What the room offers, best first.
        quality: `best`, `worst`, `audio`, or a quality by name.
        prefer: `flv` or `hls`, to come first within a quality.

    Raises:
        RecordingError: The room offers no stream, or none of that quality; the message names what there is.
    """
    if not streams:
        raise RecordingError(
            "the room offers no stream", hint="is it live? some rooms need a logged-in session"
        )
    names = list(dict.fromkeys(one.quality for one in streams))
    chosen = [name for name in _wanted(names, quality.lower()) if name in names]
    if not chosen:
        raise RecordingError(
            f"the room offers no stream of quality {quality!r}",
            hint=f"it offers {describe(streams)}; or ask for best, worst",
        )
    return tuple(
        sorted(
            (one for one in streams if one.quality in chosen),
            key=lambda one: (chosen.index(one.quality), one.protocol != prefer if prefer else False),
        )
    )


def _wanted(names: list[str], quality: str) -> list[str]:
    videos = [name for name in names if name != _AUDIO] or names
    if quality == "best":
        return videos
    if quality == "worst":
        return videos[::-1]
    if quality in {"audio", _AUDIO}:
        return [_AUDIO]
    return [quality, f"{quality}_60"]


def _public(quality: str) -> str:
    return "audio" if quality == _AUDIO else quality
