"""A program that stops and starts again goes on where it stopped: in a simulated room, on both backends."""

from __future__ import annotations

import random
from functools import partial

import pytest

from livetok import CommentEvent, Event, GiftSettledEvent, Resume, UserError, connect, follow
from livetok.testing import Room, Simulator, Switches
from livetok.testing.memory import MemoryNetwork, in_memory
from livetok.testing.server import serve
from support.programs import once_entered

pytestmark = pytest.mark.anyio

OWN = {"ConnectEvent", "ReconnectEvent", "DisconnectEvent"}


def show(room: Room, *, begin: float = 0.2, end: float = 6.0) -> None:
    """Something happens every few hundredths of a second, in batches of several messages."""
    for number in range(60):
        at = begin + number // 3 * 0.2
        room.world.at(at, partial(room.comment, f"comment {number}", user="bo"))
        if number % 10 == 0:
            room.world.at(at, partial(room.gift, "Rose", user=f"user{number}", streak=3))
    room.world.at(end, room.end)


def is_said(event: Event) -> bool:
    """Whether it is of the broadcast, and not of our connection or of an entry."""
    return type(event).__name__ not in OWN and not event.meta.history


def said(events: list[Event]) -> list[str]:
    return [event.key for event in events if isinstance(event, CommentEvent | GiftSettledEvent)]


async def until(
    network: MemoryNetwork, count: int, resume: Resume | str | None
) -> tuple[list[Event], str, bool]:
    """Read so many events, then leave; gives them, the resume point, and whether the broadcast was over."""
    got: list[Event] = []
    async with network.connect("ann", resume=resume) as live:
        async for event in live:
            got.append(event)
            if len(got) == count:
                return got, str(live.resume), False
        return got, str(live.resume), True


@pytest.mark.parametrize("seed", range(3))
async def test_stopped_anywhere_nothing_is_missing_and_nothing_comes_twice(seed: int) -> None:
    rng = random.Random(seed)
    simulator = Simulator(seed=seed, switches=Switches(messages_per_frame=7))
    room = simulator.room("ann")
    once_entered(simulator, partial(show, room))
    async with in_memory(simulator) as network:
        got: list[Event] = []
        resume: str | None = None
        over, runs = False, 0
        while not over:
            part, resume, over = await until(network, rng.randrange(5, 40), resume)
            got += part
            runs += 1
    keys = said(got)
    comments = [event.content for event in got if isinstance(event, CommentEvent)]
    gifts = [event for event in got if isinstance(event, GiftSettledEvent)]
    assert runs > 3
    assert len(set(keys)) == len(keys)
    assert sorted(comments) == sorted(f"comment {number}" for number in range(60))
    assert sorted(event.user.unique_id for event in gifts) == sorted(
        f"user{number}" for number in range(0, 60, 10)
    )
    assert all(event.count == 3 for event in gifts)


async def test_the_point_is_that_of_the_last_event_given() -> None:
    simulator = Simulator(seed=1)
    room = simulator.room("ann")
    once_entered(simulator, partial(show, room))
    async with in_memory(simulator) as network, network.connect("ann") as live:
        assert live.resume is None
        async for event in live:
            assert live.resume == event.meta.resume
            assert live.resume is not None
            assert live.resume.room_id == live.room_id


async def test_in_another_room_it_is_ignored() -> None:
    simulator = Simulator(seed=1)
    room = simulator.room("ann")
    once_entered(simulator, partial(show, room, end=1.0))
    async with in_memory(simulator) as network:
        _, first, over = await until(network, 1000, None)
        assert over
        room.start()
        show(room, end=1.0)
        async with network.connect("ann", resume=first) as live:
            assert live.room_id != Resume.parse(first).room_id
            assert live.resume is None
            again = [event async for event in live]
    assert [event.content for event in again if isinstance(event, CommentEvent)]
    assert not simulator.violations


async def test_a_wrong_one_is_an_error_at_the_call() -> None:
    with pytest.raises(UserError, match="no resume point"):
        connect("@ann", resume="hello")
    with pytest.raises(UserError, match="resume is 5"):
        connect("@ann", resume=5)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("anyio_backend", ["trio", "asyncio"])
async def test_hosts_who_are_followed_go_on_too() -> None:
    simulator = Simulator(seed=2, switches=Switches(messages_per_frame=7))
    room = simulator.room("ann")
    once_entered(simulator, partial(show, room, end=2.5))
    got: list[Event] = []
    async with serve(simulator) as server:
        async with follow([], endpoints=server.endpoints) as lives:
            lives.add("@ann")
            async for live, event in lives:
                got.append(event)
                if len(said(got)) == 10:
                    resume = live.resume
                    break
        async with follow([], endpoints=server.endpoints) as lives:
            with pytest.raises(UserError, match="no resume point"):
                lives.add("@ann", resume="hello")
            lives.add("@ann", resume=resume)
            async for live, event in lives:
                got.append(event)
                if live.ended and not live.connected:
                    break
    keys = said(got)
    assert len(set(keys)) == len(keys)
    assert [key for key in keys if not key.startswith("settled:")] == sorted(
        key for key in keys if not key.startswith("settled:")
    )


@pytest.mark.parametrize("fault", ["handshake_abort", "http_abort"])
async def test_follow_goes_on_from_its_point_also_when_the_first_attempts_fail(fault: str) -> None:
    """A failed entry makes a new `Live`; the point must not be lost with the first."""
    simulator = Simulator(seed=1)
    room = simulator.room("ann")
    async with serve(simulator) as site:
        options = {"endpoints": site.endpoints, "poll_interval": 0.3, "dial_rate": 100}
        async with follow(["ann"], **options) as lives:
            room.comment("first")
            async for live, event in lives:
                if isinstance(event, CommentEvent):
                    point = live.resume
                    break
        for number in range(20):
            room.comment(f"missed {number}")
        simulator.fault(fault, times=3)
        async with follow([], **options) as lives:
            lives.add("ann", resume=point)
            got: list[str] = []
            names: list[str] = []
            async for _, event in lives:
                names.append(type(event).__name__)
                if isinstance(event, CommentEvent):
                    got.append(event.content)
                    if len(got) == 20:
                        break
    assert "RoomErrorEvent" in names
    assert got == [f"missed {number}" for number in range(20)]
