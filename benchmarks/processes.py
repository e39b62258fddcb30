"""Server and clients of a measurement, each a process of its own."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import asdict, frozen

from benchmarks.traffic import Mix

__all__ = ["FirehoseAddress", "allow_many_files", "resident", "run_client", "running_firehose"]

_PATIENCE = 180.0


@frozen
class FirehoseAddress:
    """Where the firehose is to be found.

    Attributes:
        web: Base URL of pages and lookups.
        websockets: Base URL of the websocket by messages a second.
        board: File that is shared with the server.
    """

    web: str
    websockets: dict[str, str]
    board: str

    @classmethod
    def read(cls, text: str) -> FirehoseAddress:
        return cls(**json.loads(text))

    def __str__(self) -> str:
        return json.dumps(asdict(self))


@contextmanager
def running_firehose(mix: Mix) -> Generator[FirehoseAddress]:
    """Run the server in a process of its own while the block lasts."""
    with tempfile.TemporaryDirectory() as folder:
        board = Path(folder, "board")
        command = [sys.executable, "-m", "benchmarks.firehose", str(board), mix]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                assert server.stdout is not None
                yield FirehoseAddress(**json.loads(server.stdout.readline()), board=str(board))
            finally:
                server.terminate()


def run_client(module: str, firehose: FirehoseAddress, **settings: Any) -> dict[str, float]:
    """Run a client to its end and return what it measured."""
    command = [sys.executable, "-m", f"benchmarks.{module}", str(firehose), json.dumps(settings)]
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=_PATIENCE)
    return json.loads(ran.stdout)


def allow_many_files() -> None:
    """Raise the limit of open files, of which each connection is one, as far as it goes."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def resident() -> int:
    """Resident memory of this process, in bytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
