"""What can be wrong with a call, a name, a room or an ffmpeg, and how it is told."""

from __future__ import annotations

import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from livetok._recording import RecordOptions, prepare, recover
from livetok._recording.ffmpeg import Ffmpeg, FfmpegLog, find_ffmpeg
from livetok._recording.filename_template import fill, safe
from livetok._recording.stream_selection import candidates
from livetok.errors import RecordingError, UserError
from livetok.models import StreamUrl
from livetok.proto import RecordingStoppedEvent
from support.media import Movie
from support.recording_room import FakeLive, open_fake_live
from support.video_server import Studio

HLS_AND_FLV = [
    StreamUrl(quality=quality, protocol=protocol, url=f"https://cdn.example/{quality}.{protocol}")
    for quality in ("origin", "hd_60", "sd", "ao")
    for protocol in ("flv", "hls")
]


def names_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


# --- names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("plain", "plain"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ('a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j"),
        ("\U0001f3a4 live \U0001f468\u200d\U0001f469", "\U0001f3a4 live \U0001f468\u200d\U0001f469"),
        ("\u202egpj.exe\x00\n\t", "gpj.exe"),
        ("", "untitled"),
        (" .. ", "untitled"),
        ("con", "_con"),
        ("LPT1.txt", "_LPT1.txt"),
        ("contest", "contest"),
        ("x" * 500, "x" * 80),
        ("\u00e9" * 100, "\u00e9" * 40),
        ("\ud800", "untitled"),
        ("{user}", "_user_"),
        ("\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd"),
    ],
)
def test_values_in_names_are_harmless(text: str, name: str) -> None:
    assert safe(text) == name


def test_templates() -> None:
    at = datetime(2026, 11, 22, 9, tzinfo=UTC)
    values = {"user": "ann", "title": "{user}/x", "room_id": "73"}
    assert fill("a/{user} {title} {room_id} {part}.mp4", values, at) == "a/ann _user__x 73 {part}.mp4"
    assert re.fullmatch(r"2026-11-2[123]_\d\d-\d0-00", fill("{date}", values, at))
    assert re.fullmatch(r"2026112[123] \d\dh", fill("{date:%Y%m%d} {time:%Hh}", values, at))
    assert "/" not in fill("{date:%Y/%m}", values, at)


# --- calls


@pytest.mark.parametrize(
    ("path", "options", "said"),
    [
        ("", {}, "names no file"),
        ("folder/", {"format": None}, "suffix"),
        (None, {}, "is no path"),
        (b"show.mp4", {}, "is no path"),
        ("a\0.mp4", {}, "names no file"),
        ("show", {}, "suffix"),
        ("show.gif", {}, "suffix"),
        ("{name}.mp4", {}, "no field {name}"),
        ("{part}/show.mp4", {}, "in the name of the file only"),
        ("{user:%Y}.mp4", {}, "{user} of the file name takes no format"),
        ("show.mp4", {"codec": "divx"}, "codec is 'divx'"),
        ("show.mp4", {"segment_size": 0}, "segment_size is 0"),
        ("show.mp4", {"min_free": -1}, "min_free is -1"),
        ("show.mp4", {"exec": "rm {}"}, "exec is 'rm {}'"),
        ("show.mp4", {"start_timeout": 0}, "start_timeout is 0"),
        ("show.mp4", {"qualty": "best"}, "no option 'qualty'"),
        ("show.mp4", {"quality": ""}, "quality is ''"),
        ("show.mp4", {"quality": 720}, "quality is 720"),
        ("show.mp4", {"duration": 0}, "duration is 0"),
        ("show.mp4", {"duration": float("nan")}, "duration is nan"),
        ("show.mp4", {"duration": "10"}, "duration is '10'"),
        ("show.mp4", {"segment": -1}, "segment is -1"),
        ("show.mp4", {"stall_timeout": True}, "stall_timeout is True"),
        ("show.mp4", {"chat": "docx"}, "no format 'docx'"),
        ("show.mp4", {"chat": ["ass", 3]}, "no format 3"),
        ("show.mp4", {"chat": 3}, "no format 3"),
        ("show.mp4", {"prefer": "rtmp"}, "prefer is 'rtmp'"),
        ("show.mp4", {"format": "avi"}, "no format 'avi'"),
        ("show.mp4", {"ffmpeg": ""}, "ffmpeg is ''"),
        ("show.mp4", {"ffmpeg_args": "-c copy"}, "ffmpeg_args is '-c copy'"),
        ("show.mp4", {"ffmpeg_args": ["-t", 3]}, "ffmpeg_args is"),
        ("show.mp4", {"overwrite": 1}, "overwrite is 1"),
    ],
)
def test_wrong_calls(movie: Movie, path: Any, options: dict[str, Any], said: str) -> None:
    live = FakeLive(Studio(movie), None)  # type: ignore[arg-type]
    with live.talking(), pytest.raises(UserError) as caught:
        prepare(live, path, RecordOptions.of(options))
    assert said in str(caught.value)
    assert caught.value.hint


