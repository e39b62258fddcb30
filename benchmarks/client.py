"""A client of the firehose, in its own process: ``python -m benchmarks.client FIREHOSE SETTINGS``.

`livetok` is a user's program: `connect()`, `async for`, three fields of each event. `floor` is the least that can be
done with the same frames and the same websocket library: take them in and unpack them.
"""

from __future__ import annotations

import json
import math
import sys
import time
import zlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import anyio
import trio_websocket
from attrs import define, field
from wsproto import ConnectionType, WSConnection
from wsproto.events import BytesMessage, Request

from benchmarks.firehose import FLOOD, Board
from benchmarks.processes import FirehoseAddress
from benchmarks.traffic import FIRST_ID, MESSAGES_PER_FRAME
from livetok import Endpoints, connect

GZIP_MAGIC = b"\x1f\x8b\x08"
Loop = Callable[["Meter"], Awaitable[None]]


@define
class Meter:
    """Counts messages over a stretch of time, and the processor's time meanwhile."""

    board: Board
    warm_up: float
    seconds: float
    count: int = 0
    figures: dict[str, float] = field(factory=dict[str, float])

    async def run(self, loop: Loop) -> None:
        """Let a loop run that never ends by itself and may be cancelled at each step."""
        with anyio.move_on_after(self.warm_up):
            await loop(self)
        count, acknowledged = self.count, self.board.acknowledged
        cpu, clock = time.process_time(), time.perf_counter()
        with anyio.move_on_after(self.seconds):
            await loop(self)
        cpu, clock = time.process_time() - cpu, time.perf_counter() - clock
        messages = self.count - count
        if not messages:
            raise SystemExit("no message came")
        frames = messages / MESSAGES_PER_FRAME
        self.figures |= {
            "messages_a_second": messages / clock,
            "cpu_us": cpu * 1e6 / messages,
            "acknowledged": (self.board.acknowledged - acknowledged) / frames,
        }


def look(event: Any) -> None:
    """Read what most programs read."""
    user = getattr(event, "user", None)
    if user is not None:
        user.id, getattr(user, "nickname", "")


def endpoints(firehose: FirehoseAddress, rate: float) -> Endpoints:
    """Pages from the simulator, messages from the firehose."""
    return Endpoints(
        web=firehose.web, webcast=firehose.web, websocket=firehose.websockets[str(rate)], sign=firehose.web
    )


async def with_livetok(firehose: FirehoseAddress, rate: float, meter: Meter) -> None:
    async with connect("@room0", endpoints=endpoints(firehose, rate)) as live:

        async def loop(meter: Meter) -> None:
            async for event in live:
                if event.meta.message_id:  # else of livetok's own making
                    look(event)
                    meter.count += 1

        await meter.run(loop)


async def with_latency(firehose: FirehoseAddress, rate: float, meter: Meter) -> None:
    """Note when each message gets to the program; compare with when it was sent once all is over."""
    # Whoever reads for the first time builds decoders; that is not what a message waits for day in, day out.
    await with_livetok(firehose, FLOOD, Meter(meter.board, 0, 1.0))
    arrived: list[tuple[int, float]] = []
    async with connect("@room0", endpoints=endpoints(firehose, rate)) as live:

        async def loop(meter: Meter) -> None:
            async for event in live:
                if number := event.meta.message_id:
                    arrived.append((number, time.monotonic()))
                    look(event)
                    meter.count += 1

        with anyio.move_on_after(meter.warm_up):
            await loop(meter)
        arrived.clear()
        with anyio.move_on_after(meter.seconds):
            await loop(meter)
    meter.figures |= percentiles([at - sent(meter.board, number) for number, at in arrived])


def sent(board: Board, message_id: int) -> float:
    return board.sent_at((message_id - FIRST_ID) // MESSAGES_PER_FRAME)


def percentiles(seconds: list[float]) -> dict[str, float]:
    """Median, 99th percentile and maximum, in milliseconds."""
    waits = sorted(wait * 1e3 for wait in seconds)
    return {
        "median_ms": waits[len(waits) // 2],
        "p99_ms": waits[math.ceil(len(waits) * 0.99) - 1],
        "maximum_ms": waits[-1],
    }


async def with_floor(firehose: FirehoseAddress, rate: float, meter: Meter) -> None:
    url = f"{firehose.websockets[str(rate)]}/"
    await (floor_on_trio if on_trio() else floor_on_asyncio)(url, meter)


def on_trio() -> bool:
    import sniffio

    return sniffio.current_async_library() == "trio"


def unpack(data: bytes | bytearray) -> None:
    zlib.decompressobj(31).decompress(data[data.index(GZIP_MAGIC) :])


async def floor_on_trio(url: str, meter: Meter) -> None:
    async with trio_websocket.open_websocket_url(url) as websocket:

        async def loop(meter: Meter) -> None:
            while True:
                unpack(await websocket.get_message())
                meter.count += MESSAGES_PER_FRAME

        await meter.run(loop)


async def floor_on_asyncio(url: str, meter: Meter) -> None:
    parts = urlsplit(url)
    assert parts.hostname is not None
    connection, message = WSConnection(ConnectionType.CLIENT), bytearray()
    async with await anyio.connect_tcp(parts.hostname, parts.port) as stream:
        await stream.send(connection.send(Request(host=parts.netloc, target="/")))

        async def loop(meter: Meter) -> None:
            while True:
                connection.receive_data(await stream.receive())
                for event in connection.events():
                    if isinstance(event, BytesMessage):
                        message.extend(event.data)
                        if event.message_finished:
                            unpack(message)
                            message.clear()
                            meter.count += MESSAGES_PER_FRAME

        await meter.run(loop)


KINDS = {"livetok": with_livetok, "latency": with_latency, "floor": with_floor}


def main(
    firehose: FirehoseAddress,
    kind: Literal["livetok", "latency", "floor"],
    backend: str,
    warm_up: float,
    seconds: float,
    rate: float = FLOOD,
) -> None:
    meter = Meter(Board.open(Path(firehose.board)), warm_up, seconds)
    anyio.run(KINDS[kind], firehose, rate, meter, backend=backend)
    print(json.dumps(meter.figures))


if __name__ == "__main__":
    main(FirehoseAddress.read(sys.argv[1]), **json.loads(sys.argv[2]))
