from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def processes() -> Iterator[tuple[int, int, str]]:
    """Gives the number, the parent and the state of each process of the machine."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, *_ = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just gone
        yield int(status.parent.name), int(parent), state


def child_ids(of: int | None = None) -> list[int]:
    """Gives the children of a process (this one, say), dead ones that nobody waited for included."""
    return sorted(number for number, parent, _ in processes() if parent == (of or os.getpid()))


def is_running(number: int) -> bool:
    return any(pid == number and state != "Z" for pid, _, state in processes())