def test_the_nearest_option_is_named() -> None:
    with pytest.raises(UserError) as caught:
        RecordOptions.of({"qualty": "best"})
    assert caught.value.hint == "did you mean 'quality'?"


# --- streams


def chosen(
    quality: str, prefer: str | None = None, streams: list[StreamUrl] = HLS_AND_FLV, codec: str | None = None
) -> list[str]:
    return [f"{one.quality}.{one.protocol}" for one in candidates(streams, quality, prefer, codec)]


def test_choice_of_a_stream() -> None:
    assert chosen("best") == ["origin.flv", "origin.hls", "hd_60.flv", "hd_60.hls", "sd.flv", "sd.hls"]
    assert chosen("worst") == ["sd.flv", "sd.hls", "hd_60.flv", "hd_60.hls", "origin.flv", "origin.hls"]
    assert chosen("hd") == ["hd_60.flv", "hd_60.hls"]
    assert chosen("SD", "hls") == ["sd.hls", "sd.flv"]
    assert chosen("audio") == chosen("ao") == ["ao.flv", "ao.hls"]
    assert chosen("best", streams=HLS_AND_FLV[-2:]) == ["ao.flv", "ao.hls"]


def test_a_list_of_qualities_is_tried_in_its_order() -> None:
    assert chosen("sd,hd") == ["sd.flv", "sd.hls", "hd_60.flv", "hd_60.hls"]
    assert chosen("uhd, sd ,best")[:4] == ["sd.flv", "sd.hls", "origin.flv", "origin.hls"]


def test_a_codec_can_be_asked_for() -> None:
    streams = [
        StreamUrl(quality=quality, protocol="flv", url=f"https://cdn.example/{quality}-{codec}", codec=codec)
        for quality in ("origin", "hd")
        for codec in ("h265", "h264")
        if (quality, codec) != ("origin", "h264")
    ]
    assert [stream.codec for stream in candidates(streams, "best")] == ["h265", "h264", "h265"]
    assert chosen("best", streams=streams, codec="h264") == ["hd.flv"]
    with pytest.raises(RecordingError, match="of quality 'origin' in h264"):
        candidates(streams, "origin", codec="h264")


def test_a_quality_that_is_not_there() -> None:
    with pytest.raises(RecordingError, match="no stream of quality 'uhd'") as caught:
        candidates(HLS_AND_FLV, "uhd")
    assert "origin, hd_60, sd, audio" in caught.value.hint
    with pytest.raises(RecordingError, match="offers no stream"):
        candidates([], "best")


# --- ffmpeg


def program(folder: Path, text: str, interpreter: str = sys.executable) -> Path:
    """Writes a stand-in for ffmpeg."""
    path = folder / "ffmpeg"
    path.write_text(f"#!{interpreter}\n{text}\n")
    path.chmod(0o755)
    return path


def test_the_path_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = program(tmp_path, "")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_ffmpeg(None).program == str(mine)
    assert find_ffmpeg(mine).program == str(mine)


def test_without_ffmpeg_the_hint_installs_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(RecordingError) as caught:
        find_ffmpeg(None)
    assert "pip install 'livetok[record]'" in caught.value.hint
    with pytest.raises(RecordingError, match="'nowhere' is no program"):
        find_ffmpeg("nowhere")


