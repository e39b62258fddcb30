"""Ends of a connection: `stop()` and `disconnect()` from everywhere, Ctrl-C, cancellation; and nothing is left.

With programs of both generations: handlers by name, and handlers by class.
"""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compat.conftest import Site
from livetok.compat.tiktoklive import TikTokLiveClient, events
from livetok.compat.tiktoklive.client import _running
from livetok.compat.tiktoklive.types import DownloadStreamError
from support.machine import until

KEYS = {
    "by name": ("connect", "comment", "disconnect"),
    "by class": (events.ConnectEvent, events.CommentEvent, events.DisconnectEvent),
}


class Program:
    """A client whose handlers write down what they are told."""

    def __init__(self, keys: tuple[Any, Any, Any], **options: Any) -> None:
        self.client = TikTokLiveClient("@ann", **options)
        self.told: list[str] = []
        self.on_connect: Callable[[], object] = lambda: None
        connect, comment, disconnect = keys
        self.client.add_listener(connect, self._connect)
        self.client.add_listener(comment, lambda event: self.told.append(event.comment))
        self.client.add_listener(disconnect, self._disconnect)

    def _connect(self, _: object) -> None:
        self.told.append("connect")
        self.on_connect()

    async def _disconnect(self, _: object) -> None:
        self.told.append("disconnect")
        await asyncio.sleep(0.05)
        self.told.append("after a while")


@pytest.fixture(params=list(KEYS))
def program(request: pytest.FixtureRequest, site: Site) -> Program:
    return Program(KEYS[request.param])


def call_later(program: Program) -> None:
    asyncio.get_running_loop().call_later(0.05, program.client.stop)


def in_a_thread(program: Program) -> None:
    threading.Timer(0.05, program.client.stop).start()


def in_a_signal_handler(program: Program) -> None:
    signal.signal(signal.SIGUSR1, lambda *_: program.client.disconnect())
    threading.Timer(0.05, lambda: os.kill(os.getpid(), signal.SIGUSR1)).start()


def in_a_handler_of_the_loop(program: Program) -> None:
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, program.client.stop)
    threading.Timer(0.05, lambda: os.kill(os.getpid(), signal.SIGUSR1)).start()


def from_a_loop_of_another_thread(program: Program) -> None:
    threading.Thread(target=lambda: asyncio.run(program.client.disconnect())).start()


def threadsafe(program: Program) -> None:
    """How a window stops the client that runs in its worker thread."""
    loop = asyncio.get_running_loop()

    def click() -> None:
        asyncio.run_coroutine_threadsafe(program.client.disconnect(), loop).result(5)

    threading.Timer(0.05, click).start()


def awaited_in_a_task(program: Program) -> None:
    async def later() -> None:
        await asyncio.sleep(0.05)
        await asyncio.wait_for(program.client.disconnect(), 5)

    program.task = asyncio.get_running_loop().create_task(later())


def at_once(program: Program) -> None:
    program.client.stop()


@pytest.mark.parametrize(
    "stop",
    [
        call_later, in_a_thread, in_a_signal_handler, in_a_handler_of_the_loop, threadsafe, awaited_in_a_task,
        from_a_loop_of_another_thread, at_once,
    ],
)  # fmt: skip
def test_stop_from(program: Program, stop: Callable[[Program], object]) -> None:
    before = signal.getsignal(signal.SIGUSR1)
    program.on_connect = lambda: stop(program)
    began = time.monotonic()
    try:
        program.client.run()
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert program.told == ["connect", "disconnect", "after a while"]
    assert time.monotonic() - began < 8
    assert not program.client.connected


@pytest.mark.parametrize("fault", ["handshake_hang", ""])
def test_stop_while_connecting(program: Program, site: Site, fault: str) -> None:
    async def main() -> None:
        if fault:
            site.call(lambda: site.simulator.fault(fault, value=20))
        starting = asyncio.create_task(program.client.start())
        while not (program.client.connecting and (not fault or not site.simulator.faults)):  # noqa: ASYNC110
            await asyncio.sleep(0.001)
        program.client.stop()
        began = time.monotonic()
        await starting
        assert time.monotonic() - began < 5
        assert not (program.client.connected)
        assert not (program.client.connecting)
        site.call(lambda: [site.ann.comment(str(number)) for number in range(20)])
        await program.client.wait()
        assert program.told == []
        await program.client.start()  # and once more, in earnest
        await until(lambda: "connect" in program.told)
        await program.client.disconnect()
        await program.client.wait()

    asyncio.run(main())


def test_stop_from_another_thread_while_run_connects(program: Program, site: Site) -> None:
    site.call(lambda: site.simulator.fault("handshake_hang", value=20))
    thread = threading.Thread(target=program.client.run)
    thread.start()
    deadline = time.monotonic() + 20
    while site.simulator.faults and time.monotonic() < deadline:
        time.sleep(0.01)
    program.client.stop()
    thread.join(timeout=8)
    assert not thread.is_alive()
    assert program.told == []


