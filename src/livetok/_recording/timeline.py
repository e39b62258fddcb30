"""The video's clock against ours: which second of the recording was live at a given moment.

What arrives is never newer than live, only later: a connection starts with seconds of the past, a network stumbles,
HLS comes in lumps. So the smallest difference between arrival and time stamp is the one that holds, minute by minute,
because no two clocks run alike for a whole night.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import frozen

from livetok._recording.mpegts import Form

__all__ = ["Location", "Segment", "gap_before", "locate", "observe", "positions"]

_MINUTE: Final = 60.0

# Pairs: second of the recording session when a minute began, smallest difference to the stream's clock in it.
Samples = tuple[tuple[float, float], ...]


@frozen(kw_only=True)
class Segment:
    """A stretch of video without interruption.

    Attributes:
        index: Counted from 1.
        file: Name in the folder of the parts.
        reason: Why it began: `start`, `reconnect`, `stall`, `format`, `jump` (of the stream's clock), `length`.
        quality: Of the stream that it came from.
        protocol: `flv` or `hls`.
        seamless: Whether the segment before ends exactly where this one starts.
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
    first: float = 0.0
    duration: float = 0.0
    size: int = 0
    form: Form
    clock: Samples = ()


def observe(clock: Samples, at: float, media: float) -> Samples:
    """Note that the frame of this media time arrived at this moment."""
    if clock and at < clock[-1][0] + _MINUTE:
        begun, least = clock[-1]
        return clock if at - media >= least else (*clock[:-1], (begun, at - media))
    return (*clock, (at, at - media))


def _difference(segment: Segment, at: float) -> float:
    """The difference that holds at a moment: the least of its minute and its neighbours."""
    near = [least for begun, least in segment.clock if begun - _MINUTE <= at <= begun + 2 * _MINUTE]
    return min(near) if near else segment.clock[-1 if at > segment.clock[-1][0] else 0][1]


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
    for one in segments:
        starts.append(at)
        at += one.duration
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
        one = segments[index]
        if not one.clock:
            continue
        media = at - _difference(one, at) - one.first
        if media < 0:
            return Location(index, 0.0, in_gap=index > 0 and not one.seamless)
        if media < one.duration:
            return Location(index, media)
    last = len(segments) - 1
    return Location(last, segments[last].duration, in_gap=True)