def test_an_ffmpeg_from_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("imageio_ffmpeg")
    monkeypatch.setenv("PATH", "")
    assert Path(find_ffmpeg(None).program).exists()


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("print('ffmpeg version 3.4.8 Copyright')", "ffmpeg 3.4.8 is too old"),
        ("print('hello')", "is no ffmpeg: hello"),
        ("import sys; sys.exit('no libx264')", "is no ffmpeg: no libx264"),
        ("import os; os.kill(os.getpid(), 11)", "died of SIGSEGV"),
    ],
)
async def test_an_ffmpeg_that_is_none(movie: Movie, tmp_path: Path, text: str, said: str) -> None:
    async with open_fake_live(movie) as live:
        with pytest.raises(RecordingError, match=said):
            async with live.record(tmp_path / "show.mp4", ffmpeg=program(tmp_path, text)):
                pass
    assert not (tmp_path / "show.mp4.parts").exists()


@pytest.mark.anyio
@pytest.mark.parametrize("version", ["4.4.2-0ubuntu0", "n7.1", "N-110000-gdeadbeef", "2024-01-01-git-abc"])
async def test_an_ffmpeg_that_will_do(tmp_path: Path, version: str) -> None:
    checked = await find_ffmpeg(program(tmp_path, f"print('ffmpeg version {version} Copyright')")).check()
    assert checked.version == version.removeprefix("n")
    assert checked.knows("h264")
    assert checked.knows("h265") is not version.startswith("4")


@pytest.mark.anyio
async def test_an_ffmpeg_that_cannot_be_run(tmp_path: Path) -> None:
    broken = program(tmp_path, "", interpreter="/nonexistent/interpreter")
    with pytest.raises(RecordingError, match="cannot be run"):
        await find_ffmpeg(broken).check()


@pytest.mark.anyio
async def test_its_last_words_are_in_the_error_and_the_parts_are_kept(movie: Movie, tmp_path: Path) -> None:
    wrong = {"ffmpeg_args": ("-c:v", "nonsense"), "duration": 1}
    async with open_fake_live(movie) as live:
        with pytest.raises(RecordingError, match="Unknown encoder 'nonsense'") as caught:
            async with live.record(tmp_path / "b.mp4", **wrong) as recording:
                await recording.wait()
        assert "--recover" in caught.value.hint
        assert recording.files == ()
        stopped = live.said[-1]
        assert isinstance(stopped, RecordingStoppedEvent)
        assert "nonsense" in stopped.error
    assert names_in(tmp_path) == ["b.mp4.parts"]
    assert await recover(tmp_path / "b.mp4") == (tmp_path / "b.mp4",)


@pytest.mark.anyio
async def test_a_signal_that_killed_it_is_named(movie: Movie, tmp_path: Path) -> None:
    text = "import os, sys\nif '-version' in sys.argv: print('ffmpeg version 7.1')\nelse: os.kill(os.getpid(), 11)"
    async with open_fake_live(movie) as live:
        with pytest.raises(RecordingError, match="SIGSEGV"):
            async with live.record(
                tmp_path / "show.mp4", ffmpeg=program(tmp_path, text), duration=1
            ) as recording:
                await recording.wait()


def test_only_the_last_of_many_lines_are_kept() -> None:
    notes = FfmpegLog()
    for number in range(1000):
        notes.feed(f"line {number}")
    assert notes.text().split("; ") == [f"line {number}" for number in range(992, 1000)]
    assert FfmpegLog().text() == "it said nothing"


def test_ffmpeg_opens_nothing_but_its_input() -> None:
    command = Ffmpeg("ffmpeg").join(
        Path("-y.mp4"),
        "mp4",
        sound_only=False,
        tag="",
        metadata={"title": "-f null"},
        picture=None,
        extra=("-an",),
    )
    assert command[command.index("-protocol_whitelist") + 1] == "pipe"
    assert command[-1] == "file:-y.mp4"
    assert command.index("-an") > command.index("copy")
    assert "title=-f null" in command


# --- files