def test_stop_where_the_loop_does_not_run(program: Program) -> None:
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(program.client.start())
        loop.run_until_complete(until(lambda: program.told))
        program.client.stop()
        assert not program.client.connected
        loop.run_until_complete(program.client.wait())
        assert program.told == ["connect", "disconnect", "after a while"]
    finally:
        loop.close()
    program.client.stop()  # nothing


def test_nothing_comes_after_stop(program: Program, site: Site) -> None:
    async def main() -> None:
        await program.client.start()
        site.then(lambda: [site.ann.comment(str(number)) for number in range(200)])
        await until(lambda: len(program.told) > 1)
        program.client.stop()
        count = len(program.told)
        await program.client.wait()
        assert [text for text in program.told[count:] if text.isdecimal()] == []

    asyncio.run(main())


def test_what_is_under_way_ends_with_a_download_that_fails(program: Program) -> None:
    with pytest.raises(DownloadStreamError, match="connect first"):
        program.client.web.fetch_video_data.start(output_fp="show.mp4", room_info=None)


# --- interrupts


def test_cancelling_connect(program: Program, site: Site) -> None:
    async def main() -> None:
        for _ in range(2):
            task = asyncio.create_task(program.client.connect())
            await until(lambda: program.told)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert not program.client.connected
            await program.client.wait()
            assert program.told == ["connect", "disconnect", "after a while"]
            program.told.clear()

    asyncio.run(main())


def test_cancelling_the_task_of_start(program: Program) -> None:
    async def main() -> None:
        task = await program.client.start()
        await until(lambda: program.told)
        task.cancel()
        await program.client.wait()
        assert task.cancelled()
        assert not program.client.connected
        await program.client.start()
        await program.client.disconnect()
        await program.client.wait()

    asyncio.run(main())


@pytest.mark.parametrize("at", [1, 3, 10, 30, 40, 50, 60, 65, 70, 75, 80, 85])
def test_ctrl_c_at_any_round_of_the_loop(program: Program, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    rounds, main = 0, threading.main_thread()
    run_once = asyncio.BaseEventLoop._run_once

    def counted(loop: asyncio.BaseEventLoop) -> None:
        nonlocal rounds
        if threading.current_thread() is main:
            rounds += 1
            if rounds == at:
                signal.raise_signal(signal.SIGINT)
        run_once(loop)

    monkeypatch.setattr(asyncio.BaseEventLoop, "_run_once", counted)
    program.on_connect = lambda: threading.Timer(1, program.client.stop).start()  # a later round never comes
    began = time.monotonic()
    try:
        program.client.run()
        assert rounds < at
    except KeyboardInterrupt:
        assert rounds >= at
    assert time.monotonic() - began < 10
    assert not (program.client.connected)
    assert not (program.client.connecting)


def test_ctrl_c_while_start_is_under_way(program: Program, site: Site) -> None:
    """An interrupt in the very step in which the room is entered, and handlers begin."""
    program.on_connect = lambda: signal.raise_signal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        program.client.run()
    assert not (program.client.connected)
    assert not (program.client.connecting)


def test_a_signal_that_another_thread_takes(program: Program) -> None:
    """Such a signal does not interrupt the system call in which the loop waits, nor does one right before it."""
    program.on_connect = lambda: threading.Timer(
        0.3, lambda: signal.pthread_kill(threading.get_ident(), signal.SIGINT)
    ).start()
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        program.client.run()
    assert time.monotonic() - began < 8  # and not with the next heartbeat


def test_a_task_that_refuses_to_end_does_not_hold_run(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_running, "_LEFTOVER_SECONDS", 0.2)
    client = TikTokLiveClient("@ann")

    async def stubborn() -> None:
        while True:  # noqa: ASYNC913
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:  # noqa: ASYNC103 -- this is what is tried
                continue  # noqa: ASYNC104

    @client.on("connect")
    def on_connect(_: object) -> None:
        client.task = asyncio.get_running_loop().create_task(stubborn())
        client.stop()

    client.run()
    client.task.get_coro().close()
    del client.task
    gc.collect()


# --- what is left


def test_nothing_is_left_after_many_cycles(program: Program, site: Site) -> None:
    async def main() -> None:
        async def cycle() -> None:
            await program.client.start()
            program.client.stop()

        for _ in range(3):
            await cycle()
        await program.client.wait()
        files, tasks = _open_files(), len(asyncio.all_tasks())
        most = 0
        for _ in range(100):
            await cycle()
            most = max(most, len(asyncio.all_tasks()))
        await program.client.wait()
        assert len(asyncio.all_tasks()) == tasks
        assert most < tasks + 20  # a connection is gone before the next one is made
        gc.collect()
        assert _open_files() <= files
        await until(lambda: not site.simulator.connections)

    asyncio.run(main())


def _open_files() -> int:
    """Sockets of this process, those of the simulator in its thread included: half of them ours."""
    return sum(
        "socket" in str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()
    )
