"""Time to import the package in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys
from statistics import median

WAYS = {
    "import livetok": "import livetok",
    "from livetok import connect": "from livetok import connect, CommentEvent, GiftEvent",
}


def measure(rounds: int) -> None:
    """Print milliseconds by `-X importtime`, and how much of them is not ours."""
    print(f"Importing in a fresh interpreter, median of {rounds} runs.\n")
    for label, code in WAYS.items():
        runs = [_import_times(code) for _ in range(rounds)]
        whole, ours = (median(each) / 1000 for each in zip(*runs, strict=True))
        print(f"  {label:<28} {whole:6.0f} ms, of which {ours:.0f} ms in livetok's own modules")


def _import_times(code: str) -> tuple[int, int]:
    """Return microseconds spent on all that the code imports, and on livetok's own modules among it."""
    command = [sys.executable, "-X", "importtime", "-c", f"import site; {code}"]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    lines = [line.removeprefix("import time:").split("|") for line in ran.stderr.splitlines() if "|" in line][
        1:
    ]
    # what comes after `site` is what the code asks for
    start = max(index for index, (_, _, name) in enumerate(lines) if name.strip() == "site")
    asked = [(int(own), name.strip()) for own, _, name in lines[start + 1 :]]
    return sum(own for own, _ in asked), sum(
        own for own, name in asked if name.partition(".")[0] == "livetok"
    )
