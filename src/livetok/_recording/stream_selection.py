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
    return ", ".join(dict.fromkeys(_public(stream.quality) for stream in streams)) or "none"


def candidates(
    streams: Sequence[StreamUrl], quality: str, prefer: str | None = None, codec: str | None = None
) -> tuple[StreamUrl, ...]:
    """Return the streams to try, in order.

    `best` and `worst` fall back on the next quality; qualities asked for by name are kept to, in the order in which
    they are named, and only the way they come (FLV or HLS) changes. A room without video is recorded as audio.
    Within a quality H.264 comes before newer codecs, which fewer programs play.

    Args:
        streams: What the room offers, best first.
        quality: `best`, `worst`, `audio`, a quality by name, or several of these with commas between them.
        prefer: `flv` or `hls`, to come first within a quality.
        codec: `h264` or `h265`; streams of which another one is known do not count.

    Raises:
        RecordingError: The room offers no stream, or none of that quality or codec; the message names what there is.
    """
    if not streams:
        raise RecordingError(
            "the room offers no stream", hint="is it live? some rooms need a logged-in session"
        )
    fitting = [stream for stream in streams if codec is None or stream.codec in {codec, ""}]
    names = list(dict.fromkeys(stream.quality for stream in fitting))
    wanted = [name for part in quality.lower().split(",") for name in _wanted(names, part.strip())]
    chosen = [name for name in dict.fromkeys(wanted) if name in names]
    if not chosen:
        what = f"of quality {quality!r}" + (f" in {codec}" if codec else "")
        raise RecordingError(
            f"the room offers no stream {what}",
            hint=f"it offers {describe(streams)}; or ask for best, worst",
        )
    return tuple(
        sorted(
            (stream for stream in fitting if stream.quality in chosen),
            key=lambda stream: (
                chosen.index(stream.quality),
                stream.codec not in {"h264", ""},
                stream.protocol != prefer if prefer else False,
            ),
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
