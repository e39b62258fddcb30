"""A session under load for a long time, with a fault every few seconds: nothing lost, nothing twice, memory flat.

``python -m benchmarks.soak --seconds 1800 --rate 1000 --backend trio --backend asyncio``

Each backend has a client and a simulator, and each of these is a process of its own, so that the memory is the client's
alone. Every comment carries a running number: the order, what is missing and what comes twice are known without
remembering anything. Between the comments thousands of people give gifts, of which the sum must agree.
"""

from __future__ import annotations

import argparse
import itertools
import json
import logging
import mmap
import random
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anyio
from attrs import asdict, define, field

from benchmarks.processes import resident
from benchmarks.soaked import FILE, FLAT, Soaked, drift, save
from livetok import (
    CommentEvent,
    Endpoints,
    GiftEvent,
    GiftSettledEvent,
    Live,
    ReconnectEvent,
    Retry,
    UndecodedEvent,
    connect,
)
from livetok.testing import Room, Simulator, Switches
from livetok.testing.server import serve

# Injected in turn; several in one entry are injected together.
FAULTS = (
    ("abort",),
    ("corrupt_gzip",),
    ("close=4001",),
    ("duplicate=200",),
    ("eof", "device_blocked"),
    ("fragmented=100,times=50",),
    ("garbage",),
    ("foreign_room",),
    ("silence=60",),
    ("unknown_method",),
    ("close_type",),
    ("cut_gzip",),
    ("eof", "accept_then_close,times=2"),
    ("gzip_bomb=32e6",),
    ("cut_frame",),
    ("bad_message",),
    ("eof", "handshake_502"),
    ("likes_back",),
    ("close_bare",),
    ("eof", "duplicate=200"),
)
TICK = 0.05
SHORT = 300.0  # seconds in which the allocator has not settled yet
COMMENTS_A_GIFT = 10
GIVERS = 50_000  # many more than a room remembers
# The simulated server remembers the last 4096 messages for those who come back, gifts among them. On a machine that is
# too slow for the rate, the writer waits for the reader, and the figure at the end says so.
AHEAD = 2000  # comments
BEHIND = 20.0  # seconds that the last messages may take


class Board:
    """Numbers that client and simulator both see."""

    _NAMES = ("expected", "comments", "gifts")

    def __init__(self, path: str) -> None:
        size = len(self._NAMES) * 8
        with Path(path).open("a+b") as file:
            file.truncate(size)
            self._memory = mmap.mmap(file.fileno(), size)

    def __getitem__(self, name: str) -> int:
        """`expected`: number of the comment that the client waits for; `comments`, `gifts`: written so far."""
        return struct.unpack_from("q", self._memory, self._NAMES.index(name) * 8)[0]

    def __setitem__(self, name: str, value: int) -> None:
        struct.pack_into("q", self._memory, self._NAMES.index(name) * 8, value)


@define
class Counts:
    """What arrived."""

    read: int = 0
    expected: int = 0
    lost: int = 0
    twice: int = 0
    gifts: int = 0
    settled: int = 0
    reconnects: int = 0
    undecoded: int = 0
    longest_gap: float = 0.0
    memory: list[tuple[float, int]] = field(factory=list[tuple[float, int]])

    def count(self, number: int) -> None:
        """Compare a number with the one that is due."""
        if number < self.expected:
            self.twice += 1
            return
        self.lost += number - self.expected
        self.expected = number + 1


# --- the simulator's process


async def run_simulator(board: Board, rate: float, seconds: float, every: float) -> None:
    """Serve a room; begin to write when somebody is in, and end the broadcast when the time is over."""
    simulator = Simulator(seed=1, switches=Switches(close_after_end=60))
    room = simulator.room("anna")
    async with serve(simulator) as server, anyio.create_task_group() as tasks:
        print(json.dumps(asdict(server.endpoints)), flush=True)
        await anyio.to_thread.run_sync(sys.stdin.readline)  # the client is in
        tasks.start_soon(inject_faults, simulator, every)
        await write(room, board, rate, seconds)
        simulator.faults.clear()
        room.end()
        await anyio.sleep_forever()  # whoever started it ends it


async def write(room: Room, board: Board, rate: float, seconds: float) -> None:
    """Let people say and give so many things a second."""
    began, chance, comments, gifts = anyio.current_time(), random.Random(1), 0, 0
    share = rate * COMMENTS_A_GIFT / (COMMENTS_A_GIFT + 4)  # a streak of three is four messages
    while (passed := anyio.current_time() - began) < seconds:
        while comments < min(passed * share, board["expected"] + AHEAD):
            room.comment(str(comments))
            comments += 1
            if comments % COMMENTS_A_GIFT == 0:
                room.gift("Rose", user=f"giver{chance.randrange(GIVERS)}", streak=3)
                gifts += 3
        board["comments"], board["gifts"] = comments, gifts
        await anyio.sleep(TICK)


async def inject_faults(simulator: Simulator, every: float) -> None:
    """Inject the next fault every so many seconds."""
    for faults in itertools.cycle(FAULTS):
        await anyio.sleep(every)
        for fault in faults:
            simulator.fault(fault)


# --- the client's process


