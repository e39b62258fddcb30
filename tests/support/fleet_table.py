"""The long tests of the fleet, and the table of docs/fleet.md: `python -m support.fleet_table [rooms] [rate]`.

Each row is a run of its own: a real nats-server, the simulator, three workers, one fault under load. Ends with 1 when a
stream is not the truth, or a takeover takes longer than lease + 5 s.
"""

from __future__ import annotations

import os
import signal
import statistics
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import anyio

from support.fleet_run import FleetRun, fleet_run
from support.nats_server import StallingProxy, stalling_proxy

LEASE = 6.0
BEFORE = AFTER = 10.0
NAMES = ("a", "b", "c")


@asynccontextmanager
async def no_fault(run: FleetRun, proxy: StallingProxy) -> AsyncGenerator[str]:
    yield ""


@asynccontextmanager
async def worker_killed(run: FleetRun, proxy: StallingProxy) -> AsyncGenerator[str]:
    run.workers["a"].signal(signal.SIGKILL)
    yield "a"


@asynccontextmanager
async def server_killed(run: FleetRun, proxy: StallingProxy) -> AsyncGenerator[str]:
    run.server.kill()
    await anyio.sleep(1.0)
    run.server.start()
    yield ""


@asynccontextmanager
async def server_away(run: FleetRun, proxy: StallingProxy) -> AsyncGenerator[str]:
    run.server.kill()
    await anyio.sleep(60.0)
    run.server.start()
    yield ""


@asynccontextmanager
async def both_killed(run: FleetRun, proxy: StallingProxy) -> AsyncGenerator[str]:
    run.server.kill()
    run.workers["a"].signal(signal.SIGKILL)
    await anyio.sleep(1.0)
    run.server.start()
    yield "a"


@asynccontextmanager
async def worker_paused(run: FleetRun, proxy: StallingProxy) -> AsyncGenerator[str]:
    run.workers["a"].signal(signal.SIGSTOP)
    await anyio.sleep(10.0)
    run.workers["a"].signal(signal.SIGCONT)
    yield "a"


@asynccontextmanager
async def network_stalled(run: FleetRun, proxy: StallingProxy) -> AsyncGenerator[str]:
    proxy.stall()
    await anyio.sleep(15.0)
    proxy.go_on()
    yield "a"


@asynccontextmanager
async def worker_replaced(run: FleetRun, proxy: StallingProxy) -> AsyncGenerator[str]:
    """As an upgrade goes: a new one comes, an old one is told to leave."""
    run.start_worker("d", more=("--lease", f"{LEASE:g}"))
    await anyio.sleep(3.0)
    run.workers["a"].signal(signal.SIGTERM)
    yield "a"


FAULTS: dict[str, Callable[[FleetRun, StallingProxy], object]] = {
    "none": no_fault,
    "kill -9 of a worker": worker_killed,
    "kill -9 of the server": server_killed,
    "server away for 60 s": server_away,
    "kill -9 of both": both_killed,
    "SIGSTOP of a worker for 10 s": worker_paused,
    "a worker's network stalls for 15 s": network_stalled,
    "a worker is replaced (SIGTERM)": worker_replaced,
}


def processor_seconds(run: FleetRun) -> float:
    """What the workers have used so far, in seconds of one core."""
    ticks = 0
    for worker in run.workers.values():
        path = Path(f"/proc/{worker.process.pid}/stat")
        if path.exists():
            fields = path.read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


async def row(name: str, fault: Callable[..., object], backend: str, rooms: int, rate: float) -> bool:
    async with (
        fleet_run(backend, hosts=rooms, partitions=64) as run,
        stalling_proxy(run.server.port) as proxy,
    ):
        for worker in NAMES:
            url = proxy.url if worker == "a" else ""
            run.start_worker(worker, url=url, more=("--lease", f"{LEASE:g}"))
        await run.until(live=rooms, workers=len(NAMES), seconds=180)
        used = processor_seconds(run)
        run.talk(rate)
        await anyio.sleep(BEFORE)
        busy = processor_seconds(run) - used
        said = sum(
            message.at >= run.begun for room in run.rooms for message in room.broadcast.log.newest(1 << 30)
        )
        orphans, since = await run.hosts_of("a"), datetime.now(UTC)
        async with fault(run, proxy) as victim:  # type: ignore[attr-defined]
            await anyio.sleep(LEASE + AFTER)
        found, stream = await run.result(120)
        waits = await run.takeovers(stream, orphans, since) if victim else []
        took = f"{statistics.median(waits):.1f} s | {waits[-1]:.1f} s" if waits else "- | -"
        print(
            f"| {rooms} | {rooms * rate:.0f}/s | {name} | {found.sent} | {found.stored} | {found.lost} | {found.twice} "
            f"| {found.inverted} | {took} | {said / busy if busy else 0:.0f} |",
            flush=True,
        )
        return found.is_clean and (not waits or waits[-1] < LEASE + 5)


async def main(rooms: int, rate: float, names: list[str]) -> int:
    print(
        "| rooms | messages | fault | sent | stored | lost | twice | inverted | takeover, median | last | per core |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    good = True
    for number, (name, fault) in enumerate(FAULTS.items()):
        if not names or any(part in name for part in names):
            good &= await row(name, fault, ("trio", "asyncio")[number % 2], rooms, rate)
    return 0 if good else 1


if __name__ == "__main__":
    rooms, rate, *names = [*sys.argv[1:], *("200", "2")[len(sys.argv) - 1 :]]
    sys.exit(anyio.run(main, int(rooms), float(rate), names, backend="trio"))
