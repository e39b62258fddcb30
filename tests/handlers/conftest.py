"""A room in memory; on trio in virtual time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import trio.testing

from livetok import Live
from livetok.testing import Room, Simulator
from livetok.testing.memory import MemoryNetwork, in_memory


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    if request.param == "asyncio":
        return "asyncio", {"debug": False}
    return "trio", {"clock": trio.testing.MockClock(autojump_threshold=0)}


@pytest.fixture
def simulator() -> Simulator:
    return Simulator()


@pytest.fixture
async def room(simulator: Simulator) -> Room:
    return simulator.room("ann")


@pytest.fixture
async def network(simulator: Simulator) -> AsyncIterator[MemoryNetwork]:
    async with in_memory(simulator) as network:
        yield network


@pytest.fixture
async def live(network: MemoryNetwork, room: Room) -> AsyncIterator[Live]:
    async with network.connect("@ann") as live:
        yield live
