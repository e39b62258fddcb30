"""What every command has around it: signals, and errors that are printed and become exit codes."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import Final

import anyio
from anyio.abc import TaskStatus

from livetok._util.task_group import open_private_group
from livetok.cli.failures import exit_code, print_error
from livetok.errors import LiveError

__all__ = ["supervise"]

_BY_SIGNAL: Final = 128  # what shells add to the number of the signal that ended a program


async def supervise(run: Callable[[argparse.Namespace], Awaitable[int]], args: argparse.Namespace) -> int:
    """Run a command until it is done or a signal ends it; return the exit code."""
    code = 0

    async def handle_signals(*, task_status: TaskStatus[None]) -> None:
        nonlocal code
        with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM, signal.SIGHUP) as signals:
            task_status.started()
            async for number in signals:
                code = _BY_SIGNAL + number
                group.cancel_scope.cancel()

    async with open_private_group() as group:
        if sys.platform != "win32":  # there Ctrl-C raises KeyboardInterrupt, and nothing else is to be had
            await group.start(handle_signals)
        code = await _outcome(run, args)
    return code


async def _outcome(run: Callable[[argparse.Namespace], Awaitable[int]], args: argparse.Namespace) -> int:
    try:
        return await run(args)
    except LiveError as error:
        print_error(error)
        return exit_code(error)
    except BrokenPipeError:  # only standard output raises it: the reader has seen enough
        return 0
