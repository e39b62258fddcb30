"""The end of what a process says."""

from __future__ import annotations

import subprocess
import threading
from typing import IO

__all__ = ["rest_of"]


def rest_of(process: subprocess.Popen[str], timeout: float = 30.0) -> tuple[str, str]:
    """Wait for the end of a process; return what is left of its standard output, and its standard error.

    `communicate()` goes past the buffer in which `readline()` keeps what it has read ahead, and loses that.

    Args:
        process: Little is said on its standard error. Of a stream that is no pipe, or closed, nothing is returned.
        timeout: Seconds after which it is killed.
    """
    watchdog = threading.Timer(timeout, process.kill)
    watchdog.start()
    try:
        return _rest(process.stdout), _rest(process.stderr)
    finally:
        process.wait()
        watchdog.cancel()


def _rest(stream: IO[str] | None) -> str:
    if stream is None or stream.closed:
        return ""
    with stream:
        return stream.read()
