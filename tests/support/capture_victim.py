"""Captures a simulated room in child processes and kills each at a random moment; prints what each had written.

Run as a program: forking needs a process without threads.
"""

from __future__ import annotations

import json
import mmap
import os
import random
import signal
import struct
import sys
import time
from pathlib import Path

import anyio

from livetok.testing import Simulator, Switches, TrafficGenerator
from livetok.testing.memory import in_memory


async def capture(path: Path, counter: mmap.mmap) -> None:
    simulator = Simulator(seed=1, switches=Switches(messages_per_frame=1))
    TrafficGenerator(room=simulator.room("ann"), rate=500.0).start()
    async with in_memory(simulator) as network, network.connect("ann") as live:
        capture = live.capture(path)
        async for _ in live:
            counter[:8] = struct.pack("<Q", capture.records)


async def rehearse(path: Path) -> None:
    """Load what is loaded when it is first used, so that not every child has to."""
    with anyio.move_on_after(1):
        await capture(path, mmap.mmap(-1, 8))


def main(folder: Path, children: int) -> None:
    rng = random.Random(7)
    anyio.run(rehearse, folder / "rehearsal.livetok")
    for number in range(children):
        counter = mmap.mmap(-1, 8)
        path = folder / f"{number}.livetok"
        child = os.fork()
        if not child:
            anyio.run(capture, path, counter)
            os._exit(0)
        deadline, enough = time.monotonic() + 20, rng.randrange(1, 100)
        while struct.unpack("<Q", counter[:8])[0] < enough and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(rng.uniform(0.0, 0.01))  # five records
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        print(json.dumps({"path": str(path), "written": struct.unpack("<Q", counter[:8])[0]}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
