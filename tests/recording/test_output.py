"""A recording that goes to an open file, such as the standard input of a player, as it comes."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import anyio
import pytest
from anyio import to_thread

from livetok import UserError
from livetok._recording import RecordOptions, prepare
from recording.test_process import ended, recording
from support.media import Movie, faults, seconds
from support.recording_room import FakeLive, open_fake_live
from support.video_server import Studio

pytestmark = pytest.mark.anyio


@contextmanager
def pipe() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """A pipe: the end that is read, and the end that is written."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as reader, os.fdopen(writing, "wb") as writer:
        yield reader, writer


async def test_the_video_comes_while_it_is_recorded(movie: Movie, wide_movie: Movie, tmp_path: Path) -> None:
    copy = tmp_path / "copy.flv"
    with pipe() as (reader, writer):
        async with (
            open_fake_live(movie, later=wide_movie, switch=3) as live,
            anyio.create_task_group() as group,
        ):
            group.start_soon(to_thread.run_sync, lambda: copy.write_bytes(reader.read()))
            async with live.record(writer) as handle:
                await live.studio.until(1.5)
                live.studio.drop()
                await live.studio.until(4.5)
            writer.close()
    assert handle.error is None
    assert handle.files == ()
    assert [segment.reason for segment in handle.segments] == ["start", "reconnect", "format"]
    assert faults(copy) == ""
    assert seconds(copy) == pytest.approx(sum(segment.duration for segment in handle.segments), abs=0.3)


async def test_a_player_that_was_closed_ends_it(movie: Movie) -> None:
    with pipe() as (reader, writer):
        async with open_fake_live(movie) as live:
            async with live.record(writer) as handle:
                await to_thread.run_sync(reader.read, 10)
                reader.close()
                with anyio.fail_after(10):
                    await handle.wait()
    assert handle.error is None


async def test_a_player_that_takes_nothing_does_not_keep_it_from_ending(movie: Movie) -> None:
    with pipe() as (_, writer):
        async with open_fake_live(movie) as live:
            with anyio.fail_after(10):
                async with live.record(writer):
                    await live.studio.until(3)  # more than a pipe holds


async def test_a_file_that_is_no_pipe(movie: Movie, tmp_path: Path) -> None:
    path = tmp_path / "show.flv"
    async with open_fake_live(movie) as live:
        with path.open("wb") as file:
            async with live.record(file, duration=1) as handle:
                await handle.wait()
    assert seconds(path) == pytest.approx(1, abs=0.2)
    assert faults(path) == ""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"chat": "ass"}, "chat needs a file"),
        ({"format": "mp4"}, "takes FLV"),
        ({"exec": ["ls"]}, "exec needs a file"),
        ({"min_free": 10}, "min_free needs a file"),
    ],
)
def test_what_an_open_file_cannot_take(movie: Movie, options: dict[str, Any], said: str) -> None:
    live = FakeLive(Studio(movie), None)  # type: ignore[arg-type]
    with live.talking(), pipe() as (_, writer), pytest.raises(UserError, match=said) as caught:
        prepare(live, writer, RecordOptions.of(options))
    assert caught.value.hint


@pytest.mark.parametrize("file", [io.BytesIO(), Path(os.devnull).open("rb")])  # noqa: SIM115 -- closed below
def test_files_that_nothing_can_be_written_to(movie: Movie, file: BinaryIO) -> None:
    live = FakeLive(Studio(movie), None)  # type: ignore[arg-type]
    with live.talking(), file, pytest.raises(UserError, match="not open for writing"):
        prepare(live, file, RecordOptions())


async def test_the_command_pipes_to_a_player(tmp_path: Path) -> None:
    copy = tmp_path / "copy.flv"
    async with recording("-", "--duration", "2") as process:
        out, err = await ended(process)
        copy.write_bytes(out)
    assert process.returncode == 0, err
    assert faults(copy) == ""
    assert seconds(copy) == pytest.approx(2, abs=0.2)


async def test_ctrl_c_ends_the_command(tmp_path: Path) -> None:
    async with recording("-") as process:
        assert process.stdout is not None
        begun = await to_thread.run_sync(process.stdout.read, 50_000)
        process.send_signal(signal.SIGINT)
        with anyio.fail_after(20):
            rest = await to_thread.run_sync(process.stdout.read, abandon_on_cancel=True)
            await to_thread.run_sync(process.wait, abandon_on_cancel=True)
    copy = tmp_path / "copy.flv"
    copy.write_bytes(begun + rest)
    assert process.returncode == 130
    assert faults(copy) == ""


async def test_the_player_quits() -> None:
    async with recording("-") as process:
        assert process.stdout is not None
        await to_thread.run_sync(process.stdout.read, 1000)
        process.stdout.close()
        with anyio.fail_after(20):
            await to_thread.run_sync(process.wait, abandon_on_cancel=True)
        assert process.returncode == 0


async def test_two_videos_do_not_go_to_one_output() -> None:
    command = ["-m", "livetok", "record", "@ann", "@bob", "-o", "-"]
    done = await anyio.run_process([sys.executable, *command], check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert b"one video" in done.stderr
