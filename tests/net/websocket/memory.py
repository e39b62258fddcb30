"""A byte stream in memory, so that virtual time can pass between its ends, and things can go wrong with it."""

from __future__ import annotations

import math
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

import anyio
from anyio.abc import ByteStream, ObjectReceiveStream, ObjectSendStream
from attrs import define

from support.websocket_peer import Peer, Script


@define(eq=False)
class MemoryStream(ByteStream):
    _outgoing: ObjectSendStream[bytes]
    _incoming: ObjectReceiveStream[bytes]
    closed: bool = False

    async def send(self, item: bytes) -> None:
        await self._outgoing.send(item)

    async def receive(self, max_bytes: int = 65536) -> bytes:
        return await self._incoming.receive()

    async def send_eof(self) -> None:
        await self._outgoing.aclose()

    async def aclose(self) -> None:
        self.closed = True
        await self._outgoing.aclose()
        await self._incoming.aclose()

    @property
    def extra_attributes(self) -> Mapping[Any, Any]:
        return {}


def memory_pair(kind: type[MemoryStream] = MemoryStream) -> tuple[MemoryStream, MemoryStream]:
    one_send, one_receive = anyio.create_memory_object_stream[bytes](math.inf)
    two_send, two_receive = anyio.create_memory_object_stream[bytes](math.inf)
    return kind(one_send, two_receive), MemoryStream(two_send, one_receive)


@asynccontextmanager
async def scripted(script: Script, kind: type[MemoryStream] = MemoryStream) -> AsyncGenerator[MemoryStream]:
    """Our end of a stream whose other end runs `script`, until the block ends or our end is closed."""
    ours, theirs = memory_pair(kind)

    async def run() -> None:
        with suppress(anyio.EndOfStream, anyio.BrokenResourceError):
            await script(Peer(theirs))

    async with theirs, anyio.create_task_group() as tasks:
        tasks.start_soon(run)
        yield ours
        tasks.cancel_scope.cancel()
    assert ours.closed
