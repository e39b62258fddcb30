"""Moving pictures for the tests: made once by ffmpeg, taken apart into FLV tags and HLS segments."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from attrs import frozen

SECONDS = 30
AUDIO, VIDEO, SCRIPT = 8, 9, 18


def ffmpeg() -> str:
    """Gives an ffmpeg of this machine; without one the test is skipped."""
    if path := shutil.which("ffmpeg"):
        return path
    return str(pytest.importorskip("imageio_ffmpeg").get_ffmpeg_exe())


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [ffmpeg(), "-hide_banner", "-nostdin", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@frozen
class Tag:
    kind: int
    time: int  # milliseconds
    body: bytes

    @property
    def is_keyframe(self) -> bool:
        return self.kind == VIDEO and self.body[0] >> 4 & 7 == 1 and self.body[1] == 1

    @property
    def is_header(self) -> bool:
        """Whether it holds codec parameters instead of a frame."""
        return self.kind != SCRIPT and self.body[1] == 0

    def at(self, time: int) -> bytes:
        head = bytes([self.kind]) + len(self.body).to_bytes(3) + (time & 0xFFFFFF).to_bytes(3)
        head += bytes([time >> 24 & 0xFF]) + bytes(3)
        return head + self.body + (11 + len(self.body)).to_bytes(4)


@frozen
class Movie:
    head: bytes
    tags: tuple[Tag, ...]
    hls: tuple[bytes, ...]  # one second each

    @property
    def headers(self) -> list[Tag]:
        return [tag for tag in self.tags if tag.is_header]

    @property
    def frames(self) -> list[Tag]:
        return [tag for tag in self.tags if not tag.is_header and tag.kind != SCRIPT]

    @property
    def has_pictures(self) -> bool:
        return any(tag.is_keyframe for tag in self.tags)

    def since(self, time: int) -> list[Tag]:
        """The frames from the last keyframe before a moment on; of a movie without pictures, from that moment on."""
        keys = [frame.time for frame in self.frames if frame.is_keyframe and frame.time <= time]
        begin = keys[-1] if keys else time
        return [frame for frame in self.frames if frame.time >= begin]


def take_apart(data: bytes) -> Iterable[Tag]:
    at = 13
    while at + 11 <= len(data):
        size = int.from_bytes(data[at + 1 : at + 4])
        time = int.from_bytes(data[at + 4 : at + 7]) | data[at + 7] << 24
        yield Tag(data[at], time, data[at + 11 : at + 11 + size])
        at += 15 + size


def make(
    folder: Path, *, size: str = "320x180", tone: int = 440, rate: int = 44100, video: bool = True
) -> Movie:
    """Films a test picture with a tone: 15 frames a second, a keyframe each second."""
    name = folder / f"{size}-{tone}-{rate}-{video}"
    picture = ["-f", "lavfi", "-i", f"testsrc2=s={size}:r=15"] if video else []
    sound = ["-f", "lavfi", "-i", f"sine=f={tone}:r={rate}"]
    coded = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "15", "-pix_fmt", "yuv420p", "-c:a", "aac"]
    flv = name.with_suffix(".flv")
    made = run("-v", "error", *picture, *sound, "-t", str(SECONDS), *coded, "-shortest", "-y", flv)
    assert made.returncode == 0, made.stderr
    lists = [*("-c", "copy", "-f", "hls", "-hls_time", "1", "-hls_list_size", "0")]
    made = run(
        "-v",
        "error",
        "-i",
        flv,
        *lists,
        "-hls_segment_filename",
        f"{name}-%03d.ts",
        name.with_suffix(".m3u8"),
    )
    assert made.returncode == 0, made.stderr
    data = flv.read_bytes()
    pieces = sorted(folder.glob(f"{name.name}-*.ts"))
    return Movie(data[:13], tuple(take_apart(data)), tuple(piece.read_bytes() for piece in pieces))


def faults(path: Path) -> str:
    """Decodes a file to the end; gives what ffmpeg has to complain about."""
    return run("-v", "error", "-i", path, "-f", "null", "-").stderr


def seconds(path: Path) -> float:
    """Gives the length of a file, as counted by decoding it."""
    said = run("-v", "info", "-i", path, "-f", "null", "-").stderr
    times = [word.removeprefix("time=") for word in said.split() if word.startswith("time=") and ":" in word]
    hours, minutes, rest = times[-1].split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)
