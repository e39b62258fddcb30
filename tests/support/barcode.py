"""Movies whose every frame tells its number, and whose sound beeps once a second: what is lost can be counted."""

from __future__ import annotations

import re
import subprocess
from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from attrs import frozen

from livetok._recording import flv
from livetok._recording.mpegts import TsReader
from support.media import AUDIO, VIDEO, Movie, Tag, ffmpeg, take_apart

RATE = 15  # frames a second
SOUND = 44_100
_BITS = 12
_CELL = 16
_WIDTH = _BITS * _CELL
_EVERY_FRAME = ("-fps_mode", "passthrough")
_LISTENED = 8000  # samples of sound a second that are looked at
_BEEP = "0.6*sin(2*PI*1000*t)*lt(mod(t\\,1)\\,0.12)"


def make(folder: Path, *, seconds: int = 30, height: int = 96, rate: int = SOUND, program: str = "") -> Movie:
    """Film a barcode with beeps.

    Args:
        folder: Where to.
        seconds: Length.
        height: Of the picture; another one is another format.
        rate: Samples of sound a second.
        program: Which ffmpeg.
    """
    path = folder / f"barcode-{height}-{rate}.flv"
    command = [program or ffmpeg(), "-hide_banner", "-v", "error", "-f", "rawvideo", "-pix_fmt", "gray"]
    command += ["-s", f"{_WIDTH}x{height}", "-r", str(RATE), "-i", "pipe:0"]
    command += ["-f", "lavfi", "-i", f"aevalsrc={_BEEP}:s={rate}", "-t", str(seconds), "-pix_fmt", "yuv420p"]
    command += [
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-tune",
        "zerolatency",
        "-g",
        str(RATE),
        "-c:a",
        "aac",
    ]
    frames = b"".join(_frame(number, height) for number in range(seconds * RATE))
    subprocess.run([*command, "-y", str(path)], input=frames, check=True, timeout=120)
    data = path.read_bytes()
    return Movie(data[:13], tuple(take_apart(data)), ())


def make_hevc(folder: Path, *, seconds: int = 12) -> Movie:
    """Film the same in H.265, in tags with the number 12 that some CDNs have made up."""
    path = folder / "barcode-hevc.ts"
    command = [ffmpeg(), "-hide_banner", "-v", "error", "-f", "rawvideo", "-pix_fmt", "gray"]
    command += ["-s", f"{_WIDTH}x96", "-r", str(RATE), "-i", "pipe:0"]
    command += ["-f", "lavfi", "-i", f"aevalsrc={_BEEP}:s={SOUND}", "-t", str(seconds), "-pix_fmt", "yuv420p"]
    command += ["-c:v", "libx265", "-preset", "ultrafast", "-tune", "zerolatency"]
    command += ["-x265-params", f"log-level=none:keyint={RATE}:min-keyint={RATE}", "-c:a", "aac"]
    frames = b"".join(_frame(number, 96) for number in range(seconds * RATE))
    command += ["-muxdelay", "0", "-muxpreload", "0", "-y", str(path)]
    subprocess.run(command, input=frames, check=True, timeout=120)
    reader = TsReader()
    tags = [*reader.feed(path.read_bytes()), *reader.feed(b"", final=True)]
    return Movie(
        b"FLV\x01\x05\0\0\0\x09\0\0\0\0", tuple(map(_legacy, sorted(tags, key=lambda tag: tag.time))), ()
    )


def _legacy(tag: flv.Tag) -> Tag:
    if tag.kind == AUDIO or not tag.body[0] & 0x80:
        return Tag(tag.kind, tag.time, tag.body)
    head = bytes((tag.body[0] & 0x70 | 12,))
    is_config = tag.body[0] & 0x0F == 0
    return Tag(
        tag.kind, tag.time, head + (b"\0\0\0\0" + tag.body[5:] if is_config else b"\x01" + tag.body[5:])
    )


def _frame(number: int, height: int) -> bytes:
    row = b"".join((b"\xeb" if number >> bit & 1 else b"\x10") * _CELL for bit in range(_BITS))
    return row * height


