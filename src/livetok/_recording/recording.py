"""`Recording`: what a user holds of a recording, and `Source`: what a recording holds of its live."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

import anyio
from attrs import define, field, frozen

from livetok._mixins.event import Event
from livetok._net.http import StreamingHttp
from livetok._recording.timeline import Segment, gap_before
from livetok.errors import RecordingError
from livetok.models import RoomInfo

__all__ = ["Progress", "Recording", "Source", "State"]

_SAMPLES: Final = 10  # one a second
_BURST: Final = 0.5
_DROPS: Final = {"reconnect", "stall", "jump", "missing", "disk"}


class Source(Protocol):
    """What a recording needs of the live that it belongs to."""

    @property
    def unique_id(self) -> str:
        """Handle of the host."""
        ...

    @property
    def room_id(self) -> int:
        """The room."""
        ...

    @property
    def room(self) -> RoomInfo | None:
        """What is known of the room now, None when nothing is."""
        ...

    @property
    def user_agent(self) -> str:
        """Browser to be."""
        ...

    @property
    def ended(self) -> bool:
        """Whether the live itself knows that it has ended."""
        ...

    @property
    def client(self) -> StreamingHttp:
        """What fetches the video, by the proxy and with the certificates of the live."""
        ...

    def now(self) -> datetime:
        """Return the time of the clock that events are stamped with."""
        ...

    async def fetch_room(self) -> RoomInfo:
        """Ask TikTok for the room anew."""
        ...

    def emit(self, event: Event, /) -> None:
        """Put an event into the stream of the live; never waits."""
        ...

    def chat(self) -> AbstractContextManager[AsyncIterator[Event]]:
        """Give the events for the sidecars, from when it is entered."""
        ...


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
        dropped_frames: Frames of no use, because they came before the first key frame of a connection.
        segments: Stretches without interruption so far.
        paused: Whether it waits for space on the disk.
    """

    time: float = 0.0
    bytes: int = 0
    bitrate: float = 0.0
    speed: float = 0.0
    drops: int = 0
    gap_seconds: float = 0.0
    dropped_frames: int = 0
    segments: int = 0
    paused: bool = False


@define(eq=False, kw_only=True)
class State:
    """What the recorder and the user's handle share.

    Attributes:
        path: The asked file.
        files: The finished ones.
        error: The first failure.
        segments: The last one grows.
        dropped: Frames that came before any key frame.
        paused: The disk is all but full.
        started: There is video, or there will never be any.
        finished: All is done.
        stop_scope: Cancel to end the recording and finish the files.
        kill_scope: Cancel to give up after 10 s of clean-up.
    """

    path: Path
    files: tuple[Path, ...] = ()
    error: RecordingError | None = None
    segments: list[Segment] = field(factory=list[Segment])
    dropped: int = 0
    paused: bool = False
    started: anyio.Event = field(factory=anyio.Event)
    finished: anyio.Event = field(factory=anyio.Event)
    stop_scope: anyio.CancelScope = field(factory=anyio.CancelScope)
    kill_scope: anyio.CancelScope = field(factory=anyio.CancelScope)
    _first_at: float | None = field(default=None, init=False)
    _samples: deque[tuple[float, float, int]] = field(
        factory=lambda: deque[tuple[float, float, int]](maxlen=_SAMPLES), init=False
    )

    @property
    def seconds(self) -> float:
        """Seconds of video."""
        return math.fsum(segment.duration for segment in self.segments)

    @property
    def size(self) -> int:
        """Bytes of all segments."""
        return sum(segment.size for segment in self.segments)

    def sample(self, at: float) -> None:
        """Note down time and size, once a second; not before what a server had in store has come in a burst."""
        self._first_at = at if self._first_at is None else self._first_at
        if at - self._first_at < _BURST:
            return
        if not self._samples or at - self._samples[-1][0] >= 1:
            self._samples.append((at, self.seconds, self.size))

    def rates(self) -> tuple[float, float]:
        """Return bits per second of video, and seconds of video per second, over the last seconds."""
        if not self._samples or self.finished.is_set():
            return (self.size * 8 / self.seconds if self.seconds else 0.0), 0.0
        since, before, had = self._samples[0]
        passed, grown = anyio.current_time() - since, self.seconds - before
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
        """The finished files, each from when it is finished.

        One in the end, unless `{part}` asks for more, or codecs changed that no file can hold together.
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
        bitrate, speed = self._state.rates()
        return Progress(
            time=self._state.seconds,
            bytes=self._state.size,
            bitrate=bitrate,
            speed=speed,
            drops=sum(segment.reason in _DROPS for segment in segments[1:]),
            gap_seconds=math.fsum(gap_before(segments, n) for n in range(len(segments))),
            dropped_frames=self._state.dropped,
            segments=len(segments),
            paused=self._state.paused,
        )

    async def stop(self) -> None:
        """End the recording and wait until its files are finished. May be called again, and when it is over.

        Joining takes about as long as copying the file. Cancelling it ends the waiting only: the files are finished
        all the same. Failures are in `error`.
        """
        self._state.stop_scope.cancel()
        await self._state.finished.wait()

    async def wait(self) -> None:
        """Wait until it is over by itself: duration reached, broadcast ended, or failed; its files are finished then.

        Cancelling it ends the waiting only; the recording goes on.
        """
        await self._state.finished.wait()

    async def wait_begun(self) -> None:
        """Wait for the first video.

        Cancelling it ends the waiting only; the recording goes on.

        Raises:
            RecordingError: It failed before there was any.
        """
        await self._state.started.wait()
        if self.error is not None and not self.segments:
            raise self.error
