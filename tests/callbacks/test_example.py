"""examples/callbacks.py, run against the simulator."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from livetok.testing import Room, Simulator
from livetok.testing.server import serve

pytestmark = pytest.mark.anyio


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)  # a real network has no virtual time


def example(name: str) -> ModuleType:
    path = Path(__file__).parents[2] / "examples" / name
    spec = importlib.util.spec_from_file_location(f"example_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def show(room: Room) -> None:
    at = room.world.at
    at(0.3, lambda: room.comment("hi", user="bo"))
    at(0.3, lambda: room.gift("Rose", user="cy", streak=3))
    at(0.3, lambda: room.follow("dee"))
    at(0.5, room.end)


async def test_callbacks(capsys: pytest.CaptureFixture[str]) -> None:
    simulator = Simulator()
    async with serve(simulator) as server:
        room = simulator.room("ann")
        show(room)
        await example("callbacks.py").main("@ann", endpoints=server.endpoints)
    assert capsys.readouterr().out.splitlines() == [
        f"in room {room.room_id}",
        "Bo -> hi",
        "Cy gave 3 Rose",
        "Dee follows",
    ]
