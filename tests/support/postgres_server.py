"""A real PostgreSQL on a port of its own, to be killed and started again."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from attrs import define, field

from support.nats_server import free_port

PASSWORD = "hunter2 with / and @"


def program(name: str) -> str | None:
    """Where a program of PostgreSQL is: on the path, or where Debian keeps it."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[::-1]
    return shutil.which(name) or next((shutil.which(name, path=str(folder)) for folder in folders), None)


@define(eq=False)
class PostgresServer:
    port: int
    folder: Path
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        return f"postgresql://livetok:hunter2%20with%20%2F%20and%20%40@127.0.0.1:{self.port}/postgres"

    def initialise(self) -> None:
        password = self.folder / "password"
        password.write_text(PASSWORD)
        command = [
            str(program("initdb")),
            "-D",
            str(self.folder / "data"),
            "-U",
            "livetok",
            "-A",
            "scram-sha-256",
        ]
        self._own()
        subprocess.run(
            [*command, "-E", "UTF8", "--no-sync", "--pwfile", str(password)],
            check=True,
            capture_output=True,
            timeout=120,
            cwd=self.folder,
            **self._user(),
        )

    def start(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                # Not the first time, perhaps: it gives up while children of the last one are attached to its memory.
                self.process = self._spawned()
            with suppress(Exception):
                self.query("SELECT 1")
                return
            time.sleep(0.05)
        raise AssertionError((self.folder / "log").read_text())

    def _spawned(self) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [
                    str(program("postgres")), "-D", str(self.folder / "data"), "-p", str(self.port),
                    "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={self.folder}",
                    "-c", "shared_buffers=16MB", "-c", "max_connections=10",
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **self._user(),
            )  # fmt: skip

    def kill(self) -> None:
        """Kill all of it, as a power cut does; its children notice and go."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        # The next server refuses to start while children of the last one are attached to its memory.
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self._answers():
            time.sleep(0.02)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(30)

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        import psycopg

        with psycopg.connect(self.url, connect_timeout=5, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _answers(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def _user(self) -> dict[str, Any]:
        """PostgreSQL refuses to be run by root."""
        return {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid} if os.getuid() == 0 else {}

    def _own(self) -> None:
        if os.getuid() == 0:
            user = pwd.getpwnam("nobody")
            for path in (self.folder, *self.folder.iterdir()):
                os.chown(path, user.pw_uid, user.pw_gid)


@contextmanager
def postgres_server() -> Generator[PostgresServer]:
    with tempfile.TemporaryDirectory(prefix="livetok-postgres-", ignore_cleanup_errors=True) as folder:
        server = PostgresServer(free_port(), Path(folder))
        server.initialise()
        try:
            server.start()
            yield server
        finally:
            server.stop()
