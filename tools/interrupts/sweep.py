"""Interrupting one program after another, each at another moment, and looking at how it ends."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Final

from anyio.from_thread import BlockingPortal, start_blocking_portal
from attrs import define, frozen

from livetok.testing import Room, Simulator
from livetok.testing.server import Server, serve
from tools.interrupts.victims import INTERRUPTED

__all__ = ["Case", "Finding", "Site", "cases", "interrupt", "open_site"]

LIMIT: Final = 1.5
# What the command `record`, and the compat layer's log, say of a recording that is cut short.
_USUAL: Final = re.compile(
    r"(\d\d:\d\d:\d\d  .*|finishing the file \.\.\.|(livetok: )?recording show.mp4: nothing was recorded)?\n"
)
# Seconds for a program to come to the moment that it is interrupted in, and to end when it does not end in time.
_PATIENCE: Final = 30.0
# Seconds after the mark within which the signal comes. Starting takes about 0.1 s, unless the server hangs.
_SPANS: Final = {"start": 0.2, "wait": 0.3, "read": 0.3, "reconnect": 0.6, "record": 1.5, "leave": 0.02}
_PROLONGED_SPAN: Final = 0.6
# What the server does to prolong a moment, in every other case.
_PROLONGED: Final = {
    "start": ("http_slow=30", "handshake_hang"),
    "reconnect": ("http_slow=30", "handshake_hang", "handshake_502,times=ever", "http_abort,times=ever"),
    "leave": ("no_close_reply",),
}


@frozen
class Case:
    """One interrupt.

    Attributes:
        way: A key of `WAYS`.
        moment: One of `MOMENTS`.
        backend: Event loop of the program.
        delay: Seconds between the moment's beginning and the signal.
        fault: What the server does meanwhile; may be empty.
    """

    way: str
    moment: str
    backend: str
    delay: float
    fault: str


@frozen
class Finding:
    """How a program ended.

    Attributes:
        case: What was done to it.
        seconds: From the signal to the end of the process, without the time that it waited for a processor.
        starved: Seconds that it waited for a processor, as far as the system tells.
        code: Exit code of the process.
        errors: What it wrote to standard error; in a program that did not end in time, the stacks of its threads.
    """

    case: Case
    seconds: float
    starved: float
    code: int
    errors: str

    @property
    def good(self) -> bool:
        """Whether it ended as it must, and in time."""
        return self.clean and self.seconds < LIMIT

    @property
    def clean(self) -> bool:
        """Whether it ended by the interrupt, and said nothing; who was leaving may have been through before."""
        # Where `exec` ran a text when the interrupt came, Python ends itself by the signal, whoever caught it.
        codes = {INTERRUPTED, -signal.SIGINT} | ({0} if self.case.moment == "leave" else set())
        return self.code in codes and not _USUAL.sub("", self.errors)


def cases(each: int, seed: int, ways: list[str], moments: list[str]) -> Iterator[Case]:
    """Give `each` cases for each way, spread evenly over moments, backends and what the server does."""
    for number in range(each):
        for way in ways:
            moment = moments[number % len(moments)]
            turn = number // len(moments)
            random = Random(f"{seed} {way} {number}")
            backend = "asyncio" if way == "compat" else ("asyncio", "trio")[turn % 2]
            faults = _PROLONGED.get(moment, ("",))
            fault = faults[turn // 4 % len(faults)] if turn // 2 % 2 or moment == "reconnect" else ""
            span = _PROLONGED_SPAN if fault else _SPANS[moment]
            yield Case(way, moment, backend, random.uniform(0, span), fault)


# --- where the programs go


@define
class Site:
    """A simulator on a port, in a thread of its own; each program gets a room to itself."""

    simulator: Simulator
    server: Server
    portal: BlockingPortal
    _rooms: int = 0

    @contextmanager
    def room(self, *, busy: bool) -> Generator[Room]:
        """Have a room, in which somebody talks a hundred times a second where it is a busy one."""
        self._rooms += 1
        room = self.portal.call(self.simulator.room, f"host{self._rooms}")
        over = False

        def talk() -> None:
            if not over:
                room.comment("hello", user="bo")
                self.simulator.world.at(0.01, talk)

        if busy:
            self.portal.call(talk)
        try:
            yield room
        finally:
            over = True
            self.portal.call(room.end)

    def fault(self, text: str, room: Room) -> None:
        """Have something go wrong in one room."""
        self.portal.call(self.simulator.fault, f"{text},room={room.unique_id}")

    def is_entered(self, room: Room) -> bool:
        """Whether a program is in the room."""
        return any(
            connection.entered_at is not None and connection.query.get("room_id") == str(room.room_id)
            for connection in self.simulator.connections
        )

    @property
    def environment(self) -> dict[str, str]:
        """The variables that lead a program here."""
        names = ("web", "webcast", "websocket", "sign")
        return {f"LIVETOK_{name.upper()}": getattr(self.server.endpoints, name) for name in names}


@contextmanager
def open_site() -> Generator[Site]:
    """Run a simulator."""
    simulator = Simulator(seed=7)
    with start_blocking_portal() as portal:
        with portal.wrap_async_context_manager(serve(simulator)) as server:
            yield Site(simulator, server, portal)


# --- one interrupt


def interrupt(case: Case, site: Site) -> Finding:
    """Start a program, interrupt it, and see how it ends."""
    with site.room(busy=case.moment == "read") as room, tempfile.TemporaryDirectory() as folder:
        if case.fault and case.moment != "reconnect":
            site.fault(case.fault, room)
        process = subprocess.Popen(
            [
                *(sys.executable, "-bb", "-W", "error", "-m", "tools.interrupts.victims"),
                *(case.way, case.moment, case.backend, f"@{room.unique_id}", f"{folder}/show.mp4"),
            ],
            cwd=Path(__file__).parents[2],
            env={**os.environ, **site.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            _await_moment(process, case, site, room)
            time.sleep(case.delay)
            return _interrupted(process, case)
        finally:
            process.kill()
            process.communicate()


def _await_moment(process: subprocess.Popen[bytes], case: Case, site: Site, room: Room) -> None:
    _await_mark(process, b"start\n")
    if case.moment == "start":
        return
    if case.way != "command":
        _await_mark(process, b"at\n")
    deadline = time.monotonic() + _PATIENCE
    while not site.is_entered(room) and process.poll() is None and case.moment != "leave":
        assert time.monotonic() < deadline, f"{case} never entered the room"
        time.sleep(0.005)
    if case.moment == "reconnect":
        site.fault(case.fault, room)
        site.fault("close=4001", room)


def _await_mark(process: subprocess.Popen[bytes], mark: bytes) -> None:
    assert process.stdout is not None
    while line := process.stdout.readline():
        if line == mark:
            return


def _interrupted(process: subprocess.Popen[bytes], case: Case) -> Finding:
    before, began = _starved(process.pid), time.monotonic()
    starved, shown = 0.0, False
    process.send_signal(signal.SIGINT)
    while process.poll() is None and time.monotonic() - began < _PATIENCE:
        starved = max(starved, _starved(process.pid) - before)
        if not shown and time.monotonic() - began - starved > LIMIT:
            process.send_signal(signal.SIGUSR1)  # has it show where it is
            shown = True
        time.sleep(0.005)
    seconds = time.monotonic() - began - starved
    process.kill()
    _, errors = process.communicate()
    return Finding(case, seconds, starved, process.returncode, errors.decode(errors="replace"))


def _starved(pid: int) -> float:
    """Return for how many seconds the thread of a process that had to wait longest has waited for a processor."""
    waited = 0
    for path in Path(f"/proc/{pid}/task").glob("*/schedstat"):  # of Linux alone
        with suppress(OSError, ValueError, IndexError):
            waited = max(waited, int(path.read_text().split()[1]))
    return waited / 1e9
