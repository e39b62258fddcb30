"""Standard input, read line by line without stopping the event loop.

A daemon thread reads below the buffer of `sys.stdin`, so that a read that never returns cannot keep the process from
ending. On a console of Windows, what lies there gives UTF-8.
"""

from __future__ import annotations

import contextlib
import math
import os
import sys
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from io import RawIOBase
from typing import cast

import anyio
from anyio import from_thread
from anyio.lowlevel import EventLoopToken, current_token

__all__ = ["open_input"]

_LONGEST_LINE = 1 << 16


@asynccontextmanager
async def open_input() -> AsyncGenerator[AsyncIterator[str]]:
    """Give the lines of standard input, to their end; blank ones are left out.

    There are none where nobody can type: without a standard input, and in the background of a terminal, where reading
    would stop the process. Cancelling the iteration loses no line.
    """
    send, receive = anyio.create_memory_object_stream[str](math.inf)
    async with send, receive:
        read = _reader()
        if read is None:
            send.close()
        else:
            deliver, end, token = send.send_nowait, send.close, current_token()
            threading.Thread(
                target=_read, args=(read, deliver, end, token), name="livetok input", daemon=True
            ).start()
        yield receive


def _reader() -> Callable[[int], bytes | None] | None:
    stream = sys.__stdin__
    if stream is None:
        return None
    try:
        descriptor = stream.fileno()
        in_background = (
            os.isatty(descriptor) and sys.platform != "win32" and os.tcgetpgrp(descriptor) != os.getpgrp()
        )
        return None if in_background else cast("RawIOBase", getattr(stream.buffer, "raw", stream.buffer)).read
    except (OSError, ValueError):  # closed, or taken away
        return None


def _read(
    read: Callable[[int], bytes | None],
    deliver: Callable[[str], None],
    end: Callable[[], None],
    token: EventLoopToken,
) -> None:
    """Read to the end; for the thread. What cannot be delivered any more is nobody's business."""
    rest = b""
    with contextlib.suppress(anyio.RunFinishedError, anyio.ClosedResourceError, anyio.BrokenResourceError):
        try:
            while data := read(1 << 12):
                *lines, rest = (rest + data).split(b"\n")
                for line in lines:
                    _deliver(line, deliver, token)
                rest = rest[-_LONGEST_LINE:]
        except OSError:
            pass
        _deliver(rest, deliver, token)
        from_thread.run_sync(end, token=token)


def _deliver(line: bytes, deliver: Callable[[str], None], token: EventLoopToken) -> None:
    text = line.decode(errors="replace").strip()
    if text:
        from_thread.run_sync(deliver, text, token=token)
