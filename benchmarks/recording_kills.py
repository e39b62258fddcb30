"""Kill recordings with SIGKILL at random moments; write how much `recover()` gives back into docs/recording.md.

    LIVETOK_FFMPEGS=folder python -m benchmarks.recording_kills [--kills 20]

Each recording is a process of its own, of 6 Mbit/s; the CDN of `benchmarks.recording_soak` numbers the frames. What is
lost is counted from the last frame that the CDN had sent when the signal came.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request
from functools import partial
from pathlib import Path

import anyio
from anyio import to_thread

from benchmarks.recording import write_between_marks
from benchmarks.recording_soak import FRAMES, ROOT, numbers_in, record
from livetok import recover
from support import ffmpegs
from support.media import ffmpeg

AT_ONCE = 4
SHORTEST, LONGEST = 2.0, 12.0  # seconds until a kill


def sent(url: str) -> int:
    """The last frame that the CDN sent to anybody."""
    with urllib.request.urlopen(f"{url}/sent", timeout=10) as answer:
        return int(answer.read())


async def record_and_kill(
    url: str, folder: Path, backend: str, places: anyio.CapacityLimiter, chance: random.Random
) -> int:
    """Record, kill, and return the number of the last frame that had been sent."""
    command = [sys.executable, "-m", "benchmarks.recording_kills", "--url", url, "--folder", str(folder)]
    async with places, await anyio.open_process([*command, "--backend", backend], cwd=ROOT) as process:
        with anyio.fail_after(60):
            while not [part async for part in anyio.Path(folder).rglob("part-*.flv")]:  # noqa: ASYNC110
                await anyio.sleep(0.02)
        await anyio.sleep(chance.uniform(SHORTEST, LONGEST))
        last = await to_thread.run_sync(sent, url)
        os.kill(process.pid, signal.SIGKILL)
        await process.wait()
    return last


async def measure(url: str, folder: Path, kills: int, seed: int) -> None:
    """Kill, then recover each recording with each program, and write down what is lost."""
    chance, places, last = random.Random(seed), anyio.CapacityLimiter(AT_ONCE), dict[int, int]()

    async def kill(number: int) -> None:
        place = folder / str(number)
        await anyio.Path(place).mkdir()
        last[number] = await record_and_kill(url, place, ("trio", "asyncio")[number % 2], places, chance)

    async with anyio.create_task_group() as group:
        for number in range(kills):
            group.start_soon(kill, number)
    lines = list[str]()
    for program in ffmpegs.programs():
        lost = [await recovered(folder / str(number), program, last[number]) for number in range(kills)]
        version = ffmpegs.version(program).partition("-")[0]
        lines.append(f"- {kills} killed at random moments, ffmpeg {version}: at most {max(lost):.1f} s lost")
        print(lines[-1], flush=True)
    write_between_marks("kills", lines)


async def recovered(folder: Path, program: str, last: int) -> float:
    """Recover a copy; return the seconds that are missing.

    Raises:
        AssertionError: The file has a hole, or does not play.
    """
    copy = Path(tempfile.mkdtemp(dir=folder.parent))
    shutil.copytree(folder / "show.mkv.parts", copy / "show.mkv.parts")
    (video,) = await recover(copy / "show.mkv", ffmpeg=program)
    plain = copy / "plain.flv"
    command = [ffmpeg(), "-v", "error", "-i", str(video), "-c", "copy", str(plain)]
    done = await anyio.run_process(command, check=False)
    numbers = numbers_in(plain)
    assert done.stderr == b"", done.stderr
    assert numbers == list(range(numbers[0], numbers[-1] + 1)), "frames are missing in the middle"
    shutil.rmtree(copy)
    return max(0.0, (last - numbers[-1]) / FRAMES)


def main() -> None:
    """Run the measurement, or be one of its recordings."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7, help="other moments")
    parser.add_argument("--url", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--backend", default="trio", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.url:
        anyio.run(partial(record, given.folder, given.url, 3600.0, "show.mkv"), backend=given.backend)
        return
    with tempfile.TemporaryDirectory() as name:
        command = [sys.executable, "-m", "benchmarks.recording_soak", "--send", name, "--every", "1e9"]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        ) as cdn:
            assert cdn.stdout is not None
            url = f"http://127.0.0.1:{int(cdn.stdout.readline())}"
            anyio.run(measure, url, Path(name), given.kills, given.seed)
            cdn.communicate()


if __name__ == "__main__":
    main()
