"""Recording with the real ffmpeg from a studio on a loopback port."""

from __future__ import annotations

import json
import re
import shutil
import sys
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import anyio
import pytest

from livetok._recording import Recording
from livetok.errors import RecordingError
from livetok.proto import RecordingSegmentEvent, RecordingStartedEvent, RecordingStoppedEvent
from support.machine import stopwatch, until
from support.media import Movie, faults, run, seconds
from support.recording_room import FakeLive, open_fake_live

pytestmark = pytest.mark.anyio


def manifest(video: Path) -> dict[str, Any]:
    return json.loads(video.with_name(f"{video.stem}.recording.json").read_text())


def plays(video: Path, about: float, *, abs: float = 1.0) -> None:
    assert faults(video) == ""
    assert seconds(video) == pytest.approx(about, abs=abs)


def names_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def reasons(recording: Recording) -> list[str]:
    return [one.reason for one in recording.segments]


async def test_stop_leaves_one_file_that_plays(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie) as live:
        async with live.record(show) as recording:
            await live.studio.until(2)
            assert not recording.finished
            running, begun = recording.progress(), live.studio.starts[0]
        names = [type(one) for one in live.said]
    assert names == [RecordingStartedEvent, RecordingSegmentEvent, RecordingStoppedEvent]
    assert recording.finished
    assert recording.error is None
    assert recording.files == (show,) == (recording.path,)
    assert running.time == pytest.approx(2 - begun, abs=1)
    assert 0 <= running.speed < 3
    assert running.bitrate > 0
    assert (running.drops, running.segments) == (0, 1)
    plays(show, recording.progress().time, abs=0.2)
    plays(show, 2 - begun)
    assert names_in(tmp_path) == ["show.mp4", "show.recording.json"]
    total = pytest.approx(recording.progress().time, abs=0.01)
    assert manifest(show)["files"] == [{"name": "show.mp4", "duration": total}]
    assert manifest(show)["gaps"] == []


@pytest.mark.parametrize("suffix", ["mkv", "ts", "flv", "mov"])
async def test_other_containers(movie: Movie, tmp_path: Path, suffix: str) -> None:
    show = tmp_path / f"show.{suffix}"
    async with open_fake_live(movie) as live, live.record(show, duration=1):
        await live.studio.until(1.5)
    plays(show, 1)


async def test_a_cancelled_block_still_finishes_the_file(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie) as live:
        with anyio.move_on_after(2):
            async with live.record(show):
                await anyio.sleep_forever()
        assert live.studio.time < 6
    plays(show, 2)


async def test_a_live_that_is_left_finishes_its_recordings(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie) as live:
        recording = live.start(show)
        await recording.wait_begun()
        await live.studio.until(2)
    assert recording.finished
    plays(show, 2)


async def test_the_error_of_the_block_arrives_as_itself(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie) as live:
        with pytest.raises(ZeroDivisionError):
            async with live.record(show):
                await live.studio.until(1.5)
                raise ZeroDivisionError
        assert show.exists()
    plays(show, 1.5)


async def test_three_lost_connections_give_one_file(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie) as live:
        async with live.record(show) as recording:
            for second in (1.5, 3.5, 5.5):
                await live.studio.until(second)
                live.studio.drop()
            await live.studio.until(7)
            assert recording.progress().drops == 3
    assert reasons(recording) == ["start", "reconnect", "reconnect", "reconnect"]
    assert len(manifest(show)["gaps"]) == 3
    plays(show, recording.progress().time, abs=0.3)
    plays(show, 7, abs=2)


async def test_a_connection_with_many_seconds_is_taken_up_again_at_once(movie: Movie, tmp_path: Path) -> None:
    async with open_fake_live(movie) as live:
        async with live.record(tmp_path / "show.mkv") as recording:
            await live.studio.until(6)
            live.studio.drop()
            await live.studio.until(7.5)
        assert live.lookups == 0
    assert reasons(recording) == ["start", "reconnect"]
    assert recording.progress().gap_seconds < 0.5


