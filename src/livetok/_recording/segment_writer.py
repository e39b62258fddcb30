"""One run of ffmpeg: cut what it hands over into segments and write them down."""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Callable
from io import FileIO
from typing import Final

import anyio
from anyio import to_thread
from attrs import define, evolve, field

from livetok._recording.ffmpeg import FfmpegLog
from livetok._recording.mpegts import Cutter, Form, Opening, Slice
from livetok._recording.segment_store import SegmentStore
from livetok._recording.timeline import Samples, Segment, observe
from livetok.errors import RecordingError
from livetok.models import StreamUrl

__all__ = ["SegmentWriter"]

_log = logging.getLogger("livetok.record")

_SAVE_EVERY: Final = 5.0  # seconds that a power cut may cost


@define(eq=False, kw_only=True)
class SegmentWriter:
    """Writes the output of one ffmpeg; a recording has as many as the stream has interruptions.

    Attributes:
        store: Takes the segments.
        stream: What is recorded.
        reason: Why it was begun.
        length: Seconds after which a new segment begins.
        clock: Second of the session, now.
        on_data: Called after each write.
        on_segment: Called with the place of a segment in the list when it is complete.
        notes: What ffmpeg says.
        scope: Ends ffmpeg when cancelled; the take does so itself when it cannot go on.
        trouble: Why it cannot.
    """

    store: SegmentStore
    stream: StreamUrl
    reason: str
    length: float
    clock: Callable[[], float]
    on_data: Callable[[], None]
    on_segment: Callable[[int], None]
    notes: FfmpegLog = field(factory=FfmpegLog)
    scope: anyio.CancelScope = field(factory=anyio.CancelScope)
    trouble: RecordingError | None = None
    _cutter: Cutter = field(init=False)
    _file: FileIO | None = field(default=None, init=False)
    _saved_at: float = field(init=False)
    _had: int = field(init=False)
    _whole: int = field(default=0, init=False)
    _ended: list[int] = field(factory=list[int], init=False)

    def __attrs_post_init__(self) -> None:
        self._cutter = Cutter(self.length)
        self._saved_at = self.clock()
        self._had = len(self.store.segments)

    @property
    def recorded(self) -> float:
        """Seconds of video that came of it."""
        return sum(one.duration for one in self.store.segments[self._had :])

    async def write(self, data: bytes) -> None:
        """Take in what ffmpeg hands over. Never raises: trouble with the disk ends the take."""
        await self._store(data, final=False)
        if self.notes.new_track:
            self.scope.cancel()

    async def close(self, *, cleanly: bool) -> None:
        """Write down the rest and close the last segment.

        Args:
            cleanly: ffmpeg ended by itself; otherwise the last unit may be torn, and is dropped.
        """
        await self._store(b"", final=True)
        if self._file is not None:
            await self._guard(self._end_take, cleanly and self.trouble is None)

    async def _store(self, data: bytes, *, final: bool) -> None:
        at = self.clock()
        for one in self._cutter.feed(data, final=final):
            if self.trouble is None:
                await self._guard(self._put, one, at)
        if at - self._saved_at > _SAVE_EVERY and self._file is not None and self.trouble is None:
            self._saved_at = at
            await self._guard(self._secure)
        self.on_data()

    async def _guard(self, work: Callable[..., None], *args: object) -> None:
        """Do what blocks in a thread, and take note of what the disk says to it."""
        try:
            await to_thread.run_sync(work, *args)
        except OSError as error:
            full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
            said = "the disk is full" if full else f"the disk failed: {error.strerror}"
            self.trouble = RecordingError(said, hint="what was recorded is kept; make space and start anew")
            self.trouble.__cause__ = error
            _log.error("%s; the recording ends", said)
            self.scope.cancel()
        while self._ended:
            self.on_segment(self._ended.pop(0))

    # --- in a thread

    def _put(self, one: Slice, at: float) -> None:
        if one.opening is not None:
            if self._file is not None:
                self._end_segment(one.opening.first if one.opening.seamless else None)
            self._begin_segment(one.opening, one.form, at)
        segment = self.store.segments[-1]
        size, rest = segment.size, memoryview(one.data)
        try:
            while rest and self._file is not None:
                written = self._file.write(rest) or 0
                rest, size = rest[written:], size + written
        finally:
            if one.tail is not None and not rest:
                self._whole = size - one.tail
            self.store.segments[-1] = evolve(
                segment,
                size=size,
                form=one.form,
                duration=max(segment.duration, one.end - segment.first),
                clock=observe(segment.clock, at, one.end),
            )

    def _begin_segment(self, opening: Opening, form: Form, at: float) -> None:
        segments = self.store.segments
        fresh = len(segments) == self._had
        clock: Samples = segments[-1].clock[-1:] if opening.seamless else ()
        segment = Segment(
            index=len(segments) + 1,
            file=f"part-{len(segments) + 1:04}.ts",
            reason=self.reason if fresh else opening.reason,
            quality=self.stream.quality,
            protocol=self.stream.protocol,
            seamless=opening.seamless,
            first=opening.first,
            form=form,
            clock=observe(clock, at, opening.first),
        )
        self._file, self._whole = self.store.open(segment), 0
        segments.append(segment)
        self.store.save()

    def _end_segment(self, end: float | None = None) -> None:
        """Close the file of the last segment; `end` is where the next one follows without a gap."""
        file, self._file = self._file, None
        segment = self.store.segments[-1]
        if end is not None:
            self.store.segments[-1] = evolve(segment, duration=end - segment.first)
        if file is not None:
            with file:
                os.fsync(file.fileno())
        self._ended.append(len(self.store.segments) - 1)
        self.store.save()

    def _end_take(self, whole: bool) -> None:
        """Close the last segment without the unit that may be torn; a segment that then is empty goes away."""
        segment = self.store.segments[-1]
        if self._file is not None and not whole and self._whole < segment.size:
            self._file.truncate(self._whole)
            segment = self.store.segments[-1] = evolve(segment, size=self._whole)
        if segment.duration > 0:
            self._end_segment()
        elif self._file is not None:
            self._file.close()
            self._file = None
            self.store.drop_last()

    def _secure(self) -> None:
        if self._file is not None:
            os.fsync(self._file.fileno())
        self.store.save()
