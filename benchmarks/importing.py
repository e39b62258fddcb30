"""Time to import the package in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

from benchmarks.figures import Plan, Row, Section, in_turns

WAYS = {
    "python -c pass": ["-c", "pass"],
    "import livetok": ["-c", "import livetok"],
    "from livetok import connect, CommentEvent": ["-c", "from livetok import connect, CommentEvent"],
    "livetok --help": ["-m", "livetok", "--help"],
}


def measure(plan: Plan) -> Section:
    """Milliseconds from start to end of a process."""
    turns: dict[str, Callable[[], float]] = {name: partial(_run, command) for name, command in WAYS.items()}
    costs = in_turns(turns, plan.turns(9))
    return Section(
        title="7. Import",
        note="A fresh interpreter from its start to its end.",
        rows=[Row(name=name, unit="ms", values=values) for name, values in costs.items()],
    )


def _run(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1e3
