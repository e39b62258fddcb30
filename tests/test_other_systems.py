"""What Windows and macOS do differently, each difference played by a double: neither system is at hand here."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import anyio.lowlevel
import pytest

from livetok import CommentEvent, connect
from livetok._net.process import run_program
from livetok._recording.filename_template import safe
from livetok.cli.output import open_output
from livetok.cli.parser import build_parser
from livetok.cli.process import supervise
from livetok.cli.standard_input import open_input
from livetok.overlay import Hub, overlay_app, serve_app
from livetok.testing import Simulator
from livetok.testing.server import serve

BACKENDS = ("trio", "asyncio")
# What people have set: the old code pages of consoles, and no locale at all.
ENCODINGS = ("cp437", "cp1252", "cp932", "ascii")

# Signals


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """No SIGHUP, no groups of processes, no signals in the event loop."""

    def refuse(*_: object) -> None:
        raise NotImplementedError

    for name in ("SIGHUP", "SIGKILL"):
        monkeypatch.delattr(signal, name)
    for name in ("killpg", "getpgrp", "tcgetpgrp"):
        monkeypatch.delattr(os, name)
    monkeypatch.setattr(anyio, "open_signal_receiver", refuse)
    monkeypatch.setattr(sys, "platform", "win32")


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_command_runs_where_loops_know_no_signals(backend: str, windows: None) -> None:
    async def command(_: Namespace) -> int:
        await anyio.lowlevel.checkpoint()
        return 7

    assert anyio.run(supervise, command, Namespace(), backend=backend) == 7


INTERRUPTED = """
import signal, socket, sys, threading, _thread
import anyio, trio, asyncio, httpx, h11, wsproto, rich
import livetok.cli.demo, livetok.testing.server, livetok.cli.parser, livetok.cli.process, livetok.cli.stream
import livetok.cli.room_view, livetok.cli.output
from livetok.cli.program import run_program
del signal.SIGHUP
sys.platform, socket.SO_EXCLUSIVEADDRUSE = "win32", socket.SO_REUSEADDR
threading.Timer(3, _thread.interrupt_main).start()
sys.argv = ["livetok", "demo", "--plain", "--backend", sys.argv[1]]
run_program()
"""


@pytest.mark.parametrize("backend", BACKENDS)
def test_ctrl_c_as_an_exception_ends_a_command(backend: str) -> None:
    command = [sys.executable, "-c", INTERRUPTED, backend]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stderr) == (130, "")


# Processes


@pytest.mark.anyio
@pytest.mark.parametrize("reads", [True, False], ids=["leaves when told to", "does not listen"])
async def test_a_program_ends_without_groups_of_processes(
    reads: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "killpg")
    wait = "sys.stdin.read(1); print('bye', flush=True)" if reads else "__import__('time').sleep(60)"
    program = f"import sys; print('ready', flush=True); {wait}"
    said = bytearray()
    with anyio.CancelScope() as scope:

        async def hear(data: bytes) -> None:
            said.extend(data)
            scope.cancel()
            await anyio.lowlevel.checkpoint()

        await run_program([sys.executable, "-c", program], output=hear, line=print, farewell=b"q")
    assert scope.cancelled_caught
    assert said.split() == ([b"ready", b"bye"] if reads else [b"ready"])


@pytest.mark.anyio
async def test_a_program_has_a_group_of_its_own_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}

    async def open_process(command: Any, **options: Any) -> Any:
        given.update(options)
        raise FileNotFoundError(command[0])

    monkeypatch.setattr("livetok._net.process._OWN_GROUP", 0x200)
    monkeypatch.setattr(anyio, "open_process", open_process)
    with pytest.raises(FileNotFoundError):
        await run_program(["ffmpeg"], output=anyio.sleep, line=print)  # type: ignore[arg-type]
    assert given["creationflags"] == 0x200


# Event loops


class LikeProactor(asyncio.SelectorEventLoop):
    """Lacks what the loop of Windows lacks."""

    def _lacking(self, *_: object) -> Any:
        raise NotImplementedError

    add_reader = add_writer = remove_reader = remove_writer = add_signal_handler = remove_signal_handler = (
        _lacking
    )


def run_like_proactor(function: Callable[..., Any], *args: object) -> None:
    anyio.run(function, *args, backend_options={"loop_factory": LikeProactor})


async def read_a_comment() -> None:
    simulator = Simulator(seed=1)
    room = simulator.room("ann")
    with anyio.fail_after(30):
        async with serve(simulator) as server, connect("@ann", endpoints=server.endpoints) as live:
            room.comment("hi", user="bo")
            assert (await live.wait_for(CommentEvent)).content == "hi"


async def serve_pages() -> None:
    with anyio.fail_after(30):
        async with serve_app(overlay_app(Hub()), port=0) as server:
            host, port = server.url.removeprefix("http://").split(":")
            async with await anyio.connect_tcp(host, int(port)) as stream:
                await stream.send(
                    f"GET /state HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
                )
                assert b" 200 " in await stream.receive()


@pytest.mark.parametrize("function", [read_a_comment, serve_pages])
def test_a_loop_that_only_knows_completions_will_do(function: Callable[..., Any]) -> None:
    run_like_proactor(function)


# Consoles


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_help_can_be_shown_in_any_encoding(encoding: str) -> None:
    parser, commands = build_parser()
    for each in (parser, *commands.values()):
        each.format_help().encode(encoding)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize(
    "arguments", [("watch", "@🎁"), ("demo", "--plain", "--limit", "5"), ("record", "--qualität")]
)
def test_no_encoding_of_a_console_ends_a_command(encoding: str, arguments: tuple[str, ...]) -> None:
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [sys.executable, "-W", "error", "-m", "livetok", *arguments]
    done = subprocess.run(command, capture_output=True, env=environment, timeout=60)
    assert done.returncode == (0 if arguments[0] == "demo" else 2), done.stderr
    assert b"Traceback" not in done.stderr
    done.stdout.decode("utf-8")  # for programs it is UTF-8 everywhere
    done.stderr.decode(encoding)  # for people it is what they have


class ConsoleOfWindows(io.RawIOBase):
    """Takes UTF-8, a few bytes at a time, and shows whole characters; its descriptor is not to be used."""

    def __init__(self, typed: bytes = b"") -> None:
        super().__init__()
        self.shown = bytearray()
        self.typed = io.BytesIO(typed)

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        taken = bytes(data)[:5]
        self.shown += taken
        return len(taken)

    def read(self, size: int = -1) -> bytes:
        return self.typed.read(min(size, 5))

    def fileno(self) -> int:
        return 10**6  # nobody's

    def isatty(self) -> bool:
        return True


class Stream:
    """The text layer that Python puts over a console."""

    def __init__(self, console: ConsoleOfWindows) -> None:
        self.buffer = Namespace(raw=console)
        self.fileno, self.isatty = console.fileno, console.isatty


@pytest.mark.anyio
async def test_a_console_of_windows_gets_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    console = ConsoleOfWindows()
    monkeypatch.setattr(sys, "__stdout__", Stream(console))
    async with open_output() as output:
        assert output.is_terminal
        await output.line("Zoë さくら 🎁")
    assert console.shown.decode() == "Zoë さくら 🎁\n"


@pytest.mark.anyio
async def test_a_console_of_windows_gives_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    console = ConsoleOfWindows("say ann Grüße 🎁\r\n\r\nend ann\r\n".encode())
    # Only now, and not for longer than this: the event loop asks for the system's name, too.
    with monkeypatch.context() as windows, anyio.fail_after(10):
        windows.delattr(os, "tcgetpgrp")
        windows.setattr(os, "isatty", lambda _: True)
        windows.setattr(sys, "platform", "win32")
        windows.setattr(sys, "__stdin__", Stream(console))
        async with open_input() as lines:
            assert [line async for line in lines] == ["say ann Grüße 🎁", "end ann"]


# Files


@pytest.mark.parametrize(
    "name", ["con", "NUL", "com1", "LPT9", "COM¹", "conin$", "CONOUT$", "aux.txt", "nul .mp4"]
)
def test_names_of_devices_are_changed(name: str) -> None:
    assert safe(name) == f"_{name}"


@pytest.mark.parametrize("name", ["console", "com", "communism", "auxiliary", "lpt", "nula.mp4"])
def test_names_that_only_begin_like_a_device_stay(name: str) -> None:
    assert safe(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a/b\\c", "a_b_c"),
        ('a:b*c?d"e<f>g|h', "a_b_c_d_e_f_g_h"),
        ("ends. .", "ends"),
        ("\u202egpj", "gpj"),
        ("..", "untitled"),
    ],
)
def test_a_name_is_one_that_every_system_takes(text: str, name: str, tmp_path: Path) -> None:
    assert safe(text) == name
    (tmp_path / f"{name}.mp4").touch()


def test_macos_takes_names_apart_into_letters_and_accents() -> None:
    assert safe("Zoe\u0308") == safe("Zo\u00eb") == "Zo\u00eb"
