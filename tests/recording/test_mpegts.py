"""MPEG-TS as HLS carries it, read as FLV tags: any portions, damage, clocks that wrap, other codecs."""

from __future__ import annotations

import random
import subprocess
from itertools import pairwise

import pytest

from livetok._recording.flv import AUDIO, VIDEO, Role, Tag, describe, file_header
from livetok._recording.mpegts import TsReader
from support.media import Movie, ffmpeg

PACKET = 188


def stream_of(data: bytes, *more: str) -> bytes:
    command = [ffmpeg(), "-v", "error", *more, "-f", "flv", "-i", "pipe:0", "-c", "copy"]
    command += ["-muxdelay", "0", "-muxpreload", "0", "-f", "mpegts", "pipe:1"]
    return subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout


def flv_of(movie: Movie, until: int) -> bytes:
    return movie.head + b"".join(tag.at(tag.time) for tag in movie.tags if tag.time < until)


@pytest.fixture(scope="module")
def stream(movie: Movie) -> bytes:
    return stream_of(flv_of(movie, 5000))


def read(data: bytes, *, portion: int = 0) -> list[Tag]:
    reader, portion = TsReader(), portion or max(1, len(data))
    tags = [tag for at in range(0, len(data), portion) for tag in reader.feed(data[at : at + portion])]
    return tags + reader.feed(b"", final=True)


def frames(tags: list[Tag], kind: int) -> list[Tag]:
    return [tag for tag in tags if tag.kind == kind and describe(tag).role in {Role.KEY, Role.FRAME}]


@pytest.mark.parametrize("portion", [1, 100, 187, 188, 189, 4096, 65536])
def test_portions_make_no_difference(stream: bytes, portion: int) -> None:
    data = stream[: PACKET * 500] if portion == 1 else stream
    assert read(data, portion=portion) == read(data)


def test_every_frame_arrives_with_its_time(movie: Movie, stream: bytes) -> None:
    tags = read(stream)
    for kind in (VIDEO, AUDIO):
        sent = [tag for tag in movie.frames if tag.kind == kind and tag.time < 5000]
        assert [tag.time for tag in frames(tags, kind)] == pytest.approx([tag.time for tag in sent], abs=1)
    keys = [tag.time for tag in tags if describe(tag).role is Role.KEY]
    assert keys == pytest.approx(
        [tag.time for tag in movie.frames if tag.is_keyframe and tag.time < 5000], abs=1
    )


def test_what_is_read_decodes(stream: bytes) -> None:
    data = file_header(video=True, audio=True) + b"".join(tag.encode() for tag in read(stream))
    command = [ffmpeg(), "-v", "error", "-f", "flv", "-i", "pipe:0", "-f", "null", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_set_ups_come_once_and_when_they_change(movie: Movie, wide_movie: Movie, stream: bytes) -> None:
    tags = read(stream + stream_of(flv_of(wide_movie, 2000)))
    set_ups = [tag for tag in tags if describe(tag).role is Role.CONFIG]
    assert sorted(tag.kind for tag in set_ups) == [AUDIO, VIDEO, VIDEO]
    assert len({tag.body for tag in set_ups}) == 3


def test_the_clock_wraps_after_26_hours(movie: Movie) -> None:
    wrap = (1 << 33) / 90_000
    tags = frames(read(stream_of(flv_of(movie, 4000), "-copyts", "-itsoffset", str(wrap - 2))), VIDEO)
    assert all(40 < after.time - before.time < 90 for before, after in pairwise(tags))


def test_sound_without_pictures(song: Movie) -> None:
    tags = read(stream_of(flv_of(song, 3000)))
    assert {tag.kind for tag in tags} == {AUDIO}


@pytest.mark.parametrize(
    "data", [b"", b"\x47", b"\x47" * 188, b"\x47" * 5000, b"G\x40\x00\x10" + b"\xff" * 184, bytes(9999)]
)
def test_what_is_no_stream(data: bytes) -> None:
    assert read(data) == []


def test_damage_never_raises(stream: bytes) -> None:
    chance = random.Random(7)
    for _ in range(150):
        data = bytearray(stream[: PACKET * 400])
        for _ in range(chance.randrange(1, 60)):
            match chance.randrange(3):
                case 0:
                    data[chance.randrange(len(data))] = chance.randrange(256)
                case 1:
                    at = chance.randrange(len(data))
                    del data[at : at + chance.randrange(300)]
                case _:
                    at = chance.randrange(len(data) - 4)
                    data[at : at + 4] = chance.randbytes(4)
        tags = read(bytes(data), portion=chance.randrange(1, 5000))
        assert sum(len(tag.body) for tag in tags) <= len(data)
