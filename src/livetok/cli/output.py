"""Standard output, written without stopping the event loop.

A pipe whose reader sleeps, or a terminal after Ctrl-S, takes nothing in. Heartbeats and acknowledgements must go on
all the same, so a thread does the writing. It is a daemon and writes below the buffer of `sys.stdout`: neither it nor
that buffer's lock can then keep the process from ending. On a console of Windows what lies there takes UTF-8, whatever
code page the console has; its descriptor would not.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from io import RawIOBase
from queue import SimpleQueue
from typing import cast

import anyio
from anyio import from_thread
from anyio.lowlevel import EventLoopToken, current_token
from attrs import define, field

from livetok.errors import LiveError

__all__ = ["Output", "open_output"]


@define(eq=False)
class _Job:
    """A piece of text to write, and how to tell that it was."""

    data: bytes
    token: EventLoopToken = field(factory=current_token)
    done: anyio.Event = field(factory=anyio.Event)
    error: OSError | None = None

    def carry_out(self, write: Callable[[bytes], int | None]) -> None:
        data = self.data
        try:
            while data:
                written = write(data)
                if written is None:  # a raw stream's way to say that a pipe is set not to wait, and full
                    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
                data = data[written:]
        except OSError as error:
            self.error = error
        with contextlib.suppress(anyio.RunFinishedError):  # nobody waits any more
            from_thread.run_sync(self.done.set, token=self.token)


@define(eq=False)
class Output:
    """Text for standard output, in order.

    Attributes:
        is_terminal: Whether a person is looking.
    """

    _write: Callable[[bytes], int | None]
    is_terminal: bool
    _jobs: SimpleQueue[_Job | None] = field(factory=SimpleQueue["_Job | None"], init=False)

    async def line(self, text: str) -> None:
        """Write a line; as `write`."""
        await self.write(text + "\n")

    async def write(self, text: str) -> None:
        """Write text. Cancelled, it returns at once, and the text is completed as soon as it can be.

        Raises:
            BrokenPipeError: Nobody reads any more.
            LiveError: The text cannot be written: the disk is full, say.
        """
        job = _Job(text.encode(errors="backslashreplace"))
        self._jobs.put(job)
        await job.done.wait()
        if isinstance(job.error, BrokenPipeError):
            raise job.error
        if job.error is not None:
            raise LiveError(f"cannot write to standard output: {job.error.strerror}") from job.error

    def work(self) -> None:
        """Write what is asked for until `close`; for the thread."""
        while job := self._jobs.get():
            job.carry_out(self._write)

    def close(self) -> None:
        """Let the thread end after what it was asked for."""
        self._jobs.put(None)


@asynccontextmanager
async def open_output() -> AsyncGenerator[Output]:
    """Give the standard output; left normally, it is complete.

    Raises:
        LiveError: The process has no standard output.
    """
    stream = sys.__stdout__
    if stream is None:
        raise LiveError("there is no standard output", hint="redirect it to a file rather than closing it")
    # Python that was told not to buffer has nothing between the text and the raw stream.
    raw = cast("RawIOBase", getattr(stream.buffer, "raw", stream.buffer))
    output = Output(raw.write, stream.isatty())
    threading.Thread(target=output.work, name="livetok output", daemon=True).start()
    try:
        yield output
        await output.write("")  # what was cancelled half-way
    finally:
        output.close()
