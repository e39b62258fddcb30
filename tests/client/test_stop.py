"""`stop()` of what users enter: loops end, from a task, a handler, a callback of the loop, or another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import anyio
import pytest

from livetok import CommentEvent, DisconnectEvent, open_live
from livetok.errors import NetworkError
from support.fake_room import HELLO, FakeNetwork, Wait, chat, frame, names
from support.fake_site import ALIVE, INFO, LOOKUP, check_alive, good_site, lookup
from support.many_hosts import Crowd
from support.simulated_site import Site

pytestmark = pytest.mark.anyio

Later = Callable[[float, Callable[[], object]], object]


@pytest.fixture
def later(anyio_backend_name: str) -> Later:
    """Call a function outside of any task of the program, as a button or a signal does."""
    if anyio_backend_name == "asyncio":
        import asyncio

        return lambda seconds, function: asyncio.get_running_loop().call_later(seconds, function)
    import trio

    async def wait(seconds: float, function: Callable[[], object]) -> None:
        await trio.sleep(seconds)
        trio.lowlevel.current_trio_token().run_sync_soon(function)

    return lambda seconds, function: trio.lowlevel.spawn_system_task(wait, seconds, function)


async def test_a_live_that_is_read(later: Later) -> None:
    network = FakeNetwork(acts=[[HELLO, frame(chat(1)), Wait(1000)]])
    async with network.connect() as live:
        later(5, live.stop)
        events = [event async for event in live]
        assert anyio.current_time() == pytest.approx(5, abs=2)
        assert [type(event).__name__ for event in events] == [
            "ConnectEvent", "CommentEvent", "DisconnectEvent",
        ]  # fmt: skip
        assert isinstance(events[-1], DisconnectEvent)
        assert events[-1].reason == "stopped"
        assert not (live.connected)
        assert not (live.ended)
        assert not (events[-1].will_reconnect)
        live.stop()  # nothing more
        assert await names(live) == []
    network.assert_quiet()


async def test_what_was_received_is_still_handed_out() -> None:
    network = FakeNetwork(acts=[[HELLO, frame(*(chat(number) for number in range(1, 50))), Wait(1000)]])
    async with network.connect() as live:
        await anyio.sleep(1)
        live.stop()
        assert (await names(live)).count("CommentEvent") == 49


async def test_from_a_handler() -> None:
    network = FakeNetwork(acts=[[HELLO, frame(chat(1)), Wait(1000)]])
    async with network.connect() as live:
        live.add_listener(CommentEvent, lambda _: live.stop())
        await live.run()
    network.assert_quiet()


async def test_every_reader_ends() -> None:
    network = FakeNetwork(acts=[[HELLO, Wait(1000)]])
    async with network.connect() as live, anyio.create_task_group() as group:
        group.start_soon(names, live)
        group.start_soon(names, live.only(CommentEvent))
        await anyio.sleep(1)
        live.stop()


async def test_a_peer_that_is_silent_holds_nothing_up() -> None:
    network = FakeNetwork(acts=[[HELLO, Wait(1000)]], farewell=1000)
    async with network.connect() as live:
        began = anyio.current_time()
        live.stop()
    assert anyio.current_time() - began < 1.5
    network.assert_quiet()


@pytest.mark.parametrize("seconds", [0.0, 0.2, 0.6, 3.0, 9.0])
async def test_between_connections(later: Later, seconds: float) -> None:
    lost = NetworkError("reset", stage="read")
    network = FakeNetwork(acts=[[HELLO, lost], *[lost] * 50], handshake=0.3)
    async with network.connect() as live:
        later(seconds, live.stop)
        assert (await names(live))[-1] == "DisconnectEvent"
        assert anyio.current_time() < 0.5 + seconds + 1.5
        dialled = len(network.dialled_at)
        await anyio.sleep(100)
        assert len(network.dialled_at) == dialled
    network.assert_quiet()


async def test_watch_while_it_waits(later: Later) -> None:
    site = good_site().on(LOOKUP, lookup(4, 0)).on(ALIVE, check_alive(False)).on(INFO, (500, [], b""))
    network = FakeNetwork(acts=[], site=site)
    async with network.watch() as lives:
        later(100, lives.stop)
        assert [live async for live in lives] == []
        assert anyio.current_time() == pytest.approx(100, abs=2)
        assert [live async for live in lives] == []
    network.assert_quiet()


async def test_watch_while_a_room_is_open(later: Later) -> None:
    network = FakeNetwork(acts=[[HELLO, frame(chat(1)), Wait(1000)]])
    async with network.watch() as lives:
        later(5, lives.stop)
        rooms = [await names(live) async for live in lives]
    assert rooms == [["ConnectEvent", "CommentEvent", "DisconnectEvent"]]
    network.assert_quiet()


async def test_follow(later: Later) -> None:
    crowd = Crowd()
    for name in ("ann", "bo"):
        crowd.host(name)
    async with crowd.follow() as lives:
        later(5, lives.stop)
        async for _ in lives:
            pass
        assert anyio.current_time() == pytest.approx(5, abs=2)
        assert lives.users == ()
        await anyio.sleep(2)
        assert crowd.open_sockets == 0
        lives.stop()
    crowd.assert_quiet()


def test_blocking_from_another_thread(site: Site, backend: Any) -> None:
    with open_live("@ann", endpoints=site.endpoints, backend=backend) as live:
        threading.Timer(0.2, live.stop).start()
        for _ in live:
            pass
        assert not live.ended
    live.stop()
