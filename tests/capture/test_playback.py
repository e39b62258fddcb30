"""A capture served to any client by the simulator."""

from __future__ import annotations

from pathlib import Path

import anyio
import pytest
import trio.testing

from capture.test_replay import capture_in_virtual_time
from livetok import CaptureError, CommentEvent, Event, GiftSettledEvent, LiveEndEvent
from livetok._capture.file_format import pack, signature
from livetok.proto import CaptureHeader, CaptureKind, CaptureRecord
from livetok.testing import Playback, Simulator
from livetok.testing.memory import in_memory

pytestmark = pytest.mark.anyio


def summary(events: list[Event]) -> list[tuple[str, str]]:
    return [(event.user.unique_id, event.content) for event in events if isinstance(event, CommentEvent)]


@pytest.fixture
def anyio_backend() -> tuple[str, dict[str, object]]:
    return "trio", {"clock": trio.testing.MockClock(autojump_threshold=0)}


@pytest.fixture(scope="module")
def captured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Event]]:
    path = tmp_path_factory.mktemp("playback") / "run.livetok"
    return path, capture_in_virtual_time(path)


async def test_the_same_comments_and_gifts_at_the_same_pace(captured: tuple[Path, list[Event]]) -> None:
    path, original = captured
    simulator = Simulator(seed=9)
    room = simulator.room("bo")
    playback = Playback.read(path, room, endless=False)
    seen: list[Event] = []
    async with in_memory(simulator) as network, network.connect("bo") as live:
        playback.start()
        simulator.world.at(60.0, room.end)
        begun = anyio.current_time()
        async for event in live:
            seen.append(event)
            if isinstance(event, CommentEvent):
                last = anyio.current_time() - begun
    assert summary(seen) == summary(original)
    assert 30 < last < 42
    sums = [
        sum(event.diamonds for event in events if isinstance(event, GiftSettledEvent))
        for events in (seen, original)
    ]
    assert sums[0] == sums[1] > 0
    assert sum(isinstance(event, LiveEndEvent) for event in seen) == 1


def test_a_capture_without_messages_and_a_damaged_one(
    tmp_path: Path, captured: tuple[Path, list[Event]]
) -> None:
    room = Simulator(seed=9).room("bo")
    empty = tmp_path / "empty"
    empty.write_bytes(
        signature() + pack(CaptureRecord(kind=CaptureKind.HEADER, header=CaptureHeader(room_id=7)))
    )
    with pytest.raises(CaptureError, match="no messages"):
        Playback.read(empty, room)
    damaged = tmp_path / "damaged"
    content = bytearray(captured[0].read_bytes())
    content[len(content) // 2] ^= 0xFF
    damaged.write_bytes(content)
    with pytest.raises(CaptureError, match="damaged at byte"):
        Playback.read(damaged, room)
