"""Hand the video on as it comes: one FLV stream to an open file, such as the standard input of a player."""

from __future__ import annotations

import os
import select
from time import monotonic
from typing import IO, Final

from anyio import from_thread
from attrs import define, field

from livetok._recording.continuous import ContinuousFlv
from livetok._recording.flv import FlvReader, MediaFormat, file_header
from livetok._recording.timeline import Segment, positions

__all__ = ["StreamOutput"]

# What a pipe takes without waiting, once it takes anything.
_MOST_AT_ONCE: Final = getattr(select, "PIPE_BUF", 4096)
_LOOK_EVERY: Final = 100  # milliseconds between two looks at whether the recording was stopped
_GRACE: Final = 1.0  # seconds that a reader then has


@define
class StreamOutput:
    """Takes segments, and writes them to one file as they grow. Its methods block; call them in a thread.

    Attributes:
        file: Open for writing, and not closed here. Written to by its descriptor, behind its buffer.
        segments: In order; all but the last are complete.
    """

    file: IO[bytes]
    segments: list[Segment] = field(factory=list[Segment], init=False)
    _flv: ContinuousFlv = field(factory=lambda: ContinuousFlv(MediaFormat(), in_band=False), init=False)
    _reader: FlvReader = field(factory=FlvReader, init=False)
    _is_broken: bool = field(default=False, init=False)
    _deadline: float = field(default=0.0, init=False)

    @property
    def name(self) -> str:
        """What the file calls itself."""
        return str(getattr(self.file, "name", "-"))

    def open(self, segment: Segment) -> StreamOutput:
        """Go on with another segment."""
        if not self.segments:
            self._send(file_header(video=True, audio=True))
        self._flv.segment(sum(positions([*self.segments, segment])[-1:]), segment.first)
        self._reader = FlvReader()
        return self

    def write(self, data: memoryview) -> int:
        """Write the next bytes of a segment: whole tags.

        Raises:
            BrokenPipeError: Nobody reads any more.
        """
        self._send(b"".join(map(self._flv.convert, self._reader.feed(bytes(data)))))
        return len(data)

    def truncate(self, size: int) -> None:
        """Do nothing: what was sent is gone."""

    def close(self) -> None:
        """Do nothing: the file belongs to the user."""

    def save(self) -> None:
        """Do nothing: there is no manifest."""

    def has_space(self, least: int) -> bool:
        """Whether there is space: always."""
        return True

    def _send(self, data: bytes) -> None:
        """Write, however slow the reader is. When the recording is stopped, it has a second to take the rest in.

        Raises:
            BrokenPipeError: Nobody reads any more.
        """
        rest, descriptor = memoryview(data), self.file.fileno()
        while rest and not self._is_broken:
            try:
                self._wait(descriptor)
                rest = rest[os.write(descriptor, rest[:_MOST_AT_ONCE]) :]
            except BlockingIOError:
                continue
            except BaseException:
                self._is_broken = True  # half a tag may have been sent; nothing can follow it
                raise

    def _wait(self, descriptor: int) -> None:
        """Wait until the descriptor takes something. Not where files cannot be asked; there, writing itself waits."""
        if not hasattr(select, "poll"):
            return
        poll = select.poll()
        poll.register(descriptor, select.POLLOUT)
        while not poll.poll(_LOOK_EVERY):
            self._deadline = self._deadline or (monotonic() + _GRACE if _is_cancelled() else 0.0)
            if self._deadline and monotonic() > self._deadline:
                from_thread.check_cancelled()


def _is_cancelled() -> bool:
    try:
        from_thread.check_cancelled()
    # Each event loop has a name of its own for it, and it is looked at here, not handled.
    except BaseException:  # noqa: ASYNC103, BLE001
        return True  # noqa: ASYNC104
    return False
