"""Where the memory of a room goes, by kind: ``python -m benchmarks.room_memory [ROOMS] [MESSAGES A SECOND] [SECONDS]``.

Python's own count of what was allocated since one room was read, and what the process grew by: the rest is the
allocator's, which keeps pages of which a part is free. Prints a table in Markdown.
"""

from __future__ import annotations

import gc
import re
import sys
import tracemalloc
from collections import Counter
from pathlib import Path

import anyio

from benchmarks.client import Meter, with_livetok
from benchmarks.firehose import Board
from benchmarks.many_rooms import RoomReader, options
from benchmarks.processes import FirehoseAddress, allow_many_files, resident, running_firehose
from livetok import follow

# Files that allocate it, the first kind that matches.
KINDS = {
    "websocket: frames, locks, wsproto": "/wsproto/|livetok[/.]_net",
    "room lookup, ticket, stream addresses": "livetok[/.](_webapi|_resolver|models|http_types)|/json/|/http",
    "what the room said: state, gifts, ids": "livetok[/.](_protocol|_codec|_mixins|proto|state)|<livetok ",
    "session, queues, `Live`": "livetok[/.]",
    "tasks, timeouts, sockets": "/asyncio/|/anyio/|/trio/|/outcome/|contextlib|weakref|selectors",
}


async def measure(firehose: FirehoseAddress, rooms: int, rate: float, seconds: float) -> None:
    await with_livetok(firehose, 2000.0, Meter(Board.open(Path(firehose.board)), 0, 1.5))
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.take_snapshot()
    reader = RoomReader(rooms)
    async with follow([f"room{number}" for number in range(rooms)], **options(firehose, rate)) as lives:
        await reader.read(lives, until=lambda: reader.complete)
        with anyio.move_on_after(seconds):
            await reader.read(lives)
        gc.collect()
        found = tracemalloc.take_snapshot().compare_to(before, "filename")
        tracemalloc.stop()
    bytes_of, objects_of = Counter[str](), Counter[str]()
    for difference in found:
        kind = kind_of(difference.traceback[0].filename)
        bytes_of[kind] += difference.size_diff
        objects_of[kind] += difference.count_diff
    print(f"{rooms} rooms, {rate:g} messages a second each, after {seconds:g} s\n")
    print("| kind | KB a room | objects |\n|---|---:|---:|")
    for kind, size in bytes_of.most_common():
        print(f"| {kind} | {size / 1e3 / rooms:.1f} | {objects_of[kind] / rooms:.0f} |")
    print(f"| together | {bytes_of.total() / 1e3 / rooms:.1f} | {objects_of.total() / rooms:.0f} |")


async def grow(firehose: FirehoseAddress, rooms: int, rate: float, seconds: float) -> None:
    """Print what the process grows by, without counting, which needs memory itself."""
    await with_livetok(firehose, 2000.0, Meter(Board.open(Path(firehose.board)), 0, 1.5))
    gc.collect()
    before, reader = resident(), RoomReader(rooms)
    async with follow([f"room{number}" for number in range(rooms)], **options(firehose, rate)) as lives:
        await reader.read(lives, until=lambda: reader.complete)
        with anyio.move_on_after(seconds):
            await reader.read(lives)
        print(f"| resident memory grew by | {(resident() - before) / 1e3 / rooms:.1f} | |")


def kind_of(file: str) -> str:
    return next((kind for kind, pattern in KINDS.items() if re.search(pattern, file)), "other")


def main() -> None:
    rooms, rate, seconds = (*map(float, sys.argv[1:]), *(1000.0, 1.0, 15.0)[len(sys.argv) - 1 :])
    with running_firehose("room") as firehose:
        anyio.run(grow, firehose, int(rooms), rate, seconds)
        anyio.run(measure, firehose, int(rooms), rate, seconds)


if __name__ == "__main__":
    allow_many_files()
    main()
