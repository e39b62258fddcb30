"""A client of many rooms, in a process of its own: ``python -m benchmarks.many_rooms FIREHOSE SETTINGS``."""

from __future__ import annotations

import gc
import inspect
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
from attrs import define, field

from benchmarks.client import Meter, endpoints, look, with_livetok
from benchmarks.firehose import Board
from benchmarks.processes import FirehoseAddress, allow_many_files, resident
from benchmarks.traffic import FIRST_ID
from livetok import ConnectEvent, Live, follow
from livetok._client.follow import Followed

CONNECT_SECONDS = 90.0
DIALS_A_SECOND = 1000.0  # as fast as it goes: the server is our own


@define
class RoomReader:
    """What came in. The server numbers the messages of a room, so that what is missing or comes twice is `amiss`."""

    rooms: int
    connected: int = 0
    messages: int = 0
    amiss: int = 0
    _last: dict[Live, int] = field(factory=dict[Live, int])

    async def read(self, lives: Followed, until: Callable[[], bool] = lambda: False) -> None:
        """Take in events; ends by itself only at an event of our own, such as a connection."""
        async for live, event in lives:
            if number := event.meta.message_id:
                look(event)
                self.messages += 1
                self.amiss += abs(number - self._last.get(live, FIRST_ID - 1) - 1)
                self._last[live] = number
            else:
                self.connected += isinstance(event, ConnectEvent)
                if until():
                    return

    @property
    def complete(self) -> bool:
        return self.connected >= self.rooms


async def run(
    firehose: FirehoseAddress, rooms: int, rate: float, warm_up: float, seconds: float
) -> dict[str, float]:
    """Connect to so many rooms, read for a while, and say what it took."""
    # What the first room of a process costs, modules and decoders, is no cost of the others.
    await with_livetok(firehose, 2000.0, Meter(Board.open(Path(firehose.board)), 0, 1.5))
    reader, before, began = RoomReader(rooms), resident(), time.perf_counter()
    async with follow([f"room{number}" for number in range(rooms)], **options(firehose, rate)) as lives:
        with anyio.move_on_after(CONNECT_SECONDS):
            await reader.read(lives, until=lambda: reader.complete)
        connecting = time.perf_counter() - began
        with anyio.move_on_after(warm_up):
            await reader.read(lives)
        messages, cpu, clock = reader.messages, time.process_time(), time.perf_counter()
        with anyio.move_on_after(seconds):
            await reader.read(lives)
        cpu, clock, memory = time.process_time() - cpu, time.perf_counter() - clock, resident()
        leaving = time.perf_counter()
    leaving = time.perf_counter() - leaving
    messages = reader.messages - messages
    if rate and not messages:
        raise SystemExit("no message came")
    return {
        "connected": reader.connected,
        "amiss": reader.amiss,
        "connect_s": connecting,
        "leave_s": leaving,
        "core": cpu / clock,
        "cpu_s": cpu * 1e3 / messages if messages else 0.0,
        "received": messages / (rooms * rate * clock) * 100 if rate else 100.0,
        "kilobytes": (memory - before) / 1e3 / rooms,
    }


def options(firehose: FirehoseAddress, rate: float) -> dict[str, Any]:
    given: dict[str, Any] = {"endpoints": endpoints(firehose, rate), "http_timeout": CONNECT_SECONDS}
    if "dial_rate" in inspect.signature(follow).parameters:
        given["dial_rate"] = DIALS_A_SECOND
    return given


if __name__ == "__main__":
    allow_many_files()
    gc.set_threshold(50_000, 20, 100)  # as docs/many-rooms.md asks for
    settings = json.loads(sys.argv[2])
    backend = settings.pop("backend")
    firehose = FirehoseAddress.read(sys.argv[1])
    print(json.dumps(anyio.run(lambda: run(firehose, **settings), backend=backend)))