def hls_pieces(movie: Movie, seconds: int) -> list[bytes]:
    """Cut a movie into pieces of MPEG-TS, as a server of HLS does."""
    command = [ffmpeg(), "-v", "error", "-f", "flv", "-i", "pipe:0", "-c", "copy", "-copyts"]
    command += [
        "-muxdelay",
        "0",
        "-muxpreload",
        "0",
        "-mpegts_flags",
        "+resend_headers",
        "-f",
        "mpegts",
        "pipe:1",
    ]
    pieces = []
    for begin in range(0, movie.frames[-1].time // 1000, seconds):
        wanted = [
            tag
            for tag in movie.frames
            if begin * 1000 <= tag.time - movie.since(0)[0].time < (begin + seconds) * 1000
        ]
        head = movie.head + b"".join(tag.at(wanted[0].time) for tag in movie.headers)
        data = head + b"".join(tag.at(tag.time) for tag in wanted)
        pieces.append(subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout)
    return pieces


@frozen
class Reading:
    """What a finished file shows.

    Attributes:
        frames: Number and second of each frame, in order.
        heights: Of the picture, by the number of the frame.
        beeps: Seconds at which beeps begin.
        faults: What a decoder complains about.
    """

    frames: Sequence[tuple[int, float]]
    heights: Mapping[int, int]
    beeps: Sequence[float]
    faults: str

    @property
    def numbers(self) -> list[int]:
        return [number for number, _ in self.frames]

    def lost(self, sent: range | set[int]) -> int:
        """Count the frames that were sent and are not there."""
        return len(set(sent) - set(self.numbers))

    @property
    def repeated(self) -> int:
        return len(self.frames) - len(set(self.numbers))

    @property
    def sound_offset(self) -> float:
        """Seconds by which beeps are off the frames with which they were filmed; 0 without either."""
        seconds = {at: number for number, at in self.frames if number % RATE == 0}
        offsets = [
            min((beep - at for at in seconds), key=abs)
            for beep in self.beeps
            if any(abs(beep - at) < 0.45 for at in seconds)
        ]
        return median(offsets) if offsets else 0.0


def read(path: Path) -> Reading:
    """Decode a file to the end, once: what it shows, what it sounds like, and what a decoder complains about."""
    sound = path.with_name(f"{path.name}.pcm")
    command = [ffmpeg(), "-hide_banner", "-nostdin", "-loglevel", "level+info", "-y", "-i", str(path)]
    command += ["-map", "0:v:0", "-vf", f"showinfo,scale={_WIDTH}:16:flags=neighbor,format=gray"]
    command += [*_EVERY_FRAME, "-f", "rawvideo", "pipe:1"]
    command += ["-map", "0:a:0", "-af", "aresample=async=1:first_pts=0", "-ac", "1", "-ar", str(_LISTENED)]
    command += ["-f", "s16le", str(sound)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    said = done.stderr.decode(errors="replace")
    shown = re.findall(r"pts_time:\s*([-\d.]+).*? s:\d+x(\d+)", said)
    size = _WIDTH * 16
    frames = [
        (_number(done.stdout[at * size : (at + 1) * size]), float(second))
        for at, (second, _) in zip(range(len(done.stdout) // size), shown, strict=False)
    ]
    heights = {number: int(height) for (number, _), (_, height) in zip(frames, shown, strict=False)}
    beeps = list(_beeps(array("h", sound.read_bytes()))) if sound.exists() else []
    sound.unlink(missing_ok=True)
    return Reading(frames, heights, beeps, "\n".join(re.findall(r".*\[(?:error|fatal|panic)\].*", said)))


def _number(frame: bytes) -> int:
    row = frame[8 * _WIDTH : 9 * _WIDTH]
    return sum((row[bit * _CELL + _CELL // 2] > 128) << bit for bit in range(_BITS))


def _beeps(samples: Sequence[int]) -> Iterator[float]:
    """Seconds at which it gets loud; on the file's own clock."""
    step, quiet = _LISTENED // 100, True
    for at in range(0, len(samples) - step, step):
        loud = sum(map(abs, samples[at : at + step])) / step > 3000
        if loud and quiet:
            yield at / _LISTENED
        quiet = not loud


def video_of(movie: Movie) -> list[Tag]:
    return [tag for tag in movie.frames if tag.kind == VIDEO]


def audio_of(movie: Movie) -> list[Tag]:
    return [tag for tag in movie.frames if tag.kind == AUDIO]
