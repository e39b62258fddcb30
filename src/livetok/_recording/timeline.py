"""The video's clock against ours: which second of the recording was live at a given moment.

What arrives is never newer than live, only later: a connection starts with seconds of the past, a network stumbles,
HLS comes in lumps. So the smallest difference between arrival and time stamp is the one that holds, minute by minute,
because no two clocks run alike for a whole night. When the host pauses, some streams' clocks stand still: the
difference then grows for good, and what was said in the pause belongs to the frame at which it began.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import frozen

from livetok._recording.flv import MediaFormat

__all__ = ["Location", "Segment", "gap_before", "locate", "observe", "positions"]

_MINUTE: Final = 60.0
# Silence that may have been a pause, and what the difference must have grown by for it to have been one.
_SILENCE: Final = 2.0
_PAUSE: Final = 1.5

# For each minute, or stretch behind a silence: second of the recording when it began, smallest difference to the
# stream's clock in it, second on the stream's clock with which it began.
Samples = tuple[tuple[float, float, float], ...]


@frozen(kw_only=True)
class Segment:
    """A stretch of video without interruption.

    Attributes:
        index: Counted from 1.
        file: Name in the folder of the parts.
        reason: Why it began: `start`; `reconnect` or `stall`, after the connection was lost or silent; `format`, with
            another picture or sound; `jump` of the stream's clock; `missing`, when HLS left a piece out; `disk`,
            after a pause for want of space; `length`; `found` by `recover()`.
        quality: Of the stream that it came from.
        protocol: `flv` or `hls`.
        seamless: Whether the segment before ends exactly where this one starts.
        keyed: Whether it begins with a key frame, or has no picture, and so plays alone.
        first: Start on the stream's own clock, seconds.
        duration: Seconds of video.
        size: Bytes.
        form: What is in it.
        clock: The stream's clock against ours.
    """

    index: int
    file: str
    reason: str
    quality: str = ""
    protocol: str = ""
    seamless: bool = False
    keyed: bool = True
    first: float = 0.0
    duration: float = 0.0
    size: int = 0
    form: MediaFormat
    clock: Samples = ()


def observe(clock: Samples, at: float, media: float, last: tuple[float, float] | None = None) -> Samples:
    """Note that the frame of a media time arrived at a moment.

    Args:
        clock: What was noted before.
        at: Second of the recording.
        media: Second on the stream's clock.
        last: The same two of the frame before.
    """
    paused = last is not None and at - last[0] > _SILENCE and media - last[1] < at - last[0] - _PAUSE
    if clock and not paused and at < clock[-1][0] + _MINUTE:
        began, least, first = clock[-1]
        return clock if at - media >= least else (*clock[:-1], (began, at - media, first))
    return (*_compact(clock), (at, at - media, media))


def _compact(clock: Samples) -> Samples:
    """Undo the last division when it was no pause but a network that stumbled, or a lump of HLS."""
    if len(clock) < 2:
        return clock
    (began, least, first), (later, difference, _) = clock[-2:]
    if later >= began + _MINUTE or difference - least > _PAUSE:
        return clock
    return (*clock[:-2], (began, min(least, difference), first))


def _media_at(segment: Segment, at: float) -> float:
    """Second on the stream's clock that was live at a moment: by the least difference of the time around it."""
    clock = segment.clock
    place = max((n for n, (began, _, _) in enumerate(clock) if began <= at), default=0)
    low = high = place
    while low > 0 and clock[low][1] - clock[low - 1][1] <= _PAUSE and clock[low - 1][0] >= at - 2 * _MINUTE:
        low -= 1
    while high + 1 < len(clock) and clock[high + 1][1] - clock[high][1] <= _PAUSE and clock[high][0] <= at:
        high += 1
    media = at - min(least for _, least, _ in clock[low : high + 1])
    if high + 1 < len(clock) and clock[high + 1][1] - clock[high][1] > _PAUSE:
        return min(media, clock[high + 1][2])
    return media


def _began(segment: Segment) -> float:
    return segment.first + segment.clock[0][1] if segment.clock else 0.0


def _ended(segment: Segment) -> float:
    end = segment.first + segment.duration
    return end + segment.clock[-1][1] if segment.clock else 0.0


def gap_before(segments: Sequence[Segment], index: int) -> float:
    """Seconds that are missing between a segment and the one before it."""
    if index == 0 or segments[index].seamless:
        return 0.0
    return max(0.0, _began(segments[index]) - _ended(segments[index - 1]))


def positions(segments: Sequence[Segment]) -> list[float]:
    """Where each segment starts when they are played one after another."""
    starts, at = list[float](), 0.0
    for segment in segments:
        starts.append(at)
        at += segment.duration
    return starts


@frozen
class Location:
    """Where a moment stands in a row of segments.

    Attributes:
        index: Which segment.
        at: Seconds from its start.
        in_gap: Whether nothing was recorded at that moment; it stands at the nearest end then.
    """

    index: int
    at: float
    in_gap: bool = False


def locate(segments: Sequence[Segment], at: float, begin: int = 0) -> Location:
    """Find what was being shown at a moment of the session.

    Args:
        segments: All of the recording, at least one.
        at: Second of the session.
        begin: The first segment that comes into question.
    """
    for index in range(begin, len(segments)):
        segment = segments[index]
        if not segment.clock:
            continue
        media = _media_at(segment, at) - segment.first
        if media < 0:
            return Location(index, 0.0, in_gap=index > 0 and not segment.seamless)
        if media < segment.duration:
            return Location(index, media)
    last = len(segments) - 1
    return Location(last, segments[last].duration, in_gap=True)
