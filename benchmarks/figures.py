"""What comes out of a measurement: rows of figures, one value a round, and how they are judged."""

from __future__ import annotations

import gc
import math
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Literal

from attrs import field, frozen

__all__ = ["Plan", "Row", "Section", "collect", "exponent", "in_turns", "ratios"]

Values = Sequence[float]


@frozen(kw_only=True)
class Plan:
    """How much to measure.

    Attributes:
        rounds: How often each candidate has its turn; None for what suits the section.
        quick: Just enough to see that everything runs; the figures mean nothing.
    """

    rounds: int | None = None
    quick: bool = False

    def turns(self, usual: int) -> int:
        """Rounds of a section."""
        return self.rounds or (1 if self.quick else usual)

    def shorter(self, usual: float, quick: float) -> float:
        """Seconds, or whatever makes a measurement long."""
        return quick if self.quick else usual


@frozen(kw_only=True)
class Row:
    """One line of the table.

    Attributes:
        name: What was measured.
        unit: Of the values.
        values: One a round.
        ratio: The same to something else, from values of the same round; empty without comparison.
        against: What the ratio is to.
        limit: Aim for a median; None without aim.
        limit_is_of: Whose median: of the ratio where there is one (default), or of the values in any case.
    """

    name: str
    unit: str
    values: tuple[float, ...] = field(converter=tuple)
    ratio: tuple[float, ...] = field(default=(), converter=tuple)
    against: str = ""
    limit: float | None = None
    limit_is_of: Literal["ratio", "values"] = "ratio"

    @property
    def judged(self) -> float:
        """What the aim is for."""
        return median((self.ratio if self.limit_is_of == "ratio" else ()) or self.values)

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None without aim."""
        return None if self.limit is None else self.judged <= self.limit


@frozen(kw_only=True)
class Section:
    """A group of rows.

    Attributes:
        title: Its heading.
        note: What was measured, and how.
        rows: The figures.
    """

    title: str
    note: str
    rows: Sequence[Row]


def in_turns(candidates: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Let everybody have a turn in each round, so that a busy moment of the machine hits all of them."""
    measured: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(rounds):
        for name, measure in candidates.items():
            gc.collect()
            measured[name].append(measure())
    return measured


def collect(
    candidates: Mapping[str, Callable[[], Mapping[str, float]]], rounds: int
) -> dict[str, dict[str, list[float]]]:
    """The same for candidates that measure several figures in one turn."""
    measured: dict[str, dict[str, list[float]]] = {name: {} for name in candidates}
    for _ in range(rounds):
        for name, measure in candidates.items():
            for figure, value in measure().items():
                measured[name].setdefault(figure, []).append(value)
    return measured


def ratios(values: Values, others: Values) -> tuple[float, ...]:
    """Compare round by round."""
    return tuple(value / other for value, other in zip(values, others, strict=True))


def exponent(sizes: Values, costs: Values) -> float:
    """Return the slope of the least-squares line through the points on a log-log scale: 1 is linear, 0 is flat.

    Only the upper half counts: what each step costs anyway hides growth at small sizes.
    """
    half = len(sizes) // 2
    across = [math.log(size) for size in sizes[half:]]
    up = [math.log(cost) for cost in costs[half:]]
    middle, height = sum(across) / len(across), sum(up) / len(up)
    spread = sum((x - middle) ** 2 for x in across)
    return sum((x - middle) * (y - height) for x, y in zip(across, up, strict=True)) / spread
