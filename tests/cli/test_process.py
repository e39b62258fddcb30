"""The command as a process: signals, pipes, terminals."""

from __future__ import annotations

import fcntl
import json
import os
import pathlib
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from support.rest_of import rest_of
from support.simulated_site import Site

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(site: Site) -> Iterator[Start]:
    """Starts `livetok` as users do, warnings as errors."""
    started: list[subprocess.Popen[str]] = []

    def begin(*argv: str, **options: Any) -> subprocess.Popen[str]:
        command = [sys.executable, "-W", "error", "-m", "livetok", *argv]
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **options}
        process = subprocess.Popen(command, env={**os.environ, **site.environment}, **options)
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        rest_of(process)


@contextmanager
def talking(site: Site) -> Iterator[None]:
    """A room in which somebody talks all the time."""
    room = site.room()

    def go_on() -> None:
        room.comment("hello " * 40, user="bo")
        site.simulator.world.at(0.01, go_on)

    site.call(go_on)
    yield


def finished(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = rest_of(process)
    return process.returncode, out, err


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_stream_quietly(start, site, anyio_backend, number, code):
    with talking(site):
        process = start("watch", "@ann", "--json", "--backend", anyio_backend)
        first = process.stdout.readline()
        process.send_signal(number)
        status, rest, err = finished(process)
    assert (status, err) == (code, "")
    assert all(json.loads(line) for line in (first + rest).splitlines())


def test_a_signal_ends_connecting(start, site, anyio_backend):
    site.room()
    site.call(lambda: site.simulator.fault("http_slow=60"))
    process = start("watch", "@ann", "--backend", anyio_backend)
    while not site.simulator.requests:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert finished(process) == (130, "", "")


def test_the_demo_sums_up_when_it_is_interrupted(start, anyio_backend):
    process = start("demo", "--rate", "50", "--backend", anyio_backend)
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    status, out, err = finished(process)
    assert "connect" in first
    assert (status, err) == (130, "")
    assert "s with @demo: " in out
    assert out.splitlines()[-4] == "What next:"


def test_head_is_a_normal_end(start, site, anyio_backend):
    with talking(site):
        process = start("watch", "@ann", "--json", "--backend", anyio_backend)
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(timeout=20) == 0
        assert process.stderr.read() == ""


def test_nobody_reads_the_help(start):
    read, write = os.pipe()
    os.close(read)
    process = start("--help", stdout=write)
    os.close(write)
    assert process.wait(timeout=20) == 0
    assert process.stderr.read() == ""


@pytest.mark.skipif(not pathlib.Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told(start, site, anyio_backend):
    with talking(site), pathlib.Path("/dev/full").open("w") as full:
        process = start("watch", "@ann", "--backend", anyio_backend, stdout=full)
        status, _, err = finished(process)
    assert status == 1
    assert err.startswith("livetok: cannot write to standard output: ")


def test_no_standard_output_at_all(start, site, anyio_backend):
    site.room()
    process = start("watch", "@ann", "--backend", anyio_backend, preexec_fn=lambda: os.close(1))
    status, _, err = finished(process)
    assert status == 1
    assert err.splitlines()[0] == "livetok: there is no standard output"


def test_a_reader_that_sleeps_does_not_stop_the_client(start, site, anyio_backend):
    """The pipe is full and the writing thread stuck: acknowledgements go on, and Ctrl-C is heeded."""
    with talking(site):
        process = start("watch", "@ann", "--json", "--backend", anyio_backend)
        wait_until_stuck(process)
        before = site.portal.call(acknowledged, site)
        time.sleep(0.5)
        assert site.portal.call(acknowledged, site) > before
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=5) == 130
        assert process.stderr.read() == ""


def acknowledged(site: Site) -> float:
    """When the newest frame was sent that has been acknowledged, in seconds of the simulator."""
    (connection,) = site.simulator.connections
    return max(sent.at for sent in connection.frames._sent.values() if sent.acknowledged)


def wait_until_stuck(process: subprocess.Popen[str]) -> None:
    """Waits until the process has written something and writes no more."""
    deadline, before, settled = time.monotonic() + 30, 0, 0
    while settled < 8:
        assert time.monotonic() < deadline
        time.sleep(0.1)
        now = waiting_in(process)
        settled = settled + 1 if before == now > 2048 else 0
        before = now


def waiting_in(process: subprocess.Popen[str]) -> int:
    """Number of bytes in the pipe from the process."""
    return struct.unpack("i", fcntl.ioctl(process.stdout, termios.FIONREAD, bytes(4)))[0]


def on_a_terminal(start: Start, *argv: str, interrupt_after: float | None = None) -> tuple[int, str]:
    """Runs the command on a terminal of 80 by 24 and returns what it wrote to it."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = start(*argv, stdin=follower, stdout=follower, stderr=subprocess.PIPE)
    os.close(follower)
    shown, began = b"", time.monotonic()
    while True:
        if (
            interrupt_after is not None
            and time.monotonic() - began > interrupt_after
            and b"\x1b[?1049h" in shown
        ):
            process.send_signal(signal.SIGINT)
            interrupt_after = None
        if select.select([leader], [], [], 0.05)[0]:
            try:
                shown += os.read(leader, 65536)
            except OSError:  # the last one has left the terminal
                break
    os.close(leader)
    assert process.wait(timeout=10) is not None
    assert process.stderr.read() == ""
    return process.returncode, shown.decode()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "COLUMNS", "LINES", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("interrupt_after", [None, 1.0])
def test_the_demo_gives_the_terminal_back(start, terminal, anyio_backend, interrupt_after):
    argv = ("demo", "--seconds", "2" if interrupt_after is None else "60", "--backend", anyio_backend)
    code, shown = on_a_terminal(start, *argv, interrupt_after=interrupt_after)
    assert code == (0 if interrupt_after is None else 130)
    before, _, after = shown.partition("\x1b[?1049l")
    assert before.startswith("\x1b[?1049h")
    assert "@demo" in before
    assert "s with @demo: " in after
    assert "\x1b[?25h" in before  # the cursor is back
    assert "\x1b[?7h" in before  # lines wrap again
    assert "\x1b[" not in after
    assert "livetok simulate" in after


def test_watch_has_colours_on_a_terminal(start, site, terminal, anyio_backend):
    with talking(site):
        code, shown = on_a_terminal(
            start, "watch", "@ann", "--plain", "--limit", "12", "--backend", anyio_backend
        )
    assert code == 0
    assert "\x1b[1;34min room " in shown
    assert "\x1b[1;2mBo\x1b[0m" in shown  # history is dimmed
    assert len(shown.splitlines()) == 12


def test_a_dumb_terminal_gets_plain_lines(start, terminal, monkeypatch):
    monkeypatch.setenv("TERM", "dumb")
    code, shown = on_a_terminal(start, "demo", "--limit", "5")
    assert code == 0
    assert "\x1b" not in shown


def test_without_rich_there_are_plain_lines(start, terminal, tmp_path, monkeypatch):
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u, sys\n"
        "find = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if name == 'rich' else find(name, *a)\n"
        "sys.modules['rich'] = None\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    code, shown = on_a_terminal(start, "demo", "--limit", "5")
    assert code == 0
    assert "\x1b" not in shown
    assert "connect" in shown


def test_watch_is_a_screen_on_a_terminal(start, site, terminal, anyio_backend):
    with talking(site):
        code, shown = on_a_terminal(start, "watch", "@ann", "--seconds", "2", "--backend", anyio_backend)
    assert code == 0
    before, _, after = shown.partition("\x1b[?1049l")
    assert before.startswith("\x1b[?1049h")
    assert "@ann" in before
    assert "s with @ann: " in after
    assert "\x1b[" not in after


INTERRUPT = """
import os, signal, sys

class Interrupter:
    left = int(os.environ["INTERRUPT_AFTER"])
    counting = False

    def find_spec(self, name, *_):
        self.counting = self.counting or "livetok.cli.program" in sys.modules
        if self.counting:
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupter())
"""


@pytest.mark.parametrize("imports", [1, 5, 20, 80, 160, 300, 450])
def test_an_interrupt_during_any_import_is_quiet(start, site, anyio_backend, tmp_path, monkeypatch, imports):
    """The signal comes with the n-th import after the first module of the command."""
    (tmp_path / "sitecustomize.py").write_text(INTERRUPT)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    monkeypatch.setenv("INTERRUPT_AFTER", str(imports))
    site.room()
    process = start("watch", "@ann", "--limit", "1", "--seconds", "5", "--backend", anyio_backend)
    status, _, err = finished(process)
    assert err == ""
    assert status == 130
