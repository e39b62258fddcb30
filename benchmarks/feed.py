"""A room without a network: frames that are ready go straight into a session."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import anyio
from attrs import define, field

from benchmarks.traffic import frame
from livetok import Live
from livetok._client.connect import open_room
from livetok.options import Options
from livetok.testing import Simulator
from livetok.testing.memory import in_memory

__all__ = ["fed"]


@define
class _Feed:
    """A websocket that hands out a greeting at once, the others when told, and then nothing more."""

    greeting: bytes | None
    frames: Iterator[bytes]
    go: anyio.Event
    handshake_headers: Mapping[str, str] = field(factory=dict)
    at_hand: bool = False

    async def send(self, *messages: bytes) -> None:
        await anyio.lowlevel.checkpoint()

    async def receive(self) -> bytes:
        await anyio.lowlevel.checkpoint()
        if self.greeting is not None:
            greeting, self.greeting = self.greeting, None
            return greeting
        await self.go.wait()
        for ready in self.frames:
            return ready
        await anyio.Event().wait()
        raise AssertionError("nobody sets it")

    async def aclose(self) -> None:
        await anyio.lowlevel.checkpoint()


@asynccontextmanager
async def fed(frames: Sequence[bytes], **options: Any) -> AsyncGenerator[tuple[Live, anyio.Event]]:
    """Open a room that says what is in these frames once the event is set."""
    go = anyio.Event()

    @asynccontextmanager
    async def dial(*_: Any, **__: Any) -> AsyncGenerator[_Feed]:
        yield _Feed(frame([]), iter(frames), go)

    simulator = Simulator()
    simulator.room("bench")
    async with in_memory(simulator) as memory:
        async with open_room("bench", 0, Options.of(options), memory.environment(dial=dial)) as live:
            yield live, go
