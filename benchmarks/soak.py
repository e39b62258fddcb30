"""A session under load for a long time, with a fault every few seconds: nothing lost, nothing twice, memory flat.

``python -m benchmarks.soak --seconds 1800 --rate 2000 --backend trio``

Client and simulator share the process and talk over loopback sockets. Every comment carries a running number, so that
the order, what is missing and what comes twice are known without remembering anything.
"""

from __future__ import annotations

import argparse
import itertools
import logging
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import anyio
from attrs import define, field

from benchmarks.processes import resident
from benchmarks.soaked import FILE, FLAT, Soaked, drift
from livetok import CommentEvent, Live, ReconnectEvent, Retry, UndecodedEvent, connect
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
# The simulated server remembers the last 4096 messages for those who come back. On a machine that is too slow for the
# rate, the writer waits for the reader, and the figure at the end says so.
AHEAD = 3500
BEHIND = 20.0  # seconds that the last messages may take


@define
class Counts:
    """What arrived."""

    written: int = 0
    read: int = 0
    expected: int = 0
    lost: int = 0
    twice: int = 0
    reconnects: int = 0
    undecoded: int = 0
    longest_gap: float = 0.0
    memory: list[tuple[float, int]] = field(factory=list[tuple[float, int]])

    def count(self, number: int) -> None:
        """Compare a number with the one that is due."""
        self.read += 1
        if number < self.expected:
            self.twice += 1
            return
        self.lost += number - self.expected
        self.expected = number + 1


async def write(simulator: Simulator, room: Room, counts: Counts, rate: float, seconds: float) -> None:
    """Let somebody say so many things a second, and end the broadcast when the time is over."""
    began = anyio.current_time()
    while (passed := anyio.current_time() - began) < seconds:
        while counts.written < min(passed * rate, counts.expected + AHEAD):
            room.comment(str(counts.written))
            counts.written += 1
        await anyio.sleep(TICK)
    simulator.faults.clear()
    room.end()


async def inject_faults(simulator: Simulator, every: float) -> None:
    """Inject the next fault every so many seconds."""
    for faults in itertools.cycle(FAULTS):
        await anyio.sleep(every)
        for fault in faults:
            simulator.fault(fault)


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
                flush=True,
            )


async def read(live: Live, counts: Counts) -> None:
    """Take in everything until the broadcast ends."""
    async for event in live:
        if isinstance(event, CommentEvent):
            if event.content.isdecimal() and not event.meta.history:
                counts.count(int(event.content))
        elif isinstance(event, ReconnectEvent):
            counts.reconnects += 1
            counts.longest_gap = max(counts.longest_gap, event.gap_seconds)
        else:
            counts.undecoded += isinstance(event, UndecodedEvent)


async def soak(seconds: float, rate: float, every: float) -> Counts:
    """Run it."""
    counts = Counts()
    simulator = Simulator(seed=1, switches=Switches(close_after_end=60))
    room = simulator.room("anna")
    # A bomb is refused at the limit, and costs that much: with the default of 16 MB the C library's allocator keeps
    # twice as much for later, which says nothing about us.
    options = {
        "max_frame_size": 1 << 20,
        "stale_timeout": 1.0,
        "retry": Retry(first_delay=0.05, max_delay=0.2, healthy_after=1.0),
    }
    async with (
        serve(simulator) as server,
        connect("@anna", endpoints=server.endpoints, **options) as live,
        anyio.create_task_group() as tasks,
    ):
        tasks.start_soon(inject_faults, simulator, every)
        tasks.start_soon(watch_memory, counts, seconds)
        tasks.start_soon(write, simulator, room, counts, rate, seconds)
        with anyio.move_on_after(seconds + BEHIND):
            await read(live, counts)
        tasks.cancel_scope.cancel()
    counts.lost += counts.written - counts.expected
    return counts


def verdicts(counts: Counts, seconds: float) -> Iterator[tuple[bool, str]]:
    yield counts.lost == 0, f"{counts.lost} of {counts.written} messages lost"
    yield counts.twice == 0, f"{counts.twice} messages twice"
    growth, short = drift(counts.memory, seconds), seconds < SHORT
    yield short or growth <= FLAT, f"memory grew by {growth:+.1%}{', too early to tell' if short else ''}"
    yield counts.reconnects > 0, f"{counts.reconnects} reconnects, longest gap {counts.longest_gap:.1f} s"


def record(counts: Counts, given: argparse.Namespace) -> Soaked:
    """What the report needs of it."""
    return Soaked(
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        backend=given.backend,
        seconds=given.seconds,
        read=counts.read,
        lost=counts.lost,
        twice=counts.twice,
        reconnects=counts.reconnects,
        memory=[(round(passed), size) for passed, size in counts.memory],
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=1800)
    parser.add_argument("--rate", type=float, default=2000, help="messages a second")
    parser.add_argument("--every", type=float, default=3, help="seconds from one fault to the next")
    parser.add_argument("--backend", choices=["asyncio", "trio"], default="trio")
    parser.add_argument(
        "--save", type=Path, help="file for the figures; benchmarks/soak.json after a long run"
    )
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    counts = anyio.run(soak, given.seconds, given.rate, given.every, backend=given.backend)
    print(f"{counts.read / given.seconds:.0f} messages a second, {counts.undecoded} damaged on purpose")
    if given.save or given.seconds >= SHORT:
        record(counts, given).save(given.save or FILE)
    fine = True
    for good, text in verdicts(counts, given.seconds):
        print("ok  " if good else "BAD ", text)
        fine = fine and good
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
