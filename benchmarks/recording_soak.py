"""Record 6 Mbit/s for half an hour with a fault every minute; count lost frames, note processor time and memory.

    python -m benchmarks.recording_soak [--seconds 1800] [--every 60] [--backend trio]

The CDN is a process of its own, so that the processor time is the recorder's alone. It numbers every frame (in a
message that decoders pass over), and tells in the end which numbers it sent: all of them must be in the file, once and
in order. What it does to the stream is in `FAULTS`. Memory is flat when the last fifth of the samples is no higher than
1.1 times the second fifth.
"""

from __future__ import annotations

import argparse
import json
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import anyio
from anyio import to_thread
from anyio.abc import SocketAttribute, SocketStream
from attrs import define, field

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from benchmarks.processes import resident  # noqa: E402
from livetok import Recording  # noqa: E402
from livetok._net.http import open_http  # noqa: E402
from livetok._recording.flv import FlvReader, Role, describe  # noqa: E402
from livetok.options import Options  # noqa: E402
from support.media import VIDEO, Movie, Tag, ffmpeg, take_apart  # noqa: E402
from support.recording_room import FakeLive  # noqa: E402
from support.video_server import Studio  # noqa: E402

FRAMES, LOOP = 30, 8  # frames a second; seconds after which the film begins anew, with whole frames of sound
CACHE = 2  # seconds from the past with which a connection begins
FAULTS = (
    "reset",
    "end",
    "clock back 8 s",
    "second header",
    "404 for 3 s",
    "clock to 0",
    "silence",
    "repeats",
    "another size",
)
STALL = 4.0  # seconds of silence after which the recorder gives a connection up
_MARK = b"livetok-soak-no-"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: video/x-flv\r\nConnection: close\r\n\r\n"


def film(folder: Path, size: str) -> Movie:
    """Film noise at 6 Mbit/s."""
    path = folder / f"{size}.flv"
    command = [
        ffmpeg(),
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        f"testsrc2=s={size}:r={FRAMES},noise=alls=60:allf=t",
    ]
    command += [
        "-f",
        "lavfi",
        "-i",
        "sine=f=440:r=48000",
        "-t",
        str(LOOP),
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
    ]
    command += [
        "-tune",
        "zerolatency",
        "-g",
        str(FRAMES),
        "-sc_threshold",
        "0",
        "-b:v",
        "6M",
        "-maxrate",
        "6M",
    ]
    command += ["-bufsize", "6M", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "96k", "-y", str(path)]
    subprocess.run(command, check=True)
    data = path.read_bytes()
    return Movie(data[:13], tuple(take_apart(data)), ())


def numbered(tag: Tag, number: int) -> Tag:
    """Put a number into a frame: supplemental information of the user's own kind (H.264, D.1.7)."""
    message = b"\x06\x05\x1a" + _MARK + f"{number:010}".encode() + b"\x80"
    return Tag(tag.kind, tag.time, tag.body[:5] + len(message).to_bytes(4) + message + tag.body[5:])


def number_of(body: bytes) -> int:
    """The number in a frame, -1 when there is none."""
    at = body.find(_MARK, 0, 80) + len(_MARK)
    return int(body[at : at + 10]) if at >= len(_MARK) else -1


