"""Write the table of docs/recording.md: record what befalls recordings, join it with every ffmpeg, count what is lost.

    LIVETOK_FFMPEGS=folder python -m benchmarks.recording

`python -m support.ffmpegs` (with `tests` on the path) fetches ffmpegs of several versions into that folder. Takes
some minutes.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from pathlib import Path

import anyio

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from livetok import recover  # noqa: E402
from livetok._recording.ffmpeg import Ffmpeg  # noqa: E402
from support import barcode, ffmpegs  # noqa: E402
from support.movies import make_movies  # noqa: E402
from support.situations import HEVC, SITUATIONS, Outcome, Recorded, Situation, join, record_all  # noqa: E402

PAGE = ROOT / "docs" / "recording.md"
BEGIN, END = "<!-- situations: begin -->", "<!-- situations: end -->"
KILLS = 20


def row(situation: Situation, outcomes: list[Outcome], requests: int) -> str:
    """One line of the table: the worst of all programs."""
    lost = max(len(situation.sent - set(outcome.numbers)) for outcome in outcomes)
    faults = sum(bool(outcome.faults) for outcome in outcomes)
    cells = (
        situation.name,
        f"{len(situation.sent) / barcode.RATE:.1f}",
        f"{min(outcome.seconds for outcome in outcomes):.1f}",
        f"{lost}",
        f"{max(outcome.sound_offset for outcome in outcomes):.2f}",
        f"{max(outcome.chat_offset for outcome in outcomes):.2f}" if situation.comments else "",
        f"{requests}",
        f"{faults or ''}",
    )
    return f"| {' | '.join(cells)} |"


async def outcomes_of(recorded: Recorded, programs: list[str]) -> list[Outcome]:
    hevc = recorded.situation in HEVC
    return [
        await join(recorded, program, "mp4")
        for program in programs
        if not hevc or await ffmpegs.knows(program, "h265")
    ]


async def killed(recorded: Recorded, program: str, folder: Path, chance: random.Random) -> float:
    """Cut the last segment where a kill might have; return the most seconds that `recover()` does not give back."""
    parts, worst = recorded.folder / "show.flv.parts", 0.0
    whole = next(parts.glob("part-*.flv")).read_bytes()
    for number in range(KILLS):
        copy = folder / f"{number}.mkv.parts"
        shutil.copytree(parts, copy)
        manifest = copy / "manifest.json"
        manifest.write_text(manifest.read_text().replace('"container": "flv"', '"container": "mkv"'))
        size = chance.randrange(len(whole) // 8, len(whole))
        (copy / "part-0001.flv").write_bytes(whole[:size])
        (video,) = await recover(folder / f"{number}.mkv", ffmpeg=program)
        reading = barcode.read(video)
        assert reading.faults == "", reading.faults
        worst = max(worst, 8 * size / len(whole) - len(reading.frames) / barcode.RATE)
        video.unlink()
    return worst


async def main() -> None:
    """Measure, and write the table."""
    programs = ffmpegs.programs()
    versions = [(await Ffmpeg(program).check()).version for program in programs]
    lines = [
        f"Joined by ffmpeg {', '.join(version.partition('-')[0] for version in versions)}; the worst of them is shown.",
        "",
        "| what happens | seconds sent | in the file | frames lost | sound off by | chat off by | requests | faults |",
        "|---|---|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        movies = make_movies(folder)
        recorded = await record_all((*SITUATIONS, *HEVC), movies, folder)
        for situation in (*SITUATIONS, *HEVC):
            result = recorded[situation.name]
            if isinstance(result, Exception):
                raise result
            outcomes = await outcomes_of(result, programs)
            lines.append(row(situation, outcomes, len(result.live.requests)))
            print(lines[-1], flush=True)
        plain, chance = recorded[SITUATIONS[0].name], random.Random(7)
        assert isinstance(plain, Recorded)
        for program, version in zip(programs, versions, strict=True):
            place = Path(tempfile.mkdtemp(dir=folder))
            lost = await killed(plain, program, place, chance)
            if program is programs[0]:
                lines.append("")
            short = version.partition("-")[0]
            lines.append(
                f"- cut off at {KILLS} random bytes, ffmpeg {short}: at most {max(0, lost):.1f} s lost"
            )
            print(lines[-1], flush=True)
    page = PAGE.read_text(encoding="utf-8")
    before, after = page.partition(BEGIN)[0], page.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n" + "\n".join(lines) + f"\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    anyio.run(main)
