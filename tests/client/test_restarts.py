"""A broadcast that ends and begins again a moment later, in `watch()` and in `follow()`, in virtual time."""

from __future__ import annotations

import logging

import anyio
import pytest

from livetok import ConnectEvent, DisconnectEvent, Live
from livetok._client.follow import open_follow
from livetok._client.polling import PollOptions, restart_wait
from livetok._client.watch import open_watch
from livetok.errors import NetworkError
from livetok.options import Options
from livetok.testing import Simulator
from livetok.testing.memory import in_memory
from livetok.testing.room import Room
from support.fake_room import HELLO, chat, frame
from support.many_hosts import Crowd, until

pytestmark = pytest.mark.anyio

# Seconds between the end of a broadcast and the next one, and from then on to being back in the room.
BREAKS = [(0.2, 2.0), (3.0, 2.5), (5.0, 3.5), (9.0, 5.0)]


async def restart(room: Room, pause: float, began: list[float]) -> None:
    await anyio.sleep(20)
    room.end()
    await anyio.sleep(pause)
    room.start()
    began.append(anyio.current_time())


def test_looks_are_half_as_far_apart_as_the_end_is_away() -> None:
    assert [restart_wait(elapsed) for elapsed in (0.0, 1.0, 10.0, 60.0)] == [1.0, 1.0, 5.0, 30.0]


@pytest.mark.parametrize(("pause", "bound"), BREAKS)
async def test_watch_is_back_soon(pause: float, bound: float) -> None:
    simulator, began, entered = Simulator(seed=1), list[float](), list[Live]()
    room = simulator.room("ann")
    async with in_memory(simulator) as memory, anyio.create_task_group() as group:
        group.start_soon(restart, room, pause, began)
        with anyio.fail_after(120):
            async with open_watch("ann", PollOptions(), Options(), memory.environment()) as lives:
                async for live in lives:
                    entered.append(live)
                    if len(entered) == 2:
                        break
                    async for _ in live:
                        pass
        assert anyio.current_time() - began[0] <= bound
    assert entered[0].room_id != entered[1].room_id == room.room_id


@pytest.mark.parametrize(("pause", "bound"), BREAKS)
async def test_follow_is_back_soon(pause: float, bound: float) -> None:
    simulator, began, entered = Simulator(seed=1), list[float](), list[int]()
    room = simulator.room("ann")
    async with in_memory(simulator) as memory, anyio.create_task_group() as group:
        group.start_soon(restart, room, pause, began)
        with anyio.fail_after(120):
            options = PollOptions(poll_interval=60)
            async with open_follow(["ann"], options, Options(), memory.environment()) as lives:
                async for _, event in lives:
                    if isinstance(event, ConnectEvent):
                        entered.append(event.room_id)
                        if len(entered) == 2:
                            break
        assert anyio.current_time() - began[0] <= bound
    assert entered[0] != entered[1] == room.room_id


async def test_follow_enters_another_broadcast_at_once_after_an_outage() -> None:
    """The lookup names the new room while the old one is reconnected."""
    crowd = Crowd()
    host = crowd.host("ben", [HELLO, NetworkError("reset by peer", stage="read")])
    async with crowd.follow(poll_interval=60) as lives:
        await until(lives, ConnectEvent)
        host.room_id += 50
        host.lookups = [host.online]
        host.acts = iter([[frame(chat(1, room_id=host.room_id))]])
        while not (gone := await until(lives, DisconnectEvent)).reason.endswith("another broadcast"):
            pass
        began = anyio.current_time()
        assert (await until(lives, ConnectEvent)).room_id == host.room_id
        assert anyio.current_time() - began <= 1
    assert gone.will_reconnect is False
    crowd.assert_quiet()


async def test_watch_does_not_look_for_a_room_that_ended_on_the_doorstep(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The lookup calls a room live that was over before it was entered."""
    caplog.set_level(logging.WARNING)
    simulator = Simulator(seed=1)
    room = simulator.room("ann")
    simulator.fault("enter_refused=0.7")
    async with in_memory(simulator) as memory, anyio.create_task_group() as group:

        async def over() -> None:
            await anyio.sleep(0.5)
            room.end()
            await anyio.sleep(2)
            room.start()

        group.start_soon(over)
        with anyio.fail_after(8):
            async with open_watch("ann", PollOptions(), Options(), memory.environment()) as lives:
                assert (await anext(lives)).room_id == room.room_id
