"""A fleet on this machine: a real nats-server, the simulator, workers in processes of their own; and the truth."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import anyio
from attrs import define, field

from livetok.cli.fleet_demo import truth_of
from livetok.fleet import Fleet, FleetStatus, open_fleet
from livetok.fleet.audit import Audit, StoredEvent, audit, read_stream
from livetok.testing import Room, Simulator, TrafficGenerator
from livetok.testing.server import Server, serve
from support.nats_server import NatsServer, nats_server

LEASE = 3.0


@define(eq=False)
class WorkerProcess:
    name: str
    process: subprocess.Popen[bytes]

    def signal(self, number: int) -> None:
        self.process.send_signal(number)

    def end(self) -> None:
        self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self.process.wait()


@define(eq=False)
class FleetRun:
    server: NatsServer
    simulator: Simulator
    site: Server
    fleet: Fleet
    backend: str
    workers: dict[str, WorkerProcess] = field(factory=dict)
    traffic: list[TrafficGenerator] = field(factory=list)
    begun: float = 0.0

    @property
    def rooms(self) -> list[Room]:
        return list(self.simulator.rooms.values())

    def start_worker(self, name: str, *, url: str = "", more: Sequence[str] = ()) -> WorkerProcess:
        command = [
            sys.executable,
            "-m",
            "livetok",
            "worker",
            "--nats",
            url or self.server.url,
            "--name",
            name,
        ]
        command += [
            "--lease",
            f"{LEASE:g}",
            "--dial-rate",
            "500",
            "--poll",
            "1",
            "--backend",
            self.backend,
            *more,
        ]
        for kind in ("web", "webcast", "websocket", "sign"):
            command += [f"--endpoint-{kind}", getattr(self.site.endpoints, kind)]
        log = self.server.folder / f"{name}.log"
        with log.open("ab") as file:
            process = subprocess.Popen(
                [*command, "-v"], stdin=subprocess.DEVNULL, stdout=file, stderr=file, env=dict(os.environ)
            )
        self.workers[name] = WorkerProcess(name, process)
        return self.workers[name]

    async def until(self, *, live: int, workers: int, seconds: float = 60.0) -> FleetStatus:
        """Wait until so many rooms are entered by so many workers, each with a share."""
        status = None
        with anyio.move_on_after(seconds):
            while True:
                status = await self.fleet.status()
                infos = status.workers.values()
                shared = len(infos) == workers and all(info.partitions for info in infos)
                if shared and not status.unowned and sum(info.live for info in infos) == live:
                    return status
                await anyio.sleep(0.1)
        raise AssertionError(f"{status}\n{self.logs()}")

    def logs(self) -> str:
        return "\n".join(
            f"--- {path.name}\n{path.read_text(errors='replace')[-3000:]}"
            for path in self.server.folder.glob("*.log")
        )

    def talk(self, rate: float = 10.0) -> None:
        self.begun = self.simulator.world.now()
        self.traffic = [TrafficGenerator(room=room, rate=rate).start() for room in self.rooms]

    def hush(self) -> None:
        for generator in self.traffic:
            generator.stop()

    async def hosts_of(self, worker: str) -> set[str]:
        owners = await self.fleet.owners()
        hosts = await self.fleet.hosts()
        return {host for host in hosts if owners.get(self.fleet.layout.partition_of(host)) == worker}

    async def result(self, seconds: float = 60.0) -> tuple[Audit, dict[str, list[StoredEvent]]]:
        """Wait until the stream holds the truth, or time is up; compare."""
        self.hush()
        truth = truth_of(self.simulator, self.begun)
        found, stream = None, None
        with anyio.move_on_after(seconds):
            while found is None or found.lost:
                stream = await read_stream(self.server.url)
                found = audit(truth, stream)
                await anyio.sleep(0.2)
        assert found is not None
        assert stream is not None
        return found, stream

    async def takeovers(
        self, stream: dict[str, list[StoredEvent]], hosts: set[str], since: datetime
    ) -> list[float]:
        """Return after how many seconds each host was followed again."""
        return sorted(
            min(
                (event.received_at - since).total_seconds()
                for event in stream[host]
                if event.received_at > since
            )
            for host in hosts
        )


def clean(found: Audit) -> Audit:
    assert found.sent
    assert (found.lost, found.twice, found.inverted) == (0, 0, 0), found
    return found


@asynccontextmanager
async def fleet_run(backend: str, *, hosts: int = 6, partitions: int = 12) -> AsyncGenerator[FleetRun]:
    simulator = Simulator(seed=1, epoch=float(int(datetime.now(UTC).timestamp())))
    names = [f"host.{number}" for number in range(hosts)]
    for name in names:
        simulator.room(name)
    with nats_server() as server:
        async with serve(simulator) as site:
            async with open_fleet(server.url, partitions=partitions) as fleet:
                await fleet.add(names)
                run = FleetRun(server, simulator, site, fleet, backend)
                try:
                    yield run
                finally:
                    for worker in run.workers.values():
                        worker.end()
