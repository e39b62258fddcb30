"""What a recording has to say in the stream of events.

Generated from proto/livetok/recording.proto by `nox -s generate`; do not edit.
"""

import betterproto2

from livetok._codec import message
from livetok._mixins.event import Event


@message
class RecordingStartedEvent(Event):
    """A recording began; the first video is there."""

    path: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    """The file that was asked for."""
    quality: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    """Quality as the room names it."""
    protocol: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    """flv or hls."""


@message
class RecordingSegmentEvent(Event):
    """A stretch of video without interruption is complete."""

    path: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    """The file that was asked for."""
    index: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    """Counted from 1."""
    reason: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    """Why it began: start, reconnect, stall, format, jump, length."""
    start: "float" = betterproto2.field(4, betterproto2.TYPE_DOUBLE)
    """Seconds of the finished video at which it starts."""
    duration: "float" = betterproto2.field(5, betterproto2.TYPE_DOUBLE)
    """Seconds."""
    size: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    gap_seconds: "float" = betterproto2.field(7, betterproto2.TYPE_DOUBLE)
    """Seconds that are missing before it."""


@message
class RecordingStoppedEvent(Event):
    """A recording is over, and its files are finished."""

    path: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    """The file that was asked for."""
    files: "list[str]" = betterproto2.field(2, betterproto2.TYPE_STRING, repeated=True)
    """The files that came of it; none when they could not be made."""
    duration: "float" = betterproto2.field(3, betterproto2.TYPE_DOUBLE)
    """Seconds of video."""
    size: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    segments: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    error: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    """What went wrong, empty when nothing did."""
