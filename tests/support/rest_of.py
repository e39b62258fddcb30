"""The end of what a process says."""

from __future__ import annotations

import subprocess
import threading

__all__ = ["rest_of"]


def rest_of(process: subprocess.Popen[str], timeout: float = 30.0) -> tuple[str, str]:
    """Wait for the end of a process; return what is left of its standard output, and its standard error.

    `communicate()` goes past the buffer in which `readline()` keeps what it has read ahead, and loses that.

    Args:
        process: With both streams as pipes; little is said on standard error.
        timeout: Seconds after which it is killed.
    """
    assert process.stdout is not None
    assert process.stderr is not None
    watchdog = threading.Timer(timeout, process.kill)
    watchdog.start()
    try:
        return process.stdout.read(), process.stderr.read()
    finally:
        process.wait()
        watchdog.cancel()
