"""Standard output, written without stopping the event loop.

A pipe whose reader sleeps, or a terminal after Ctrl-S, takes nothing in. Heartbeats and acknowledgements must go on
all the same, so threads do the writing. They write to the descriptor itself: a lock of `sys.stdout` held by a stuck
thread would keep the process from ending.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from anyio import to_thread
from attrs import define, field

from livetok.errors import LiveError

__all__ = ["Output", "open_output"]


@define(eq=False)
class Output:
    """Lines for standard output.

    Attributes:
        is_terminal: Whether a person is looking.
    """

    _descriptor: int
    is_terminal: bool
    _turn: threading.Lock = field(factory=threading.Lock, init=False)

    async def line(self, text: str) -> None:
        """Write a line; as `write`."""
        await self.write(text + "\n")

    async def drain(self) -> None:
        """Wait until everything is written."""
        await self.write("")

    async def write(self, text: str) -> None:
        """Write text. Cancelled, it returns at once, and the text is completed as soon as it can be.

        Raises:
            BrokenPipeError: Nobody reads any more.
            LiveError: The text cannot be written: the disk is full, say.
        """
        data = text.encode(errors="backslashreplace")
        try:
            await to_thread.run_sync(self._write, data, abandon_on_cancel=True)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise LiveError(f"cannot write to standard output: {error.strerror}") from error

    def _write(self, data: bytes) -> None:
        with self._turn:
            while data:
                data = data[os.write(self._descriptor, data) :]


@asynccontextmanager
async def open_output() -> AsyncGenerator[Output]:
    """Give the standard output; left normally, it is complete.

    Raises:
        LiveError: The process has no standard output.
    """
    stream = sys.__stdout__
    if stream is None:
        raise LiveError("there is no standard output", hint="redirect it to a file rather than closing it")
    stream.flush()
    output = Output(stream.fileno(), stream.isatty())
    yield output
    await output.drain()
