"""Supervised child processes: whatever happens, the program is ended and waited for."""

from __future__ import annotations

import math
import os
import signal
import subprocess
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, suppress
from subprocess import PIPE
from typing import Final, cast

import anyio
from anyio.abc import ByteReceiveStream, ByteSendStream, Process
from attrs import frozen

from livetok._util.task_group import open_task_group

__all__ = ["Exit", "exit_reason", "run_program"]

# How long a program may take to start, and to exit after each of: the farewell bytes, SIGTERM, SIGKILL.
_START: Final = 10.0
_STEPS: Final = (1.5, 1.0, 2.0)
_CHUNK: Final = 65_536
_KILL: Final = getattr(signal, "SIGKILL", signal.SIGTERM)
_LONGEST_LINE: Final = 8_192
# Windows has groups in place of sessions; the flag keeps Ctrl-C away from the program likewise.
_OWN_GROUP: Final = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


@frozen
class Exit:
    """How a program ended.

    Attributes:
        code: Its exit code; negative for the signal that killed it.
        silent: Whether it was ended because it said nothing for too long.
    """

    code: int
    silent: bool = False

    @property
    def reason(self) -> str:
        """How it ended, in words: `exit code 1`, `SIGSEGV`."""
        return exit_reason(self.code)


def exit_reason(code: int) -> str:
    """Say in words how a program ended.

    Args:
        code: Its exit code; negative for the signal that killed it.
    """
    try:
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"
    except ValueError:
        return f"signal {-code}"


async def run_program(
    command: Sequence[str],
    *,
    output: Callable[[bytes], Awaitable[None]],
    line: Callable[[str], None],
    source: Callable[[], Awaitable[bytes]] | None = None,
    silence: float = math.inf,
    farewell: bytes = b"",
) -> Exit:
    """Run a program to its end.

    Cancelled, or after too much silence, it is asked to leave (`farewell`), then terminated, then killed: 4.5 s at
    most, in which its last output still reaches `output`. It has a session of its own, so that Ctrl-C in a terminal
    reaches only us; what it started itself goes with it.

    Args:
        command: Program and arguments; no shell comes near them.
        output: Takes what comes on standard output; must not raise.
        line: Takes each line of standard error; must not raise.
        source: Gives what is written to its standard input, empty at the end. Without it, standard input is open
            and says nothing but the farewell.
        silence: Seconds without output after which it is ended.
        farewell: What makes it leave in good order when written to its standard input.

    Raises:
        OSError: It cannot be started.
        TimeoutError: The system did not start it in 10 s.
    """
    with anyio.fail_after(_START, shield=True):
        process = await anyio.open_process(
            command, stdin=PIPE, stdout=PIPE, stderr=PIPE, start_new_session=True, creationflags=_OWN_GROUP
        )
    stdout, stderr = cast(ByteReceiveStream, process.stdout), cast(ByteReceiveStream, process.stderr)
    silent = False
    try:
        async with open_task_group() as group:
            group.start_soon(_lines, stderr, line, name="livetok stderr")
            if source is not None and process.stdin is not None:
                group.start_soon(_feed, process.stdin, source, name="livetok stdin")
            silent = await _pump(stdout, output, silence)
            if silent:
                group.cancel_scope.cancel()
            else:
                await process.wait()
    finally:
        with anyio.CancelScope(shield=True, deadline=anyio.current_time() + sum(_STEPS) + 1):
            await _end(process, stdout, output, farewell)
    return Exit(_code(process), silent)


async def _feed(stdin: ByteSendStream, source: Callable[[], Awaitable[bytes]]) -> None:
    """Write to standard input until there is no more, or the program takes no more."""
    try:
        while data := await source():
            await stdin.send(data)
    except (anyio.BrokenResourceError, anyio.ClosedResourceError):
        return  # its exit code says why
    with anyio.move_on_after(1, shield=True):
        await stdin.aclose()


def _code(process: Process) -> int:
    return 0 if process.returncode is None else process.returncode


async def _pump(
    stream: ByteReceiveStream, output: Callable[[bytes], Awaitable[None]], silence: float
) -> bool:
    """Pass the output on until it ends; return whether it fell silent instead."""
    while True:
        data = b""
        with anyio.move_on_after(silence):
            try:
                data = await stream.receive(_CHUNK)
            except (anyio.EndOfStream, anyio.BrokenResourceError):
                return False
        if not data:
            return True
        await output(data)


async def _lines(stream: ByteReceiveStream, line: Callable[[str], None]) -> None:
    """Split standard error into lines. Progress reports end theirs with a carriage return."""
    rest = b""
    while True:
        try:
            rest += await stream.receive(_CHUNK)
        except (anyio.EndOfStream, anyio.BrokenResourceError):
            break
        *whole, rest = rest.replace(b"\r", b"\n")[-_LONGEST_LINE * 8 :].split(b"\n")
        rest = rest[-_LONGEST_LINE:]
        for whole_line in whole:
            _hear(whole_line, line)
    _hear(rest, line)


def _hear(data: bytes, line: Callable[[str], None]) -> None:
    if text := data[:_LONGEST_LINE].decode(errors="replace").strip():
        line(text)


async def _end(
    process: Process, stdout: ByteReceiveStream, output: Callable[[bytes], Awaitable[None]], farewell: bytes
) -> None:
    """Make the program leave, take in its last words, and wait for it; nobody but us would."""
    async with AsyncExitStack() as stack:
        stack.push_async_callback(process.aclose)
        if process.returncode is None:
            stack.callback(_kill_group, process)
        for step, seconds in enumerate(_STEPS):
            if process.returncode is not None:
                break
            with anyio.move_on_after(seconds):
                await _urge(process, step, farewell)
                await _pump(stdout, output, math.inf)
                await process.wait()


def _signal(process: Process, number: signal.Signals) -> None:
    """Send a signal to the program and whatever it started, where the system knows groups of processes."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)


def _kill_group(process: Process) -> None:
    """End what the program started and left behind, such as the ffmpeg of a wrapper script."""
    with suppress(ProcessLookupError, PermissionError):
        _signal(process, _KILL)


async def _urge(process: Process, step: int, farewell: bytes) -> None:
    try:
        if step == 0 and farewell and process.stdin is not None:
            await process.stdin.send(farewell)
            await process.stdin.aclose()
        else:
            _signal(process, signal.SIGTERM if step < 2 else _KILL)
    except (ProcessLookupError, anyio.BrokenResourceError, anyio.ClosedResourceError):
        return  # it is gone already
