"""What a soak leaves behind for the report: samples of the resident memory, and counts."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from pathlib import Path

from attrs import asdict, frozen

from benchmarks.figures import Row, Section

__all__ = ["FILE", "FLAT", "Soaked", "drift", "load", "save", "section"]

FILE = Path(__file__).parent / "soak.json"
FLAT = 0.05
WARM_UP = 0.25  # of the time, but at most a minute: caches fill, the id window among them


@frozen(kw_only=True)
class Soaked:
    """One soak.

    Attributes:
        date: Day it was run.
        backend: asyncio or trio.
        seconds: How long messages were sent.
        read: Messages that arrived.
        lost: Messages that did not.
        twice: Messages that arrived more than once.
        reconnects: Connections after the first.
        memory: Seconds since the start and resident bytes.
    """

    date: str
    backend: str
    seconds: float
    read: int
    lost: int
    twice: int
    reconnects: int
    memory: list[tuple[float, int]]

    @property
    def drift(self) -> float:
        """See `drift`."""
        return drift(self.memory, self.seconds)

    @property
    def summary(self) -> str:
        return (
            f"{self.backend}, {self.seconds / 60:.0f} minutes, {self.read:,} messages, {self.reconnects} reconnects: "
            f"{self.drift:+.1%} memory"
        )


def load(file: Path = FILE) -> list[Soaked]:
    """Read the file; empty when no soak was run."""
    if not file.exists():
        return []
    soaks = json.loads(file.read_text(encoding="utf-8"))
    return [Soaked(**{**soaked, "memory": [tuple(at) for at in soaked["memory"]]}) for soaked in soaks]


def save(soaks: Sequence[Soaked], file: Path = FILE) -> None:
    """Write the file, one soak a line."""
    lines = ",\n".join(json.dumps(asdict(soaked)) for soaked in soaks)
    file.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def drift(memory: list[tuple[float, int]], seconds: float) -> float:
    """Growth of the resident memory from the first third after the warm-up to the last."""
    start = min(seconds * WARM_UP, 60.0)
    sizes = [size for passed, size in memory if passed >= start]
    third = max(1, len(sizes) // 3)
    return statistics.median(sizes[-third:]) / statistics.median(sizes[:third]) - 1


def section(soaked: Soaked) -> Section:
    """The rows of a soak, which is too long to be part of every run."""
    figures = {
        "messages read": soaked.read,
        "messages lost": soaked.lost,
        "messages twice": soaked.twice,
        "reconnects": soaked.reconnects,
    }
    megabytes = [size / 1e6 for _, size in soaked.memory]
    return Section(
        title=f"6. Soak of {soaked.seconds / 60:.0f} minutes, {soaked.backend}",
        note=f"Run on {soaked.date} by `nox -s soak`: the client in a process of its own, a fault every few seconds.",
        rows=[
            *(Row(name=name, unit="", values=[value]) for name, value in figures.items()),
            Row(name="resident memory", unit="MB", values=megabytes),
            Row(
                name="memory, last third to first after warm-up",
                unit="% growth",
                values=[soaked.drift * 100],
                limit=FLAT * 100,
            ),
        ],
    )
