"""What becomes of a file when somebody ends the program, the machine, or the space on the disk."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import pytest
from anyio import to_thread

from livetok import recover
from livetok.testing import Simulator
from livetok.testing.server import serve
from support.media import faults, ffmpeg, seconds

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def needs_ffmpeg() -> None:
    ffmpeg()


@pytest.fixture
def small_disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A file system of 300 kB, or as many as the test wants; only root can make one."""
    size = getattr(request, "param", 300)
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", folder], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("cannot make a small disk here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def start(
    show: Path | str, more: Sequence[str], env: dict[str, str], prepare: Callable[[], None] | None
) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "livetok", "record", "@ann", "-o", str(show), "--quality", "ld", *more]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, env=env, preexec_fn=prepare, **pipes)


@asynccontextmanager
async def recording(
    show: Path | str, *more: str, prepare: Callable[[], None] | None = None
) -> AsyncGenerator[subprocess.Popen[bytes]]:
    """Runs `livetok record` against a simulator of ours, as a program of its own, and gives it a moment."""
    simulator = Simulator()
    simulator.room("ann")
    async with serve(simulator) as server:
        ends = server.endpoints
        env = os.environ | {
            "LIVETOK_WEB": ends.web,
            "LIVETOK_WEBCAST": ends.webcast,
            "LIVETOK_WEBSOCKET": ends.websocket,
        }
        with start(show, more, env, prepare) as process:
            try:
                yield process
            finally:
                process.kill()


async def until(holds: Callable[[], bool]) -> None:
    """Waits in a thread until something about other processes is so."""

    def look() -> None:
        for _ in range(300):
            if holds():
                return
            time.sleep(0.1)
        raise AssertionError("it never was so")

    await to_thread.run_sync(look)


async def grows(folder: Path, *, least: int = 100_000) -> None:
    """Waits until so much is on the disk."""
    await until(lambda: sum(part.stat().st_size for part in folder.glob("*.flv")) >= least)


async def ended(process: subprocess.Popen[bytes]) -> tuple[bytes, str]:
    with anyio.fail_after(30):
        out, err = await to_thread.run_sync(process.communicate, abandon_on_cancel=True)
    return out, err.decode()


def parts(show: Path) -> Path:
    return show.with_name(show.name + ".parts")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
async def test_a_signal_finishes_the_file(tmp_path: Path, number: signal.Signals) -> None:
    show = tmp_path / "show.mp4"
    async with recording(show) as process:
        await grows(parts(show))
        process.send_signal(number)
        out, err = await ended(process)
    assert process.returncode == 128 + number, err
    assert out.decode().split() == [str(show)]
    assert faults(show) == ""
    assert seconds(show) > 1
    assert not parts(show).exists()


async def test_killed_it_loses_moments(tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    async with recording(show, "--chat", "jsonl") as process:
        await grows(parts(show))
        os.kill(process.pid, signal.SIGKILL)
        await ended(process)
        (part,) = parts(show).glob("*.flv")
        length = seconds(part)
        assert length > 1
    assert faults(part) == ""
    files = await recover(show)
    assert files == (show,)
    assert faults(show) == ""
    assert seconds(show) == pytest.approx(length, abs=0.2)
    assert not parts(show).exists()


async def test_the_command_recovers_too(tmp_path: Path) -> None:
    show = tmp_path / "show.mkv"
    async with recording(show) as process:
        await grows(parts(show))
        process.kill()
        await ended(process)
    command = [sys.executable, "-m", "livetok", "record", "@ann", "-o", str(show), "--recover"]
    done = await anyio.run_process(command, check=False)
    assert (done.returncode, done.stdout.decode().split()) == (0, [str(show)])
    assert faults(show) == ""


async def test_a_full_disk_ends_the_recording_and_keeps_it(small_disk: Path) -> None:
    show = small_disk / "show.mp4"
    async with recording(show) as process:
        _, err = await ended(process)
    assert process.returncode == 1
    assert "the disk is full" in err
    (part,) = parts(show).glob("*.flv")
    assert part.stat().st_size > 200_000
    assert seconds(part) > 1
    assert faults(part) == ""


@pytest.mark.parametrize("small_disk", [1500], indirect=True)
async def test_a_full_disk_is_waited_for(small_disk: Path) -> None:
    show, ballast = small_disk / "show.flv", small_disk / "ballast"
    ballast.write_bytes(bytes(1_300_000))
    async with recording(show, "--min-free", "100k") as process:
        assert process.stderr is not None
        lines = map(bytes.decode, process.stderr)
        with anyio.fail_after(30):
            await to_thread.run_sync(lambda: next(line for line in lines if "PAUSED" in line))
        size = sum(part.stat().st_size for part in parts(show).glob("*.flv"))
        ballast.unlink()
        await grows(parts(show), least=size + 20_000)
        process.send_signal(signal.SIGINT)
        await ended(process)
    assert process.returncode == 130
    assert faults(show) == ""
    manifest = json.loads((small_disk / "show.recording.json").read_text())
    assert [segment["reason"] for segment in manifest["segments"]][:2] == ["start", "disk"]


async def test_a_limit_of_the_file_size_is_a_full_disk(tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    async with recording(show, prepare=limit) as process:
        _, err = await ended(process)
    assert process.returncode == 1
    assert "the disk is full" in err
    assert faults(show) == ""  # half of the space was left, and that is enough to join
    assert seconds(show) > 1