async def test_another_picture_size_begins_a_segment_and_loses_nothing(
    movie: Movie, wide_movie: Movie, tmp_path: Path
) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie, later=wide_movie, switch=2.0) as live:
        async with live.record(show) as recording:
            await live.studio.until(4)
    assert reasons(recording) == ["start", "format"]
    assert recording.segments[1].seamless
    assert recording.segments[0].duration == pytest.approx(2 - live.studio.starts[0], abs=0.1)
    assert recording.files == (show,)
    plays(show, recording.progress().time, abs=0.2)
    sizes = run("-i", show, "-vf", "showinfo", "-f", "null", "-").stderr
    assert "320x180" in sizes
    assert "480x272" in sizes


async def test_a_host_who_comes_back_with_another_sound_gets_another_file(
    movie: Movie, other_sound: Movie, tmp_path: Path
) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie) as live:
        async with live.record(show) as recording:
            await live.studio.until(2)
            live.studio.movie = other_sound
            live.studio.drop()
            await live.studio.until(4.5)
    assert recording.files == (show, tmp_path / "show.2.mp4")
    assert [one["name"] for one in manifest(show)["files"]] == ["show.mp4", "show.2.mp4"]
    plays(show, 2)
    plays(tmp_path / "show.2.mp4", 2, abs=1.2)
    assert "44100 Hz" in run("-i", show).stderr
    assert "48000 Hz" in run("-i", tmp_path / "show.2.mp4").stderr


async def test_a_jump_of_the_clock_leaves_no_hole(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie, jump_at=2.0, offset=3600.0) as live:
        async with live.record(show) as recording:
            await live.studio.until(4)
    assert reasons(recording) == ["start", "jump"]
    plays(show, 4)


async def test_a_silent_stream_is_left_and_taken_up_again(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie, frozen_at=1.5) as live:
        async with live.record(show, stall_timeout=1.0) as recording:
            await live.studio.until(3.5)
            live.studio.frozen_at = 100
            await live.studio.until(7)
    assert reasons(recording)[1] in {"stall", "reconnect"}
    assert manifest(show)["gaps"][0]["seconds"] == pytest.approx(2.5, abs=1.5)
    plays(show, recording.progress().time, abs=0.3)


async def test_a_url_that_expired_is_asked_for_anew(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie) as live:
        async with live.record(show) as recording:
            await live.studio.until(1.5)
            live.studio.refused["/hd.flv"] = 403
            live.signature = "-signed-anew"
            live.studio.drop()
            await live.studio.until(4)
        assert live.studio.served["/hd-signed-anew.flv"] == 1
    assert reasons(recording) == ["start", "reconnect"]
    plays(show, recording.progress().time, abs=0.3)


async def test_hls(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie, offered=("hd.hls",)) as live:
        async with live.record(show, duration=3) as recording:
            await recording.wait()
    plays(show, 3, abs=0.3)
    assert [one.protocol for one in recording.segments] == ["hls"]


async def test_flv_fails_over_to_hls(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie, offered=("hd.flv", "hd.hls", "sd.flv")) as live:
        live.studio.refused["flv"] = 404
        async with live.record(show, duration=2) as recording:
            await recording.wait()
    assert [one.protocol for one in recording.segments] == ["hls"]
    plays(show, 2, abs=0.3)


async def test_duration(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie) as live:
        async with live.record(show, duration=2.5) as recording:
            with anyio.fail_after(10):
                await recording.wait()
    plays(show, 2.5, abs=0.2)


async def test_the_end_of_the_broadcast_ends_the_recording(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie) as live:
        async with live.record(show) as recording:
            await live.studio.until(2)
            live.studio.end()
            with anyio.fail_after(10):
                await recording.wait()
    assert recording.error is None
    plays(show, 2)


async def test_two_recordings_at_once(movie: Movie, tmp_path: Path) -> None:
    async with open_fake_live(movie) as live:
        async with live.record(tmp_path / "a.mp4"), live.record(tmp_path / "b.mkv", duration=1):
            await live.studio.until(2.5)
    plays(tmp_path / "a.mp4", 2.5)
    plays(tmp_path / "b.mkv", 1, abs=0.2)


