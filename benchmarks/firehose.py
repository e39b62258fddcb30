"""A server that has its frames ready, so that it is never what is measured: ``benchmarks.firehose BOARD MIX``.

Pages and lookups are the simulator's. A websocket gets the same 60,000 messages over and over, at a pace that goes with
the port it came to. What it says is read and counted; who closes is left without
a word.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import math
import mmap
import random
import struct
import sys
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import anyio
from anyio.abc import ByteStream, SocketAttribute
from attrs import frozen

from benchmarks.processes import allow_many_files
from benchmarks.traffic import MESSAGES_PER_FRAME, Mix, endless, frames
from livetok.testing import Simulator
from livetok.testing.server import serve

# More messages than a session reads in a measurement, or it would meet ids again, which it looks at more closely.
FRAMES = 12_000
FLOOD = math.inf
RATES = (FLOOD, 0.0, 1.0, 5.0, 100.0, 2000.0, 5000.0)
ROOMS = 5_000
ROOM_ID = 7_400_000_000_000_000_001

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_GONE = (anyio.BrokenResourceError, anyio.ClosedResourceError, anyio.EndOfStream)
_BYTES_AT_ONCE = 1 << 16
_BINARY, _CLOSE = 2, 8


@frozen
class Board:
    """Figures that two processes see: when each frame was sent last, and how many acknowledgements came.

    Times are of the monotonic clock, which all processes of a machine share.
    """

    _memory: mmap.mmap

    @classmethod
    def open(cls, path: Path) -> Board:
        size = (FRAMES + 1) * 8
        with path.open("a+b") as file:
            file.truncate(size)
            return cls(mmap.mmap(file.fileno(), size))

    def note(self, frame: int) -> None:
        struct.pack_into("d", self._memory, 8 + frame * 8, time.monotonic())

    def sent_at(self, frame: int) -> float:
        return struct.unpack_from("d", self._memory, 8 + frame * 8)[0]

    @property
    def acknowledged(self) -> int:
        return struct.unpack_from("q", self._memory, 0)[0]

    def count_acknowledgement(self) -> None:
        struct.pack_into("q", self._memory, 0, self.acknowledged + 1)


def websocket_frame(data: bytes) -> bytes:
    """A whole binary message, as servers send it."""
    size = len(data)
    if size < 126:
        return bytes([0x82, size]) + data
    return (b"\x82\x7e" + size.to_bytes(2) if size < 1 << 16 else b"\x82\x7f" + size.to_bytes(8)) + data


async def welcome(stream: ByteStream, *, rate: float, ready: Sequence[bytes], board: Board) -> None:
    """Serve one websocket until the client goes."""
    try:
        with suppress(*_GONE):
            await shake_hands(stream)
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(listen, stream, board, tasks.cancel_scope)
                with suppress(*_GONE):
                    await (flood(stream, ready) if rate == FLOOD else pace(stream, rate, ready, board))
    finally:
        await anyio.aclose_forcefully(stream)


async def shake_hands(stream: ByteStream) -> None:
    head = b""
    while b"\r\n\r\n" not in head:
        head += await stream.receive()
    key = head.lower().index(b"sec-websocket-key:") + len(b"sec-websocket-key:")
    asked = head[key:].partition(b"\r\n")[0].strip()
    answer = base64.b64encode(hashlib.sha1(asked + _GUID, usedforsecurity=False).digest())
    await stream.send(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + answer + b"\r\n\r\n"
    )


async def flood(stream: ByteStream, ready: Sequence[bytes]) -> None:
    """Send as fast as the client takes it, in large writes, which cost this side little."""
    waiting = bytearray()
    for frame in itertools.cycle(ready):
        waiting += frame
        if len(waiting) >= _BYTES_AT_ONCE:
            await stream.send(bytes(waiting))
            waiting.clear()


async def pace(stream: ByteStream, rate: float, ready: Sequence[bytes], board: Board) -> None:
    """Send so many messages a second, and note when."""
    if not rate:
        await anyio.sleep_forever()
    # A part of the pause, so that rooms that came together do not all speak at the same moment.
    began = anyio.current_time() + random.random() * MESSAGES_PER_FRAME / rate
    for number in itertools.count():
        await anyio.sleep_until(began + number * MESSAGES_PER_FRAME / rate)
        board.note(number % len(ready))
        await stream.send(ready[number % len(ready)])


async def listen(stream: ByteStream, board: Board, conversation: anyio.CancelScope) -> None:
    """Read what the client says until it says goodbye; it is then left at once."""
    data, opcode = bytearray(), 0
    with suppress(*_GONE):
        while opcode != _CLOSE:
            data += await stream.receive()
            while len(data) >= 4 and len(data) >= (end := _end(data)):
                opcode = data[0] & 15
                del data[:end]
                if opcode == _BINARY:
                    board.count_acknowledgement()
    conversation.cancel()


def _end(data: bytearray) -> int:
    """Where the client's frame ends that begins here: head, mask, payload."""
    short = data[1] & 127
    return 6 + short if short < 126 else 8 + int.from_bytes(data[2:4])


def made_ready(room_id: int, mix: Mix) -> list[bytes]:
    """Messages of one room, as bytes for the socket."""
    said = itertools.islice(endless(room_id, mix), FRAMES * MESSAGES_PER_FRAME)
    return [websocket_frame(frame) for frame in frames(said)]


@asynccontextmanager
async def listeners(ready: Sequence[bytes], board: Board) -> AsyncGenerator[dict[str, str]]:
    """Listen on a port for each pace; gives their URLs."""
    urls: dict[str, str] = {}
    async with anyio.create_task_group() as tasks:
        for rate in RATES:
            listener = await anyio.create_tcp_listener(local_host="127.0.0.1", backlog=ROOMS)
            urls[str(rate)] = f"ws://127.0.0.1:{listener.extra(SocketAttribute.local_port)}"
            tasks.start_soon(listener.serve, partial(welcome, rate=rate, ready=ready, board=board))
        yield urls


async def main(board: Board, mix: Mix) -> None:
    simulator = Simulator()
    for number in range(ROOMS):
        # All hosts are in one room, or each would need messages of its own: a client looks whether they are its room's.
        simulator.room(f"room{number}").broadcast.room_id = ROOM_ID
    ready = made_ready(ROOM_ID, mix)
    async with serve(simulator) as server, listeners(ready, board) as urls:
        print(json.dumps({"web": server.url, "websockets": urls}), flush=True)
        await anyio.sleep_forever()


if __name__ == "__main__":
    allow_many_files()
    with suppress(KeyboardInterrupt):
        anyio.run(main, Board.open(Path(sys.argv[1])), "captured" if sys.argv[2] == "captured" else "room")
