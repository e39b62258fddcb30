"""Write the table of docs/recording.md: record what befalls recordings, join it with every ffmpeg, count what is lost.

    LIVETOK_FFMPEGS=folder python -m benchmarks.recording

`python -m support.ffmpegs` (with `tests` on the path) fetches ffmpegs of several versions into that folder. Takes
some minutes.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import anyio

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from livetok._recording.ffmpeg import Ffmpeg  # noqa: E402
from support import barcode, ffmpegs  # noqa: E402
from support.movies import make_movies  # noqa: E402
from support.situations import HEVC, SITUATIONS, Outcome, Recorded, Situation, join, record_all  # noqa: E402

PAGE = ROOT / "docs" / "recording.md"
AT_ONCE = 4  # more, and the processor would be what is measured


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


def write_between_marks(name: str, lines: list[str]) -> None:
    """Put lines between two marks of the page.

    Args:
        name: Of the marks.
        lines: What stands between them from now on.
    """
    page, begin, end = PAGE.read_text(encoding="utf-8"), f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, after = page.partition(begin)[0], page.partition(end)[2]
    PAGE.write_text(f"{before}{begin}\n" + "\n".join(lines) + f"\n{end}{after}", encoding="utf-8")


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
        recorded = await record_all((*SITUATIONS, *HEVC), movies, folder, AT_ONCE)
        for situation in (*SITUATIONS, *HEVC):
            result = recorded[situation.name]
            if isinstance(result, Exception):
                raise result
            outcomes = await outcomes_of(result, programs)
            lines.append(row(situation, outcomes, len(result.live.requests)))
            print(lines[-1], flush=True)
    write_between_marks("situations", lines)


if __name__ == "__main__":
    anyio.run(main)
