"""The truth equals the stream, whatever happens to workers, to the server, and to what is between them."""

from __future__ import annotations

import signal
from datetime import UTC, datetime

import anyio
import pytest

from livetok.fleet import read_fleet
from livetok.proto import GiftSettledEvent
from support.fleet_run import LEASE, clean, fleet_run
from support.nats_server import stalling_proxy

pytestmark = pytest.mark.anyio


async def test_a_killed_worker_is_replaced(anyio_backend: str) -> None:
    """kill -9: others go on after the last message that is in the stream. An open streak is settled once."""
    async with fleet_run(anyio_backend) as run:
        run.start_worker("a")
        run.start_worker("b")
        await run.until(live=6, workers=2)
        run.talk()
        orphans = await run.hosts_of("a")
        streaks = [run.simulator.rooms[host].streak("Rose", user="giver") for host in orphans]
        for streak in streaks:
            streak.add()
            streak.add()
        await anyio.sleep(1.5)
        killed_at = datetime.now(UTC)
        run.workers["a"].signal(signal.SIGKILL)
        await run.until(live=6, workers=1)
        for streak in streaks:
            streak.add()
            streak.close()
        await anyio.sleep(1.0)
        found, stream = await run.result()
        clean(found)
        waits = await run.takeovers(stream, orphans, killed_at)
        assert orphans
        assert waits[-1] < LEASE + 5
        settled = []
        async with read_fleet(run.server.url, start="all") as events:
            for _ in range(sum(map(len, stream.values()))):
                event = await anext(events)
                if isinstance(event, GiftSettledEvent) and event.user.unique_id == "giver":
                    settled.append((event.meta.unique_id, event.count))
        assert sorted(settled) == sorted((host, 3) for host in orphans)


async def test_a_paused_worker_that_wakes_up_writes_nothing_stale(anyio_backend: str) -> None:
    """SIGSTOP for longer than the lease, then SIGCONT: its hosts are another's, and it gets a share again."""
    async with fleet_run(anyio_backend) as run:
        run.start_worker("a")
        run.start_worker("b")
        await run.until(live=6, workers=2)
        run.talk()
        await anyio.sleep(1.0)
        run.workers["a"].signal(signal.SIGSTOP)
        await run.until(live=6, workers=1)
        await anyio.sleep(1.0)
        run.workers["a"].signal(signal.SIGCONT)
        await run.until(live=6, workers=2)
        await anyio.sleep(1.0)
        clean((await run.result())[0])


async def test_a_killed_server_costs_nothing(anyio_backend: str) -> None:
    """Workers keep what is not acknowledged while the server is away, and the rooms stay entered."""
    async with fleet_run(anyio_backend) as run:
        run.start_worker("a")
        await run.until(live=6, workers=1)
        run.talk()
        await anyio.sleep(1.0)
        upgrades = run.simulator.requests.total()
        run.server.kill()
        await anyio.sleep(LEASE + 2)
        run.server.start()
        await run.until(live=6, workers=1)
        await anyio.sleep(1.0)
        clean((await run.result())[0])
        assert run.simulator.requests.total() <= upgrades + 6


async def test_server_and_worker_killed_together(anyio_backend: str) -> None:
    async with fleet_run(anyio_backend) as run:
        run.start_worker("a")
        run.start_worker("b")
        await run.until(live=6, workers=2)
        run.talk()
        await anyio.sleep(1.0)
        run.server.kill()
        run.workers["a"].signal(signal.SIGKILL)
        await anyio.sleep(1.0)
        run.server.start()
        await run.until(live=6, workers=1)
        await anyio.sleep(1.0)
        clean((await run.result())[0])


async def test_a_stalled_connection_costs_nothing(anyio_backend: str) -> None:
    """The worker behind the proxy is cut off for longer than its lease; what it had sent arrives late."""
    async with fleet_run(anyio_backend) as run, stalling_proxy(run.server.port) as proxy:
        run.start_worker("a", url=proxy.url)
        run.start_worker("b")
        await run.until(live=6, workers=2)
        run.talk()
        await anyio.sleep(1.0)
        proxy.stall()
        await run.until(live=6, workers=1)
        await anyio.sleep(1.0)
        proxy.go_on()
        await run.until(live=6, workers=2)
        await anyio.sleep(1.0)
        clean((await run.result())[0])


async def test_hosts_and_workers_come_and_go_under_load(anyio_backend: str) -> None:
    """A worker that is told to leave hands its hosts over at once; removed hosts are left, added ones entered."""
    async with fleet_run(anyio_backend) as run:
        run.start_worker("a")
        await run.until(live=6, workers=1)
        run.talk()
        run.start_worker("b")
        await run.until(live=6, workers=2)
        added = run.simulator.room("late.one")
        assert await run.fleet.add(["@late.one", "host.0"]) == 1
        await run.until(live=7, workers=2)
        added.comment("hello")
        leaving_at = datetime.now(UTC)
        orphans = await run.hosts_of("a")
        run.workers["a"].signal(signal.SIGTERM)
        await run.until(live=7, workers=1)
        assert run.workers["a"].process.wait(10) == 143
        await anyio.sleep(0.5)
        found, stream = await run.result()
        clean(found)
        assert (await run.takeovers(stream, orphans, leaving_at))[0] < LEASE + 5
        assert await run.fleet.remove(["late.one"]) == 1
        await run.until(live=6, workers=1)
        assert await run.fleet.hosts() == sorted(f"host.{number}" for number in range(6))
