"""`Recording`: what a user holds of a recording, and `Source`: what a recording holds of its live."""

from __future__ import annotations

import math
import ssl
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Final

import anyio
from attrs import define, field, frozen

from livetok._mixins.event import Event
from livetok._recording.timeline import Segment, gap_before
from livetok.errors import RecordingError
from livetok.models import RoomInfo

__all__ = ["Progress", "Recording", "Source", "State"]

_SAMPLES: Final = 10  # one a second


@frozen(kw_only=True)
class Source:
    """What a recording needs of the live that it belongs to.

    Attributes:
        unique_id: Handle of the host.
        room_id: The room.
        room: What is known of the room now, None when nothing is.
        fetch_room: Asks TikTok for the room anew.
        say: Puts an event into the stream of the live; never waits.
        chat: Gives the events for the sidecars, from when it is entered.
        is_over: Whether the live itself knows that it has ended.
        now: The clock that events are stamped with.
        user_agent: Browser to be.
        proxy_for: Gives the proxy for a URL, None for none.
        verify: Whether certificates are checked.
        ssl_context: For a proxy that is itself spoken to by TLS; None takes the system's defaults.
    """

    unique_id: str
    room_id: int
    room: Callable[[], RoomInfo | None]
    fetch_room: Callable[[], Awaitable[RoomInfo]]
    emit: Callable[[Event], None]
    chat: Callable[[], AbstractContextManager[AsyncIterator[Event]]]
    ended: Callable[[], bool]
    now: Callable[[], datetime]
    user_agent: str = ""
    proxy_for: Callable[[str], str | None]
    verify: bool = True
    ssl_context: ssl.SSLContext | None = None


@frozen(kw_only=True)
class Progress:
    """How far a recording is.

    Attributes:
        time: Seconds of video so far.
        bytes: Size so far.
        bitrate: Bits per second of video, over the last seconds.
        speed: Seconds of video per second; 1 when all is well, 0 in an interruption.
        drops: Times that the stream was interrupted.
        gap_seconds: Seconds that are missing for it.
        dropped_frames: Frames dropped by a filter or an encoder; 0 unless `ffmpeg_args` ask for one.
        segments: Stretches without interruption so far.
    """

    time: float = 0.0
    bytes: int = 0
    bitrate: float = 0.0
    speed: float = 0.0
    drops: int = 0
    gap_seconds: float = 0.0
    dropped_frames: int = 0
    segments: int = 0


@define(eq=False, kw_only=True)
class State:
    """What the recorder and the user's handle share.

    Attributes:
        path: The asked file.
        files: The finished ones.
        error: The first failure.
        segments: The last one grows.
        dropped: Frames that ffmpeg dropped.
        begun: There is video, or there will never be any.
        over: All is done.
        soft: Ends the recording and lets the files be finished.
        hard: Ends everything, within a bound.
    """

    path: Path
    files: tuple[Path, ...] = ()
    error: RecordingError | None = None
    segments: list[Segment] = field(factory=list[Segment])
    dropped: int = 0
    started: anyio.Event = field(factory=anyio.Event)
    finished: anyio.Event = field(factory=anyio.Event)
    stop_scope: anyio.CancelScope = field(factory=anyio.CancelScope)
    kill_scope: anyio.CancelScope = field(factory=anyio.CancelScope)
    _samples: deque[tuple[float, float, int]] = field(
        factory=lambda: deque[tuple[float, float, int]](maxlen=_SAMPLES), init=False
    )

    @property
    def seconds(self) -> float:
        """Seconds of video."""
        return math.fsum(one.duration for one in self.segments)

    @property
    def size(self) -> int:
        """Bytes of all segments."""
        return sum(one.size for one in self.segments)

    def sample(self, at: float) -> None:
        """Note down time and size, once a second."""
        if not self._samples or at - self._samples[-1][0] >= 1:
            self._samples.append((at, self.seconds, self.size))

    def rates(self, at: float) -> tuple[float, float]:
        """Return bits per second of video, and seconds of video per second, over the last seconds."""
        if not self._samples or self.finished.is_set():
            return (self.size * 8 / self.seconds if self.seconds else 0.0), 0.0
        since, before, had = self._samples[0]
        passed, grown = at - since, self.seconds - before
        return ((self.size - had) * 8 / grown if grown > 0 else 0.0), (grown / passed if passed > 0 else 0.0)


@frozen(eq=False)
class Recording:
    """A recording that runs beside its live, until it is stopped, its duration is reached, or the broadcast ends."""

    _state: State

    @property
    def path(self) -> Path:
        """The file that was asked for, its template filled in."""
        return self._state.path

    @property
    def files(self) -> tuple[Path, ...]:
        """The finished files, once it is over.

        One, unless `{part}` asks for more, or codecs changed that no file can hold together.
        """
        return self._state.files

    @property
    def error(self) -> RecordingError | None:
        """What ended it before its time, or kept the files from being finished; None while all is well."""
        return self._state.error

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The stretches of video without interruption; the last one still grows."""
        return tuple(self._state.segments)

    @property
    def finished(self) -> bool:
        """Whether it is over, files and all."""
        return self._state.finished.is_set()

    def progress(self) -> Progress:
        """Return how far it is. Costs little; call it as often as you like."""
        segments = self.segments
        bitrate, speed = self._state.rates(anyio.current_time())
        return Progress(
            time=self._state.seconds,
            bytes=self._state.size,
            bitrate=bitrate,
            speed=speed,
            drops=sum(not one.seamless for one in segments[1:]),
            gap_seconds=math.fsum(gap_before(segments, n) for n in range(len(segments))),
            dropped_frames=self._state.dropped,
            segments=len(segments),
        )

    async def stop(self) -> None:
        """End the recording and wait until its files are finished. May be called again, and when it is over.

        Joining takes about as long as copying the file. Cancelled, it goes on by itself; `error` tells of failures.
        """
        self._state.stop_scope.cancel()
        await self._state.finished.wait()

    async def wait(self) -> None:
        """Wait until it is over by itself: duration reached, broadcast ended, or failed."""
        await self._state.finished.wait()

    async def wait_begun(self) -> None:
        """Wait for the first video.

        Raises:
            RecordingError: It failed before there was any.
        """
        await self._state.started.wait()
        if self.error is not None and not self.segments:
            raise self.error
