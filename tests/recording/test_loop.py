"""`livetok record` for every broadcast of a host and for several hosts, and what is run after each file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import anyio
import pytest

from livetok.testing import Simulator
from livetok.testing.server import serve
from support.machine import until
from support.media import Movie, faults, ffmpeg, seconds
from support.programs import example
from support.recording_room import open_fake_live
from support.simulated_site import Site, open_site


@pytest.fixture(autouse=True)
def needs_ffmpeg() -> None:
    ffmpeg()


@contextmanager
def recording(site: Site, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Runs `livetok record` as a program of its own."""
    command = [sys.executable, "-m", "livetok", "record", *words, "--quality", "ld"]
    with subprocess.Popen(
        command, env=os.environ | site.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(condition: Callable[[], object], patience: float = 60.0) -> None:
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def growing(folder: Path) -> list[Path]:
    """The segments that hold some video."""
    return [part for part in folder.rglob("part-*.flv") if part.stat().st_size > 60_000]


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_every_broadcast_is_recorded(tmp_path: Path, backend: str) -> None:
    name = str(tmp_path / "{user}" / "{room_id}.flv")
    with open_site() as site:
        room = site.room("ann", live=False)
        with recording(site, "@ann", "-o", name, "--loop", "--backend", backend) as process:
            for shows in (1, 2):
                site.call(room.start)
                wait_for(lambda: growing(tmp_path))
                site.call(room.end)
                wait_for(lambda: len(list(tmp_path.glob("ann/*.flv"))) == shows)  # noqa: B023 -- used at once
                wait_for(lambda: not list(tmp_path.glob("ann/*.parts")))
                assert process.poll() is None
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    assert len(set(out.split())) == 2
    for file in map(Path, out.split()):
        assert file.parent == tmp_path / "ann"
        assert faults(file) == ""
        assert seconds(file) > 0.5


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_several_users_at_once(tmp_path: Path, backend: str) -> None:
    """One who is not there does not end the others, and is told of in the end."""
    tell = f"{sys.executable} -c 'import sys; open(sys.argv[1] + chr(46) + chr(108), chr(119)).close()' {{}}"
    words = ("-o", str(tmp_path / "{user}.mkv"), "--duration", "1", "--exec", tell, "--backend", backend)
    with open_site() as site:
        site.room("ann")
        site.room("bo")
        with recording(site, "@ann", "@nobody", "@bo", *words) as process:
            out, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert "nobody" in err
    files = sorted(map(Path, out.split()))
    assert files == [tmp_path / "ann.mkv", tmp_path / "bo.mkv"]
    for file in files:
        assert faults(file) == ""
        assert file.with_name(f"{file.name}.l").exists()


APPEND = "import sys; open(sys.argv[1], 'a').write(' '.join(sys.argv[2:]) + chr(10))"


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("words", "said"), [(("file:{}", "--x={}"), "file:{} --x={}"), (("-v",), "-v {}"), ((), "{}")]
)
async def test_what_is_run_gets_the_path(
    movie: Movie, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    log, show = tmp_path / "log", tmp_path / "a b; $(x) 'c'.flv"
    async with open_fake_live(movie) as live:
        command = (sys.executable, "-c", APPEND, str(log), *words)
        async with live.record(show, duration=1, exec=command) as handle:
            await handle.wait()
    assert log.read_text() == said.replace("{}", str(show)) + "\n"


@pytest.mark.anyio
@pytest.mark.parametrize(
    "command", [("no such program",), (sys.executable, "-c", "import sys; sys.exit('it fails')")]
)
async def test_what_is_run_may_fail(
    movie: Movie, tmp_path: Path, caplog: pytest.LogCaptureFixture, command: tuple[str, ...]
) -> None:
    async with open_fake_live(movie) as live:
        async with live.record(tmp_path / "show.flv", duration=1, exec=command) as handle:
            await handle.wait()
    assert handle.error is None
    assert handle.files == (tmp_path / "show.flv",)
    assert "it fails" in caplog.text or "cannot be run" in caplog.text


@pytest.mark.anyio
async def test_the_example_that_records_every_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = example("record_every_show.py")
    monkeypatch.setattr(program, "KEEP_FREE", 1)
    simulator = Simulator()
    room = simulator.room("ann", title="Drawing")

    async def end_each() -> None:
        for _ in range(2):
            await until(lambda: growing(tmp_path), patience=60)
            room.end()
            await until(lambda: not list(tmp_path.glob("*.parts")))
            room.start()

    async with serve(simulator) as server, anyio.create_task_group() as group:
        group.start_soon(end_each)
        with anyio.fail_after(90):
            files = await program.main("@ann", str(tmp_path), 2, endpoints=server.endpoints)
        group.cancel_scope.cancel()
    assert len(files) == 2
    for file in files:
        assert faults(file) == ""
        assert "Drawing 001" in file.name or "Drawing 002" in file.name


@pytest.mark.anyio
async def test_the_example_with_a_player(tmp_path: Path) -> None:
    simulator = Simulator()
    simulator.room("ann")
    copy = tmp_path / "copy.flv"
    player = [sys.executable, "-c", f"import sys; open({str(copy)!r}, 'wb').write(sys.stdin.buffer.read())"]
    async with serve(simulator) as server:
        with anyio.fail_after(60):
            code = await example("stream_to_player.py").main("@ann", player, 1, endpoints=server.endpoints)
    assert code == 0
    assert faults(copy) == ""
    assert seconds(copy) == pytest.approx(1, abs=0.3)
