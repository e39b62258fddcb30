"""Write what a live brings into segments on the disk."""

from __future__ import annotations

import errno
import logging
import math
import os
from collections.abc import Callable
from contextlib import suppress
from io import FileIO
from typing import Final

import anyio
from anyio import to_thread
from attrs import define, evolve, field

from livetok._recording.flv import Tag
from livetok._recording.segment_store import SegmentStore
from livetok._recording.segmenter import Opening, Segmenter, Slice
from livetok._recording.stream_output import StreamOutput
from livetok._recording.timeline import Samples, Segment, observe
from livetok.errors import RecordingError
from livetok.models import StreamUrl

__all__ = ["SegmentWriter"]

_log = logging.getLogger("livetok.record")

# Bytes and seconds that may gather before they are written.
_MOST_PENDING: Final = 65_536
_FLUSH_EVERY: Final = 0.2
_SAVE_EVERY: Final = 5.0  # seconds that a power cut may cost
# Seconds by which a recording may miss its length: frames do not end where it does.
_NEARLY: Final = 0.05


@define(eq=False, kw_only=True)
class SegmentWriter:
    """Writes one recording; a `TagSink` for one connection after the other.

    Attributes:
        store: Takes the segments.
        segmenter: Cuts them.
        clock: Second of the recording, now.
        duration: Seconds of video after which it is complete.
        min_free: Bytes that stay free on the disk; the connection ends before, and `lacks_space` tells of it.
        on_data: Called after each write.
        on_segment: Called with the place of a segment in the list when it is complete.
        on_slice: Called with the slice that opens a segment, before anything is written; a `RecordingError` of it
            ends the connection.
        scope: Ends the connection when cancelled; set by `connect`. The writer cancels it when it cannot go on, or
            need not.
        trouble: Why it cannot.
        lacks_space: Whether it cannot for now: the disk is all but full, which `min_free` says to wait for.
        complete: Whether the duration is reached, or nobody reads any more.
    """

    store: SegmentStore | StreamOutput
    segmenter: Segmenter
    clock: Callable[[], float]
    duration: float
    min_free: int = 0
    on_data: Callable[[], None]
    on_segment: Callable[[int], None]
    on_slice: Callable[[Slice], None]
    stream: StreamUrl = field(init=False)
    scope: anyio.CancelScope = field(factory=anyio.CancelScope, init=False)
    trouble: RecordingError | None = field(default=None, init=False)
    lacks_space: bool = field(default=False, init=False)
    complete: bool = field(default=False, init=False)
    _patience: float = field(default=15.0, init=False)
    _file: FileIO | StreamOutput | None = field(default=None, init=False)
    # Threads of its own: however many recordings wait for a busy disk, each goes on writing.
    _writing: anyio.CapacityLimiter = field(factory=lambda: anyio.CapacityLimiter(1), init=False)
    _securing: anyio.CapacityLimiter = field(factory=lambda: anyio.CapacityLimiter(1), init=False)
    _pending: list[tuple[Slice, float]] = field(factory=list[tuple[Slice, float]], init=False)
    _pending_bytes: int = field(default=0, init=False)
    _flushed_at: float = field(default=0.0, init=False)
    _closing: list[FileIO | StreamOutput] = field(factory=list["FileIO | StreamOutput"], init=False)
    _changed: anyio.Event = field(factory=anyio.Event, init=False)
    _opened: bool = field(default=False, init=False)
    _before: float = field(default=0.0, init=False)  # seconds in all segments but the last
    _last: tuple[float, float] | None = field(default=None, init=False)
    _ended: list[int] = field(factory=list[int], init=False)

    @property
    def recorded(self) -> float:
        """Seconds of video by now."""
        return sum(segment.duration for segment in self.store.segments)

    @property
    def must_end(self) -> bool:
        """Whether nothing more is written."""
        return self.complete or self.lacks_space or self.trouble is not None

    def connect(self, stream: StreamUrl, reason: str, patience: float) -> anyio.CancelScope:
        """Prepare for a connection; return the scope to run it in, which ends it after too long a silence.

        Args:
            stream: What is recorded.
            reason: Why there is a new connection.
            patience: Seconds without anything new after which it is given up.
        """
        self.stream, self._patience, self._last = stream, patience, None
        self.segmenter.connect(reason)
        self.scope = anyio.CancelScope(deadline=anyio.current_time() + patience)
        return self.scope

    # --- what the connection brings

    async def take(self, tags: list[Tag]) -> None:
        """Take the next tags in. Never raises: trouble with the disk ends the connection."""
        at = self.clock()
        await self._store([piece for tag in tags for piece in self.segmenter.feed(tag, at)], at)

    def expect_video(self) -> None:
        """Note that the connection promised a picture."""
        self.segmenter.expect_video()

    def interrupt(self, reason: str) -> None:
        """Note that what comes next does not follow on what came before."""
        self.segmenter.interrupt(reason)

    async def disconnect(self) -> None:
        """Write down the rest, and close the segment."""
        at = self.clock()
        await self._store(self.segmenter.finish(at), at)
        await self._flush(at)
        if self._file is not None:
            await self._guard(self._end_segment)

    async def secure_regularly(self) -> None:
        """Force to the disk what is written, every few seconds and where a segment begins or ends, until cancelled.

        A disk that is busy can take seconds over this; meanwhile the video must flow.
        """
        while True:
            with anyio.move_on_after(_SAVE_EVERY):
                await self._changed.wait()
            self._changed = anyio.Event()
            await self._guard(self._secure)

    async def close(self) -> None:
        """Force everything to the disk, at the end."""
        await self._guard(self._secure)

    async def _store(self, slices: list[Slice], at: float) -> None:
        if not slices or self.must_end:
            return
        # The patience is with the server: neither a busy disk nor a player that is paused counts.
        self.scope.deadline = math.inf
        opens = False
        for piece in slices:
            if piece.opening is not None:
                opens = True
                try:
                    self.on_slice(piece)
                except RecordingError as error:
                    self._give_up(error)
                    break
            self._pending.append((piece, at))
            self._pending_bytes += len(piece.data)
        if opens or self._pending_bytes >= _MOST_PENDING or at - self._flushed_at >= _FLUSH_EVERY:
            await self._flush(at)
        self.scope.deadline = anyio.current_time() + self._patience

    async def _flush(self, at: float) -> None:
        """Write down what has gathered: one visit to a thread is dearer than many small writes."""
        pending, self._pending, self._pending_bytes, self._flushed_at = self._pending, [], 0, at
        if pending and not self.must_end:
            await self._guard(self._put, pending)
            self.on_data()

    async def _guard(self, work: Callable[..., None], *args: object) -> None:
        """Do what blocks in a thread, and take note of what the disk says to it."""
        limiter = self._securing if work == self._secure else self._writing
        try:
            await to_thread.run_sync(work, *args, limiter=limiter)
        except BrokenPipeError:
            self.complete = True
        except OSError as error:
            self._take_error(error)
        if self.must_end:
            self.scope.cancel()
        if self._opened or self._ended:
            self._opened = False
            self._changed.set()
        while self._ended:
            self.on_segment(self._ended.pop(0))

    def _take_error(self, error: OSError) -> None:
        if error.errno == errno.ENOSPC and self.min_free:
            self.lacks_space = True
            return
        is_full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        what = "the disk is full" if is_full else f"the disk failed: {error.strerror or error}"
        trouble = RecordingError(what, hint="what was recorded is kept; make space and start anew")
        trouble.__cause__ = error
        self._give_up(trouble)

    def _give_up(self, trouble: RecordingError) -> None:
        self.trouble = self.trouble or trouble
        _log.error("%s; the recording ends", trouble)
        self.scope.cancel()

    # --- in a thread

    def _put(self, slices: list[tuple[Slice, float]]) -> None:
        for piece, at in slices:
            if piece.opening is not None:
                if self.duration - self.recorded < _NEARLY:
                    self.complete = True
                    return
                self._begin_segment(piece.opening, piece, at)
            segment = self.store.segments[-1]
            if self._before + piece.end - segment.first > self.duration + _NEARLY:
                self.complete = True
                return
            self._write(segment, piece, at)

    def _write(self, segment: Segment, piece: Slice, at: float) -> None:
        size, rest = segment.size, memoryview(piece.data)
        try:
            while rest and self._file is not None:
                written = self._file.write(rest) or 0
                rest, size = rest[written:], size + written
        except OSError:
            # Half a tag is of no use, and would be in the way.
            if self._file is not None:
                self._file.truncate(segment.size)
            raise
        self.store.segments[-1] = evolve(
            segment,
            size=size,
            form=piece.form,
            duration=max(segment.duration, piece.end - segment.first),
            clock=observe(segment.clock, at, piece.time, self._last),
        )
        self._last = at, piece.time

    def _begin_segment(self, opening: Opening, piece: Slice, at: float) -> None:
        segments = self.store.segments
        if self._file is not None:
            self._end_segment()
        if segments and opening.seamless and opening.same_clock:
            segments[-1] = evolve(segments[-1], duration=max(0.0, opening.first - segments[-1].first))
        clock: Samples = (
            segments[-1].clock[-1:] if segments and opening.seamless and opening.same_clock else ()
        )
        self._last = self._last if clock else None
        segment = Segment(
            index=len(segments) + 1,
            file=f"part-{len(segments) + 1:04}.flv",
            reason=opening.reason,
            quality=self.stream.quality,
            protocol=self.stream.protocol,
            seamless=opening.seamless,
            keyed=opening.keyed,
            first=opening.first,
            form=piece.form,
            clock=observe(clock, at, opening.first, self._last),
        )
        self._file = self.store.open(segment)
        self._before, self._last = self.recorded, (at, opening.first)
        segments.append(segment)
        self._opened = True

    def _end_segment(self) -> None:
        if self._file is not None:
            self._closing.append(self._file)
            self._file = None
        self._ended.append(len(self.store.segments) - 1)

    def _secure(self) -> None:
        """Force what there is to the disk, and see whether there is space for more.

        Raises:
            OSError: There is not.
        """
        while self._closing:
            file = self._closing.pop(0)
            try:
                _force(file)
            finally:
                file.close()
        if (growing := self._file) is not None:
            with suppress(ValueError):  # it was closed just now, and is forced to the disk next time
                _force(growing)
        self.store.save()
        if self.min_free and not self.store.has_space(self.min_free):
            raise OSError(errno.ENOSPC, "the free space is below min_free")


def _force(file: FileIO | StreamOutput) -> None:
    """Force what was written to the disk, where it goes to one."""
    if isinstance(file, FileIO):
        os.fsync(file.fileno())
