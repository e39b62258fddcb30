"""Kills a program while it writes to a sink, at random moments, and looks at what is there.

As a program: `python sink_kills.py 50 [KIND ...]`; prints how many seconds were missing at most, for each kind.
"""

from __future__ import annotations

import mmap
import random
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import anyio
from attrs import frozen

from livetok import open_sink
from support.sink_events import comment, ids
from support.sink_readers import READERS

MOST = 5000
RATE = 500.0


async def victim(url: str, times: Path) -> None:
    """Put an event every now and then, and note when."""
    with times.open("r+b") as file:
        noted = mmap.mmap(file.fileno(), 8 * MOST)
    async with open_sink(url) as sink:
        for number in range(MOST):
            await sink.put(comment(number))
            noted[8 * number : 8 * number + 8] = struct.pack("d", time.time())
            await anyio.sleep(1 / RATE)


@frozen
class Outcome:
    put: int
    kept: int
    missing_seconds: float


def kill(kind: str, folder: Path, rng: random.Random) -> Outcome:
    """Kill a program at a random moment; check what it left, and that playing all again completes it."""
    times, path = folder / "times", folder / "out"
    times.write_bytes(bytes(8 * MOST))
    process = subprocess.Popen([sys.executable, __file__, "victim", f"{kind}:{path}", str(times)])
    enough = rng.randrange(1, 1000)
    try:
        deadline = time.monotonic() + 60
        while not when(times, enough) and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(rng.uniform(0, 0.05))
    finally:
        process.kill()
        killed = time.time()
        process.wait()
    put = next(number for number in range(MOST) if not when(times, number))
    anyio.run(keep, f"{kind}:{path}", 0)  # whatever it takes to be read again
    kept = [row["id"] for row in READERS[kind](path)]
    assert kept == ids(*range(len(kept))), "not the events in their order"
    missing = killed - when(times, len(kept)) if len(kept) < put else 0.0
    anyio.run(keep, f"{kind}:{path}", put)
    assert [row["id"] for row in READERS[kind](path)] == ids(*range(put)), (
        "playing it again did not complete it"
    )
    return Outcome(put, len(kept), missing)


def when(times: Path, number: int) -> float:
    with times.open("rb") as file:
        file.seek(8 * number)
        (moment,) = struct.unpack("d", file.read(8))
    return float(moment)


async def keep(url: str, count: int) -> None:
    async with open_sink(url) as sink:
        for number in range(count):
            await sink.put(comment(number))


def main(moments: int, kinds: list[str]) -> None:
    for kind in kinds:
        rng, outcomes = random.Random(7), list[Outcome]()
        for _ in range(moments):
            with tempfile.TemporaryDirectory() as folder:
                outcomes.append(kill(kind, Path(folder), rng))
        missing = sorted(outcome.missing_seconds for outcome in outcomes)
        print(
            f"{kind}: {moments} moments, {sum(outcome.put for outcome in outcomes)} events, missing "
            f"{missing[len(missing) // 2]:.2f} s (median), {missing[-1]:.2f} s (most)",
            flush=True,
        )


if __name__ == "__main__":
    if sys.argv[1] == "victim":
        anyio.run(victim, sys.argv[2], Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]), sys.argv[2:] or [*READERS])