@pytest.mark.anyio
async def test_files_that_exist_are_kept(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    for existing in (show, tmp_path / "show.recording.json", tmp_path / "show.ass"):
        existing.write_text("mine")
        async with open_fake_live(movie) as live:
            with pytest.raises(RecordingError, match=f"{existing.name} exists"):
                async with live.record(show, chat="ass"):
                    pass
        assert existing.read_text() == "mine"
        existing.unlink()


@pytest.mark.anyio
async def test_an_unfinished_recording_is_kept(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    (tmp_path / "show.mp4.parts").mkdir()
    async with open_fake_live(movie) as live:
        with pytest.raises(RecordingError, match="File exists") as caught:
            async with live.record(show):
                pass
    assert "recover" in caught.value.hint


@pytest.mark.anyio
async def test_two_recordings_of_one_name(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie) as live:
        async with live.record(show):
            with pytest.raises(RecordingError):
                async with live.record(show):
                    pass
            await live.studio.until(1.5)
    assert show.exists()


@pytest.mark.anyio
async def test_overwriting_on_demand(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    show.write_text("old")
    async with open_fake_live(movie) as live:
        async with live.record(show, overwrite=True, duration=1) as recording:
            await recording.wait()
    assert show.stat().st_size > 10_000


@pytest.mark.anyio
async def test_a_folder_that_cannot_be_written(movie: Movie, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    async with open_fake_live(movie) as live:
        for folder in (tmp_path / "file" / "deeper", Path("/proc/nowhere")):
            with pytest.raises(RecordingError, match="cannot record to") as caught:
                async with live.record(folder / "show.mp4"):
                    pass
            assert "permissions" in caught.value.hint


@pytest.mark.anyio
async def test_a_name_that_is_too_long(movie: Movie, tmp_path: Path) -> None:
    async with open_fake_live(movie) as live:
        with pytest.raises(RecordingError, match="cannot record to"):
            async with live.record(tmp_path / f"{'x' * 300}.mp4"):
                pass


@pytest.mark.anyio
async def test_folders_are_made(movie: Movie, tmp_path: Path) -> None:
    async with open_fake_live(movie) as live:
        async with live.record(tmp_path / "a" / "{user}" / "show.mp4", duration=1) as recording:
            await recording.wait()
    assert (tmp_path / "a" / "host" / "show.mp4").exists()


@pytest.mark.anyio
async def test_a_room_of_which_nothing_is_known(movie: Movie, tmp_path: Path) -> None:
    async with open_fake_live(movie) as live:
        live.unknown = True
        async with live.record(tmp_path / "{title}.mp4", duration=1) as recording:
            await recording.wait()
        assert live.lookups == 1
    assert recording.files == (tmp_path / "untitled.mp4",)


@pytest.mark.anyio
async def test_stopped_before_there_was_any_video(movie: Movie, tmp_path: Path) -> None:
    async with open_fake_live(movie, frozen_at=0.0) as live:
        recording = live.start(tmp_path / "show.mp4")
        await recording.stop()
        assert "nothing was recorded" in str(recording.error)
    assert names_in(tmp_path) == []


@pytest.mark.anyio
@pytest.mark.parametrize(
    "manifest",
    [None, "", "{", "[]", "{}", '{"version": 1, "segments": 3}', '{"segments": [{}], "container": "mp4"}'],
)
async def test_nothing_to_recover(tmp_path: Path, manifest: str | None) -> None:
    if manifest is not None:
        (tmp_path / "show.mp4.parts").mkdir()
        (tmp_path / "show.mp4.parts" / "manifest.json").write_text(manifest)
    with pytest.raises(RecordingError):
        await recover(tmp_path / "show.mp4")


@pytest.mark.skipif(os.name != "posix", reason="no such files elsewhere")
@pytest.mark.anyio
async def test_recovering_takes_no_file_from_outside_the_folder(movie: Movie, tmp_path: Path) -> None:
    """A manifest is data: a name in it that leads away is no segment."""
    show = tmp_path / "show.mp4"
    (tmp_path / "secret.flv").write_bytes(movie.head + b"".join(tag.at(tag.time) for tag in movie.tags))
    async with open_fake_live(movie) as live:
        recording = live.start(show, keep_parts=True, duration=1)
        await recording.wait()
    show.unlink()
    (tmp_path / "show.recording.json").unlink()
    manifest = tmp_path / "show.mp4.parts" / "manifest.json"
    manifest.write_text(manifest.read_text().replace("part-0001.flv", "../secret.flv"))
    files = await recover(show)
    assert files == (show,)
    assert show.stat().st_size < (tmp_path / "secret.flv").stat().st_size
