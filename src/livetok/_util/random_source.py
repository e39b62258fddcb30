"""Protocol of a random number generator: sans-I/O code is handed one, and imports none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

__all__ = ["RandomSource"]

_T = TypeVar("_T")


class RandomSource(Protocol):
    """The part of `random.Random` that builders of requests use."""

    def choice(self, seq: Sequence[_T], /) -> _T:
        """Return one of some values."""
        ...

    def uniform(self, a: float, b: float, /) -> float:
        """Return a number between two."""
        ...