async def test_a_room_without_video(song: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.m4a"
    async with open_fake_live(song, offered=("ao.flv",)) as live:
        async with live.record(show, duration=2) as recording:
            await recording.wait()
    assert recording.segments[0].form.video == ""
    plays(show, 2, abs=0.3)


async def test_a_camera_that_is_switched_on_later(movie: Movie, song: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(song, later=movie, switch=4.0) as live:
        async with live.record(show) as recording:
            await live.studio.until(7.5)
    assert reasons(recording) == ["start", "format"]
    assert [one.form.video for one in recording.segments] == ["", "h264"]
    assert recording.files == (show,)
    plays(show, recording.progress().time, abs=0.3)
    assert "Video: h264" in run("-i", show).stderr


async def test_each_segment_as_a_file(movie: Movie, tmp_path: Path) -> None:
    async with open_fake_live(movie) as live:
        async with live.record(tmp_path / "{user} {title} {part}.mp4", segment=1, duration=3) as recording:
            await recording.wait()
    assert reasons(recording) == ["start", "length", "length"]
    assert [one.name for one in recording.files] == [f"host A_B_ \U0001f3a4 {n:03}.mp4" for n in (1, 2, 3)]
    for one in recording.files:
        plays(one, 1, abs=0.3)


async def test_segments_of_a_length_join_without_a_seam(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie) as live:
        async with live.record(show, segment=1, duration=4) as recording:
            await recording.wait()
    assert len(recording.segments) == 4
    plays(show, 4, abs=0.2)
    frames = run("-i", show, "-map", "0:v", "-vf", "showinfo", "-f", "null", "-").stderr
    times = [float(word.removeprefix("pts_time:")) for word in frames.split() if word.startswith("pts_time:")]
    assert len(times) == pytest.approx(60, abs=2)
    assert max(b - a for a, b in pairwise(times)) < 0.1


async def test_arguments_of_the_user_win(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    smaller = ("-c:v", "libx264", "-preset", "ultrafast", "-vf", "scale=160:90")
    async with open_fake_live(movie) as live:
        async with live.record(show, duration=2, ffmpeg_args=smaller) as recording:
            await recording.wait()
    plays(show, 2, abs=0.3)
    assert "160x90" in run("-i", show).stderr


async def test_parts_are_finished_while_the_show_goes_on(movie: Movie, tmp_path: Path) -> None:
    (tmp_path / "show 006.mp4").write_text("mine")
    log = tmp_path / "log"
    tell = (sys.executable, "-c", f"import sys; open({str(log)!r}, 'a').write(sys.argv[1] + chr(10))", "{}")
    async with open_fake_live(movie) as live:
        async with live.record(tmp_path / "show {part}.mp4", segment=1, exec=tell) as recording:
            await until(lambda: recording.files and log.exists())
            assert not recording.finished
            (first,) = recording.files[:1]
            assert first == tmp_path / "show 007.mp4"
            plays(first, 1, abs=0.3)
    assert log.read_text().splitlines() == [str(path) for path in recording.files]
    assert (tmp_path / "show 006.mp4").read_text() == "mine"


async def test_segments_of_a_size(movie: Movie, tmp_path: Path) -> None:
    async with open_fake_live(movie) as live:
        async with live.record(tmp_path / "show.mkv", segment_size=60_000, duration=4) as recording:
            await recording.wait()
    assert len(recording.segments) > 2
    assert all(segment.reason == "length" for segment in recording.segments[1:])
    plays(tmp_path / "show.mkv", 4, abs=0.3)


async def test_title_host_and_cover_are_in_the_file(movie: Movie, tmp_path: Path) -> None:
    for suffix in ("mp4", "mkv", "mov"):
        show = tmp_path / suffix / f"show.{suffix}"
        async with open_fake_live(movie) as live:
            async with live.record(show, duration=1, thumbnail=True) as recording:
                await recording.wait()
        assert recording.files == (show,)
        said = run("-i", show).stderr
        assert "A/B: \U0001f3a4" in said
        assert re.search(r"(?i)artist\s*: host", said)
        assert "7300000000000000001" in said
        assert ("mjpeg" in said) is (suffix != "mov")
    assert (tmp_path / "mov" / "show.jpg").read_bytes()[:2] == b"\xff\xd8"


async def test_a_file_without_a_picture(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.m4a"
    async with open_fake_live(movie) as live:
        async with live.record(show, duration=1) as recording:
            await recording.wait()
    said = run("-i", show).stderr
    assert "Audio: aac" in said
    assert "Video" not in said


async def test_flv_needs_no_ffmpeg(movie: Movie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    show = tmp_path / "show.flv"
    with monkeypatch.context() as patch:
        patch.setenv("PATH", "")
        patch.setitem(sys.modules, "imageio_ffmpeg", None)
        async with open_fake_live(movie) as live:
            async with live.record(show, duration=1) as recording:
                await recording.wait()
    plays(show, 1, abs=0.3)


async def test_a_name_that_was_taken_meanwhile(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie) as live:
        async with live.record(show, chat="ass") as recording:
            await live.studio.until(1)
            show.write_text("somebody's")
            (tmp_path / "show.2.ass").write_text("somebody's")
    assert recording.error is None
    assert recording.files == (tmp_path / "show.3.mp4",)
    assert show.read_text() == (tmp_path / "show.2.ass").read_text() == "somebody's"


class Disk:
    """What the recording is told about the free space."""

    free = 10**9

    def usage(self, folder: object) -> Any:
        return SimpleNamespace(free=self.free)


async def test_it_pauses_while_the_disk_is_all_but_full(
    movie: Movie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk()
    monkeypatch.setattr(shutil, "disk_usage", disk.usage)
    async with open_fake_live(movie) as live:
        async with live.record(tmp_path / "show.mkv", min_free=10**6, segment=1) as recording:
            await live.studio.until(1.5)
            disk.free = 10**6 - 1
            await until(lambda: recording.progress().paused)
            requests, length = dict(live.studio.served), recording.progress().time
            disk.free = 10**6 + 1  # not worth going on yet
            await anyio.sleep(2.5)
            assert recording.progress().paused
            assert recording.progress().time == length
            assert live.studio.served == requests
            disk.free = 10**7
            await until(lambda: recording.progress().time > length + 1.5)
    progress = recording.progress()
    assert (progress.paused, progress.drops) == (False, 1)
    assert progress.gap_seconds > 2
    assert "disk" in [segment.reason for segment in recording.segments]
    assert faults(tmp_path / "show.mkv") == ""
    manifest = json.loads((tmp_path / "show.recording.json").read_text())
    assert [gap["reason"] for gap in manifest["gaps"]] == ["disk"]


async def test_a_pause_ends_with_the_broadcast(
    movie: Movie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk()
    monkeypatch.setattr(shutil, "disk_usage", disk.usage)
    async with open_fake_live(movie) as live:
        async with live.record(tmp_path / "show.mkv", min_free=10**6, segment=1) as recording:
            await live.studio.until(1.5)
            disk.free = 0
            await until(lambda: recording.progress().paused)
            live.studio.end()
            live.ended = True
            with anyio.fail_after(10):
                await recording.wait()
    assert recording.error is None
    assert recording.files == (tmp_path / "show.mkv",)


async def test_a_disk_that_was_full_from_the_start(
    movie: Movie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk()
    disk.free = 5
    monkeypatch.setattr(shutil, "disk_usage", disk.usage)
    async with open_fake_live(movie) as live:
        with pytest.raises(RecordingError, match="fewer than 10 bytes free"):
            async with live.record(tmp_path / "show.mkv", min_free=10, start_timeout=0.5):
                pass
    assert live.studio.served == {}


async def test_the_house_stays_awake_while_recording(movie: Movie, tmp_path: Path) -> None:
    async with open_fake_live(movie) as live:
        async with live.record(tmp_path / "show.mp4"):
            late = await longest_nap(live, until=3)
    assert late < 0.5


async def longest_nap(live: FakeLive, *, until: float) -> float:
    """The most that a sleep of 10 ms took longer than it should."""
    late = 0.0
    while live.studio.time < until:
        elapsed = stopwatch()
        await anyio.sleep(0.01)
        late = max(late, elapsed() - 0.01)
    return late
