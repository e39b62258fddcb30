"""``python -m tools.interrupts.victims WAY MOMENT BACKEND USER FILE``: a program that is interrupted.

Each is what a user writes: no signal handling, and `except KeyboardInterrupt` around it all. It says on standard output
how far it is, a line each: `start`, and `at` when the moment that is asked for has come. Exit codes: 130 for an
interrupt, 0 for one that came when it was over already, 99 for one that was swallowed.
"""

from __future__ import annotations

import asyncio
import faulthandler
import itertools
import os
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Final, NoReturn

import anyio

from livetok import CommentEvent, ConnectEvent, Live, Retry, connect, open_live

__all__ = ["INTERRUPTED", "MOMENTS", "WAYS"]

INTERRUPTED: Final = 130
_SWALLOWED: Final = 99
# Seconds that a program waits for an interrupt when it is over.
_WAIT: Final = 5.0

# What somebody does when Ctrl-C comes.
MOMENTS: Final = ("start", "wait", "read", "reconnect", "record", "leave")
_RETRY: Final = Retry(attempts=1000, first_delay=0.05, max_delay=0.2)


def _say(mark: str) -> None:
    os.write(1, f"{mark}\n".encode())


def _busy(moment: str, event: object) -> bool:
    """Look at an event as a program does; False once the program has had enough."""
    if isinstance(event, ConnectEvent):
        if moment != "start":
            _say("at")
        return moment != "leave"
    if moment == "read" and isinstance(event, CommentEvent):
        sum(itertools.repeat(1, 2000))
    return True


# --- the ways


def with_open_live(moment: str, backend: str, user: str, path: str) -> None:
    """A script: `with open_live(...)`."""
    with open_live(user, backend=backend, retry=_RETRY) as live:  # type: ignore[arg-type]
        if moment == "record":
            live.call(partial(_record, path))
        for event in live:
            if not _busy(moment, event):
                break


def with_anyio(moment: str, backend: str, user: str, path: str) -> None:
    """An asynchronous program: `anyio.run` and `async with connect(...)`."""
    anyio.run(_main, moment, user, path, backend=backend)


async def _main(moment: str, user: str, path: str) -> None:
    async with connect(user, retry=_RETRY) as live:
        if moment == "record":
            await _record(path, live)
        async for event in live:
            if not _busy(moment, event):
                break


async def _record(path: str, live: Live) -> None:
    async with live.record(path):
        _say("at")
        await anyio.sleep(60)


def with_compat(moment: str, backend: str, user: str, path: str) -> None:
    """A program that was written for the library `TikTokLive`; of asyncio's, whatever the backend."""
    from livetok.compat.tiktoklive import TikTokLiveClient
    from livetok.compat.tiktoklive.events import CommentEvent as Comment
    from livetok.compat.tiktoklive.events import ConnectEvent as Connect

    client = TikTokLiveClient(user)

    @client.on(Connect)
    async def on_connect(_: Connect) -> None:
        if moment == "record":
            client.web.fetch_video_data.start(output_fp=path, room_info=client.room_info, unique_id=user)
        if moment != "start":
            _say("at")
        if moment == "leave":
            await client.disconnect()

    @client.on(Comment)
    async def on_comment(_: Comment) -> None:
        if moment == "read":
            await asyncio.sleep(0)

    client.run()


def with_command(moment: str, backend: str, user: str, path: str) -> NoReturn:
    """The command `livetok`."""
    from livetok.cli import run_program

    arguments = {"record": ["record", user, "-o", path], "leave": ["watch", user, "--json", "--limit", "1"]}
    sys.argv = ["livetok", *arguments.get(moment, ["watch", user, "--json"]), "--backend", backend]
    run_program()


WAYS: Final[dict[str, Callable[[str, str, str, str], None]]] = {
    "open_live": with_open_live,
    "anyio.run": with_anyio,
    "command": with_command,
    "compat": with_compat,
}


def main(way: str, *arguments: Any) -> int:
    """Run one; an interrupt that arrives as anything but `KeyboardInterrupt` is a traceback and another exit code."""
    faulthandler.register(signal.SIGUSR1, all_threads=True)
    victim = WAYS[way]
    try:
        _say("start")
        victim(*arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    try:
        time.sleep(_WAIT)
    except KeyboardInterrupt:
        return 0
    return _SWALLOWED


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