@define(eq=False)
class Cdn:
    """Sends the film for ever, and does to it what is in `FAULTS`, one every so many seconds."""

    movies: tuple[Movie, ...]
    every: float
    began: float = field(factory=time.monotonic)
    sent: set[int] = field(factory=set[int])
    done: int = 0
    shift: int = 0
    which: int = 0
    refuses_until: float = 0.0
    repeats: int = 0

    @property
    def now(self) -> float:
        return time.monotonic() - self.began

    def frames(self, since: float) -> Iterator[tuple[float, Tag, int]]:
        """The tags from a second on, each with when it is due; a number for pictures."""
        loop, clips = int(since // LOOP), [movie.frames for movie in self.movies]
        while True:
            shown = -1
            for place in range(len(clips[self.which])):
                clip = clips[self.which]
                if place >= len(clip):
                    break
                tag = clip[place]
                shown += tag.kind == VIDEO
                due = loop * LOOP + tag.time / 1000
                if due >= since:
                    number = (loop * LOOP * FRAMES + shown) if tag.kind == VIDEO else -1
                    yield due, Tag(tag.kind, round(due * 1000), tag.body), number
            loop += 1

    async def serve(self, stream: SocketStream) -> None:
        async with stream:
            try:
                await stream.receive()
                if self.now < self.refuses_until:
                    await stream.send(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                    return
                await stream.send(_HEAD)
                await self.play(stream)
            except (anyio.BrokenResourceError, anyio.EndOfStream):
                return  # the recorder left

    async def play(self, stream: SocketStream) -> None:
        repeats, self.repeats = self.repeats > 0, max(0, self.repeats - 1)
        start = max(0, int(self.now) - CACHE)
        until = self.now if repeats else float("inf")
        movie = self.movies[self.which]
        await stream.send(self.head(movie, start, header=True))
        for due, tag, number in self.frames(start):
            if due > until:
                return
            await anyio.sleep(max(0.0, due - self.now))
            if tag.kind == VIDEO and tag.is_keyframe and self.now >= (self.done + 1) * self.every:
                fault, self.done = FAULTS[self.done % len(FAULTS)], self.done + 1
                if not await self.strike(fault, stream, due):
                    return
            if self.movies[self.which] is not movie:
                return  # the clip has other frames at this place: the next connection shows them
            data = (numbered(tag, number) if number >= 0 else tag).at(tag.time + self.shift)
            await stream.send(data)
            if number >= 0:
                self.sent.add(number)

    def head(self, movie: Movie, at: float, *, header: bool) -> bytes:
        set_ups = b"".join(tag.at(round(at * 1000) + self.shift) for tag in movie.headers)
        return (movie.head if header else b"") + set_ups

    async def strike(self, fault: str, stream: SocketStream, at: float) -> bool:
        """Do it; return whether the connection goes on."""
        match fault:
            case "reset":
                raw = stream.extra(SocketAttribute.raw_socket)
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            case "clock back 8 s":
                self.shift -= 8000
            case "clock to 0":
                self.shift = -round(at * 1000)
            case "second header":
                await stream.send(self.head(self.movies[self.which], at, header=True))
            case "404 for 3 s":
                self.refuses_until = self.now + 3
            case "silence":
                await anyio.sleep(STALL * 2)
            case "repeats":
                self.repeats = 2
            case "another size":
                self.which = 1 - self.which
            case _:
                pass
        return fault in {"clock back 8 s", "clock to 0", "second header"}


async def send(folder: Path, every: float) -> None:
    """Be the CDN, until standard input ends; then tell what was sent."""
    cdn = Cdn((film(folder, "720x1280"), film(folder, "540x960")), every)
    async with (
        await anyio.create_tcp_listener(local_host="127.0.0.1") as listener,
        anyio.create_task_group() as group,
    ):
        group.start_soon(listener.serve, cdn.serve)
        cdn.began = time.monotonic()
        print(listener.extra(SocketAttribute.local_port), flush=True)
        await to_thread.run_sync(sys.stdin.read)
        group.cancel_scope.cancel()
    print(json.dumps({"sent": sorted(cdn.sent), "faults": cdn.done}), flush=True)


async def record(folder: Path, url: str, seconds: float) -> tuple[Recording, float, list[int]]:
    """Record for some time; return the recording, the part of a processor that it took, and samples of memory."""
    samples = list[int]()

    async def watch() -> None:
        while True:
            samples.append(resident())
            await anyio.sleep(1)

    async with open_http(Options()) as client, anyio.create_task_group() as group:
        live = FakeLive(Studio(Movie(b"", (), ())), group, client=client, address=url)
        with live.talking():
            async with live.record(folder / "soak.flv", stall_timeout=STALL, segment=120) as recording:
                began, used = time.monotonic(), time.process_time()
                group.start_soon(watch)
                await anyio.sleep(seconds)
                processor = (time.process_time() - used) / (time.monotonic() - began)
        group.cancel_scope.cancel()
    return recording, processor, samples


def numbers_in(path: Path) -> list[int]:
    """The numbers of the frames in a file, in order."""
    reader, numbers = FlvReader(), list[int]()
    with path.open("rb") as file:
        while data := file.read(1 << 20):
            for tag in reader.feed(data):
                if tag.kind == VIDEO and describe(tag).role in {Role.KEY, Role.FRAME}:
                    numbers.append(number_of(tag.body))
    return numbers


def report(
    numbers: list[int], sent: list[int], recording: Recording, processor: float, samples: list[int]
) -> dict[str, Any]:
    fifth = max(1, len(samples) // 5)
    early, late = statistics.median(samples[fifth : 2 * fifth]), statistics.median(samples[-fifth:])
    return {
        "seconds": round(recording.progress().time, 1),
        "megabits a second": round(recording.progress().bytes * 8e-6 / recording.progress().time, 2),
        "segments": [segment.reason for segment in recording.segments],
        "frames sent": len(sent),
        "frames lost": len(set(sent) - set(numbers)),
        "frames twice": len(numbers) - len(set(numbers)),
        "frames out of order": sum(later <= earlier for earlier, later in pairwise(numbers)),
        "processor, part of one": round(processor, 3),
        "resident early, MB": round(early / 1e6, 1),
        "resident late, MB": round(late / 1e6, 1),
        "memory is flat": late <= early * 1.1,
    }


def main() -> int:
    """Measure; 1 when anything was lost, or the load is beyond its bounds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=1800.0)
    parser.add_argument("--every", type=float, default=60.0, help="seconds between two faults")
    parser.add_argument("--backend", default="trio", choices=("trio", "asyncio"))
    parser.add_argument("--send", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.send:
        anyio.run(send, given.send, given.every)
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [
            sys.executable,
            "-m",
            "benchmarks.recording_soak",
            "--send",
            name,
            "--every",
            str(given.every),
        ]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        ) as cdn:
            assert cdn.stdout is not None
            url = f"http://127.0.0.1:{int(cdn.stdout.readline())}"
            recording, processor, samples = anyio.run(
                record, folder, url, given.seconds, backend=given.backend
            )
            told = json.loads(cdn.communicate()[0])
        (file,) = recording.files
        decoded = subprocess.run(
            [ffmpeg(), "-v", "error", "-i", str(file), "-f", "null", "-"],
            capture_output=True,
            text=True,
            check=False,
        )
        last = max(numbers := numbers_in(file))
        sent = [number for number in told["sent"] if number <= last]  # the rest was under way at the end
        result = report(numbers, sent, recording, processor, samples)
        result |= {"faults": told["faults"], "decoder's complaints": decoded.stderr[:500]}
    print(json.dumps(result, indent=1))
    bad = result["frames lost"] or result["frames twice"] or not result["memory is flat"] or decoded.stderr
    return int(bool(bad) or result["processor, part of one"] > 0.1)


if __name__ == "__main__":
    sys.exit(main())
