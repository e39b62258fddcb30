"""What befalls recordings: each situation is recorded once on each backend, and joined by every ffmpeg there is.

The recordings are made in virtual time; `python -m benchmarks.recording` makes the same ones in real time.
"""

from __future__ import annotations

import random
import shutil
from functools import partial
from pathlib import Path

import anyio
import pytest
from attrs import evolve

from livetok import RecordingError, recover
from support import barcode, ffmpegs
from support.media import ffmpeg
from support.movies import make_movies
from support.situations import HEVC, SITUATIONS, Movies, Recorded, Situation, join, record, record_all
from support.virtual_time import run_in_virtual_time

PROGRAMS = ffmpegs.programs()


@pytest.fixture(scope="module")
def movies(tmp_path_factory: pytest.TempPathFactory) -> Movies:
    ffmpeg()
    return make_movies(tmp_path_factory.mktemp("movies"))


@pytest.fixture(scope="module", params=["asyncio", "trio"])
def recorded(
    request: pytest.FixtureRequest, movies: Movies, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Recorded | Exception]:
    folder = tmp_path_factory.mktemp(f"situations-{request.param}")
    return run_in_virtual_time(record_all, (*SITUATIONS, *HEVC), movies, folder, backend=request.param)


def outcome_of(recorded: dict[str, Recorded | Exception], situation: Situation) -> Recorded:
    result = recorded[situation.name]
    if isinstance(result, Exception):
        raise result
    return result


@pytest.mark.parametrize("situation", [*SITUATIONS, *HEVC], ids=lambda situation: situation.name)
def test_what_is_recorded(recorded: dict[str, Recorded | Exception], situation: Situation) -> None:
    result = outcome_of(recorded, situation)
    reasons = [segment.reason for segment in result.recording.segments]
    assert situation.reasons is None or reasons == list(situation.reasons)
    assert result.recording.error is None
    assert len(result.live.requests) <= situation.most_requests
    assert result.live.lookups <= situation.most_requests


# One backend is enough here: what is on the disk is the same.
@pytest.mark.parametrize("recorded", ["trio"], indirect=True)
@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.name)
@pytest.mark.parametrize("program", PROGRAMS, ids=ffmpegs.version)
def test_nothing_is_lost(
    recorded: dict[str, Recorded | Exception], situation: Situation, program: str
) -> None:
    check(outcome_of(recorded, situation), program)


@pytest.mark.parametrize("recorded", ["trio"], indirect=True)
@pytest.mark.parametrize("situation", HEVC, ids=lambda situation: situation.name)
@pytest.mark.parametrize("program", PROGRAMS, ids=ffmpegs.version)
def test_nothing_is_lost_of_newer_codecs(
    recorded: dict[str, Recorded | Exception], situation: Situation, program: str
) -> None:
    if not anyio.run(ffmpegs.knows, program, "h265"):
        pytest.skip("this ffmpeg does not read H.265 in a live; such a stream is not chosen for it")
    check(outcome_of(recorded, situation), program)


OLDER = [program for program in PROGRAMS if not anyio.run(ffmpegs.knows, program, "h265")]


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("program", OLDER[:1], ids=ffmpegs.version)
@pytest.mark.parametrize("label", ["", ".h265"])
def test_a_codec_that_ffmpeg_does_not_read_is_not_chosen(
    movies: Movies, tmp_path: Path, program: str, backend: str, label: str
) -> None:
    situation = evolve(HEVC[1], offered=(f"origin.flv{label}", "hd.flv"), length=3)
    result = run_in_virtual_time(record, situation, movies, tmp_path, program, backend=backend)
    assert {segment.quality for segment in result.recording.segments} == {"hd"}
    assert {segment.form.video for segment in result.recording.segments} == {"h264"}
    asked = [path.partition(".")[0] for path in result.live.requests]
    assert asked == (["hd"] if label else ["origin", "hd"])


@pytest.mark.parametrize("program", OLDER[:1], ids=ffmpegs.version)
@pytest.mark.parametrize("label", ["", ".h265"])
def test_a_live_that_this_ffmpeg_cannot_write_is_refused(
    movies: Movies, tmp_path: Path, program: str, label: str
) -> None:
    situation = evolve(HEVC[1], offered=(f"origin.flv{label}",), length=3)
    with pytest.RaisesGroup(pytest.RaisesExc(RecordingError, match=r"H\.265, which ffmpeg .* does not read")):
        run_in_virtual_time(record, situation, movies, tmp_path, program, backend="trio")


@pytest.mark.parametrize("recorded", ["trio"], indirect=True)
@pytest.mark.parametrize("program", PROGRAMS, ids=ffmpegs.version)
def test_what_was_cut_off_anywhere_is_recovered(
    recorded: dict[str, Recorded | Exception], tmp_path: Path, program: str
) -> None:
    parts, chance = outcome_of(recorded, SITUATIONS[0]).folder / "show.flv.parts", random.Random(program)
    whole = (parts / "part-0001.flv").read_bytes()
    for number in range(3):
        copy = tmp_path / f"{number}.mkv.parts"
        shutil.copytree(parts, copy)
        manifest = copy / "manifest.json"
        manifest.write_text(manifest.read_text().replace('"container": "flv"', '"container": "mkv"'))
        size = chance.randrange(len(whole) // 8, len(whole))
        (copy / "part-0001.flv").write_bytes(whole[:size])
        (video,) = anyio.run(partial(recover, tmp_path / f"{number}.mkv", ffmpeg=program))
        reading = barcode.read(video)
        assert reading.faults == ""
        assert reading.numbers == list(range(len(reading.frames)))
        assert len(reading.frames) / barcode.RATE > 8 * size / len(whole) - 1.5


def check(result: Recorded, program: str) -> None:
    situation = result.situation
    outcome = anyio.run(join, result, program, "mp4")
    assert len(outcome.readings) == situation.files
    assert situation.sent - set(outcome.numbers) == set()
    assert len(outcome.numbers) - len(set(outcome.numbers)) <= situation.repeated
    assert outcome.heights == {number: situation.height(number) for number in outcome.numbers}
    assert outcome.sound_offset < 0.15
    assert outcome.chat_offset < 0.15
    assert outcome.faults == ""
