"""examples/callbacks.py, run against the simulator."""

from __future__ import annotations

import pytest

from livetok.testing import Room, Simulator
from livetok.testing.server import serve
from support.programs import example, once_entered

pytestmark = pytest.mark.anyio


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)  # a real network has no virtual time


def show(room: Room) -> None:
    at = room.world.at
    at(0.1, lambda: room.comment("hi", user="bo"))
    at(0.1, lambda: room.gift("Rose", user="cy", streak=3))
    at(0.1, lambda: room.follow("dee"))
    at(0.3, room.end)


async def test_callbacks(capsys: pytest.CaptureFixture[str]) -> None:
    simulator = Simulator()
    async with serve(simulator) as server:
        room = simulator.room("ann")
        once_entered(simulator, lambda: show(room))
        await example("callbacks.py").main("@ann", endpoints=server.endpoints)
    assert capsys.readouterr().out.splitlines() == [
        f"in room {room.room_id}",
        "Bo -> hi",
        "Cy gave 3 Rose",
        "Dee follows",
    ]
