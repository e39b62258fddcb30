"""The cutter: any portions, torn ends, damage, clocks that wrap and jump."""

from __future__ import annotations

import random
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from livetok._recording.mpegts import Cutter, Form, Opening, Slice
from livetok._recording.segment_store import measure
from livetok._recording.timeline import Segment
from support.media import Movie, faults, ffmpeg

PACKET = 188


def stream_of(data: bytes, *more: str) -> bytes:
    command = [ffmpeg(), "-v", "error", *more, "-f", "flv", "-i", "pipe:0", "-c", "copy"]
    command += ["-muxdelay", "0", "-muxpreload", "0", "-f", "mpegts", "pipe:1"]
    return subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout


def flv_of(movie: Movie, until: int, shift: int = 0) -> bytes:
    return b"".join(tag.at(tag.time + shift) for tag in movie.tags if tag.time < until)


@pytest.fixture(scope="module")
def stream(movie: Movie) -> bytes:
    return stream_of(movie.head + flv_of(movie, 5000))


@pytest.fixture(scope="module")
def two_sizes(movie: Movie, wide_movie: Movie) -> bytes:
    return stream_of(movie.head + flv_of(movie, 2000) + flv_of(wide_movie, 2000, 2000))


def cut(data: bytes, *, portion: int = 0, length: float = float("inf")) -> list[Slice]:
    cutter = Cutter(length)
    portion = portion or max(1, len(data))
    slices = [one for at in range(0, len(data), portion) for one in cutter.feed(data[at : at + portion])]
    return slices + cutter.feed(b"", final=True)


def openings(slices: list[Slice]) -> list[Opening]:
    return [one.opening for one in slices if one.opening]


def files(slices: list[Slice]) -> list[bytes]:
    found = list[bytes]()
    for one in slices:
        if one.opening:
            found.append(b"")
        found[-1] += one.data
    return found


@pytest.mark.parametrize("portion", [1, 100, 187, 188, 189, 4096, 65536])
def test_portions_make_no_difference(two_sizes: bytes, portion: int) -> None:
    data = two_sizes[: 188 * 700] if portion == 1 else two_sizes
    assert files(cut(data, portion=portion)) == files(cut(data))


def test_nothing_is_lost_between_segments(stream: bytes) -> None:
    slices = cut(stream, length=0.9)  # so the next keyframe is the one after a second
    assert [one.reason for one in openings(slices)] == ["start", "length", "length", "length", "length"]
    assert [one.first for one in openings(slices)] == pytest.approx([0, 1, 2, 3, 4], abs=0.1)
    tables = 2 * PACKET
    assert sum(len(one) - tables for one in files(slices)) >= len(stream) - 10 * PACKET
    assert slices[-1].end == pytest.approx(5, abs=0.1)
    assert (slices[-1].form.video, slices[-1].form.audio) == ("h264", "aac")


def test_each_segment_plays_alone(two_sizes: bytes, tmp_path: Path) -> None:
    for number, data in enumerate(files(cut(two_sizes, length=1))):
        path = tmp_path / f"{number}.ts"
        path.write_bytes(data)
        assert faults(path) == ""


def test_another_picture_size(two_sizes: bytes) -> None:
    slices = cut(two_sizes)
    first, second = openings(slices)
    assert (second.reason, second.seamless) == ("format", True)
    assert second.first - first.first == pytest.approx(2, abs=0.01)
    forms = [one.form for one in slices if one.opening]
    assert forms[0].picture != forms[1].picture
    assert forms[0].track[:2] == forms[1].track[:2]


@pytest.mark.parametrize("shift", [3_600_000, 6_000])
def test_a_jump_forward(movie: Movie, shift: int) -> None:
    data = stream_of(movie.head + flv_of(movie, 2000) + flv_of(movie, 2000, 2000 + shift))
    slices = cut(data)
    assert [one.reason for one in openings(slices)] == ["start", "jump"]
    assert not openings(slices)[1].seamless


def test_the_clock_wraps_after_26_hours(movie: Movie) -> None:
    wrap = (1 << 33) / 90_000
    data = stream_of(movie.head + flv_of(movie, 4000), "-copyts", "-itsoffset", str(wrap - 2))
    slices = cut(data, length=1)
    starts = [one.first for one in openings(slices)]
    assert len(starts) == 4
    assert all(after - before == pytest.approx(1, abs=0.1) for before, after in pairwise(starts))


def test_sound_without_pictures(song: Movie) -> None:
    slices = cut(stream_of(song.head + flv_of(song, 3000)), length=1)
    assert len(openings(slices)) == 3
    assert slices[-1].form.video == ""
    assert slices[-1].form.sound


def test_pictures_without_a_keyframe_begin_after_a_while(movie: Movie) -> None:
    data = bytearray(stream_of(movie.head + flv_of(movie, 15_000)))
    for at in range(0, len(data), PACKET):
        if data[at + 3] & 0x20 and data[at + 4]:
            data[at + 5] &= ~0x40  # no unit is a point of entry any more
    (opening,) = openings(cut(bytes(data)))
    assert opening.first == pytest.approx(10, abs=1)


def test_a_torn_end_is_known(stream: bytes, tmp_path: Path) -> None:
    whole = files(cut(stream))[0]
    for size in random.Random(1).sample(range(20_000, len(whole)), 12):
        path = tmp_path / "part.ts"
        path.write_bytes(whole[:size])
        segment = measure(path, Segment(index=1, file="part.ts", reason="start", form=Form()))
        assert path.stat().st_size == segment.size <= size
        assert size - segment.size < 30_000
        assert faults(path) == ""


@pytest.mark.parametrize(
    "data", [b"", b"\x47", b"\x47" * 188, b"\x47" * 5000, b"G\x40\x00\x10" + b"\xff" * 184, bytes(9999)]
)
def test_what_is_no_stream(data: bytes) -> None:
    assert cut(data) == []


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
        slices = cut(bytes(data), portion=chance.randrange(1, 5000), length=0.5)
        assert sum(len(one.data) for one in slices) <= len(data) + 2 * PACKET * len(openings(slices))