async def run_client(endpoints: Endpoints, board: Board, simulator: Any, seconds: float) -> Counts:
    """Stay in the room until the broadcast ends."""
    counts = Counts()
    # A bomb is refused at the limit, and costs that much: with the default of 16 MB the C library's allocator keeps
    # twice as much for later, which says nothing about us.
    options: dict[str, Any] = {
        "max_frame_size": 1 << 20,
        "stale_timeout": 1.0,
        "retry": Retry(first_delay=0.05, max_delay=0.2, healthy_after=1.0),
    }
    async with (
        connect("@anna", endpoints=endpoints, **options) as live,
        anyio.create_task_group() as tasks,
    ):
        print("in", file=simulator, flush=True)
        tasks.start_soon(watch_memory, counts, seconds)
        with anyio.move_on_after(seconds + BEHIND):
            await read(live, board, counts)
        tasks.cancel_scope.cancel()
    counts.lost += board["comments"] - counts.expected
    return counts


async def watch_memory(counts: Counts, seconds: float) -> None:
    """Note the resident size now and then."""
    began = anyio.current_time()
    for tick in itertools.count(1):
        await anyio.sleep(max(0.5, seconds / 200))
        passed = anyio.current_time() - began
        counts.memory.append((passed, resident()))
        if tick % 10 == 0:
            print(
                f"{passed:6.0f} s  {counts.read:9d} read  {counts.lost} lost  {counts.twice} twice  "
                f"{counts.reconnects:4d} reconnects  {counts.memory[-1][1] / 1e6:6.1f} MB",
                file=sys.stderr,
                flush=True,
            )


async def read(live: Live, board: Board, counts: Counts) -> None:
    """Take in everything until the broadcast ends."""
    async for event in live:
        counts.read += 1
        match event:
            case CommentEvent() if event.content.isdecimal() and not event.meta.history:
                counts.count(int(event.content))
                board["expected"] = counts.expected
            case GiftEvent():
                counts.gifts += event.delta
            case GiftSettledEvent():
                counts.settled += event.count
            case ReconnectEvent():
                counts.reconnects += 1
                counts.longest_gap = max(counts.longest_gap, event.gap_seconds)
            case _:
                counts.undecoded += isinstance(event, UndecodedEvent)


def soak(backend: str, given: argparse.Namespace) -> tuple[Counts, int]:
    """Run client and simulator; return what arrived, and how many gifts were given."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/board"
        settings = [f"--{name}={getattr(given, name)}" for name in ("seconds", "rate", "every")]
        command = [sys.executable, "-m", "benchmarks.soak", "--serve", path, *settings]
        with subprocess.Popen(command, stdin=-1, stdout=-1, text=True) as simulator:
            assert simulator.stdin is not None
            assert simulator.stdout is not None
            try:
                endpoints, board = Endpoints(**json.loads(simulator.stdout.readline())), Board(path)
                counts = anyio.run(
                    run_client, endpoints, board, simulator.stdin, given.seconds, backend=backend
                )
            finally:
                simulator.terminate()
        return counts, board["gifts"]


def verdicts(counts: Counts, gifts: int, seconds: float) -> Iterator[tuple[bool, str]]:
    yield counts.lost == 0, f"{counts.lost} of {counts.expected} comments lost"
    yield counts.twice == 0, f"{counts.twice} comments twice"
    told = f"{counts.gifts} gifts counted and {counts.settled} settled, of {gifts} given"
    yield counts.gifts == counts.settled == gifts, told
    growth, short = drift(counts.memory, seconds), seconds < SHORT
    yield short or growth <= FLAT, f"memory grew by {growth:+.1%}{', too early to tell' if short else ''}"
    yield counts.reconnects > 0, f"{counts.reconnects} reconnects, longest gap {counts.longest_gap:.1f} s"


def one(backend: str, given: argparse.Namespace) -> int:
    """Soak one backend in this process, and print the figures for the one that started it."""
    counts, gifts = soak(backend, given)
    lines = [f"{counts.read / given.seconds:.0f} messages a second, {counts.undecoded} damaged on purpose"]
    fine = True
    for good, text in verdicts(counts, gifts, given.seconds):
        lines.append(f"{'ok  ' if good else 'BAD '} {text}")
        fine = fine and good
    soaked = Soaked(
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        backend=backend,
        seconds=given.seconds,
        read=counts.read,
        lost=counts.lost,
        twice=counts.twice,
        reconnects=counts.reconnects,
        memory=[(round(passed), size) for passed, size in counts.memory],
    )
    print(json.dumps([asdict(soaked), lines, fine]))
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=1800)
    parser.add_argument("--rate", type=float, default=1000, help="messages a second")
    parser.add_argument("--every", type=float, default=3, help="seconds from one fault to the next")
    parser.add_argument("--backend", action="append", choices=["asyncio", "trio"], help="default: both")
    parser.add_argument(
        "--save", type=Path, help="file for the figures; benchmarks/soak.json after a long run"
    )
    parser.add_argument("--one", choices=["asyncio", "trio"], help=argparse.SUPPRESS)
    parser.add_argument("--serve", help=argparse.SUPPRESS)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    if given.serve:
        anyio.run(run_simulator, Board(given.serve), given.rate, given.seconds, given.every)
        return 0
    if given.one:
        return one(given.one, given)
    clients = [
        subprocess.Popen([sys.executable, "-m", "benchmarks.soak", "--one", name, *sys.argv[1:]], stdout=-1)
        for name in given.backend or ("asyncio", "trio")
    ]
    outcomes = [json.loads(client.communicate()[0]) for client in clients]
    soaks = [Soaked(**soaked) for soaked, _, _ in outcomes]
    for soaked, (_, lines, _) in zip(soaks, outcomes, strict=True):
        print(f"{soaked.backend}:", *lines, sep="\n  ")
    if given.save or given.seconds >= SHORT:
        save(soaks, given.save or FILE)
    return 0 if all(fine for _, _, fine in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
