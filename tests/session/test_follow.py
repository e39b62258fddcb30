"""`follow()`: many hosts in one stream."""

from __future__ import annotations

from collections import Counter

import anyio
import pytest

from livetok import CommentEvent, LiveEndEvent, UserError, UserNotFound, follow
from livetok._connect import Network
from livetok._follow import open_follow
from livetok._watch import Pace
from livetok.options import Options
from livetok.testing import Simulator
from livetok.testing.memory import MemoryNetwork, in_memory

pytestmark = pytest.mark.anyio


def network_of(memory: MemoryNetwork) -> Network:
    return Network(open_http=memory.open_http, dial=memory.dial)


async def test_events_of_many_rooms_in_the_order_of_each() -> None:
    simulator = Simulator(seed=1)
    rooms = [simulator.room(name) for name in ("ann", "bo", "cy")]
    async with in_memory(simulator) as memory:
        for room in rooms:
            for number in range(20):
                simulator.world.at(0.3 + number / 100, lambda r=room, n=number: r.comment(f"{n}", user="eve"))
            simulator.world.at(0.8, room.end)
        said: dict[str, list[str]] = {room.unique_id: [] for room in rooms}
        ended: Counter[str] = Counter()
        handles = tuple(room.unique_id for room in rooms)
        with anyio.fail_after(20):
            async with open_follow(handles, Pace(poll_interval=0.2), Options(), network_of(memory)) as lives:
                async for live, event in lives:
                    if isinstance(event, CommentEvent):
                        said[live.unique_id].append(event.content)
                    ended[live.unique_id] += isinstance(event, LiveEndEvent)
                    if ended.total() == len(rooms):
                        break
    assert said == {name: [str(number) for number in range(20)] for name in handles}


async def test_one_lost_user_costs_the_others_nothing() -> None:
    simulator = Simulator(seed=1)
    room = simulator.room("ann")
    async with in_memory(simulator) as memory:
        simulator.world.at(0.5, lambda: room.comment("still here", user="eve"))
        with anyio.fail_after(20):
            async with open_follow(("nobody", "ann"), Pace(), Options(), network_of(memory)) as lives:
                missing: list[str] = []
                while True:
                    try:
                        _, event = await anext(lives)
                    except UserNotFound as error:
                        missing.append(error.user)
                        continue
                    if isinstance(event, CommentEvent):
                        break
    assert missing == ["nobody"]


async def test_it_ends_when_there_is_nobody_left_to_follow() -> None:
    async with in_memory(Simulator(seed=1)) as memory:
        async with open_follow(("nobody",), Pace(), Options(), network_of(memory)) as lives:
            with pytest.raises(UserNotFound):
                await anext(lives)
            assert [item async for item in lives] == []


@pytest.mark.parametrize("users", ["@ann", [], ["@a b"], [3]])
def test_bad_users(users: object) -> None:
    with pytest.raises(UserError) as caught:
        follow(users)  # type: ignore[arg-type]
    assert caught.value.hint
