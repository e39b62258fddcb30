"""Cancelled from outside at every single step that any task takes: nothing is left, nothing is said."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import anyio
import anyio.lowlevel
import pytest
import trio

from livetok import connect
from livetok.errors import NetworkError
from livetok.options import Retry
from livetok.testing import Simulator
from livetok.testing.server import Server, serve
from support.fake_room import FakeNetwork, Wait, blocked, chat, end, frame
from support.fake_site import ALIVE, LOOKUP, OTHER_ROOM, check_alive, good_site, lookup
from support.jumping_clock import JumpingLoop
from support.machine import until

pytestmark = pytest.mark.anyio

# A scenario runs to its end, or until it is cancelled.
Scenario = Callable[[FakeNetwork], Awaitable[None]]
QUICK = Retry(first_delay=0.001, max_delay=0.001)


def lost() -> NetworkError:
    return NetworkError("reset", stage="read")


async def streaming(network: FakeNetwork) -> None:
    async with network.connect(heartbeat_interval=0.002, retry=QUICK, buffer=2) as live:
        async for _ in live:
            await anyio.lowlevel.checkpoint()


async def watching(network: FakeNetwork) -> None:
    async with network.watch(poll_interval=0.001, retry=QUICK) as lives:
        for _ in range(2):
            live = await anext(lives)
            async for _event in live:
                pass


async def leaving(network: FakeNetwork) -> None:
    async with network.connect(retry=QUICK) as live:
        await anext(live)


def streaming_room() -> FakeNetwork:
    acts = [
        blocked(),
        [frame(chat(1), chat(2), log_id=1), frame(chat(3), chat(4), chat(5)), Wait(0.003), lost()],
        lost(),
        [frame(chat(5), chat(6), log_id=2), end()],
    ]
    return FakeNetwork(acts=acts, farewell=0.001)


def watched_room() -> FakeNetwork:
    answers = [lookup(4, 0), lookup(), lookup(), lookup(2, OTHER_ROOM)]
    site = good_site().on(LOOKUP, *answers).on(ALIVE, check_alive(False))
    return FakeNetwork(acts=[[frame(chat(1)), end()], [end()]], site=site, farewell=0.001)


def left_room() -> FakeNetwork:
    return FakeNetwork(acts=[[frame(chat(1))]], farewell=0.001)


class Steps:
    """Counts the steps that the event loop takes, and cancels a scope at one of them."""

    def __init__(self, cancel_at: int) -> None:
        self.count = 0
        self.cancel_at = cancel_at
        self.scope = anyio.CancelScope()
        self.cancel: Callable[[], object] = self.scope.cancel

    def step(self) -> None:
        self.count += 1
        if self.count == self.cancel_at:
            self.cancel()

    @contextmanager
    def counted(self) -> Iterator[None]:
        with self._on_trio() if _under_trio() else self._on_asyncio():
            yield

    @contextmanager
    def _on_trio(self) -> Iterator[None]:
        instrument = _Instrument(self.step)
        trio.lowlevel.add_instrument(instrument)
        try:
            yield
        finally:
            trio.lowlevel.remove_instrument(instrument)

    @contextmanager
    def _on_asyncio(self) -> Iterator[None]:
        loop: Any = asyncio.get_running_loop()
        call_soon = loop.call_soon

        def counting(*args: Any, **options: Any) -> Any:
            handle = call_soon(*args, **options)
            self.step()
            return handle

        loop.call_soon = counting
        try:
            yield
        finally:
            del loop.call_soon


class _Instrument(trio.abc.Instrument):
    def __init__(self, step: Callable[[], None]) -> None:
        self._step = step

    def before_task_step(self, task: trio.lowlevel.Task) -> None:
        self._step()


def _under_trio() -> bool:
    return trio.lowlevel.in_trio_run()


async def run(scenario: Scenario, network: FakeNetwork, cancel_at: int = 0) -> Steps:
    steps = Steps(cancel_at)
    with steps.counted(), steps.scope:
        await scenario(network)
    return steps


@pytest.mark.parametrize(
    ("scenario", "room"),
    [(streaming, streaming_room), (watching, watched_room), (leaving, left_room)],
    ids=["streaming", "watching", "leaving"],
)
async def test_cancelled_at_every_step(
    scenario: Scenario, room: Callable[[], FakeNetwork], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("livetok._session.session._FIRST_PAUSE", 0.001)
    monkeypatch.setattr(logging.root.manager, "disable", logging.CRITICAL)
    whole = (await run(scenario, room())).count
    assert whole > 10
    cancelled = 0
    for cancel_at in range(1, whole + 1):
        network = room()
        steps = await run(scenario, network, cancel_at)
        cancelled += steps.scope.cancelled_caught
        network.assert_quiet()
    # The last steps, while the block is being left, come too late to be noticed.
    assert cancelled > whole / 2
    gc.collect()


class TestNativeCancellation:
    """`task.cancel()`, as `asyncio.wait_for` and `asyncio.timeout` have it: once, and not level by level."""

    @pytest.fixture
    def anyio_backend(self) -> tuple[str, dict[str, Any]]:
        return "asyncio", {"loop_factory": JumpingLoop, "debug": False}

    @pytest.mark.parametrize(
        ("scenario", "room"),
        [(streaming, streaming_room), (watching, watched_room), (leaving, left_room)],
        ids=["streaming", "watching", "leaving"],
    )
    async def test_cancelled_at_every_step(
        self, scenario: Scenario, room: Callable[[], FakeNetwork], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("livetok._session.session._FIRST_PAUSE", 0.001)
        monkeypatch.setattr(logging.root.manager, "disable", logging.CRITICAL)
        whole, cancelled = (await run(scenario, room())).count, 0
        for cancel_at in range(1, whole + 1):
            network = room()
            steps = Steps(cancel_at)
            with steps.counted():
                task = asyncio.ensure_future(scenario(network))
                steps.cancel = task.cancel
                await asyncio.wait([task])
            assert task.cancelled() or task.exception() is None
            cancelled += task.cancelled()
            network.assert_quiet()
        assert cancelled > whole / 2
        gc.collect()


async def _over_real_sockets(server: Server) -> None:
    async with connect("@anna", endpoints=server.endpoints, heartbeat_interval=0.01) as live:
        async for event in live:
            if event.meta.message_id:
                break


class TestRealSockets:
    """Sockets and a clock that jumps do not mix, so this runs in real time."""

    @pytest.fixture(params=["asyncio", "trio"])
    def anyio_backend(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)

    async def test_cancelled_at_every_seventh_step(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(logging.root.manager, "disable", logging.CRITICAL)
        simulator = Simulator(seed=1)
        simulator.room("anna")
        async with serve(simulator) as server:
            steps = Steps(0)
            with steps.counted():
                await _over_real_sockets(server)
            whole = steps.count
            for cancel_at in range(1, whole, 7):
                steps = Steps(cancel_at)
                with steps.counted(), steps.scope:
                    await _over_real_sockets(server)
            await until(lambda: not simulator.connections)
        gc.collect()
